"""Those who were let in and have not come back with their cookie: a browser that keeps none is told so."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Final

SOON: Final = 20.0
"""Seconds within which a browser follows to the page."""

MOST: Final = 2_000
"""Arrivals that are waited for, of all addresses."""


class ExpectedVisitors:
    """By address, because nothing else is known of a browser without cookies; so the sentence it is told is careful."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._expected: deque[tuple[float, str]] = deque(maxlen=MOST)

    def expect(self, address: str) -> None:
        """Note that somebody at ``address`` was let in."""
        self._expected.append((self._clock(), address))

    def arrived(self, address: str) -> None:
        """Note that somebody came with their cookie."""
        self._take(address)

    def refused(self, address: str) -> bool:
        """Say, once for each, whether somebody at ``address`` was let in and is back without a cookie."""
        return self._take(address)

    def _take(self, address: str) -> bool:
        while self._expected and self._expected[0][0] < self._clock() - SOON:
            self._expected.popleft()
        found = next((each for each in self._expected if each[1] == address), None)
        if found is not None:
            self._expected.remove(found)
        return found is not None
