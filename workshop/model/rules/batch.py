"""The rule about several commands as one act: each is decided on what those before it made, all of them or none."""

from __future__ import annotations

from typing import Final

from workshop.model import commands as c
from workshop.model.apply import apply
from workshop.model.errors import Refused
from workshop.model.events import Event
from workshop.model.rules.registry import Context, Events, answer, numbered, refuse, refuse_if
from workshop.model.session import Session

_ALONE: Final = (c.Batch, c.StartSession, c.Undo, c.Redo)
"""What is an act by itself: it begins a session, or is about other acts."""


@answer.register
def batch(command: c.Batch, session: Session, moment: Context) -> Events:
    refuse_if(not command.commands, "There is nothing to do.")
    highest = dict(moment.highest)
    events: list[Event] = []
    for number, part in enumerate(command.commands, 1):
        made = _decided(part, session, Context(f"{moment.entry}/{number:06d}", highest))
        for event in made:
            session = apply(session, event)
            letter, given = numbered(event)
            highest[letter] = max(highest.get(letter, 0), given)
        events += made
    return tuple(events)


def _decided(part: c.Command, session: Session, moment: Context) -> Events:
    """Return the events of one command of a batch; a refusal says which card was in the way."""
    refuse_if(isinstance(part, _ALONE), f"{type(part).__name__} cannot be done together with something else.")
    try:
        return answer[type(part)](part, session, moment)
    except Refused as refusal:
        card = session.cards.get(getattr(part, "card", ""))
        name = session.shown_id(card) if card else ""
        sentence = str(refusal) if name in str(refusal) else f"{name}: {refusal}"
        refuse(f"{sentence} Nothing was changed.")
