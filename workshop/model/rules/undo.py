"""The rule about undo: votes are never carried silently (Parabol warns and deletes them; we refuse)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from workshop.model.ballot import Ballot
from workshop.model.ballots import ballots_in, changed
from workshop.model.events import BallotRevealed, BulletinIssued, Event
from workshop.model.rules.registry import refuse_if
from workshop.model.session import Session

RESULT_IS_OUT: Final = "The room has seen the result of this vote. Void the vote, and vote anew."


def harmless(before: Session, after: Session) -> None:
    """Refuse an undo that would change what is voted on, or what a result stands on."""
    for ballot in before.ballots.values():
        if ballot.cards and ballot.state != "void":
            _still_counts(after, ballot)
    is_open = [ballot for ballot in after.ballots.values() if ballot.state == "open"]
    were_open = sum(ballot.state == "open" for ballot in before.ballots.values())
    refuse_if(len(is_open) > max(1, were_open), "Then two votes would be open. Close or void one first.")
    for ballot in is_open:
        _same_question(before, after, ballot)


def not_final(events: Iterable[Event]) -> None:
    """Refuse to take back what the room has seen: a vote whose result was shown cannot be blind again.

    A bulletin that was sent out is no different.
    """
    for event in events:
        refuse_if(isinstance(event, BallotRevealed), RESULT_IS_OUT)
        refuse_if(isinstance(event, BulletinIssued), "The bulletin is out. A correction belongs in the next one.")


def _still_counts(after: Session, ballot: Ballot) -> None:
    later = after.ballots.get(ballot.id)
    still_out = later is not None and later.state in {"revealed", "void"} and bool(later.cards)
    refuse_if(ballot.state == "revealed" and not still_out, RESULT_IS_OUT)
    if ballots_in(ballot):
        refuse_if(later is None or not later.cards, "Ballots are in already. Void the vote instead.")
        same = later is not None and later.cards.keys() == ballot.cards.keys()
        refuse_if(not same, "Ballots for that card are in already. Remove the card, or void the vote.")
    if later and ballot.state != "open" and later.state in {"closed", "revealed"}:
        counted = _count(later) == _count(ballot)
        refuse_if(not counted, "That would change the count of a closed vote. Void the vote instead.")


def _count(ballot: Ballot) -> tuple[object, ...]:
    sheets = dict(ballot.scale.sheets) if ballot.scale else {}
    return ballot.hands, ballot.hand_ballots, ballot.counted, sheets


def _same_question(before: Session, after: Session, ballot: Ballot) -> None:
    known = before.ballots.get(ballot.id, ballot)
    opened = known if known.cards else ballot
    so_far = changed(before, known) if known.state == "open" else set()
    sentence = (
        "That would change what is being voted on. Close or void the vote first."
        if known.state == "open"
        else "Its cards have changed since, and votes are not carried over. Draft a new vote instead."
    )
    refuse_if(not changed(after, opened) <= so_far, sentence)
