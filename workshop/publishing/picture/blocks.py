"""A region's words, measured, what they and the distances round them need, and how they stand in columns.

Everything here is in units of the cards' type size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from workshop.publishing.picture.drawing import QUIET, Box, Ink, Spot, TextRun, accent, put
from workshop.publishing.picture.sheet import Region
from workshop.publishing.picture.typeset import ACCENT, LEADING, Atom, Style, Text, atoms, broken, evenly, tied

LEAST: Final = 8.0
"""Points below which nothing is printed: nobody could read it."""

SMALL: Final = 0.76
"""How large an id is beside its card's words, unless it would be too small to read."""

DOTS: Final = 8
"""As many dots are drawn one by one; more are told as a number."""

HEADING_LEADING: Final = LEADING * 0.9
"""From one baseline of a heading to the next, at size 1."""

AFTER_LINE: Final = 0.35
"""What is between two lines, of their size."""


class Manner(NamedTuple):
    """The distances of a layout, and how its headings and lines look."""

    pad: float
    gap: float
    heading: float
    question: float
    line: float
    under_heading: float
    inset: float
    inset_down: float
    between: float
    between_columns: float
    foot: float
    road: float


class ColumnEntry(NamedTuple):
    """What stands in a column: a card, or the name of a list (``key`` is empty)."""

    key: str
    text: str
    words: Text


class Block:
    """A region with its words measured."""

    def __init__(self, number: int, region: Region, manner: Manner) -> None:
        self.number = number
        self.region = region
        self.colour = QUIET if region.rest else accent(number)
        self.manner = manner
        self._entries: dict[float, list[ColumnEntry]] = {}

    @cached_property
    def heading(self) -> list[Atom]:
        """Return the heading's words."""
        return atoms(self.region.heading, Style(900, self.manner.heading))

    @cached_property
    def question(self) -> list[Atom]:
        """Return the question's words."""
        return atoms(self.region.question, Style(400, self.manner.question))

    @cached_property
    def lines(self) -> list[list[Atom]]:
        """Return the digest lines' words."""
        return [atoms(line, Style(600, self.manner.line)) for line in self.region.lines]

    @cached_property
    def has_names(self) -> bool:
        """Return whether lists are named among its cards."""
        return not all(card.id for card in self.region.cards)

    def entries(self, small: float) -> list[ColumnEntry]:
        """Return what stands in its columns, ids at the scale ``small``."""
        if small not in self._entries:
            self._entries[small] = [self._entry(card.id, card.text, card.dots, small) for card in self.region.cards]
        return self._entries[small]

    def _entry(self, key: str, text: str, dots: int | None, small: float) -> ColumnEntry:
        if not key:
            return ColumnEntry("", text, Text(atoms(text, Style(900, 1.0, ACCENT))))
        words = atoms(text, Style(400, 1.0))
        words.append(tied(key, Style(600, small, ACCENT)))
        if dots:
            words.append(tied("●" * dots if dots <= DOTS else f"●×{dots}", Style(600, small, ACCENT)))
        return ColumnEntry(key, text, Text(words))


def body_top(block: Block, width: float) -> float:
    """Return how far below a region's top its columns begin: under heading, question and lines."""
    m = block.manner
    lines = sum(len(broken(line, width - 2 * m.pad)) * m.line * LEADING + m.line * AFTER_LINE for line in block.lines)
    return head_height(block, width) + lines + (m.line * 0.25 if lines else 0.0)


def head_height(block: Block, width: float) -> float:
    """Return how high a region's heading and question are, with what is above and below them."""
    m = block.manner
    room = width - 2 * m.pad
    tall = m.pad * 0.8 + len(evenly(block.heading, room)) * m.heading * LEADING * 0.9
    if block.question:
        tall += len(broken(block.question, room)) * m.question * LEADING + 0.25
    return tall + m.pad * 0.7 + m.under_heading


def head_words(
    block: Block, corner: tuple[float, float], width: float, size: float, inks: tuple[Ink, Ink, Ink]
) -> Iterator[TextRun | Box]:
    """Return a region's heading, question and lines, in these inks, from the region's top left corner in points."""
    m, region, room = block.manner, block.region, width - 2 * block.manner.pad
    left, top = corner
    at = Spot(left + m.pad * size, top + m.pad * 0.8 * size, room * size, size, HEADING_LEADING)
    heading = evenly(block.heading, room)
    yield put(("heading", "", region.heading), heading, at, inks[0])
    at = Spot(at.x, at.y + (len(heading) * m.heading * HEADING_LEADING + 0.25) * size, at.width, size)
    if block.question:
        yield put(("question", "", region.question), broken(block.question, room), at, inks[1])
    y = top + head_height(block, width) * size
    for text, words in zip(region.lines, block.lines, strict=True):
        lines = broken(words, room)
        tall = len(lines) * m.line * LEADING * size
        yield Box("line", block.number, at.x, y, at.width, tall)
        yield put(("line", "", text), lines, at._replace(y=y), inks[2])
        y += tall + m.line * AFTER_LINE * size


HAIR: Final = 1e-6
"""What two depths may differ by and be the same."""


class Placed(NamedTuple):
    """An entry in its column: how far below the column's top it stands, how high it is, and what is above it."""

    entry: ColumnEntry
    top: float
    height: float
    gap: float


def loosened(columns: list[list[Placed]], spare: float, most: float) -> list[list[Placed]]:
    """Return the columns with the height that is left between their entries, up to a little."""
    gaps = max(map(len, columns)) - 1
    more = min(most, spare / gaps) if gaps else 0.0
    return [
        [placed._replace(top=placed.top + at * more, gap=placed.gap + more) for at, placed in enumerate(column)]
        for column in columns
    ]


def depth(heights: Sequence[float], columns: int) -> float:
    """Return how deep the deepest of so many columns must be, entries in their order."""
    whole, largest = sum(heights), max(heights, default=0.0)
    low = max(largest, whole / columns)
    if columns == 1 or _fit(heights, columns, low):
        return low
    high = low + largest
    for _ in range(7):
        middle = (low + high) / 2
        low, high = (low, middle) if _fit(heights, columns, middle) else (middle, high)
    return high


def _fit(heights: Sequence[float], columns: int, most: float) -> bool:
    """Return whether entries in their order fit into so many columns of a depth."""
    top, most = 0.0, most + HAIR
    for height in heights:
        top += height
        if top > most and top > height:
            columns, top = columns - 1, height
            if not columns:
                return False
    return True
