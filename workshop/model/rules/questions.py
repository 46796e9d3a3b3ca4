"""The rule about questions to the room: a kind of their own, and a place for them, are made with the first."""

from __future__ import annotations

from string import ascii_uppercase

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.apply import apply
from workshop.model.events import Event
from workshop.model.rules.registry import Context, answer
from workshop.model.session import QUESTION, ROOM, Session


@answer.register
def ask_room(command: c.AskRoom, session: Session, moment: Context) -> tuple[Event, ...]:
    events, session = _with_a_place(session)
    added = c.AddCards(QUESTION.name, ROOM, command.texts, command.origin, command.held)
    return (*events, *answer[c.AddCards](added, session, moment))


@answer.register
def offer_question(command: c.OfferQuestion, session: Session, moment: Context) -> tuple[Event, ...]:
    events, session = _with_a_place(session)
    offered = c.OfferCard(QUESTION.name, ROOM, command.text, command.token, command.held)
    return (*events, *answer[c.OfferCard](offered, session, moment))


def _with_a_place(session: Session) -> tuple[list[Event], Session]:
    """Return what makes the kind and the theme of questions where they are missing, and the session with them."""
    events: list[Event] = []
    if QUESTION.name not in {kind.name for kind in session.kinds}:
        taken = {kind.letter for kind in session.kinds}
        letter = next(letter for letter in (QUESTION.letter, *ascii_uppercase) if letter not in taken)
        events.append(e.KindDefined(QUESTION.name, QUESTION.singular, QUESTION.plural, letter))
    theme = session.themes.get(ROOM)
    if theme is None or theme.removed:
        events.append(e.ThemeAdded(ROOM, QUESTION.plural))
    for event in events:
        session = apply(session, event)
    return events, session
