"""How often something may be asked: by one phone, and of the door as a whole. Never by address: a room has one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Final

from workshop.web.credentials import Door, Person
from workshop.web.i18n import later
from workshop.web.request import Declined

MANY: Final = 20_000
"""Askers that are remembered before those who have been quiet are forgotten."""

EACH, MOST = 0.05, 3.0
"""Seconds by which each wrong key makes the next look longer, and what a look takes at the most."""

MOST_WAITING: Final = 500
"""Looks at a key that may wait while somebody guesses."""

GUESSES: Final = (10, 0.2)
"""Wrong keys from one phone that has joined already: at once, and a second."""

_WRONG_KEY: Final = later("That key is not right. Look at the board, and type it again.")
_GUESSING: Final = later("Too many wrong keys. Wait a moment, and look at the board again.")


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

    def __init__(self) -> None:
        self._until = 0.0

    def add(self) -> None:
        """Count a wrong key."""
        now = time.monotonic()
        self._until = min(max(self._until, now) + EACH, now + MOST)

    @property
    def delay(self) -> float:
        """Return the seconds that a look at a key takes now."""
        return max(0.0, self._until - time.monotonic())


class Entrance:
    """Lets people in who have the key or an unspent code; wrong ones cost time, and never a room its one address."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._backlog = Backlog()
        self._guesses = RateLimit(*GUESSES)
        self._waiting = 0

    async def admit(self, key: str, person: Person | None) -> str:
        """Return the cookie to set: an empty one for somebody who is in already. Raises ``Declined``: 403, 429."""
        await self._patience()
        if self._door.is_key(key):
            return "" if person else self._door.admit()
        if person and self._guesses.wait(person.id):
            raise Declined(429, _GUESSING, 5)
        if await self._door.spend(key):
            return self._door.admit(paper=True)
        self._backlog.add()
        raise Declined(403, _WRONG_KEY)

    async def _patience(self) -> None:
        """Wait as long as wrong keys make everybody wait, and not at all while there are none."""
        delay = self._backlog.delay
        if not delay:
            return
        if self._waiting >= MOST_WAITING:
            raise Declined(429, _GUESSING, 3)
        self._waiting += 1
        try:
            await asyncio.sleep(delay)
        finally:
            self._waiting -= 1
