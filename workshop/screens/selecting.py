"""Selecting words with the mouse, in the program's own lists too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from textual.geometry import Offset
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType

from workshop.widgets.lines import Lines
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.widget import Widget


class Selecting(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen on which a drag of the mouse selects words; Ctrl+C copies them."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the keyboard; what gets or loses it paints itself, the rest of the screen stays as it is."""

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Return the widget at a place, and which of its words: a list finds that without marking all it draws."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        if not isinstance(widget, Lines):
            return widget, offset
        spot = widget.spot_at(Offset(x, y)) if isinstance(widget, Rows) else None
        return (widget, spot) if spot is not None else (None, None)
