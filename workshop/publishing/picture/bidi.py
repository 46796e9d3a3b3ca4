"""Which way the letters of a line run: the Unicode bidirectional algorithm, as far as text without controls needs it.

The sanitiser takes every embedding, override and isolate out of what people type, so only the rules for letters,
numbers and what stands between them are left (UAX #9, W1 to W7, N1, N2, I1, I2, L1, L2).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Final

_RIGHT: Final = frozenset({"R", "AL"})


def runs_right(text: str) -> bool:
    """Return whether a text runs from right to left: its first letter with a direction says so (P2, P3)."""
    first = next((kind for c in text if (kind := unicodedata.bidirectional(c)) in {"L", "R", "AL"}), "L")
    return first in _RIGHT


def levels(text: str, *, right: bool) -> list[int]:
    """Return the level of each character: odd ones run from right to left."""
    kinds = _weak([unicodedata.bidirectional(c) or "L" for c in text], right=right)
    deep = {"L": 2 if right else 0, "R": 1, "N": 2}
    return [deep[kind] for kind in _neutral(kinds, "R" if right else "L")]


def visual(order: Sequence[int]) -> list[int]:
    """Return the places of runs with these levels, from left to right (L2)."""
    places = list(range(len(order)))
    for level in range(max(order, default=0), 0, -1):
        at = 0
        for high, group in groupby(places[:], key=lambda place, level=level: order[place] >= level):  # type: ignore[misc]
            count = len(list(group))
            if high:
                places[at : at + count] = places[at : at + count][::-1]
            at += count
    return places


def _weak(kinds: list[str], *, right: bool) -> list[str]:
    """Return letters as L or R, numbers as N (or L among letters that run right), all else as it is."""
    strong = "R" if right else "L"
    found: list[str] = []
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            found.append(found[-1] if found else strong)
            continue
        if kind in {"CS", "ES"} and 0 < at < len(kinds) - 1 and kinds[at - 1] == kinds[at + 1] == "EN":
            kind = "EN"  # noqa: PLW2901 - a separator between two digits is part of the number
        if kind in {"L", "R", "AL"}:
            strong = "L" if kind == "L" else "R"
            found.append(strong)
        elif kind in {"EN", "AN"}:
            found.append("L" if strong == "L" and kind == "EN" else "N")
        else:
            found.append("ET" if kind == "ET" else "ON")
    return [_joined(found, at) if kind == "ET" else kind for at, kind in enumerate(found)]


def _joined(kinds: Sequence[str], at: int) -> str:
    """Return a sign such as % as part of the number beside it."""
    beside = (kinds[at - 1] if at else "", kinds[at + 1] if at + 1 < len(kinds) else "")
    return "N" if "N" in beside else "ON"


def _neutral(kinds: Sequence[str], base: str) -> list[str]:
    """Return what stands between two directions as theirs where they agree, else as the line's."""
    resolved = list(kinds)
    at = 0
    for neutral, group in groupby(kinds, key=lambda kind: kind == "ON"):
        count = len(list(group))
        if neutral:
            before = _side(resolved[at - 1]) if at else base
            after = _side(resolved[at + count]) if at + count < len(kinds) else base
            resolved[at : at + count] = [before if before == after else base] * count
        at += count
    return resolved


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"
