"""Cards as they stand on the wall: what one says, and how it is laid into lines."""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

from rich.cells import cell_len

from workshop.widgets.bars import drawn_bar
from workshop.widgets.letters import drawn
from workshop.widgets.wrapping import shorten, wrap

InkedLine: TypeAlias = tuple[tuple[str, str], ...]
"""Pieces of text, each with the name of its style."""

APART: Final = 2
"""Cells between a card's words and its marks."""


class Item(NamedTuple):
    """A card on the wall. A ``tally`` stands below it beside a bar, which is ``share`` of the longest.

    In large letters ``number`` stands at the bar's end. ``group`` is what the cards of a list are told apart by, and
    ``opens`` says that it is named above this card.
    """

    id: str
    label: str
    text: str
    marks: str = ""
    tally: str = ""
    share: float = 0.0
    number: str = ""
    group: str = ""
    opens: bool = False


class Column(NamedTuple):
    """Cards under a heading; ``empty`` is said where there are none."""

    title: str
    items: tuple[Item, ...]
    empty: str = ""


class LaidItem(NamedTuple):
    """A card in lines of ``width`` cells, its words ``label`` cells from the left; ``large`` where it can be so."""

    item: Item
    width: int
    label: int
    large: bool
    lines: tuple[InkedLine, ...]


def lay(item: Item, width: int, label: int, large: bool = False) -> LaidItem:  # noqa: FBT001, FBT002 - one of two sizes
    """Lay a card out."""
    room, blank = max(2, width - label), (" " * label, "label")
    drawing = drawn(item.text, room) if large else None
    words = drawing or wrap(item.text, room)
    before = [f"{item.label:<{label}}", *[blank[0]] * (len(words) - 1)]
    lines: list[InkedLine] = [((left, "label"), (line, "text")) for left, line in zip(before, words, strict=True)]
    if item.marks:
        marks = (shorten(item.marks, room), "marks")
        beside = not drawing and cell_len(words[-1]) + APART + cell_len(marks[0]) <= room
        lines[-1:] = [(*lines[-1], (" " * APART, "text"), marks)] if beside else [lines[-1], (blank, marks)]
    if item.tally:
        lines += [(blank, *line) for line in (_large_tally(item, room) if drawing else _tally(item, room))]
    above: list[InkedLine] = [((shorten(item.group, width), "title"),)] if item.opens else []
    return LaidItem(item, width, label, large, (*above, *lines))


def _tally(item: Item, room: int) -> list[InkedLine]:
    """Return the bar and what it counts in a line."""
    bar = drawn_bar(item.share, max(1, room - cell_len(item.tally) - 1))
    return [(*(((bar, "bar"), (" ", "text")) if bar else ()), (item.tally, "text"))]


def _large_tally(item: Item, room: int) -> list[InkedLine]:
    """Return a thick bar with its number drawn at its end, and what is counted below it."""
    number = drawn(item.number, room) or [""]
    bar = drawn_bar(item.share, max(1, room - max(map(len, number), default=0) - APART))
    gap = " " * APART if bar else ""
    return [*(((bar, "bar"), (f"{gap}{line}", "text")) for line in number), ((item.tally, "text"),)]
