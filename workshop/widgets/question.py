"""The question, whole: in large letters where there is room for them, else plain and bold."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from workshop.widgets.letters import drawn
from workshop.widgets.wrapping import shorten, wrap

if TYPE_CHECKING:
    from textual.geometry import Size

SHARE: Final = 5
"""Large letters may take one line in so many of the screen; the cards need the others."""

AIRY: Final = 32
"""Lines of the screen from which a blank line stands above the question."""


class Question(Widget):
    """A question below the line that says where it was asked.

    Large letters are a drawing, which nobody can copy, search or have read aloud: then the line above has the
    words too.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"question--where"}
    DEFAULT_CSS = """
    Question { height: auto; background: $background; color: $foreground; text-style: bold; }
    Question > .question--where { color: $accent; text-style: bold; }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.where = ""
        self.text = ""

    def show(self, where: str, text: str) -> None:
        """Ask something else."""
        if (where, text) != (self.where, self.text):
            self.where, self.text = where, text
            self.refresh(layout=True)

    def lines(self, width: int) -> list[str]:
        """Return the lines for so many cells, the first of which says where."""
        down = self.app.size.height
        large = drawn(self.text, width)
        air = [""] if down >= AIRY else []
        if large is not None and len(large) <= down // SHARE:
            where = f"{self.where} · {self.text}" if self.where else self.text
            return [shorten(where, width), *air, *large]
        return [shorten(self.where, width), *air, *wrap(self.text, width)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many lines as it takes."""
        del container, viewport
        return len(self.lines(width))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width = self.content_size.width
        lines = self.lines(width)
        style = self.rich_style if y else self.get_component_rich_style("question--where")
        text = lines[y] if y < len(lines) else ""
        return Strip([Segment(text, style)]).adjust_cell_length(width, self.rich_style)
