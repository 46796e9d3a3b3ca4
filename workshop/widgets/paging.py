"""How cards are laid out on pages: which lines of which card stand on which page, and how long one is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

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
