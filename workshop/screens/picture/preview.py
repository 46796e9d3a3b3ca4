"""A small picture of the sheet: two points in each cell, one above the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop.publishing.picture.thumbnail import Points

SHAPE: Final = 2**0.5
"""How much wider than high a sheet of paper is; a slide is wider still, and so is lower."""


class SheetPreview(Widget):
    """The sheet as large as there is room: ``points_of`` makes the points for so many columns."""

    ALLOW_SELECT = False

    _points_of: Callable[[int], Points] | None = None
    _lines: Sequence[Strip] = ()

    def show(self, points_of: Callable[[int], Points] | None) -> None:
        """Show a sheet, or none."""
        self._points_of = points_of
        self._draw()

    def on_resize(self) -> None:
        """Draw it as large as there is room now."""
        self._draw()

    def _draw(self) -> None:
        width, height = self.size
        columns = min(width, int(height * 2 * SHAPE))
        self._lines = self._strips(columns, width) if self._points_of and columns else []
        self.refresh()

    def _strips(self, columns: int, width: int) -> list[Strip]:
        points = self._points_of(columns) if self._points_of else []
        background = self.background_colors[1].hex
        if len(points) % 2:
            points.append([background] * columns)
        left = Segment(" " * ((width - columns) // 2))
        return [
            Strip([left, *map(_cell, upper, lower)]).simplify()
            for upper, lower in zip(points[::2], points[1::2], strict=True)
        ]

    def render_line(self, y: int) -> Strip:
        """Return one line of it."""
        line = self._lines[y] if y < len(self._lines) else Strip.blank(self.size.width)
        return line.apply_style(self.rich_style).adjust_cell_length(self.size.width)


def _cell(upper: str, lower: str) -> Segment:
    if upper == lower:
        return Segment(" ", Style(bgcolor=upper, color=upper))
    return Segment("▀", Style(color=upper, bgcolor=lower))
