"""Columns of cards laid out on pages for one size, and how long a page is shown.

There is air between the cards where that takes no more pages; a card goes on over the page only where it is longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len

from workshop.widgets.wall import Column, Item, LaidItem, lay

HEAD: Final = 2
"""Lines of a column's heading."""

GUTTER: Final = 2
"""Cells before a card, for the mark of a new one; as many are free at its right."""

MOST_LARGE: Final = 200
"""Cards that are written in large letters; more are written plainly: nobody would see all their pages."""

FEW_VIEWS: Final = 6
"""Pages up to which large letters are taken where nobody chose: nobody waits for a seventh."""

NARROW: Final = 3
LETTER_LINES: Final = 4
"""Cells across and lines down that a large letter takes at least, among others, with what parts it from them."""

WIDE: Final = 56
"""Cells of a column in which three or four words stand in a line of large letters."""

LEAST: Final = 36
"""Cells that a column needs to be read with ease."""

SHORTEST: Final = 8.0
"""Seconds for which a page stands at least."""

LONGEST: Final = 45.0
"""Seconds for which it stands at most."""

A_SECOND: Final = 2.5
"""Words that are read in a second from a wall, by somebody who also listens: under two thirds of quiet reading
(some 240 words a minute: Brysbaert, "How many words do we read per minute?", 2019)."""


class CardPart(NamedTuple):
    """Lines of one card on a page: from the line ``first``, ``height`` of them."""

    card: int
    first: int
    height: int


Page = tuple[CardPart, ...]


class PosterRequest(NamedTuple):
    """What is to be laid out: columns, for so many cells and lines; ``large``, plain, or as there is room (none)."""

    columns: tuple[Column, ...] = ()
    width: int = 0
    height: int = 0
    large: bool | None = None

    @property
    def cards(self) -> int:
        """Return how many cards there are."""
        return sum(len(column.items) for column in self.columns)


class Poster(NamedTuple):
    """What was wanted, laid out: each column's cards in lines and its pages; ``gap`` lines between two cards.

    ``large`` says in which size it came to be.
    """

    wanted: PosterRequest = PosterRequest()
    column_width: int = 0
    laid: tuple[list[LaidItem], ...] = ()
    pages: tuple[list[Page], ...] = ()
    views: tuple[PageView, ...] = ()
    gap: int = 0
    large: bool = False

    def seen(self, number: int) -> list[tuple[int, Page]]:
        """Return the columns that a view shows, each with its page."""
        if not self.views:
            return []
        first, beside, turn = self.views[number]
        return [(n, self.pages[n][turn % len(self.pages[n])]) for n in range(first, first + beside)]

    def items(self, number: int) -> Iterator[Item]:
        """Return the cards of a view."""
        return (self.laid[n][piece.card].item for n, page in self.seen(number) for piece in page)

    def view_with(self, item: str) -> int | None:
        """Return the view on which a card begins, if it is here."""
        views = range(len(self.views))
        return next((number for number in views if any(item == each.id for each in self.items(number))), None)


def poster_of(wanted: PosterRequest, before: Poster = Poster()) -> Poster:  # noqa: B008 - immutable
    """Lay the cards out; those that lie so already, in the same column of the poster ``before``, are taken over."""
    if not wanted.width or not wanted.columns:
        return Poster(wanted)
    if wanted.large is not False and wanted.cards <= MOST_LARGE and (wanted.large or _may_be_few(wanted)):
        tried = [_laid_out(wanted, before, least, large=True) for least in (WIDE, LEAST)]
        best = min(tried, key=lambda poster: len(poster.views))
        if wanted.large or len(best.views) <= FEW_VIEWS:
            return best
    return _laid_out(wanted, before, LEAST, large=False)


def _may_be_few(wanted: PosterRequest) -> bool:
    """Return whether large letters might take few pages: a guess on the low side, that draws nothing."""
    beside = views_of([1] * len(wanted.columns), wanted.width)[0].beside
    width, height = max(1, wanted.width // beside), max(1, wanted.height - HEAD)
    lines = (sum(LETTER_LINES * -(-len(item.text) * NARROW // width) for item in c.items) for c in wanted.columns)
    return max(lines) <= (FEW_VIEWS + 1) * height


def _laid_out(wanted: PosterRequest, before: Poster, least: int, *, large: bool) -> Poster:
    columns, width, height, _ = wanted
    column_width = width // views_of([1] * len(columns), width, least)[0].beside
    laid = tuple(
        _laid_column(column, column_width, large, before.laid[n] if n < len(before.laid) else [])
        for n, column in enumerate(columns)
    )
    heights = [[len(card.lines) for card in own] for own in laid]
    tight, loose = (tuple(pages_of(own, height - HEAD, gap) for own in heights) for gap in (0, 1))
    gap = int(large or list(map(len, loose)) == list(map(len, tight)))
    pages = loose if gap else tight
    views = tuple(views_of([len(own) for own in pages], width, least))
    return Poster(wanted, column_width, laid, pages, views, gap, large)


def _laid_column(column: Column, width: int, large: bool, before: list[LaidItem]) -> list[LaidItem]:  # noqa: FBT001 - a size
    label = max((cell_len(item.label) for item in column.items), default=0) + 1
    shape = (width - 2 * GUTTER, label, large)
    known = {laid.item: laid for laid in before if laid[1:4] == shape}
    return [known.get(item) or lay(item, *shape) for item in column.items]


def pages_of(heights: Sequence[int], room: int, gap: int = 0) -> list[Page]:
    """Return the pages for cards of so many lines each, with ``gap`` blank lines between them.

    A card stays whole where a page can hold it; a longer one goes on over the page. There is one page at least.
    """
    room = max(1, room)
    pages: list[list[CardPart]] = [[]]
    used = 0
    for card, height in enumerate(heights):
        before = gap if pages[-1] else 0
        if pages[-1] and used + before + min(height, room) > room:
            pages.append([])
            used = before = 0
        first = 0
        while height - first > room:
            pages[-1].append(CardPart(card, first, room))
            pages.append([])
            first += room
            used = before = 0
        pages[-1].append(CardPart(card, first, height - first))
        used += before + height - first
    return [tuple(page) for page in pages]


class PageView(NamedTuple):
    """What is seen at once: the columns from ``first`` on, so many ``beside`` one another, at their page ``turn``."""

    first: int
    beside: int
    turn: int


def views_of(pages: Sequence[int], width: int, least: int = LEAST) -> list[PageView]:
    """Return what is seen one after the other, for columns of so many pages each.

    As many columns stand side by side as can be read, of ``least`` cells each; the others come after them.
    """
    beside = max(1, min(len(pages), width // least))
    views = []
    for first in range(0, len(pages), beside):
        own = pages[first : first + beside]
        views += [PageView(first, len(own), turn) for turn in range(max(own))]
    return views


def seconds_for(words: int) -> float:
    """Return how long a page with so many words is shown."""
    return min(LONGEST, max(SHORTEST, words / A_SECOND))
