"""From a session and an event to the next session.

Total: an event about a card that is not there changes nothing and raises nothing. After a merge an edit may
meet a removed card, a vote a void ballot.
"""

from __future__ import annotations

from workshop.model.effects import ballots, cards, follow_up, groups, mapping, session
from workshop.model.effects.registry import effect
from workshop.model.events import Event
from workshop.model.session import Session

__all__ = ["apply"]

_REGISTERED = (session, cards, groups, mapping, follow_up, ballots)
"""Importing these fills the table of effects."""


def apply(session: Session, event: Event) -> Session:
    """Return the session after ``event``; the cost does not grow with the session."""
    change = effect.get(type(event))
    return session if change is None else change(event, session)
