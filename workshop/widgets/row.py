"""One row of a list: what it says, how it is laid into lines, and how they are drawn; what was drawn is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from workshop.widgets.wrapping import shorten, wrap

_PIECE: Final = re.compile(r"(\w+)")

GUTTER: Final = 2
"""Cells before a row: the cursor's and the mark's."""

UNDERLINE: Final = Style(underline=True)
STRIPS: Final = 1024
"""Drawn lines that are kept: several screens full."""


class Row(NamedTuple):
    """What is shown: ``label`` before the text, ``marks`` (words such as "hidden") after it, ``more`` below it.

    The words of the text that are ``shared`` are marked.
    """

    id: str
    label: str
    text: str
    marks: str = ""
    more: tuple[str, ...] = ()
    quiet: bool = False
    shared: frozenset[str] = frozenset()


class Laid(NamedTuple):
    """A row in lines of one width; its marks stand beside the last line if they fit, else below it."""

    row: Row
    width: int
    lines: tuple[str, ...]
    beside: bool

    @property
    def height(self) -> int:
        """Return how many lines it takes."""
        return len(self.lines) + len(self.row.more) + (not self.beside)


def lay(row: Row, width: int) -> Laid:
    """Return a row in lines of ``width`` cells."""
    lines = wrap(row.text, width)
    beside = not row.marks or cell_len(row.marks) < width - cell_len(lines[-1])
    return Laid(row, width, lines, beside)


def draw(laid: Laid, inside: int, gutter: str, label_width: int, style: Callable[[str], Style]) -> list[Segment]:
    """Return the line number ``inside`` of a row; ``style`` gives the style of a part by its name."""
    label = f"{laid.row.label if inside == 0 else '':<{label_width}} " if label_width else ""
    return [Segment(gutter, style("marks")), Segment(label, style("label")), *_words(laid, inside, style)]


def _words(laid: Laid, inside: int, style: Callable[[str], Style]) -> list[Segment]:
    row, count, width = laid.row, len(laid.lines), laid.width
    if inside < count:
        words = _text(laid.lines[inside], row, style)
        if not (row.marks and laid.beside and inside == count - 1):
            return words
        return [*words, *_at_right(row.marks, width - cell_len(laid.lines[inside]), style)]
    if not laid.beside and inside == count:
        return _at_right(shorten(row.marks, width), width, style)
    below = row.more[inside - count - (not laid.beside)]
    return [Segment("  " + shorten(below, width - 2), style("more"))]


def _text(line: str, row: Row, style: Callable[[str], Style]) -> list[Segment]:
    plain = style("quiet" if row.quiet else "")
    if not row.shared:
        return [Segment(line, plain)]
    pieces = (piece for piece in _PIECE.split(line) if piece)
    return [Segment(piece, style("shared") if piece in row.shared else plain) for piece in pieces]


def _at_right(marks: str, room: int, style: Callable[[str], Style]) -> list[Segment]:
    return [Segment(" " * (room - cell_len(marks)), style("")), Segment(marks, style("marks"))]


class Pen(NamedTuple):
    """How the lines of a list are drawn: the cells of the labels and of a line, and whether the cursor is loud."""

    label_width: int
    cells: int
    loud: bool


class RowInk:
    """Makes strips of laid rows, each with its cell of the scroll bar at the right.

    ``style`` gives the style of a part by its name, and is asked once; ``finish`` makes of a strip what the terminal
    can show.
    """

    def __init__(self, style: Callable[[str], Style], finish: Callable[[Strip], Strip]) -> None:
        self._ask = style
        self._finish = finish
        self._styles: dict[str, Style] = {}
        self._strips: LRUCache[Hashable, Strip] = LRUCache(STRIPS)

    def forget(self) -> None:
        """Forget everything: the colours are others now."""
        self._styles.clear()
        self._strips.clear()

    def style(self, part: str) -> Style:
        """Return the style of a part."""
        if part not in self._styles:
            self._styles[part] = self._ask(part)
        return self._styles[part]

    def line(  # noqa: PLR0913 - all that a line depends on
        self, laid: Laid, inside: int, pen: Pen, bar: str, *, here: bool, marked: bool
    ) -> Strip:
        """Return the line ``inside`` of a row with its part of the ``bar``; ``here`` is the cursor."""
        key = (laid, inside, pen, bar, here, marked)
        strip = self._strips.get(key)
        if strip is None:
            gutter = ("▸" if here and not inside else " ") + ("✓" if marked and not inside else " ")
            strip = Strip(draw(laid, inside, gutter, pen.label_width, self.style))
            strip = strip.adjust_cell_length(pen.cells, self.style(""))
            if here and pen.loud:
                strip = Strip([Segment(s.text, self._at_cursor(s)) for s in strip], strip.cell_length)
            strip = self._strips[key] = self._with_bar(strip, bar)
        return strip

    def words(self, words: str, pen: Pen, bar: str) -> Strip:
        """Return a line of our own words; none: an empty one."""
        key = (words, pen.cells, bar)
        strip = self._strips.get(key)
        if strip is None:
            said = Strip([Segment(words, self.style("more"))] if words else [])
            strip = self._strips[key] = self._with_bar(said.adjust_cell_length(pen.cells, self.style("")), bar)
        return strip

    def _at_cursor(self, segment: Segment) -> Style:
        """Return the cursor's style; words that are underlined stay so."""
        underlined = segment.style is not None and segment.style.underline
        return self.style("cursor") + UNDERLINE if underlined else self.style("cursor")

    def _with_bar(self, strip: Strip, bar: str) -> Strip:
        return self._finish(Strip([*strip, Segment(" ", self.style(bar))], strip.cell_length + 1))
