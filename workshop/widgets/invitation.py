"""How to join from a phone, beside the cards: a code, the address and the key; empty until somebody fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from workshop.widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

NARROWEST = 24
"""Cells in which an address and a key can be read."""


class JoinPanel(Widget):
    """The way in. ``show`` takes the address to type, the key, and the drawn lines of a QR code."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"invitation--word"}
    DEFAULT_CSS = """
    JoinPanel { display: none; width: auto; height: auto; background: $background; color: $foreground;
        margin: 0 1; text-style: bold; }
    JoinPanel > .invitation--word { color: $accent; text-style: bold; }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.address = ""
        self.key = ""
        self.code: tuple[Strip, ...] = ()

    def show(self, address: str, key: str, code: Sequence[Strip] = ()) -> None:
        """Show how to join; nothing where there is no address."""
        if (address, key, tuple(code)) != (self.address, self.key, self.code):
            self.address, self.key, self.code = address, key, tuple(code)
            self.display = bool(address)
            self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the code's width, or as much as the words need."""
        del container, viewport
        return max([NARROWEST, *(strip.cell_length for strip in self.code)])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of the code and of the words below it."""
        del container, viewport
        return len(self.code) + len(self._words(width))

    def render_line(self, y: int) -> Strip:
        """Return a line of the code, or of the words; the code keeps its own colours."""
        width = self.content_size.width
        if y < len(self.code):
            return self.code[y].adjust_cell_length(width, self.rich_style)
        words = self._words(width)
        part, line = words[y - len(self.code)] if y - len(self.code) < len(words) else ("", "")
        style = self.get_component_rich_style("invitation--word") if part else self.rich_style
        return Strip([Segment(line, style)], cell_len(line)).adjust_cell_length(width, self.rich_style)

    def _words(self, width: int) -> list[tuple[str, str]]:
        """Return the words line by line, each with whether it explains."""
        if not self.address:
            return []
        lines = [("word", "Join with a phone at"), *(("", line) for line in wrap(self.address, width))]
        return [*lines, ("word", "Key"), ("", self.key)] if self.key else lines
