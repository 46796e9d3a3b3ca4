"""The order in which cards of several kinds were said, where a paper prints them list by list: "1-3, 6, 4-5"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from workshop.wording.document_words import all_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_RUN: Final = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
_MARK: Final = re.compile(r"_said(\d{1,6})_")
_RUNS: Final = re.compile(rf"{_RUN.pattern}(?:, {_RUN.pattern})*")


def runs_of(places: Iterable[int]) -> str:
    """Return numbers with those that follow each other drawn together: "1-3, 6, 4-5"."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] + 1 == place:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def places_of(runs: str, count: int) -> list[int]:
    """Return the numbers that ``runs`` are of, if each from 1 to ``count`` is there once; else none."""
    places: list[int] = []
    for found in _RUN.finditer(runs):
        first, last = int(found[1]), int(found[2] or found[1])
        if last > count:
            return []
        places += range(first, last + 1)
    return places if sorted(places) == list(range(1, count + 1)) else []


def order_said(line: str) -> str:
    """Return the order that a line of our own papers tells ("Said in this order: 2, 1"); empty for any other line."""
    found = _line().fullmatch(line)
    return found[1] if found else ""


@cache
def _line() -> re.Pattern[str]:
    said = "|".join(re.escape(words.labels.order) for words in all_words())
    return re.compile(rf"(?:{said})\s*:\s*({_RUNS.pattern})", re.IGNORECASE)


def mark_said(place: int, card: str) -> str:
    """Return the name of the bookmark that keeps a card's place; its first sign hides it from a reader's list."""
    return f"_said{place}_{card}"


def place_said(mark: str) -> int:
    """Return the place that a bookmark keeps; 0 for any other."""
    found = _MARK.match(mark)
    return int(found[1]) if found else 0
