"""The code by which phones join, beside the cards or in their place; empty until somebody fills it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from workshop.widgets.letters import drawn
from workshop.widgets.wrapping import wrap

APART: Final = 3
"""Cells between the code and the words beside it."""

NARROWEST: Final = 24
"""Cells in which an address and a key can be read."""


class JoinPanel(Widget):
    """The way in. ``show`` takes the drawn lines of a QR code, and the address and the key to type beside it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"invitation--word"}
    DEFAULT_CSS = """
    JoinPanel { display: none; width: auto; height: auto; background: $background; color: $foreground;
        margin: 0 1; text-style: bold; }
    JoinPanel > .invitation--word { color: $accent; text-style: bold; }
    """

    address = key = ""
    code: tuple[Strip, ...] = ()

    def show(self, code: Sequence[Strip], address: str = "", key: str = "") -> None:
        """Show a code, none where it is empty; beside it the address and the key, if given, as large as they can be."""
        if (address, key, tuple(code)) != (self.address, self.key, self.code):
            self.address, self.key, self.code = address, key, tuple(code)
            self.display = bool(code)
            self.refresh(layout=True)

    @property
    def _across(self) -> int:
        return max((strip.cell_length for strip in self.code), default=0)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the code's width, or all there is where words stand beside it."""
        return container.width if self.address else self._across

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of the code, or of the words beside it."""
        return max(len(self.code), len(self._words(width - self._across - APART)))

    def render_line(self, y: int) -> Strip:
        """Return a line of the code, which keeps its own colours, and of the words."""
        width, across = self.content_size.width, self._across
        words = self._words(width - across - APART)
        part, line = words[y] if y < len(words) else ("", "")
        style = self.get_component_rich_style("invitation--word") if part else self.rich_style
        code = self.code[y] if y < len(self.code) else Strip([])
        beside = [Segment(" " * APART, self.rich_style), Segment(line, style)]
        return Strip([*code.adjust_cell_length(across, self.rich_style), *beside]).adjust_cell_length(
            width, self.rich_style
        )

    def _words(self, width: int) -> list[tuple[str, str]]:
        """Return the words line by line, each with whether it explains; none where there is no room for them."""
        if not self.address or width < NARROWEST:
            return []
        lines = [("word", "Join with a phone at"), *(("", line) for line in _large(self.address, width))]
        return [*lines, ("", ""), ("word", "Key"), *(("", line) for line in _large(self.key, width))]


def _large(text: str, width: int) -> Sequence[str]:
    """Return an address or a key drawn, before the port on a new line if need be, or else plainly."""
    lines = drawn(text, width) or drawn(" :".join(text.rsplit(":", 1)), width)
    return lines if lines and max(map(cell_len, lines)) <= width else wrap(text, width)
