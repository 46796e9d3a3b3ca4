"""A list of people's words: wrapped rows with a cursor and marks, drawn line by line.

It is given rows and finds out by id what changed, so that cursor, marks and scroll position outlast any burst
of changes. Each row is wrapped once per width; what is off the screen costs nothing to draw.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workshop.widgets.row import GUTTER, Laid, Row, draw, lay
from workshop.widgets.wrapping import wrap

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

PAGE_OVERLAP: Final = 2
"""Lines that stay in view when a page is turned."""

STRIPS: Final = 1024
"""Drawn lines that are kept: several screens full."""

_Drawn: TypeAlias = tuple[Laid, int, bool, bool, bool]
"""What a drawn line depends on: its row, which line of it, the cursor, how it is shown, and the mark."""


class Rows(ScrollView, can_focus=True):
    """Rows to look through. ``empty`` is said where there are none.

    It posts ``Moved`` when another row is under the cursor, ``Picked`` when one is clicked (``twice`` on a
    double click) and ``Left`` when the cursor goes beyond the last row.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("rows--label", "rows--marks", "rows--more", "rows--quiet", "rows--cursor"),
    }
    DEFAULT_CSS = """
    Rows { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background; scrollbar-color: $secondary; }
    Rows > .rows--label { color: $secondary; }
    Rows > .rows--marks { color: $accent; text-style: bold; }
    Rows > .rows--more { color: $secondary; }
    Rows > .rows--quiet { color: $secondary; text-style: italic; }
    Rows > .rows--cursor { background: $primary; color: $background; }
    """

    class Moved(Message):
        """Another row is under the cursor (none: empty)."""

        def __init__(self, rows: Rows, row_id: str) -> None:
            super().__init__()
            self.rows = rows
            self.row_id = row_id

    class Picked(Message):
        """A row was clicked."""

        def __init__(self, rows: Rows, row_id: str, *, twice: bool) -> None:
            super().__init__()
            self.rows = rows
            self.row_id = row_id
            self.twice = twice

    class Left(Message):
        """The cursor went beyond the last row."""

    def __init__(self, empty: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.empty = empty
        self.chosen: frozenset[str] = frozenset()
        self.cursor_always = False
        self.cursor_shown = True
        self._rows: list[Row] = []
        self._laid: list[Laid] = []
        self._tops: list[int] = [0]
        self._cursor = 0
        self._label_width = 0
        self._width = 0
        self._strips: LRUCache[_Drawn, Strip] = LRUCache(STRIPS)
        self._styles_used: dict[str, Style] = {}

    # What is shown

    @property
    def rows(self) -> Sequence[Row]:
        """Give the rows shown."""
        return self._rows

    @property
    def cursor_row(self) -> Row | None:
        """Give the row under the cursor."""
        return self._rows[self._cursor] if self._rows else None

    def show(self, rows: list[Row], *, follow: bool = False) -> None:
        """Show ``rows``. The cursor stays on its row, or where that was; with ``follow`` it goes to the last."""
        if rows == self._rows and not follow:
            return
        here = self.cursor_row
        top = self._anchor()
        same = _common(self._rows, rows)
        self._rows = rows
        labels = max((len(row.label) for row in rows[same:]), default=0)
        if labels > self._label_width:
            self._label_width, same = labels, 0
        self._lay_out(same)
        self._keep_cursor(here, follow=follow)
        self._restore(top, follow=follow)

    def choose(self, ids: frozenset[str]) -> None:
        """Mark these rows."""
        self.chosen = ids
        self.refresh()

    def go_to(self, row_id: str) -> bool:
        """Put the cursor on a row; say whether it is here."""
        for position, row in enumerate(self._rows):
            if row.id == row_id:
                self._move_to(position)
                return True
        return False

    # Layout

    def _lay_out(self, start: int = 0) -> None:
        """Lay the rows out from ``start`` on; what was laid out before at this width is used again."""
        if not self.size.width:
            self._laid, self._tops, self._width = [], [0], 0
            return
        width = self._text_width()
        known = {laid.row.id: laid for laid in self._laid[start:]} if width == self._width else {}
        if width != self._width:
            start, self._width = 0, width
        del self._laid[start:]
        for row in self._rows[start:]:
            laid = known.get(row.id)
            self._laid.append(laid if laid is not None and laid.row == row else lay(row, width))
        del self._tops[start + 1 :]
        heights = (laid.height for laid in self._laid[start:])
        self._tops[start:] = accumulate(heights, initial=self._tops[start])
        size = Size(self.scrollable_content_region.width, self._tops[-1])
        self.set_reactive(Rows.virtual_size, size)  # set plainly, it would lay out the whole screen for each card
        self._scroll_update(size)
        self.refresh()

    def _text_width(self) -> int:
        return self.scrollable_content_region.width - self._before()

    def _before(self) -> int:
        """Give the cells before the words."""
        return GUTTER + self._label_width + (1 if self._label_width else 0)

    def _size_updated(  # the library's own signature
        self,
        size: Size,
        virtual_size: Size,
        container_size: Size,
        layout: bool = True,  # noqa: FBT001, FBT002
    ) -> bool:
        """Lay everything out for the new width before it is painted; the cursor stays in view."""
        resized = super()._size_updated(size, virtual_size, container_size, layout)
        if resized and self._text_width() != self._width:
            self._lay_out()
        if resized:
            self._into_view()
        return resized

    # Where the cursor is

    def _keep_cursor(self, here: Row | None, *, follow: bool) -> None:
        last = max(0, len(self._rows) - 1)
        if follow or here is None:
            self._cursor = last
        elif not (self._cursor <= last and self._rows and self._rows[self._cursor].id == here.id):
            found = (n for n, row in enumerate(self._rows) if row.id == here.id)
            self._cursor = next(found, min(self._cursor, last))
        now = self.cursor_row
        if now and now.id != (here and here.id):
            self.post_message(self.Moved(self, now.id))

    def _anchor(self) -> tuple[str, int]:
        """Give the topmost row in view, and how far above it the view begins."""
        if not self._laid:
            return "", 0
        position = self._row_at(self.scroll_offset.y)
        return self._rows[position].id, self.scroll_offset.y - self._tops[position]

    def _restore(self, anchor: tuple[str, int], *, follow: bool) -> None:
        row_id, offset = anchor
        if not self._laid:
            return
        position = self._row_at(self.scroll_offset.y)
        if not follow and self._rows[position].id != row_id:
            found = next((n for n, row in enumerate(self._rows) if row.id == row_id), None)
            if found is not None:
                self.scroll_to(y=self._tops[found] + offset, animate=False, immediate=True, force=True)
        if follow or self.has_focus:
            self._into_view()

    def _row_at(self, line: int) -> int:
        return max(0, min(bisect_right(self._tops, line) - 1, len(self._rows) - 1))

    def _move_to(self, position: int) -> None:
        position = max(0, min(position, len(self._rows) - 1))
        if position == self._cursor or not self._laid:
            self._cursor = position
            return
        for changed in (self._cursor, position):
            self._refresh_row(changed)
        self._cursor = position
        self._into_view()
        self.post_message(self.Moved(self, self._rows[position].id))

    def _refresh_row(self, position: int) -> None:
        top, below = self._tops[position : position + 2]
        self.refresh(Region(0, top - self.scroll_offset.y, self.size.width, below - top))

    def _into_view(self) -> None:
        """Scroll as little as shows the cursor's row whole."""
        if not self._laid:
            return
        top, below = self._tops[self._cursor : self._cursor + 2]
        height, offset = self.scrollable_content_region.height, self.scroll_offset.y
        if below > offset + height:
            offset = below - height
        offset = min(offset, top)
        if offset != self.scroll_offset.y:
            self.scroll_to(y=offset, animate=False, immediate=True, force=True)

    # Keys and mouse

    def action_step(self, rows: int) -> None:
        """Move the cursor; beyond the last row is said so."""
        if self._cursor + rows >= max(1, len(self._rows)) and rows == 1:
            self.post_message(self.Left())
            return
        self._move_to(self._cursor + rows)

    def action_turn(self, pages: int) -> None:
        """Move the cursor by the height of what is in view."""
        line = self._tops[self._cursor] + pages * max(1, self.size.height - PAGE_OVERLAP)
        self._move_to(self._row_at(line) if pages > 0 else min(self._row_at(max(0, line)), self._cursor - 1))

    def action_end(self, place: str) -> None:
        """Move the cursor to the first or the last row."""
        self._move_to(0 if place == "first" else len(self._rows) - 1)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked."""
        line = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if not self._laid or line >= self._tops[-1]:
            return
        self._move_to(self._row_at(line))
        self.post_message(self.Picked(self, self._rows[self._cursor].id, twice=event.chain > 1))

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self._into_view()
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor more quietly."""
        self.refresh()

    # Drawing

    def notify_style_update(self) -> None:
        """Forget the strips and styles of other colours."""
        super().notify_style_update()
        self._strips.clear()
        self._styles_used.clear()

    def _style(self, part: str) -> Style:
        if part not in self._styles_used:
            self._styles_used[part] = self.get_component_rich_style(f"rows--{part}") if part else self.rich_style
        return self._styles_used[part]

    def render_line(self, y: int) -> Strip:
        """Give one line of what is in view."""
        line = y + self.scroll_offset.y
        width = self._width + self._before()
        if not self._laid:
            return Strip(self._empty_line(y, width)).adjust_cell_length(width, self._style(""))
        if line >= self._tops[-1]:
            return Strip.blank(width, self._style(""))
        position = self._row_at(line)
        laid = self._laid[position]
        here = self.cursor_shown and position == self._cursor
        inverse = here and (self.has_focus or self.cursor_always)
        key = (laid, line - self._tops[position], here, inverse, laid.row.id in self.chosen)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._strip(laid, key[1], here=here, inverse=inverse)
        return strip

    def _strip(self, laid: Laid, inside: int, *, here: bool, inverse: bool) -> Strip:
        gutter = ("▸" if here and not inside else " ", "✓" if not inside and laid.row.id in self.chosen else " ")
        segments = draw(laid, inside, "".join(gutter), self._label_width, self._style)
        strip = Strip(segments)
        strip = strip.adjust_cell_length(self._width + self._before(), self._style(""))
        return Strip([Segment(s.text, self._style("cursor")) for s in strip], strip.cell_length) if inverse else strip

    def _empty_line(self, y: int, width: int) -> list[Segment]:
        lines = wrap(self.empty, max(2, width - GUTTER))
        said = y < len(lines) and not self._rows
        return [Segment(" " * GUTTER + lines[y], self._style("more"))] if said else []


def _common(old: Sequence[Row], new: Sequence[Row]) -> int:
    """Give how many rows the two begin with alike."""
    shorter = min(len(old), len(new))
    if old[:shorter] == new[:shorter]:
        return shorter
    return next(n for n in range(shorter) if old[n] is not new[n] and old[n] != new[n])
