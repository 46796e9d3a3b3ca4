"""Counting a vote of the hall: how far each front end has come, and what they sealed, added up, as one command.

The desk writes down how far all are. Without the messaging library: a console without a summit reads it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.model.ballot import Ballot
from workshop.model.commands import CountBallot
from workshop.model.entry import Entry
from workshop.model.events import AllocationSet, BallotOpened, VoterFinished
from workshop.model.hlc import moment_of
from workshop.store.codec import decode
from workshop.store.journal import content_of, journals_in, raw_lines
from workshop.sync.files import read_settings

WALL: Final = "wall"
FOLDER: Final = "hall"
STATUS: Final = "status.json"
FRONTS: Final = "fronts"
OVER: Final = "over"
"""In the status: how far each front end has come, and the votes that the desk has seen closed."""


def front_ends(summit: Path) -> Mapping[str, Any]:
    """Return how far each front end has come, as the desk last wrote it."""
    fronts: Mapping[str, Any] = _status(summit).get(FRONTS, {})
    return fronts


def desk_has_closed(summit: Path, ballot: str) -> bool:
    """Return whether the desk has seen that a vote is closed: only then it knows who was there."""
    return ballot in _status(summit).get(OVER, ())


def rows_since(summit: Path, opened: int) -> dict[str, Any]:
    """Return how far the front ends have come that were there since a moment."""
    return {user: row for user, row in front_ends(summit).items() if row["at"] >= opened}


def missing_of(summit: Path, ballot: str, opened: int) -> tuple[str, ...]:
    """Return the names of the front ends that were there since a vote was opened, and are not sealed and here."""
    return tuple(sorted(row["name"] for row in rows_since(summit, opened).values() if ballot not in row["here"]))


def opened_at(entries: Iterable[Entry], ballot: str) -> int:
    """Return when a vote was opened."""
    opened = [
        entry.id
        for entry in entries
        for event in entry.events
        if isinstance(event, BallotOpened) and event.ballot == ballot
    ]
    return moment_of(opened[-1]) if opened else 0


def _status(summit: Path) -> dict[str, Any]:
    return read_settings(summit / WALL / FOLDER / STATUS)


NEVER: Final = (-1, "")
"""Before every allocation: the number of the voter's move, and the entry. Clocks of two laptops say nothing."""


class HallTally(NamedTuple):
    """How a vote stands at the desk: what can be counted now, and by name who is not sealed and here yet.

    ``odd`` are allocations that no sound front end makes: they do not count.
    """

    command: CountBallot
    missing: tuple[str, ...]
    odd: int


def tally(summit: Path, ballot: Ballot, opened: int) -> HallTally:
    """Add up what is here of all front ends that have sealed a vote, and of phones at the desk itself."""
    rows = rows_since(summit, opened)
    there = {user: row["name"] for user, row in rows.items() if ballot.id in row["here"]}
    missing = missing_of(summit, ballot.id, opened)
    box = BallotBox(ballot)
    for user in there:
        box.read(summit / WALL / FOLDER / user)
    return HallTally(box.counted(tuple(sorted(there.values())), missing), missing, box.odd)


class BallotBox:
    """The last allocation of each voter, whichever front end took it."""

    def __init__(self, ballot: Ballot) -> None:
        self.odd = 0
        self._ballot = ballot
        self._last: dict[str, tuple[tuple[int, str], tuple[str, ...]]] = {}
        self._finished = set(ballot.finished)
        for voter, own in ballot.votes.items():
            self._last[voter] = NEVER, tuple(card for card, dots in own.items() for _ in range(dots))

    def read(self, folder: Path) -> None:
        """Put in what stands in a front end's files."""
        for path in journals_in(folder):
            self._put(raw for raw in raw_lines(path) if raw.endswith(b"\n"))

    def _put(self, lines: Iterable[bytes]) -> None:
        for raw in lines:
            entry = decode(content_of(raw)).entry
            for event in entry.events:
                if isinstance(event, AllocationSet) and event.ballot == self._ballot.id:
                    if not self._is_sound(event.cards):
                        self.odd += 1
                    elif (when := (event.moved, entry.id)) > self._last.get(event.voter, (NEVER, ()))[0]:
                        self._last[event.voter] = when, event.cards
                elif isinstance(event, VoterFinished) and event.ballot == self._ballot.id:
                    self._finished.add(event.voter)

    def _is_sound(self, cards: tuple[str, ...]) -> bool:
        ballot, given = self._ballot, Counter(cards)
        return len(cards) <= ballot.dots and all(c in ballot.cards and n <= ballot.most for c, n in given.items())

    def counted(self, fronts: tuple[str, ...], missing: tuple[str, ...]) -> CountBallot:
        """Return the count, as it is to be recorded."""
        dots: Counter[str] = Counter()
        voters: Counter[str] = Counter()
        for _, cards in self._last.values():
            dots.update(cards)
            voters.update(set(cards))
        counts = tuple((card, dots[card], voters[card]) for card in self._ballot.cards if dots[card])
        ballots = {voter for voter, (_, cards) in self._last.items() if cards} | self._finished
        return CountBallot(self._ballot.id, counts, len(ballots), fronts, missing)
