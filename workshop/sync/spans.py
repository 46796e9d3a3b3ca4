"""Line numbers in few words: "1 to 40 and 44" instead of forty-one numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""The first and the last of consecutive numbers."""


def spans(found: Iterable[int]) -> list[Span]:
    """Return numbers as spans, in order."""
    result: list[Span] = []
    for number in sorted(set(found)):
        if result and result[-1][1] == number - 1:
            result[-1] = (result[-1][0], number)
        else:
            result.append((number, number))
    return result


def numbers(found: Iterable[Span]) -> set[int]:
    """Return the numbers that spans stand for."""
    return {number for first, last in found for number in range(first, last + 1)}


def count(found: Iterable[Span]) -> int:
    """Return how many numbers spans stand for."""
    return sum(last - first + 1 for first, last in found)
