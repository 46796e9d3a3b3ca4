"""Who is here, and who was just let in: numbers, kept in memory alone, of which nothing else leaves here."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Final

LATELY: Final = 600.0
"""Seconds for which a phone without a stream counts as here: it may lie face down while people talk."""

STREAMS: Final = 4
"""Streams that one phone may have open; the oldest ends when another begins."""

SOON: Final = 20.0
"""Seconds within which a browser follows to the page."""

MOST_EXPECTED: Final = 2_000
"""Arrivals that are waited for, of all addresses."""


class Presence:
    """Who is here, by the ids of their cookies, in memory alone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: dict[str, float] = {}
        self._streams: dict[str, list[Callable[[], None]]] = {}

    @property
    def people(self) -> int:
        """Return how many are here."""
        since = self._clock() - LATELY
        self._seen = {who: when for who, when in self._seen.items() if when > since}
        return len(self._seen.keys() | self._streams.keys())

    def saw(self, who: str) -> bool:
        """Note that somebody asked something; say whether they are new."""
        new = who not in self._seen
        self._seen[who] = self._clock()
        return new

    def began(self, who: str, end: Callable[[], None]) -> None:
        """Note that a stream began; ``end`` ends it."""
        streams = self._streams.setdefault(who, [])
        streams.append(end)
        if len(streams) > STREAMS:
            streams[0]()

    def ended(self, who: str, end: Callable[[], None]) -> None:
        """Note that a stream ended."""
        self.saw(who)
        streams = self._streams.get(who, [])
        if end in streams:
            streams.remove(end)
        if not streams:
            self._streams.pop(who, None)


class ExpectedVisitors:
    """By address, because nothing else is known of a browser without cookies; so the sentence it is told is careful."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._expected: deque[tuple[float, str]] = deque(maxlen=MOST_EXPECTED)

    def expect(self, address: str) -> None:
        """Note that somebody at ``address`` was let in."""
        self._expected.append((self._clock(), address))

    def is_back(self, address: str) -> bool:
        """Note that somebody at ``address`` is back; say, once for each, whether one was let in there just now."""
        while self._expected and self._expected[0][0] < self._clock() - SOON:
            self._expected.popleft()
        found = next((each for each in self._expected if each[1] == address), None)
        if found is not None:
            self._expected.remove(found)
        return found is not None
