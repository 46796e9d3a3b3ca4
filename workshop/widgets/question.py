"""The question and its title, whole: in large letters where there is room for them, else plain and bold."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from workshop.widgets.letters import drawn
from workshop.widgets.wrapping import shorten, wrap

SHARE: Final = 3
"""Large letters may take one line in so many of the screen; the cards need the others."""

AIRY: Final = 32
"""Lines of the screen from which a blank line stands above the question."""


class Question(Widget):
    """A question below the line that says where it was asked.

    Large letters are a drawing, which nobody can copy, search or have read aloud: the first line has the
    words too.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"question--where"}
    DEFAULT_CSS = """
    Question { height: auto; background: $background; color: $foreground; text-style: bold; }
    Question > .question--where { color: $accent; text-style: bold; }
    """

    where = text = ""
    large = True

    def show(self, where: str, text: str, *, large: bool = True) -> None:
        """Ask something else; not ``large`` where what stands below it needs the room."""
        if (where, text, large) != (self.where, self.text, self.large):
            self.where, self.text, self.large = where, text, large
            self.refresh(layout=True)

    def lines(self, width: int) -> list[tuple[str, str]]:
        """Return the lines for so many cells, each with its part: "where" it was asked, or the "words"."""
        down = self.app.size.height
        air = [("", "words")] if down >= AIRY else []
        large = drawn(self.text, width) if self.large else None
        if large is None or len(large) > down // SHARE:
            words = [(line, "words") for line in wrap(self.text, width)]
            return [(shorten(self.where, width), "where"), *air, *words]
        title = drawn(self.where, width) or []
        if len(title) + 1 + len(large) > down // SHARE:
            title = []
        where = f"{self.where} · {self.text}" if self.where else self.text
        above = [(line, "where") for line in (shorten(where, width), *title)]
        return [*above, *air, *((line, "words") for line in large)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many lines as it takes."""
        return len(self.lines(width))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width = self.content_size.width
        lines = self.lines(width)
        text, part = lines[y] if y < len(lines) else ("", "words")
        style = self.get_component_rich_style("question--where") if part == "where" else self.rich_style
        return Strip([Segment(text, style)]).adjust_cell_length(width, self.rich_style)
