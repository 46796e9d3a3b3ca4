"""Draws the lines of rows, and keeps those that it drew."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from workshop.widgets.row import Laid, draw

UNDERLINE: Final = Style(underline=True)

STRIPS: Final = 1024
"""Drawn lines that are kept: several screens full."""


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
