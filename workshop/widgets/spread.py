"""Cards in columns that are projected: nothing scrolls, whole pages are turned.

It is given columns and lays them out for its size; a card is wrapped once for a width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workshop.widgets.paging import Page, View, pages_of, views_of
from workshop.widgets.wall import Column, Laid, lay
from workshop.widgets.wrapping import shorten, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events

HEAD: Final = 2
"""Lines of a column's heading."""

GUTTER: Final = 2
"""Cells before a card, for the mark of a new one; as many are free at its right."""

MOST_LARGE: Final = 200
"""Cards that are written in large letters; more are written plainly."""

NEW: Final = "▸"


class Spread(Widget):
    """Columns of cards, a page at a time.

    It posts ``Clicked`` with the step that the clicked half stands for, and ``Fitted`` after another size.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("spread--title", "spread--label", "spread--text", "spread--marks", "spread--bar", "spread--new"),
    }
    DEFAULT_CSS = """
    Spread { background: $background; color: $foreground; }
    Spread > .spread--title { color: $foreground; text-style: bold; }
    Spread > .spread--label { color: $accent; text-style: bold; }
    Spread > .spread--text { color: $foreground; }
    Spread > .spread--marks { color: $accent; }
    Spread > .spread--bar { color: $success; }
    Spread > .spread--new { color: $background; background: $accent; text-style: bold; }
    """

    class Clicked(Message):
        """It was clicked: ``step`` is -1 in the left half and 1 in the right."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Fitted(Message):
        """The cards were laid out for another size."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.columns: tuple[Column, ...] = ()
        self.fresh: frozenset[str] = frozenset()
        self.held = False
        self.large = False
        self._at = 0
        self._laid: list[list[Laid]] = []
        self._pages: list[list[Page]] = []
        self._views: list[View] = []
        self._width = 0
        self._gap = 0

    # What is shown

    def show(self, columns: Sequence[Column], fresh: frozenset[str] = frozenset()) -> None:
        """Show these columns; the cards ``fresh`` are marked as new."""
        again, self.fresh = tuple(columns) != self.columns, fresh
        if again:
            self.columns = tuple(columns)
            self._lay_out()
        self.refresh()

    def hold(self, *, held: bool) -> None:
        """Say beside the page's number whether it is held."""
        self.held = held
        self.refresh()

    @property
    def many(self) -> bool:
        """Say whether there are too many cards for large letters: nobody would see all their pages."""
        return sum(len(column.items) for column in self.columns) > MOST_LARGE

    def enlarge(self, *, large: bool) -> None:
        """Write in large letters what can be written so, or plainly."""
        self.large = large
        self._lay_out()
        self.refresh()

    @property
    def pages(self) -> int:
        """Give how often a page can be turned until the first is shown again."""
        return max(1, len(self._views))

    @property
    def page(self) -> int:
        """Give which page is shown, from 1."""
        return self._at + 1

    @property
    def words(self) -> int:
        """Give how many words stand on the page."""
        seen = (self.columns[n].items[piece.card] for n, page in self._seen(self._at) for piece in page)
        return sum(len(item.text.split()) for item in seen)

    def turn(self, step: int) -> None:
        """Turn pages; after the last comes the first."""
        self._at = (self._at + step) % self.pages
        self.refresh()

    def turn_to(self, item: str) -> None:
        """Turn to the page on which a card begins, if it is here."""
        for number in range(len(self._views)):
            ids = (self.columns[n].items[piece.card].id for n, page in self._seen(number) for piece in page)
            if item in ids:
                self._at = number
                self.refresh()
                return

    def _seen(self, number: int) -> list[tuple[int, Page]]:
        """Give the columns that a view shows, each with its page."""
        if not self._views:
            return []
        first, beside, turn = self._views[number]
        return [(n, self._pages[n][turn % len(self._pages[n])]) for n in range(first, first + beside)]

    # Layout

    def _lay_out(self) -> None:
        """Lay the cards out on pages for this size: with air between them where that takes no more pages."""
        width, height = self.size
        if not width or not self.columns:
            self._pages, self._views, self._at = [], [], 0
            return
        self._width = width // views_of([1] * len(self.columns), width)[0].beside
        before = dict(enumerate(self._laid))
        self._laid = [self._lay_column(column, before.get(n, [])) for n, column in enumerate(self.columns)]
        heights = [[len(laid.lines) for laid in own] for own in self._laid]
        tight, loose = ([pages_of(own, height - HEAD, gap) for own in heights] for gap in (0, 1))
        self._gap = int(self.large or list(map(len, loose)) == list(map(len, tight)))
        self._pages = loose if self._gap else tight
        self._views = views_of([len(pages) for pages in self._pages], width)
        self._at = min(self._at, self.pages - 1)

    def _lay_column(self, column: Column, before: list[Laid]) -> list[Laid]:
        label = max((cell_len(item.label) for item in column.items), default=0) + 1
        shape = (self._width - 2 * GUTTER, label, self.large and not self.many)
        known = {laid.item: laid for laid in before if laid[1:4] == shape}
        return [known.get(item) or lay(item, *shape) for item in column.items]

    def on_resize(self) -> None:
        """Lay out for another size."""
        self._lay_out()
        self.refresh()
        self.post_message(self.Fitted())

    def on_click(self, event: events.Click) -> None:
        """Say which half was clicked."""
        self.post_message(self.Clicked(-1 if event.x < self.size.width // 2 else 1))

    # Drawing

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"spread--{part}")

    def render_line(self, y: int) -> Strip:
        """Give one line of the page."""
        segments: list[Segment] = []
        seen = self._seen(self._at)
        for place, (number, page) in enumerate(seen):
            width = self._width if place < len(seen) - 1 else self.size.width - place * self._width
            part = self._heading(number, y, width) if y < HEAD else self._line(number, page, y - HEAD)
            segments += Strip(part).adjust_cell_length(width, self.rich_style)
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _heading(self, number: int, y: int, width: int) -> list[Segment]:
        style = self._style("title")
        room = width - GUTTER
        if y:
            return [Segment("━" * room, style)]
        at_right = "  ".join(part for part in ("held" if self.held else "", self._number(number)) if part)
        title = shorten(self.columns[number].title, max(2, room - cell_len(at_right) - 1))
        gap = " " * (room - cell_len(title) - cell_len(at_right))
        return [Segment(f"{title}{gap}{at_right}", style)]

    def _number(self, number: int) -> str:
        """Give which page of how many; of all pages where not all columns stand side by side."""
        pages, turn = len(self._pages[number]), self._views[self._at].turn
        if self._views[0].beside < len(self.columns):
            return f"{self.page}/{self.pages}"
        return f"{turn % pages + 1}/{pages}" if pages > 1 else ""

    def _line(self, number: int, page: Page, y: int) -> list[Segment]:
        if not page:
            words = wrap(self.columns[number].empty, self._width - 2 * GUTTER)
            return [Segment(words[y] if y < len(words) else "", self._style("text"))]
        for piece in page:
            if y < piece.height:
                laid = self._laid[number][piece.card]
                new = laid.item.id in self.fresh
                mark = Segment(f"{NEW} " if new and y + piece.first == 0 else " " * GUTTER, self._style("label"))
                line = laid.lines[piece.first + y]
                return [mark, *(Segment(text, self._part(part, new=new)) for text, part in line)]
            y -= piece.height + self._gap
            if y < 0:
                break
        return []

    def _part(self, part: str, *, new: bool) -> Style:
        return self._style("new" if new and part == "label" else part)
