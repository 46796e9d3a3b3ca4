"""A list of people's words: wrapped rows with a cursor and marks, drawn line by line.

It is given rows and finds out by id what changed, so that cursor, marks and scroll position outlast any burst
of changes. Each row is wrapped once per width; what is off the screen costs nothing to draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from workshop.widgets.lines import BAR, Lines
from workshop.widgets.row import GUTTER, Pen, Row, RowInk
from workshop.widgets.selected import shaded
from workshop.widgets.wrapping import wrap


class Rows(Lines, can_focus=True):
    """Rows to look through. ``empty`` is said where there are none.

    It posts ``Moved`` when another row is under the cursor, ``Picked`` when one is clicked (``twice`` on a
    double click) and ``Left`` when the cursor goes beyond the last row.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("rows--label", "rows--marks", "rows--more", "rows--quiet", "rows--shared", "rows--cursor", "rows--selected"),
    }
    DEFAULT_CSS = """
    Rows > .rows--label { color: $secondary; }
    Rows > .rows--marks { color: $accent; text-style: bold; }
    Rows > .rows--more { color: $secondary; }
    Rows > .rows--quiet { color: $secondary; text-style: italic; }
    Rows > .rows--shared { color: $accent; text-style: underline; }
    Rows > .rows--selected { background: $accent; color: $background; }
    Rows > .rows--cursor { background: $primary; color: $background; }
    """

    class Moved(Message):
        """Another row is under the cursor that is shown."""

    class Picked(Message):
        """A row was clicked."""

        def __init__(self, row_id: str, *, twice: bool) -> None:
            super().__init__()
            self.row_id = row_id
            self.twice = twice

    class PastEnd(Message):
        """The cursor went beyond the last row."""

    def __init__(self, empty: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.empty = empty
        self.chosen: frozenset[str] = frozenset()
        self.cursor_always = False
        self.cursor_shown = True
        self._ink = RowInk(self._style, self._finish)
        self._cursor = 0
        self._space: Size | None = None
        self._painted: tuple[Region, list[Strip]] | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """Return the rows shown."""
        return self._stack.rows

    @property
    def cursor_row(self) -> Row | None:
        """Return the row under the cursor."""
        return self.rows[self._cursor] if self.rows else None

    @property
    def here(self) -> str:
        """Return the id of the row under the cursor; empty where there is none."""
        return row.id if (row := self.cursor_row) else ""

    def show(self, rows: list[Row], *, follow: bool = False) -> None:
        """Show ``rows``. The cursor begins at the first and stays on its row; with ``follow`` it goes to the last."""
        if rows == self._stack.rows and not follow:
            return
        here = self.cursor_row
        anchor = self._anchor()
        self._stack.show(rows)
        self.refresh(layout=self.styles.auto_dimensions)
        self._keep_cursor(here, follow=follow)
        self._restore(anchor, follow=follow)

    def entitle(self, title: str) -> None:
        """Write ``title`` above the rows, if it does not stand there: even the same one would be painted again."""
        if self.border_title != title:
            self.border_title = Content(title)

    def choose(self, ids: frozenset[str]) -> None:
        """Mark these rows."""
        if ids != self.chosen:
            self.chosen = ids
            self.refresh()

    def mark_here(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go on to the next."""
        self.choose(self.chosen ^ {self.here})
        self.action_step(1)

    def go_to(self, row_id: str) -> bool:
        """Put the cursor on a row; say whether it is here."""
        position = self._stack.position_of(row_id)
        if position is not None:
            self._move_to(position)
        return position is not None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many lines as the rows take."""
        self._stack.fit(width - BAR)
        return max(1, self.depth)

    def _fit(self) -> None:
        """Lay everything out for another width before it is painted; the cursor stays in view."""
        space = self.content_size
        if space != self._space:
            self._space = space
            self._stack.fit(space.width - BAR)
            self.top = self.kept_in(self._top_for_cursor() if self.depth else 0)

    def _keep_cursor(self, here: Row | None, *, follow: bool) -> None:
        rows = self._stack.rows
        last = max(0, len(rows) - 1)
        if follow or here is None:
            self._cursor = last if follow else 0
        elif not (self._cursor <= last and rows and rows[self._cursor].id == here.id):
            found = self._stack.position_of(here.id)
            self._cursor = min(self._cursor, last) if found is None else found
        now = self.cursor_row
        if now and now.id != (here and here.id) and self.cursor_shown:
            self.post_message(self.Moved())

    def _anchor(self) -> tuple[str, int]:
        """Return the topmost row in view, and how far above it the view begins."""
        if not self.depth:
            return "", 0
        position = self._stack.row_at(self.top)
        return self.rows[position].id, self.top - self._stack.lines_of(position)[0]

    def _restore(self, anchor: tuple[str, int], *, follow: bool) -> None:
        row_id, offset = anchor
        if not self.depth:
            self.top = 0
            return
        self.top = self.kept_in(self.top)
        if not follow and self.rows[self._stack.row_at(self.top)].id != row_id:
            found = self._stack.position_of(row_id)
            if found is not None:
                self.look_from(self._stack.lines_of(found)[0] + offset)
        if follow or self.has_focus:
            self._into_view()

    def _move_to(self, position: int) -> None:
        position = max(0, min(position, len(self.rows) - 1))
        if position == self._cursor or not self.depth:
            self._cursor = position
            return
        for changed in (self._cursor, position):
            top, below = self._stack.lines_of(changed)
            self.refresh(Region(0, top - self.top, self.size.width, below - top))
        self._cursor = position
        self._into_view()
        if self.cursor_shown:
            self.post_message(self.Moved())

    def _into_view(self) -> None:
        """Scroll as little as shows the cursor's row whole."""
        if self.depth:
            self.look_from(self._top_for_cursor())

    def _top_for_cursor(self) -> int:
        top, below = self._stack.lines_of(self._cursor)
        return min(max(self.top, below - self.window), top)

    def action_step(self, rows: int) -> None:
        """Move the cursor; beyond the last row is said so."""
        if self._cursor + rows >= max(1, len(self.rows)) and rows == 1:
            self.post_message(self.PastEnd())
            return
        self._move_to(self._cursor + rows)

    def action_turn(self, pages: int) -> None:
        """Move the cursor by the height of what is in view."""
        if not self.depth:
            return
        line = self._stack.lines_of(self._cursor)[0] + pages * self.page
        position = self._stack.row_at(max(0, line))
        self._move_to(position if pages > 0 else min(position, self._cursor - 1))

    def action_end(self, place: str) -> None:
        """Move the cursor to the first or the last row."""
        self._move_to(0 if place == "first" else len(self.rows) - 1)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked."""
        line = event.get_content_offset_capture(self).y + self.top
        if line >= self.depth or self.on_bar(event):
            return
        self._move_to(self._stack.row_at(line))
        self.post_message(self.Picked(self.rows[self._cursor].id, twice=event.chain > 1))

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self._into_view()
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor more quietly."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw in other colours."""
        super().notify_style_update()
        self._ink.forget()
        self._painted = None

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw what is in view anew the next time that it is painted."""
        self._painted = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _style(self, part: str) -> Style:
        if part in {"bar", "thumb", "held"}:
            return self.get_component_rich_style(f"lines--{part}")
        return self.get_component_rich_style(f"rows--{part}") if part else self.rich_style

    def _finish(self, strip: Strip) -> Strip:
        """Return a strip as the terminal can show it, for instance without colours."""
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, self.background_colors[1])
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return a part of the widget: the border as Textual draws it, the lines below it as they were drawn before.

        Textual asks every widget for its lines whenever one is painted, and its own cache draws them anew each time
        that the view moves.
        """
        gutter = self.styles.gutter
        if gutter.width or gutter.bottom:
            return super().render_lines(crop)
        if self._painted is None or self._painted[0] != crop:
            border = max(0, min(gutter.top, crop.bottom) - crop.y)
            strips = super().render_lines(Region(crop.x, crop.y, crop.width, border)) if border else []
            first = max(0, crop.y - gutter.top)
            lines = self._lines(range(first, first + crop.height - border))
            if crop.column_span != (0, self.size.width):
                lines = [line.crop(*crop.column_span) for line in lines]
            self._painted = crop, strips + lines
        return self._painted[1]

    def render_line(self, y: int) -> Strip:
        """Return one line of what is in view."""
        (line,) = self._lines(range(y, y + 1))
        return line

    def _lines(self, wanted: range) -> list[Strip]:
        """Return some lines of what is in view."""
        self._fit()
        stack, top, thumb = self._stack, self.top, self.thumb
        pen = Pen(stack.label_width, self.content_size.width - BAR, self.has_focus or self.cursor_always)
        cursor = self._cursor if self.cursor_shown else -1
        empty = () if self.rows else wrap(self.empty, max(2, pen.cells - GUTTER))
        strips: list[Strip] = []
        chosen = self.text_selection
        for y in wanted:
            bar, line = self.bar_part(y, thumb), top + y
            if line < stack.height:
                position = stack.row_at(line)
                laid = stack.laid_at(position)
                inside = line - stack.lines_of(position)[0]
                marked = laid.row.id in self.chosen
                strip = self._ink.line(laid, inside, pen, bar, here=position == cursor, marked=marked)
                strips.append(shaded(strip, chosen.get_span(line), self._ink.style("selected")) if chosen else strip)
            else:
                strips.append(self._ink.words(" " * GUTTER + empty[y] if y < len(empty) else "", pen, bar))
        return strips
