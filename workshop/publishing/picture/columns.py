"""Entries one under another in columns of nearly one depth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from workshop.publishing.picture.blocks import ColumnEntry

HAIR: Final = 1e-6
"""What two depths may differ by and be the same."""


class Placed(NamedTuple):
    """An entry in its column: how far below the column's top it stands, how high it is, and what is above it."""

    entry: ColumnEntry
    top: float
    height: float
    gap: float


def loosened(columns: list[list[Placed]], spare: float, most: float) -> list[list[Placed]]:
    """Return the columns with the height that is left between their entries, up to a little."""
    gaps = max(map(len, columns)) - 1
    more = min(most, spare / gaps) if gaps else 0.0
    return [
        [placed._replace(top=placed.top + at * more, gap=placed.gap + more) for at, placed in enumerate(column)]
        for column in columns
    ]


def depth(heights: Sequence[float], columns: int) -> float:
    """Return how deep the deepest of so many columns must be, entries in their order."""
    whole, largest = sum(heights), max(heights, default=0.0)
    low = max(largest, whole / columns)
    if columns == 1 or _count(heights, low) <= columns:
        return low
    high = low + largest
    for _ in range(7):
        middle = (low + high) / 2
        low, high = (low, middle) if _count(heights, middle) <= columns else (middle, high)
    return high


def _count(heights: Sequence[float], most: float) -> int:
    """Return how many columns of a depth it takes."""
    columns, top = 1, 0.0
    for height in heights:
        if top and top + height > most + HAIR:
            columns, top = columns + 1, 0.0
        top += height
    return columns
