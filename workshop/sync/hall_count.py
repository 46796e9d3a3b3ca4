"""The hall's front ends as the desk sees them: how far each has come, whose voters have moved, and the count.

::

    sessions/<summit>/wall/hall/status.json, moves.json

A move has a number, its place in the list. Whoever comes with a cookie of before is led to the other front end with a
new one, in which that number stands; allocations taken there carry it, and of two allocations of one voter the one of
the later move counts. So nobody is counted twice when the front end that was out of reach is back, and who has not
voted anew is counted as they voted there. Without the messaging library: a console without a summit reads it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.model.ballot import Ballot
from workshop.model.commands import CountBallot
from workshop.model.entry import Entry
from workshop.model.errors import Refused
from workshop.model.events import AllocationSet, BallotOpened, VoterFinished
from workshop.model.hlc import moment_of
from workshop.store.codec import decode
from workshop.store.journal import content_of, journals_in, raw_lines
from workshop.sync.files import read_settings, write_settings
from workshop.sync.reports import VoterMoves, moves_from_json

WALL: Final = "wall"
FOLDER: Final = "hall"
STATUS: Final = "status.json"
FRONTS: Final = "fronts"
OVER: Final = "over"
"""In the status: how far each front end has come, and the votes that the desk has seen closed."""

NEVER: Final = (-1, "")
"""Before every allocation: the number of the voter's move, and the entry. Clocks of two laptops say nothing."""

FILE: Final = "moves.json"
MOVES: Final = "moves"
SILENT: Final = 5_000
"""Milliseconds after which a front end that was not heard is out of reach: it reports every second."""

RECENTLY: Final = 60_000
"""Milliseconds before a vote was opened within which a front end that was heard is likely to serve it."""

KNOWN_IN: Final = "front"
KNOWN: Final = "hall.json"


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


class SilentFront(NamedTuple):
    """A front end that is out of reach, and when it was heard last."""

    name: str
    at: int


def moves_of(summit: Path) -> VoterMoves:
    """Return all moves so far."""
    with suppress(ValueError, TypeError):
        return moves_from_json(read_settings(summit / WALL / FOLDER / FILE).get(MOVES, ()))
    return ()


def home_after(home: str, moved: int, moves: VoterMoves) -> tuple[str, int]:
    """Return where those are at home now who were at one front end after a move, and the last move of theirs."""
    for number, (left, to) in enumerate(moves[moved:], moved + 1):
        if left == home:
            home, moved = to, number
    return home, moved


def silent_fronts(summit: Path, opened: int, now: int) -> tuple[SilentFront, ...]:
    """Return the front ends of a vote that are out of reach and whose voters are still at home there, by name."""
    rows, moves = front_ends(summit), moves_of(summit)
    silent = (
        SilentFront(str(row["name"]), row["at"])
        for user, row in rows.items()
        if opened - RECENTLY <= row["at"] <= now - SILENT and home_after(user, 0, moves)[0] == user
    )
    return tuple(sorted(silent))


def away_said(summit: str, silent: Sequence[SilentFront]) -> str:
    """Return what is said at the desk of front ends that are out of reach while people vote."""
    first, *others = silent
    moving = f"workshop plenary {summit} move --from {first.name} --to …"
    if others:
        names = ", ".join(front.name for front in silent)
        return f"Out of reach: {names}. What was voted there is kept, and phones wait. Start them again, or: {moving}"
    since = datetime.fromtimestamp(first.at / 1000).astimezone().strftime("%H:%M")
    kept = "What was voted there is kept, and its phones wait."
    return f"Front end {first.name} is out of reach since {since}. {kept} Start it again, or: {moving}"


def move_voters(summit: Path, left: str, to: str, now: int) -> None:
    """Let one front end take over another one's voters, by their names. Raises ``Refused`` and ``NotWritten``."""
    fronts = front_ends(summit)
    users = {str(row["name"]): user for user, row in fronts.items()}
    for name in (left, to):
        if name not in users:
            known = f"They are: {', '.join(sorted(users))}." if users else "None has been heard yet."
            raise Refused(f"No front end is called “{name}”. {known}")
    if now - fronts[users[left]]["at"] < SILENT:
        raise Refused(f"“{left}” is in reach: its voters go on there. Stop it first to move them.")
    if now - fronts[users[to]]["at"] >= SILENT:
        raise Refused(f"“{to}” has not been heard for {SILENT // 1000} seconds either. Choose one that is in reach.")
    moves = moves_of(summit)
    if home_after(users[left], 0, moves)[0] == users[to]:
        raise Refused(f"The voters of “{left}” are at “{to}” already.")
    write_settings(summit / WALL / FOLDER / FILE, {MOVES: [*moves, (users[left], users[to])]})


class HallKnown:
    """The front ends' addresses by user, and whose voters are at another one now; kept beside the front end's code."""

    def __init__(self, session: Path) -> None:
        self._path = session / KNOWN_IN / KNOWN
        known = read_settings(self._path)
        self.roster: Mapping[str, str] = {}
        self.moves: VoterMoves = ()
        with suppress(ValueError, TypeError):
            self.roster = {str(user): str(url) for user, url in dict(known.get("roster", {})).items()}
            self.moves = moves_from_json(known.get("moves", ()))

    def hear(self, roster: Mapping[str, str], moves: VoterMoves) -> None:
        """Take note of what the desk says. Raises ``NotWritten``."""
        if (roster, moves) != (self.roster, self.moves):
            write_settings(self._path, {"roster": dict(roster), "moves": moves})
            self.roster, self.moves = roster, moves
