"""A page that stands on the table: how to join, in words and in codes. Any format is made from this."""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """One thing to do: its name, what its code says, what the code is for those who do not see it, what to type.

    ``typed`` are (name, value) pairs; ``squares`` is the code row by row, True for black.
    """

    name: str
    code: str
    label: str
    typed: tuple[tuple[str, str], ...]
    squares: tuple[tuple[bool, ...], ...]


class Tent(NamedTuple):
    """All that stands on the page; ``title`` is empty where the heading is the title already."""

    language: str
    heading: str
    title: str
    steps: tuple[Step, ...]
    rules: tuple[str, ...]
