"""Cards in columns that are projected: nothing scrolls, whole pages are turned.

It is given columns and lays them out for its size; a card is wrapped once for a width.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workshop.widgets.poster import GUTTER, HEAD, MOST_LARGE, Page, Poster, PosterRequest, poster_of
from workshop.widgets.wall import Column
from workshop.widgets.wrapping import shorten, wrap

AT_ONCE: Final = 500
"""Cards that are laid out at once, in some ten milliseconds; more are laid out in a thread, and no key waits for it."""

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
    Spread > .spread--bar { color: $success; background: $success; }
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
        self._large: bool | None = None
        self._at = 0
        self._poster = Poster()
        self._laying = False
        self._turn_to = ""

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
        """Return whether there are too many cards for large letters."""
        return self._wanted.cards > MOST_LARGE

    def enlarge(self, *, large: bool) -> None:
        """Write in large letters what can be written so, or plainly."""
        self._large = large
        self._lay_out()
        self.refresh()

    @property
    def large(self) -> bool:
        """Return whether the cards are written in large letters; they begin so where that takes few pages."""
        return self._poster.large

    @property
    def pages(self) -> int:
        """Return how often a page can be turned until the first is shown again."""
        return max(1, len(self._poster.views))

    @property
    def page(self) -> int:
        """Return which page is shown, from 1."""
        return self._at + 1

    @property
    def words(self) -> int:
        """Return how many words stand on the page."""
        return sum(len(item.text.split()) for item in self._poster.items(self._at))

    def turn(self, step: int) -> None:
        """Turn pages; after the last comes the first."""
        self._at = (self._at + step) % self.pages
        self.refresh()

    def turn_to(self, item: str) -> None:
        """Turn to the page on which a card begins, if it is here, or as soon as it is."""
        self._turn_to = item if self._laying else ""
        view = self._poster.view_with(item)
        if view is not None:
            self._at = view
            self.refresh()

    @property
    def _wanted(self) -> PosterRequest:
        return PosterRequest(self.columns, *self.size, self._large)

    def _lay_out(self) -> None:
        """Lay the cards out for this size."""
        wanted = self._wanted
        if wanted.cards <= AT_ONCE and not self._laying:
            self._put_up(poster_of(wanted, self._poster))
        elif not self._laying:
            self._laying = True
            self.run_worker(self._lay_out_many(), group="lay out", description="Lay the cards out on pages")

    async def _lay_out_many(self) -> None:
        """Lay the cards out beside the loop, until they lie as they are to lie now."""
        while self.is_attached and (wanted := self._wanted) != self._poster.wanted:
            poster = await asyncio.to_thread(poster_of, wanted, self._poster)
            self._put_up(poster)
        self._laying = False
        if self.is_attached and self._turn_to:
            self.turn_to(self._turn_to)
        self.post_message(self.Fitted())

    def _put_up(self, poster: Poster) -> None:
        self._poster = poster
        self._at = min(self._at, self.pages - 1)
        self.refresh()

    def on_resize(self) -> None:
        """Lay out for another size."""
        self._lay_out()
        self.refresh()
        self.post_message(self.Fitted())

    def on_click(self, event: events.Click) -> None:
        """Say which half was clicked."""
        self.post_message(self.Clicked(-1 if event.x < self.size.width // 2 else 1))

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"spread--{part}")

    def render_line(self, y: int) -> Strip:
        """Return one line of the page."""
        segments: list[Segment] = []
        seen = self._poster.seen(self._at)
        for place, (number, page) in enumerate(seen):
            across = self._poster.column_width
            width = across if place < len(seen) - 1 else self.size.width - place * across
            part = self._heading(number, y, width) if y < HEAD else self._line(number, page, y - HEAD)
            segments += Strip(part).adjust_cell_length(width, self.rich_style)
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _heading(self, number: int, y: int, width: int) -> list[Segment]:
        style = self._style("title")
        room = width - GUTTER
        if y:
            return [Segment("━" * room, style)]
        at_right = "  ".join(part for part in ("held" if self.held else "", self._number(number)) if part)
        title = shorten(self._title(number), max(2, room - cell_len(at_right) - 1))
        gap = " " * (room - cell_len(title) - cell_len(at_right))
        return [Segment(f"{title}{gap}{at_right}", style)]

    def _title(self, number: int) -> str:
        """Return a column's title, and what the cards at the top of its page belong to, if the page does not say so."""
        title, page = self._poster.wanted.columns[number].title, dict(self._poster.seen(self._at))[number]
        if not page or not (item := self._poster.laid[number][page[0].card].item).group:
            return title
        return title if item.opens and not page[0].first else f"{item.group} · {title}"

    def _number(self, number: int) -> str:
        """Return which page of how many; of all pages where not all columns stand side by side."""
        poster = self._poster
        pages, turn = len(poster.pages[number]), poster.views[self._at].turn
        if poster.views[0].beside < len(poster.pages):
            return f"{self.page}/{self.pages}"
        return f"{turn % pages + 1}/{pages}" if pages > 1 else ""

    def _line(self, number: int, page: Page, y: int) -> list[Segment]:
        poster = self._poster
        if not page:
            words = wrap(poster.wanted.columns[number].empty, poster.column_width - 2 * GUTTER)
            return [Segment(words[y] if y < len(words) else "", self._style("text"))]
        for piece in page:
            if y < piece.height:
                laid = poster.laid[number][piece.card]
                new = laid.item.id in self.fresh
                mark = Segment(f"{NEW} " if new and y + piece.first == 0 else " " * GUTTER, self._style("label"))
                line = laid.lines[piece.first + y]
                return [mark, *(Segment(text, self._part(part, new=new)) for text, part in line)]
            y -= piece.height + poster.gap
            if y < 0:
                break
        return []

    def _part(self, part: str, *, new: bool) -> Style:
        return self._style("new" if new and part == "label" else part)
