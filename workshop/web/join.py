"""Lets people in who have the key or an unspent code; wrong ones cost time, and never a room its one address."""

from __future__ import annotations

import asyncio
from typing import Final

from workshop.web.credentials import Door, Person
from workshop.web.i18n import later
from workshop.web.rate_limit import Backlog, RateLimit
from workshop.web.responses import Declined

MOST_WAITING: Final = 500
"""Looks at a key that may wait while somebody guesses."""

GUESSES: Final = (10, 0.2)
"""Wrong keys from one phone that has joined already: at once, and a second."""

_WRONG_KEY: Final = later("That key is not right. Look at the board, and type it again.")
_GUESSING: Final = later("Too many wrong keys. Wait a moment, and look at the board again.")


class Entrance:
    """Looks at keys."""

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
