"""More lines than there is room for: what is in view, what is selected, the wheel, and a scroll bar drawn with them.

As a widget of its own, as Textual has it, the bar would be one more layer on every line that is painted: scrolling
would cost half as much again.
"""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events
from textual.geometry import Offset
from textual.selection import Selection
from textual.widget import Widget

from workshop.widgets.selected import selected_words
from workshop.widgets.stack import Stack

BAR: Final = 1
"""Cells of the bar, at the right."""

PAGE_OVERLAP: Final = 2
"""Lines that stay in view when a page is turned."""


def thumb_of(depth: int, window: int, top: int) -> range:
    """Return the cells of the thumb where ``window`` of ``depth`` lines are in view; none where all of them are."""
    if not window or depth <= window:
        return range(0)
    length = max(1, round(window * window / depth))
    first = round((window - length) * top / (depth - window))
    return range(first, first + length)


class Lines(Widget):
    """``depth`` lines of rows, in view from ``top`` on; words in them can be selected with the mouse."""

    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--bar", "lines--thumb", "lines--held"}
    DEFAULT_CSS = """
    Lines > .lines--bar { background: $background; }
    Lines > .lines--thumb { background: $secondary; }
    Lines > .lines--held { background: $accent; }
    """

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self.top = 0
        self._stack = Stack()
        self._held_at: int | None = None

    @property
    def depth(self) -> int:
        """Return how many lines the rows take."""
        return self._stack.height

    @property
    def window(self) -> int:
        """Return how many lines there is room for."""
        return self.content_size.height

    @property
    def page(self) -> int:
        """Return by how many lines a page is turned."""
        return max(1, self.window - PAGE_OVERLAP)

    def kept_in(self, top: int) -> int:
        """Return the line nearest to ``top`` from which the lines can be shown."""
        return max(0, min(top, self.depth - self.window))

    def look_from(self, top: int) -> bool:
        """Show the lines from ``top`` on, as far as there are any; say whether that changed anything."""
        top, before = self.kept_in(top), self.top
        if top != before:
            self.top = top
            self.refresh()
        return top != before

    def spot_at(self, at: Offset) -> Offset | None:
        """Return which cell of which line is at a place of the screen, the last below it; none beside the lines."""
        x, y = at - self.content_region.offset
        width, line = self.content_size.width - BAR, y + self.top
        if not 0 <= x < width or y < 0 or not self.depth:
            return None
        return Offset(x, line) if line < self.depth else Offset(width - 1, self.depth - 1)

    @property
    def text_selection(self) -> Selection | None:
        """What is selected in it; nothing in one that was removed, which may be painted once more before it is gone."""
        return super().text_selection if self.is_attached else None

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """Return the words that are selected."""
        return selected_words(self._stack, selection), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what is selected now."""
        self.refresh()

    def bar_part(self, line: int, thumb: range) -> str:
        """Return which part of the bar stands beside a line of the view."""
        if line not in thumb:
            return "bar"
        return "thumb" if self._held_at is None else "held"

    @property
    def thumb(self) -> range:
        """Return the cells of the thumb."""
        return thumb_of(self.depth, self.window, self.top)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, way: int) -> None:
        if self.look_from(self.top + way * round(self.app.scroll_sensitivity_y)):
            event.stop()

    def on_bar(self, event: events.MouseEvent) -> bool:
        """Return whether it is the bar that the mouse is at."""
        return event.get_content_offset_capture(self).x >= self.content_size.width - BAR

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the thumb; above and below it the bar turns a page."""
        thumb, at = self.thumb, event.get_content_offset_capture(self).y
        if not self.on_bar(event) or not thumb:
            return
        self.screen.clear_selection()
        if at in thumb:
            self._held_at = at - thumb.start
            self.capture_mouse()
            self.refresh()
        else:
            self.look_from(self.top + (self.page if at >= thumb.stop else -self.page))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scroll with the thumb that is held."""
        if self._held_at is None:
            return
        first = event.get_content_offset_capture(self).y - self._held_at
        ways = self.window - len(self.thumb)
        self.look_from(round(first * (self.depth - self.window) / ways) if ways else 0)

    def on_mouse_up(self) -> None:
        """Let go of the thumb."""
        if self._held_at is not None:
            self._held_at = None
            self.release_mouse()
            self.refresh()
