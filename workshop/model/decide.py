"""From a session and a command to events, or to a sentence that says why not."""

from __future__ import annotations

from workshop.model.commands import Command, StartSession
from workshop.model.errors import Refused
from workshop.model.rules import ballots, batch, cards, follow_up, groups, mapping, papers, scales, session, submissions
from workshop.model.rules.registry import Context, Events, answer
from workshop.model.session import Session

__all__ = ["Context", "decide"]

_REGISTERED = (ballots, batch, cards, follow_up, groups, mapping, papers, scales, session, submissions)
"""Importing these fills the table of rules."""


def decide(session: Session, command: Command, moment: Context) -> Events:
    """Return the events that ``command`` makes of ``session``, or raise ``Refused`` with a sentence for people."""
    if not session.id and not isinstance(command, StartSession):
        raise Refused("This session has not been started.")
    return answer[type(command)](command, session, moment)
