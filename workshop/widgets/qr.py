"""A code that phones read from the screen: black on white whatever the colours of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from workshop.widgets.wrapping import wrap

Squares: TypeAlias = Sequence[Sequence[bool]]
"""A code row by row, with its white border; True is black."""

BLACK: Final = "#000000"
WHITE: Final = "#ffffff"
_COLOURS: Final = {True: BLACK, False: WHITE}


def code_lines(squares: Squares, *, large: bool = False) -> list[Strip]:
    """Return a code in lines: two rows of squares in a line, or with ``large`` two cells and a line for each square.

    Where both halves of a cell are alike it is a blank on its colour: a terminal that puts gaps between letters
    puts none there.
    """
    if large:
        return [Strip([_cell(square, square, 2) for square in row]).simplify() for row in squares]
    rows = [*squares, [False] * len(squares[0])] if len(squares) % 2 else list(squares)
    return [
        Strip([_cell(*pair) for pair in zip(upper, lower, strict=True)]).simplify()
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]


def _cell(upper: bool, lower: bool, width: int = 1) -> Segment:  # noqa: FBT001 - two squares
    if upper == lower:
        return Segment(" " * width, Style(bgcolor=_COLOURS[upper], color=_COLOURS[not upper]))
    return Segment("▀", Style(color=_COLOURS[upper], bgcolor=_COLOURS[lower]))


class Code(Widget):
    """One code. Where there is no room for it, it says how much it needs."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Code { width: auto; height: auto; }"

    _lines: Sequence[Strip] = ()
    _shown: tuple[Squares | None, bool] = (None, False)

    def show(self, squares: Squares | None, *, large: bool = False) -> None:
        """Show a code, or none."""
        if (squares, large) == self._shown:
            return
        self._shown = (squares, large)
        self._lines = code_lines(squares, large=large) if squares else []
        self.refresh(layout=True)

    @property
    def needed(self) -> tuple[int, int]:
        """Return the columns and lines that the code takes."""
        return (self._lines[0].cell_length, len(self._lines)) if self._lines else (0, 0)

    @property
    def fits(self) -> bool:
        """Return whether the code is shown whole."""
        width, height = self.needed
        return self.size.width >= width and self.size.height >= height

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the code's width, or what there is."""
        return min(self.needed[0], container.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the code's height, or what there is."""
        return min(self.needed[1], container.height)

    def render_line(self, y: int) -> Strip:
        """Return a line of the code, or of what is said in its place."""
        width, height = self.needed
        if self.fits:
            return self._lines[y] if y < height else Strip.blank(self.size.width, self.rich_style)
        told = (
            f"The code needs {width} columns and {height} lines here. Make the window larger, or the letters smaller."
        )
        lines = wrap(told, max(2, self.size.width))
        line = Content(lines[y] if y < len(lines) else "").plain
        return Strip([Segment(line, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)
