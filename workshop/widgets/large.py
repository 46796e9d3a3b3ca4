"""A few words, large: bold, in a short measure, a blank line between the lines where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from workshop.widgets.wrapping import wrap

MEASURE: Final = 56
"""Cells a line takes where the words are few."""


class Large(Widget):
    """Words to be read from afar; ``below`` are quieter lines beneath them."""

    DEFAULT_CSS = """
    Large { width: 100%; height: auto; color: $foreground; background: $background; }
    """

    words = ""
    below: tuple[str, ...] = ()
    _lines: Sequence[str] = ()
    _quiet: Sequence[str] = ()
    _space = (0, 0)

    def show(self, words: str, below: tuple[str, ...] = ()) -> None:
        """Show other words."""
        if (words, below) != (self.words, self.below):
            self.words, self.below = words, below
            self._lay_out(*self._space)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many lines as the words take, with air between them where they fit with it."""
        self._space = (width, container.height)
        self._lay_out(*self._space)
        return len(self._lines) + len(self._quiet)

    def _lay_out(self, width: int, height: int) -> None:
        below = [line for words in self.below for line in wrap(words, width)]
        measure = min(width, MEASURE)
        lines = wrap(self.words, measure)
        if 2 * len(lines) + len(below) > height:
            measure = width
            lines = wrap(self.words, measure)
        air = 2 * len(lines) + len(below) <= height
        spaced = [part for line in lines for part in (line, "")][:-1] if air else lines
        margin = " " * ((width - measure) // 2)
        self._lines = [margin + line for line in spaced]
        self._quiet = [margin + line for line in ("", *below)] if below else []

    def render(self) -> RenderResult:
        """Return the lines."""
        large = Content.styled("\n".join(self._lines), "bold")
        return Content.assemble(large, *(("\n" + line, "$secondary") for line in self._quiet))
