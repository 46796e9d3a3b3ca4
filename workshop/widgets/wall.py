"""Cards as they stand on the wall: what one says, and how it is laid into lines."""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

from rich.cells import cell_len

from workshop.widgets.bar import drawn_bar
from workshop.widgets.letters import drawn
from workshop.widgets.wrapping import shorten, wrap

InkedLine: TypeAlias = tuple[tuple[str, str], ...]
"""Pieces of text, each with the name of its style."""

APART: Final = 2
"""Cells between a card's words and its marks."""


class Item(NamedTuple):
    """A card on the wall. A ``tally`` stands below it beside a bar, which is ``share`` of the longest."""

    id: str
    label: str
    text: str
    marks: str = ""
    tally: str = ""
    share: float = 0.0


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
    writer, blank = max(2, width - label), (" " * label, "label")
    drawing = drawn(item.text, writer) if large else None
    words = drawing or wrap(item.text, writer)
    before = [f"{item.label:<{label}}", *[blank[0]] * (len(words) - 1)]
    lines: list[InkedLine] = [((left, "label"), (line, "text")) for left, line in zip(before, words, strict=True)]
    if item.marks:
        marks = (shorten(item.marks, writer), "marks")
        beside = not drawing and cell_len(words[-1]) + APART + cell_len(marks[0]) <= writer
        lines[-1:] = [(*lines[-1], (" " * APART, "text"), marks)] if beside else [lines[-1], (blank, marks)]
    if item.tally:
        longest = max(1, writer - cell_len(item.tally) - 1)
        bar = drawn_bar(item.share, longest)
        shown: InkedLine = ((bar, "bar"), (" ", "text")) if bar else ()
        lines.append((blank, *shown, (item.tally, "text")))
        lines += [(blank, (bar, "bar"))] if drawing and bar else []
    return LaidItem(item, width, label, large, tuple(lines))
