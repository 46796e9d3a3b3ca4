"""What all screens do: words are selected with the mouse, and what changes is painted once."""

from __future__ import annotations

import asyncio
from typing import Generic

from textual.await_remove import AwaitRemove
from textual.geometry import Offset, Size
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from workshop.widgets.lines import Lines


class Selecting(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen on which a drag of the mouse selects words. ``opened`` is set once the keys are its own."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the keyboard; what gets or loses it paints itself, the rest of the screen stays as it is."""

    _placing = False

    def __init__(self) -> None:
        super().__init__()
        self.opened = asyncio.Event()

    def on_screen_resume(self) -> None:
        """Say that the keys are its own."""
        self.opened.set()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Find a place for everything. It is painted with the next tick: a screen that opens does this five times."""
        self._placing = True
        try:
            super()._refresh_layout(size, scroll)
        finally:
            self._placing = False
        self._update_timer.resume()

    def _screen_resized(self, size: Size) -> None:
        """Find a place for everything if the size is another: a screen that opens tells those below theirs again."""
        if size != self.outer_size or self._layout_required:
            super()._screen_resized(size)

    def remove(self) -> AwaitRemove:
        """Go; what was below paints itself, and all of it stands where it stood."""
        return self.app._prune(self)  # noqa: SLF001 - Textual has that found out anew

    def _compositor_refresh(self) -> None:
        if not self._placing:
            super()._compositor_refresh()

    def _on_timer_update(self) -> None:
        super()._on_timer_update()
        waits = self._compositor._dirty_regions  # noqa: SLF001 - Textual tells nobody
        if waits and self.is_current and not self.app._batch_count:  # noqa: SLF001 - as above
            self._compositor_refresh()

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Return the widget at a place, and which of its words: a list finds that without marking all it draws."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        if not isinstance(widget, Lines):
            return widget, offset
        spot = widget.spot_at(Offset(x, y))
        return (widget, spot) if spot is not None else (None, None)
