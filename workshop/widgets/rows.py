"""A list of people's words: wrapped rows with a cursor and marks, drawn line by line.

It is given rows and finds out by id what changed, so that cursor, marks and scroll position outlast any burst
of changes. Each row is wrapped once per width; what is off the screen costs nothing to draw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workshop.widgets.bar import Bar, filtered
from workshop.widgets.ink import Ink
from workshop.widgets.row import GUTTER, Row
from workshop.widgets.stack import Stack
from workshop.widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events
    from textual.scrollbar import ScrollBar

PAGE_OVERLAP: Final = 2
"""Lines that stay in view when a page is turned."""


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
        self._stack = Stack()
        self._ink = Ink(self._style)
        self._cursor = 0

    # What is shown

    @property
    def rows(self) -> Sequence[Row]:
        """Give the rows shown."""
        return self._stack.rows

    @property
    def cursor_row(self) -> Row | None:
        """Give the row under the cursor."""
        rows = self._stack.rows
        return rows[self._cursor] if rows else None

    def show(self, rows: list[Row], *, follow: bool = False) -> None:
        """Show ``rows``. The cursor stays on its row, or where that was; with ``follow`` it goes to the last."""
        if rows == self._stack.rows and not follow:
            return
        here = self.cursor_row
        top = self._anchor()
        self._stack.show(rows)
        self._stacked()
        self._keep_cursor(here, follow=follow)
        self._restore(top, follow=follow)

    def choose(self, ids: frozenset[str]) -> None:
        """Mark these rows."""
        self.chosen = ids
        self.refresh()

    def go_to(self, row_id: str) -> bool:
        """Put the cursor on a row; say whether it is here."""
        position = self._stack.position_of(row_id)
        if position is not None:
            self._move_to(position)
        return position is not None

    # Layout

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """Give the scroll bar, a quick one."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = Bar(self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)  # noqa: SLF001 - as Textual's own does
        return self._vertical_scrollbar

    def _stacked(self) -> None:
        """Let the scroll bar and the view know what there is to see now."""
        size = Size(self.scrollable_content_region.width, self._stack.height)
        self.set_reactive(Rows.virtual_size, size)  # set plainly, it would lay out the whole screen for each card
        self._scroll_update(size)
        self.refresh()

    def _size_updated(  # the library's own signature
        self,
        size: Size,
        virtual_size: Size,
        container_size: Size,
        layout: bool = True,  # noqa: FBT001, FBT002
    ) -> bool:
        """Lay everything out for the new width before it is painted; the cursor stays in view."""
        resized = super()._size_updated(size, virtual_size, container_size, layout)
        if resized and self._stack.fit(self.scrollable_content_region.width):
            self._stacked()
        if resized:
            self._into_view()
        return resized

    # Where the cursor is

    def _keep_cursor(self, here: Row | None, *, follow: bool) -> None:
        rows = self._stack.rows
        last = max(0, len(rows) - 1)
        if follow or here is None:
            self._cursor = last
        elif not (self._cursor <= last and rows and rows[self._cursor].id == here.id):
            found = self._stack.position_of(here.id)
            self._cursor = min(self._cursor, last) if found is None else found
        now = self.cursor_row
        if now and now.id != (here and here.id):
            self.post_message(self.Moved(self, now.id))

    def _anchor(self) -> tuple[str, int]:
        """Give the topmost row in view, and how far above it the view begins."""
        if not self._stack.height:
            return "", 0
        position = self._stack.row_at(self.scroll_offset.y)
        return self.rows[position].id, self.scroll_offset.y - self._stack.lines_of(position)[0]

    def _restore(self, anchor: tuple[str, int], *, follow: bool) -> None:
        row_id, offset = anchor
        if not self._stack.height:
            return
        position = self._stack.row_at(self.scroll_offset.y)
        if not follow and self.rows[position].id != row_id:
            found = self._stack.position_of(row_id)
            if found is not None:
                top = self._stack.lines_of(found)[0] + offset
                self.scroll_to(y=top, animate=False, immediate=True, force=True)
        if follow or self.has_focus:
            self._into_view()

    def _move_to(self, position: int) -> None:
        position = max(0, min(position, len(self.rows) - 1))
        if position == self._cursor or not self._stack.height:
            self._cursor = position
            return
        for changed in (self._cursor, position):
            self._refresh_row(changed)
        self._cursor = position
        self._into_view()
        self.post_message(self.Moved(self, self.rows[position].id))

    def _refresh_row(self, position: int) -> None:
        top, below = self._stack.lines_of(position)
        self.refresh(Region(0, top - self.scroll_offset.y, self.size.width, below - top))

    def _into_view(self) -> None:
        """Scroll as little as shows the cursor's row whole."""
        if not self._stack.height:
            return
        top, below = self._stack.lines_of(self._cursor)
        height, offset = self.scrollable_content_region.height, self.scroll_offset.y
        if below > offset + height:
            offset = below - height
        offset = min(offset, top)
        if offset != self.scroll_offset.y:
            self.scroll_to(y=offset, animate=False, immediate=True, force=True)

    # Keys and mouse

    def action_step(self, rows: int) -> None:
        """Move the cursor; beyond the last row is said so."""
        if self._cursor + rows >= max(1, len(self.rows)) and rows == 1:
            self.post_message(self.Left())
            return
        self._move_to(self._cursor + rows)

    def action_turn(self, pages: int) -> None:
        """Move the cursor by the height of what is in view."""
        if not self._stack.height:
            return
        line = self._stack.lines_of(self._cursor)[0] + pages * max(1, self.size.height - PAGE_OVERLAP)
        position = self._stack.row_at(max(0, line))
        self._move_to(position if pages > 0 else min(position, self._cursor - 1))

    def action_end(self, place: str) -> None:
        """Move the cursor to the first or the last row."""
        self._move_to(0 if place == "first" else len(self.rows) - 1)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked."""
        line = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if line >= self._stack.height:
            return
        self._move_to(self._stack.row_at(line))
        self.post_message(self.Picked(self, self.rows[self._cursor].id, twice=event.chain > 1))

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self._into_view()
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor more quietly."""
        self.refresh()

    # Drawing

    def notify_style_update(self) -> None:
        """Draw in other colours."""
        super().notify_style_update()
        self._ink.forget()

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"rows--{part}") if part else self.rich_style

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give a part of the widget: the border as Textual draws it, the lines below it as they were drawn before.

        What passes through Textual's own cache is drawn anew each time that the view moves.
        """
        gutter = self.styles.gutter
        if gutter.width or gutter.bottom:
            return super().render_lines(crop)
        border = max(0, min(gutter.top, crop.bottom) - crop.y)
        strips = super().render_lines(Region(crop.x, crop.y, crop.width, border)) if border else []
        size = self.region.size
        first = max(0, crop.y - gutter.top)
        lines = self._lines(range(first, first + crop.height - border), size.width)
        if crop.column_span != (0, size.width):
            lines = [line.crop(*crop.column_span) for line in lines]
        return strips + filtered(lines, self.get_line_filters(), self.background_colors[1])

    def render_line(self, y: int) -> Strip:
        """Give one line of what is in view."""
        (line,) = self._lines(range(y, y + 1), self.scrollable_content_region.width)
        return line

    def _lines(self, wanted: range, cells: int) -> list[Strip]:
        """Give some lines of what is in view, each of so many cells."""
        stack, top = self._stack, self.scroll_offset.y
        loud = self.has_focus or self.cursor_always
        cursor = self._cursor if self.cursor_shown else -1
        strips: list[Strip] = []
        for line in range(top + wanted.start, min(top + wanted.stop, stack.height)):
            position = stack.row_at(line)
            laid = stack.laid_at(position)
            here = position == cursor
            inside = line - stack.lines_of(position)[0]
            marked = laid.row.id in self.chosen
            drawn = self._ink.line(
                laid, inside, stack.label_width, cells, here=here, inverse=here and loud, marked=marked
            )
            strips.append(drawn)
        if not stack.height:
            strips = [self._empty_line(y, cells) for y in wanted]
        return strips + [Strip.blank(cells, self._ink.style(""))] * (len(wanted) - len(strips))

    def _empty_line(self, y: int, cells: int) -> Strip:
        lines = wrap(self.empty, max(2, cells - GUTTER))
        said = y < len(lines) and not self.rows
        words = [Segment(" " * GUTTER + lines[y], self._ink.style("more"))] if said else []
        return Strip(words).adjust_cell_length(cells, self._ink.style(""))
