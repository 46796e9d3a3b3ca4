"""The order of entries that all copies agree on: by their stamps, and past clocks that were far ahead.

A stamp that is minutes ahead would drag every later stamp of everybody along. So none follows it: the next entry
that is made here has a stamp of its own time, and says that it was made after what is dated later (``ClockPassed``).
Whoever has that entry places what it passed right before it, in the order of their stamps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.events import ClockPassed
from workshop.model.hlc import DRIFT, is_after, node_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workshop.model.entry import Entry


class EntryOrder:
    """Which entries passed a clock that was ahead; without any, the order is that of the stamps."""

    def __init__(self) -> None:
        self._passed: dict[str, list[tuple[str, str]]] = {}

    def __len__(self) -> int:
        """Return how many clocks were passed."""
        return sum(map(len, self._passed.values()))

    def note(self, entry: Entry) -> None:
        """Take note of the clocks that an entry passed."""
        for event in entry.events:
            if isinstance(event, ClockPassed):
                self._passed.setdefault(node_of(event.entry), []).append((entry.id, event.entry))

    def place(self, entry_id: str) -> str:
        """Return a text that sorts as the entry of that id stands."""
        if not self._passed:
            return entry_id
        passed = self._passed.get(node_of(entry_id), ())
        before = min((self.place(by) for by, last in passed if by < entry_id <= last), default="")
        return f"{before[:-1]}!{entry_id}~" if before else f"{entry_id}~"


def follows(entries: Sequence[Entry], now: int, node: str) -> tuple[str, list[ClockPassed]]:
    """Return the entry that the next stamp of ``node`` follows at ``now``, and what that passes, clock by clock.

    A clock of ours that was set back passes nothing: its stamps follow our own, and where all entries are ahead of it,
    it is ours that is wrong.
    """
    passed: dict[str, ClockPassed] = {}
    for entry in reversed(entries):
        if node_of(entry.id) == node or not is_after(entry.id, now + DRIFT):
            return entry.id, list(passed.values())
        passed.setdefault(node_of(entry.id), ClockPassed(entry.id))
    return entries[-1].id if entries else "", []


def ahead(entries: Iterable[Entry], now: int) -> str:
    """Return the latest date, in UTC, that is far ahead of ``now``; empty where none is."""
    latest = max((entry.id for entry in entries), default="")
    if not latest or not is_after(latest, now + DRIFT):
        return ""
    return f"{latest[:4]}-{latest[4:6]}-{latest[6:8]} {latest[9:11]}:{latest[11:13]}"
