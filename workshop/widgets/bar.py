"""A scroll bar that costs nothing to move: its cells are drawn once, and laid out anew as the thumb goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.scrollbar import ScrollBar
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.color import Color
    from textual.filter import LineFilter
    from textual.geometry import Region

_PARTS = ("scroll_up", "grab", "scroll_down")
"""What a press of the mouse does above, on and below the thumb; the names are Textual's."""


class Bar(ScrollBar):
    """A scroll bar of whole cells."""

    def __init__(self, thickness: int = 1) -> None:
        super().__init__(name="vertical", thickness=thickness)
        self._cells: tuple[Color, Color] | None = None
        self._strips: list[Strip] = []

    def thumb(self, height: int) -> range:
        """Give the cells of the thumb in a bar of a height; none where everything is in view."""
        whole, window = self.window_virtual_size, self.window_size
        if not height or whole <= window:
            return range(0)
        length = max(1, round(height * window / whole))
        first = round((height - length) * self.position / (whole - window))
        return range(first, first + length)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the cells from the top down."""
        above, thumb, below = self._drawn()
        height = self.size.height
        cells = self.thumb(height)
        strips = [above] * cells.start + [thumb] * len(cells) + [below] * (height - cells.stop)
        return filtered(strips[crop.y : crop.bottom], self.get_line_filters(), self.background_colors[1])

    def _drawn(self) -> list[Strip]:
        """Give a cell above, of and below the thumb."""
        colours = self._colours()
        if colours != self._cells:
            self._cells, (ground, thumb) = colours, colours
            self._strips = [
                Strip([Segment(" " * self.thickness, Style(bgcolor=colour.rich_color, meta={"@mouse.down": part}))])
                for part, colour in zip(_PARTS, (ground, thumb, ground), strict=True)
            ]
        return self._strips

    def _colours(self) -> tuple[Color, Color]:
        styles = self.parent.styles if self.parent else self.styles
        if self.grabbed is not None:
            return styles.scrollbar_background_active, styles.scrollbar_color_active
        if self.mouse_over:
            return styles.scrollbar_background_hover, styles.scrollbar_color_hover
        return styles.scrollbar_background, styles.scrollbar_color


def filtered(strips: list[Strip], filters: Iterable[LineFilter], ground: Color) -> list[Strip]:
    """Give strips as the terminal can show them, for instance without colours; each is asked for once."""
    for line_filter in filters:
        strips = [strip.apply_filter(line_filter, ground) for strip in strips]
    return strips
