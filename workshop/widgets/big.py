"""Figures that are read from the back row: each is drawn on three by five squares."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from workshop.widgets.wrapping import shorten

SHAPES: Final = {
    "0": "###|# #|# #|# #|###",
    "1": " # |## | # | # |###",
    "2": "###|  #|###|#  |###",
    "3": "###|  #|###|  #|###",
    "4": "# #|# #|###|  #|  #",
    "5": "###|#  |###|  #|###",
    "6": "###|#  |###|# #|###",
    "7": "###|  #|  #|  #|  #",
    "8": "###|# #|###|# #|###",
    "9": "###|# #|###|  #|###",
    ":": " |#| |#| ",
    "+": "   | # |###| # |   ",
    "/": "  #|  #| # |#  |#  ",
    " ": " | | | | ",
}
"""The figures; what is not among them is not drawn."""

ROWS: Final = 5
HALVES: Final = {"  ": " ", "# ": "▀", " #": "▄", "##": "█"}


def squares(figures: str) -> list[str]:
    """Return the figures as five rows of "#" and blanks."""
    shapes = [SHAPES[figure].split("|") for figure in figures if figure in SHAPES]
    return [" ".join(shape[row] for shape in shapes) for row in range(ROWS)]


def drawn(figures: str, *, large: bool) -> list[str]:
    """Return the lines: five of two cells a square, or three in which two squares share a cell."""
    rows = squares(figures)
    if large:
        return ["".join("██" if square == "#" else "  " for square in row) for row in rows]
    rows = [*rows, " " * len(rows[0])]
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(HALVES[upper + lower] for upper, lower in zip(a, b, strict=True)) for a, b in pairs]


class Big(Widget):
    """Big figures with a word below them; nothing while there are none.

    Its class ``-large`` draws them twice as large; ``-last`` and ``-over`` change the colours, softly: the word
    says the same.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"big--figures", "big--word"}
    DEFAULT_CSS = """
    Big { display: none; width: auto; height: auto; background: $background; color: $foreground; }
    Big > .big--figures { color: $foreground; background: $background; }
    Big > .big--word { color: $foreground; background: $background; text-style: bold; }
    Big.-last > .big--figures { color: $accent; }
    Big.-last > .big--word { color: $accent; }
    Big.-over > .big--word { color: $background; background: $accent; }
    Big.-over > .big--figures { color: $accent; }
    """

    figures = word = ""

    def show(self, figures: str, word: str = "") -> None:
        """Show other figures and another word."""
        before = (len(self.figures), self.word)
        if (self.figures, self.word) == (figures, word):
            return
        self.figures, self.word = figures, word
        self.display = bool(figures)
        self.refresh(layout=before != (len(figures), word))

    def draw_large(self, large: bool) -> None:  # noqa: FBT001 - one of two sizes
        """Draw them large, or small."""
        if large != self.has_class("-large"):
            self.set_class(large, "-large")
            self.refresh(layout=True)

    @property
    def lines(self) -> list[str]:
        """Return the drawn figures."""
        return drawn(self.figures, large=self.has_class("-large")) if self.figures else []

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width of the figures or of the word."""
        return max([cell_len(self.word), *map(cell_len, self.lines)])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height with the word."""
        return len(self.lines) + bool(self.word)

    def render_line(self, y: int) -> Strip:
        """Return one line, at the right."""
        width, lines = self.content_size.width, self.lines
        if y < len(lines):
            text, style = lines[y], self.get_component_rich_style("big--figures")
        else:
            text, style = shorten(self.word, width), self.get_component_rich_style("big--word")
        blank = Segment(" " * max(0, width - cell_len(text)), self.rich_style)
        return Strip([blank, Segment(text, style)]).adjust_cell_length(width, self.rich_style)
