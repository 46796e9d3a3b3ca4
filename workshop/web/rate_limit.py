"""How often something may be asked: by one phone, and of the door as a whole. Never by address: a room has one."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

MANY: Final = 20_000
"""Askers that are remembered before those who have been quiet are forgotten."""


class RateLimit:
    """So many at once, and so many a second after that, for each asker by itself."""

    def __init__(self, at_once: int, a_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._at_once = at_once
        self._a_second = a_second
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, who: str) -> float:
        """Return the seconds until ``who`` may ask; zero means that this time is granted and counted."""
        now = self._clock()
        left, since = self._left.get(who, (float(self._at_once), now))
        left = min(self._at_once, left + (now - since) * self._a_second)
        granted = left >= 1
        self._left[who] = (left - granted, now)
        if len(self._left) > MANY:
            self._forget(now)
        return 0.0 if granted else (1 - left) / self._a_second

    def _forget(self, now: float) -> None:
        full = (self._at_once - 1) / self._a_second
        self._left = {who: known for who, known in self._left.items() if now - known[1] < full}
        if len(self._left) > MANY:
            self._left.clear()


class Backlog:
    """What wrong keys cost: while they come, every look at a key takes longer, a right one's too.

    Else the time alone would tell a guesser which are wrong, and it would not wait for the answer. Without wrong
    keys nobody waits, so five hundred people who join at once are let in at once.
    """

    def __init__(self, each: float = 0.05, most: float = 3.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._each = each
        self._most = most
        self._clock = clock
        self._until = 0.0

    def add(self) -> None:
        """Count a wrong key."""
        now = self._clock()
        self._until = min(max(self._until, now) + self._each, now + self._most)

    @property
    def delay(self) -> float:
        """Return the seconds that a look at a key takes now."""
        return max(0.0, self._until - self._clock())
