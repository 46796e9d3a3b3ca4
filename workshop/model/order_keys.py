"""Places between places: texts that sort between two others, so that moving one card changes no other."""

from __future__ import annotations

from typing import Final

FIRST: Final = 0x20
"""Below every character of a rank; a rank never ends with it."""

LAST: Final = 0x7F
"""Above every character of a rank."""


def between(low: str, high: str) -> str:
    """Return a text that sorts after ``low`` and before ``high``; empty means no bound on that side.

    ``low`` must sort before ``high``. Ranks are printable ASCII; a card's first rank is its own id.
    """
    made: list[str] = []
    bounded = bool(high)
    place = 0
    while True:
        floor = ord(low[place]) if place < len(low) else FIRST
        ceiling = ord(high[place]) if bounded and place < len(high) else LAST
        if ceiling - floor > 1:
            return "".join(made) + chr((floor + ceiling) // 2)
        made.append(chr(floor))
        bounded = bounded and floor == ceiling
        place += 1
