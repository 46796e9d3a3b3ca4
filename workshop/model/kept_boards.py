"""Entries take effect, and the board that they make is kept now and then: going back replays a few hundred, not all."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from workshop.model.apply import apply
from workshop.model.effects.ballots import seen_all_the_same
from workshop.model.entry import Entry
from workshop.model.session import Session

KEPT_EVERY: Final = 256
"""Entries between two boards that are kept."""


class KeptBoards:
    """The boards at some places of a list of entries: after none of them, which is ``base``, and after every so many.

    Entries whose ids are in ``undone`` have no effect.
    """

    def __init__(self, base: Session) -> None:
        self._boards = {0: base}

    def onward(self, session: Session, entries: Sequence[Entry], undone: AbstractSet[str], start: int) -> Session:
        """Return the board after all entries, where ``session`` is that before the one at ``start``."""
        for place in range(start, len(entries)):
            session = _after(session, entries[place], undone)
            if (place + 1) % KEPT_EVERY == 0:
                self._boards[place + 1] = session
        return session

    def anew(self, entries: Sequence[Entry], undone: AbstractSet[str], first: int) -> Session:
        """Return the board after all entries, where those from ``first`` on are others or have another effect."""
        start = self._before(first)
        self._boards = {place: board for place, board in self._boards.items() if place <= start}
        return self.onward(self._boards[start], entries, undone, start)

    def without(self, entries: Sequence[Entry], undone: AbstractSet[str], first: int) -> Session:
        """Return the board as it would be if these were undone, of which ``first`` is the first; keep nothing."""
        start = self._before(first)
        session = self._boards[start]
        for entry in entries[start:]:
            session = _after(session, entry, undone)
        return session

    def _before(self, place: int) -> int:
        return max(kept for kept in self._boards if kept <= place)


def _after(session: Session, entry: Entry, undone: AbstractSet[str]) -> Session:
    effect = seen_all_the_same if entry.id in undone else apply
    for event in entry.events:
        session = effect(session, event)
    return session
