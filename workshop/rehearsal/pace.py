"""How fast a rehearsal is played where somebody watches: as people do, faster, or not at all for a while."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final

AS_PEOPLE: Final = 12
"""How often longer a pause is than the script's, so that a line takes as long as it takes to say it."""

SPEEDS: Final = (1, 2, 4, 16)


class Pace:
    """Waits between the steps. ``speed`` is how much faster than people it goes."""

    def __init__(self, *, fast: bool = False) -> None:
        self.speed = SPEEDS[-1 if fast else 0]
        self.paused = False
        self._changed = asyncio.Event()

    async def wait(self, pause: float) -> None:
        """Wait as long as a pause of the script takes at this pace, also if the pace changes meanwhile."""
        loop = asyncio.get_running_loop()
        left = pause * AS_PEOPLE
        while left > 0 or self.paused:
            began, speed = loop.time(), 0 if self.paused else self.speed
            self._changed.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), left / speed if speed else None)
            left -= (loop.time() - began) * speed
        await asyncio.sleep(0)

    def faster(self) -> int:
        """Go on faster, or after the fastest as people do; return the speed."""
        self.speed = SPEEDS[(SPEEDS.index(self.speed) + 1) % len(SPEEDS)]
        self._changed.set()
        return self.speed

    def hold(self, *, paused: bool) -> None:
        """Wait until told to go on, or go on."""
        self.paused = paused
        self._changed.set()
