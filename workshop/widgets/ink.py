"""Draws the lines of rows, and keeps those that it drew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from rich.segment import Segment
from textual.cache import LRUCache
from textual.strip import Strip

from workshop.widgets.row import Laid, draw

if TYPE_CHECKING:
    from rich.style import Style

STRIPS: Final = 1024
"""Drawn lines that are kept: several screens full."""

_Drawn: TypeAlias = tuple[Laid, int, int, int, bool, bool, bool]
"""What a drawn line depends on: its row, which line of it, the widths, the cursor, how it is shown, and the mark."""


class Ink:
    """Makes strips of laid rows; ``style`` gives the style of a part by its name, and is asked once."""

    def __init__(self, style: Callable[[str], Style]) -> None:
        self._ask = style
        self._styles: dict[str, Style] = {}
        self._strips: LRUCache[_Drawn, Strip] = LRUCache(STRIPS)

    def forget(self) -> None:
        """Forget everything: the colours or the widths are others now."""
        self._styles.clear()
        self._strips.clear()

    def style(self, part: str) -> Style:
        """Give the style of a part."""
        if part not in self._styles:
            self._styles[part] = self._ask(part)
        return self._styles[part]

    def line(  # noqa: PLR0913 - all that a line depends on
        self, laid: Laid, inside: int, label_width: int, cells: int, *, here: bool, inverse: bool, marked: bool
    ) -> Strip:
        """Give the line ``inside`` of a row; ``here`` is the cursor, ``inverse`` shows it loudly."""
        key = (laid, inside, label_width, cells, here, inverse, marked)
        strip = self._strips.get(key)
        if strip is None:
            gutter = ("▸" if here and not inside else " ") + ("✓" if marked and not inside else " ")
            strip = Strip(draw(laid, inside, gutter, label_width, self.style))
            strip = strip.adjust_cell_length(cells, self.style(""))
            if inverse:
                strip = Strip([Segment(s.text, self.style("cursor")) for s in strip], strip.cell_length)
            self._strips[key] = strip
        return strip
