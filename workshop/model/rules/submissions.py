"""Rules about what comes from phones, and about questions to the room.

Cards and tags are offered, and may still be changed while they wait. A kind and a place for questions are made with the
first.
"""

from __future__ import annotations

from string import ascii_uppercase
from typing import Final

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.apply import apply
from workshop.model.errors import TooSoon
from workshop.model.events import Event
from workshop.model.hlc import moment_of, next_stamp
from workshop.model.rules.cards import FROM_PHONES, place_of_new, words_of
from workshop.model.rules.groups import as_spelled, has_room, tag_of
from workshop.model.rules.registry import Context, Events, answer, card_of, live_card, refuse_if
from workshop.model.session import QUESTION, ROOM, Card, Session

LONG_QUEUE: Final = 100
"""Offers that wait: from then on they come at a pace."""

OFFERS_APART: Final = 1_000
"""Milliseconds between two offers while many wait: sixty in a minute are more than a facilitator can read."""

MINUTE: Final = 60_000


@answer.register
def offer_card(command: c.OfferCard, session: Session, moment: Context) -> Events:
    kind, theme = place_of_new(session, command.kind, command.theme, held=command.held)
    text, held, token = words_of(command.text), command.held, command.token
    _in_pace(session, moment, held=held)
    label = moment.label(kind.letter)
    return (e.CardAdded(moment.new_id(), kind.name, theme, label, text, FROM_PHONES, held, token),)


def _in_pace(session: Session, moment: Context, *, held: bool) -> None:
    """Refuse an offer that comes too soon after another while there are more than anybody can look at.

    Where offers wait, those that wait count; where they are shown at once, those of the last minute.
    """
    since = next_stamp("", max(0, moment.at - MINUTE), "")
    offers = [c.id for c in session.cards.values() if c.origin == FROM_PHONES and (c.waits if held else c.id > since)]
    if len(offers) >= LONG_QUEUE and (wait := OFFERS_APART - (moment.at - moment_of(max(offers)))) > 0:
        raise TooSoon(f"{len(offers)} cards wait already. Offer yours again in a moment.", wait)


@answer.register
def reword_offer(command: c.RewordOffer, session: Session, _: Context) -> Events:
    card = _own_offer(session, command.card, command.token)
    text = words_of(command.text)
    refuse_if(card.text == text, f"{session.shown_id(card)} says that already.")
    return (e.OfferReworded(card.id, text),)


@answer.register
def take_back_offer(command: c.TakeBackOffer, session: Session, _: Context) -> Events:
    return (e.OfferTakenBack(_own_offer(session, command.card, command.token).id),)


def _own_offer(session: Session, card_id: str, token: str) -> Card:
    """Return a card that waits as it was offered, to whoever has its token."""
    card = card_of(session, card_id)
    refuse_if(not token or card.token != token, "Only who offered a card can change it while it waits.")
    refuse_if(not card.waits or bool(card.history), f"{session.shown_id(card)} no longer waits as it was offered.")
    return card


@answer.register
def offer_tag(command: c.OfferTag, session: Session, _: Context) -> Events:
    card = live_card(session, command.card)
    tag = as_spelled(session, card, tag_of(command.tag))
    refuse_if(tag in card.tags, f"{session.shown_id(card)} has that tag already.")
    refuse_if(tag in card.offered, f"That tag waits for {session.shown_id(card)} already.")
    has_room(session, card._replace(tags=(*card.tags, *card.offered)))
    waits = session.offers_held and tag not in session.tags
    return (e.TagOffered(card.id, tag) if waits else e.CardTagged(card.id, tag),)


@answer.register
def ask_room(command: c.AskRoom, session: Session, moment: Context) -> Events:
    events, session = _with_a_place(session)
    added = c.AddCards(QUESTION.name, ROOM, command.texts, command.origin, command.held)
    return (*events, *answer[c.AddCards](added, session, moment))


@answer.register
def offer_question(command: c.OfferQuestion, session: Session, moment: Context) -> Events:
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
