"""How far each front end of the hall's vote has come, as the desk writes it down for whoever counts.

Without the messaging library: a console that has nothing to do with a summit reads it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from workshop.model.entry import Entry
from workshop.model.events import BallotOpened
from workshop.model.hlc import moment_of
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
    opened = [entry.id for entry in entries for event in entry.events if _opens(event, ballot)]
    return moment_of(opened[-1]) if opened else 0


def _opens(event: object, ballot: str) -> bool:
    return isinstance(event, BallotOpened) and event.ballot == ballot


def _status(summit: Path) -> dict[str, Any]:
    return read_settings(summit / WALL / FOLDER / STATUS)
