"""Voters of a front end that is out of reach, moved to another one: said at the desk, heard by all front ends.

::

    sessions/<summit>/wall/hall/moves.json

A move has a number, its place in the list. Whoever comes with a cookie of before is led to the other front end with a
new one, in which that number stands; allocations taken there carry it, and of two allocations of one voter the one of
the later move counts. So nobody is counted twice when the front end that was out of reach is back, and who has not
voted anew is counted as they voted there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.errors import Refused
from workshop.sync.files import read_settings, write_settings
from workshop.sync.front_reports import VoterMoves, moves_from_json
from workshop.sync.hall_count import FOLDER, WALL, front_ends


class SilentFront(NamedTuple):
    """A front end that is out of reach, and when it was heard last."""

    name: str
    at: int


FILE: Final = "moves.json"
MOVES: Final = "moves"

SILENT: Final = 5_000
"""Milliseconds after which a front end that was not heard is out of reach: it reports every second."""


RECENTLY: Final = 60_000
"""Milliseconds before a vote was opened within which a front end that was heard is likely to serve it."""


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


KNOWN_IN: Final = "front"
KNOWN: Final = "hall.json"


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
