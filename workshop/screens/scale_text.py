"""A revealed scale in characters: the field, and for each card a bar and its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from workshop.model.ballot import HIGHEST, LOWEST, ScaleQuestion
from workshop.model.scale_result import Distribution, ScaleRow
from workshop.model.scale_told import ends

STEPS: Final = 2 * (HIGHEST - LOWEST) + 1
"""Places of a median on one side of the field: whole numbers, and halfway between."""

WIDEST: Final = 12
"""Cells of a place in the field, at most."""


def short_of(spread: Distribution) -> str:
    """Return "──━━●━━── 4 (3–5) n 12 split", as much as stands beside another on the smallest screen."""
    bar = bar_of(spread)[2:-2]
    if spread.median is None or spread.middle_half is None:
        return f"{bar} n 0"
    low, high = spread.middle_half
    half = f"{low}–{high}" if low != high else f"{low}"
    return f"{bar} {spread.median:g} ({half}) n {spread.number}{' split' if spread.split else ''}"


def bar_of(spread: Distribution) -> str:
    """Return "1 ·──━━●━━ 5": the middle half thick, the median as a dot on it."""
    if spread.median is None or spread.middle_half is None:
        return f"{LOWEST} {'─' * STEPS} {HIGHEST}"
    low, high = (_step(value) for value in spread.middle_half)
    drawn = ["━" if low <= place <= high else "─" for place in range(STEPS)]
    drawn[_step(spread.median)] = "●"
    return f"{LOWEST} {''.join(drawn)} {HIGHEST}"


def field_lines(
    rows: Sequence[ScaleRow], labels: Mapping[str, str], questions: tuple[ScaleQuestion, ScaleQuestion], width: int
) -> list[str]:
    """Return the field: the first question upwards, the second to the right; cards of one place stand together."""
    up, across = questions
    cell = max(3, min(WIDEST, (width - 4) // STEPS))
    places: dict[tuple[int, int], list[str]] = {}
    for row in rows:
        first, second = (spread.median for spread in row.answers)
        if first is not None and second is not None and row.card in labels:
            split = "*" if any(spread.split for spread in row.answers) else ""
            places.setdefault((_step(first), _step(second)), []).append(f"{labels[row.card]}{split}")
    lines = [f"↑ {ends(up)}"]
    for high in reversed(range(STEPS)):
        number = "" if high % 2 else str(LOWEST + high // 2)
        lines.append(f"{number:>2} {_line(high, places, cell, dotted=not high % 2)}".rstrip())
    axis = "".join(f"{'' if place % 2 else LOWEST + place // 2:<{cell}}" for place in range(STEPS))
    return [*lines, f"   {axis}".rstrip(), f"→ {ends(across)}"]


def _line(high: int, places: Mapping[tuple[int, int], list[str]], cell: int, *, dotted: bool) -> str:
    """Return one line of the field; labels too long for their place run on where nothing else stands."""
    drawn = "".join(("·" if dotted and not place % 2 else " ").ljust(cell) for place in range(STEPS))
    for place in range(STEPS):
        if names := places.get((high, place)):
            following = next((p for p in range(place + 1, STEPS) if (high, p) in places), STEPS)
            room = max(cell, (following - place) * cell) - 1
            said = "●" + " ".join(names)
            if len(said) > room and following < STEPS:
                said = f"●{len(names)}×"[:room] if len(names) > 1 else said[:room]
            start = place * cell
            drawn = drawn[:start] + said + drawn[start + len(said) :]
    return drawn


def _step(value: float) -> int:
    return round(2 * (value - LOWEST))
