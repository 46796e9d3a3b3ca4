"""Regions on a grid of equal units, in rows: the largest size of type at which everything fits.

Everything here is in units of the cards' type size, so that only the grid's width and height change with it.
A region spans whole units, and its cards stand one under another in columns of one measure.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from workshop.publishing.picture.blocks import HAIR, LEAST, SMALL, Block, Manner, Placed, body_top, depth, loosened
from workshop.publishing.picture.typeset import LEADING

SCALES: Final = 20
"""Into how many steps the scale of ids is divided, so that few are measured anew for another size."""

NARROW: Final = 11.5

BROAD: Final = 30.0
"""The measure of a card: narrower ones are slivers, broader ones lose the reader at the end of a line."""

UNITS: Final = 24
"""Into how many units the grid's width is divided; a region spans whole ones."""

LIKELY: Final = 0.74
"""How large type usually comes out, of what is certainly too large."""

FINE: Final = 0.016

LOOSE: Final = 0.4
"""How much more there may be between two cards, in units of the type size: little, for one rhythm on all the sheet."""

LOOSE_ON_POSTS: Final = 1.4
"""The same of signs, which stand apart along their post."""


class Cell(NamedTuple):
    """A region on the grid, in units of the type size from the grid's top left.

    ``body`` is how far below its top the columns begin, ``column`` how wide each is.
    """

    block: Block
    x: float
    y: float
    width: float
    height: float
    body: float
    column: float
    columns: list[list[Placed]]

    def across(self, number: int, *, from_right: bool) -> float:
        """Return how far right of its left edge a column begins."""
        manner = self.block.manner
        across = manner.pad + number * (self.column + manner.between_columns)
        return self.width - across - self.column if from_right else across


class GridPlan(NamedTuple):
    """A grid that holds everything: the type size in points, and its rows."""

    size: float
    rows: list[list[Cell]]


def fit(blocks: Sequence[Block], width: float, height: float, manner: Manner, most: float) -> GridPlan | None:
    """Return the plan with the largest type up to ``most`` points; ``None`` where it would be too small to read."""
    high = min(most, width / (NARROW + 2 * manner.pad + manner.inset), _bound(blocks, width * height))
    if high < LEAST:
        return None
    low = LEAST
    best: GridPlan | None = None
    tried = high * LIKELY
    while best is None or high - low > low * FINE:
        tried = max(LEAST, tried)
        found = _Grid(blocks, width, height, tried).plan()
        if found is not None:
            best, low = found, tried
        elif tried == LEAST:
            return None
        else:
            high = tried
        tried = (low * high) ** 0.5 if best else tried * 0.85
    return best


def fit_at(blocks: Sequence[Block], width: float, height: float, size: float) -> GridPlan | None:
    """Return the plan at one size of type, if everything fits."""
    return _Grid(blocks, width, height, size).plan() if size <= _bound(blocks, width * height) else None


def _bound(blocks: Sequence[Block], area: float) -> float:
    """Return a size of type that is certainly too large: the words alone would fill the grid."""
    length = sum(entry.words.length for block in blocks for entry in block.entries(SMALL))
    length += sum(atom.width * atom.style.scale for block in blocks for line in block.lines for atom in line)
    return float(math.sqrt(area / (length * LEADING))) if length else math.inf


class _Slot(NamedTuple):
    """Regions one under another in a row: from one number to before another, and how many units they span."""

    start: int
    end: int
    span: int


class _Grid:
    """One try, at one size of type."""

    def __init__(self, blocks: Sequence[Block], width: float, height: float, size: float) -> None:
        self.blocks = blocks
        self.manner = m = blocks[0].manner
        self.size = size
        self.height = height / size
        self.small = max(SMALL, min(1.0, math.ceil(LEAST / size * SCALES) / SCALES))
        self.unit = (width / size + m.gap) / UNITS
        least = NARROW + 2 * m.pad + m.inset + m.gap
        self.least = min(UNITS, max(1, math.ceil(least / self.unit - HAIR)))
        areas = (sum(e.words.length for e in block.entries(self.small)) * LEADING for block in blocks)
        self._areas = [0.0, *accumulate(areas)]
        self._tall: dict[tuple[int, int], tuple[float, int]] = {}

    def plan(self) -> GridPlan | None:
        """Return the rows that need the least height, if that is not more than there is."""
        count, m = len(self.blocks), self.manner
        abreast = UNITS // self.least
        least: list[tuple[float, int, list[_Slot]]] = [(0.0, 0, [])]
        for end in range(1, count + 1):
            best: tuple[float, int, list[_Slot]] = (math.inf, end - 1, [])
            for start in range(end - 1, max(-1, end - 1 - abreast * (1 if m.road else 2)), -1):
                above = least[start][0] + m.road + m.gap
                if above + self._lowest(start, end) < min(best[0], self.height + m.gap + HAIR):
                    slots, tall = self._row(start, end)
                    best = min(best, (above + tall, start, slots), key=lambda each: each[0])
            least.append(best)
        if least[-1][0] - m.gap > self.height:
            return None
        rows: list[list[_Slot]] = []
        end = count
        while end:
            _, start, slots = least[end]
            rows.insert(0, slots)
            end = start
        return GridPlan(self.size, self._placed(rows))

    def _lowest(self, start: int, end: int) -> float:
        """Return a height that a row with these regions certainly needs: their words alone would fill it."""
        return (self._areas[end] - self._areas[start]) / (UNITS * self.unit)

    def _row(self, start: int, end: int) -> tuple[list[_Slot], float]:
        """Return the row with these regions that needs the least height, and that height.

        Low regions are put one under another where that makes the row lower, or where they have no room abreast.
        """
        slots = [_Slot(at, at + 1, self.least) for at in range(start, end)]
        best: tuple[list[_Slot], float] | None = None
        while True:
            if len(slots) * self.least <= UNITS:
                row = self._spread(slots)
                if best is not None and row[1] >= best[1]:
                    return best
                best = row
            if len(slots) == 1 or (self.manner.road and best):
                return best or (slots, math.inf)
            slots = self._stacked(slots)

    def _stacked(self, slots: Sequence[_Slot]) -> list[_Slot]:
        """Return the slots with the two lowest neighbours one under another."""
        tall = [self._slot(slot) for slot in slots]
        at = min(range(len(slots) - 1), key=lambda at: tall[at] + tall[at + 1])
        return [*slots[:at], _Slot(slots[at].start, slots[at + 1].end, self.least), *slots[at + 2 :]]

    def _spread(self, slots: list[_Slot]) -> tuple[list[_Slot], float]:
        """Return the slots over the whole width, and the height of the tallest: each further unit goes to that."""
        spread = list(slots)
        tall = [self._slot(slot) for slot in slots]
        for _ in range(UNITS - len(slots) * self.least):
            at = tall.index(max(tall))
            spread[at] = spread[at]._replace(span=spread[at].span + 1)
            tall[at] = self._slot(spread[at])
        return spread, max(tall)

    def _slot(self, slot: _Slot) -> float:
        if slot.end - slot.start == 1:
            return self._height(slot.start, slot.span)[0]
        heights = [self._height(at, slot.span)[0] for at in range(slot.start, slot.end)]
        return sum(heights) + self.manner.gap * (len(heights) - 1)

    def _placed(self, rows: list[list[_Slot]]) -> list[list[Cell]]:
        """Return the rows one under another; what is left of the height is shared out among them."""
        m = self.manner
        heights = [max(map(self._slot, row)) + m.road for row in rows]
        spare = self.height - sum(heights) - m.gap * (len(rows) - 1)
        y = 0.0
        placed: list[list[Cell]] = []
        for row, height in zip(rows, heights, strict=True):
            tall = height + spare * height / sum(heights)
            x = 0.0
            cells: list[Cell] = []
            for slot in row:
                cells += self._stack(slot, x, y, tall - m.road)
                x += slot.span * self.unit
            placed.append([cell._replace(height=cell.height + m.road) for cell in cells])
            y += tall + m.gap
        return placed

    def _stack(self, slot: _Slot, x: float, y: float, tall: float) -> Iterator[Cell]:
        """Return the regions of a slot; what is left of its height is shared out by theirs."""
        cells = [self._cell(at, slot.span) for at in range(slot.start, slot.end)]
        whole = sum(cell.height for cell in cells)
        spare = tall - self._slot(slot)
        for cell in cells:
            height = cell.height + spare * cell.height / whole
            most = LOOSE_ON_POSTS if self.manner.road else LOOSE
            columns = loosened(cell.columns, height - cell.height, most)
            yield cell._replace(x=x, y=y, height=height, columns=columns)
            y += height + self.manner.gap

    def _height(self, at: int, span: int) -> tuple[float, int]:
        """Return how high a region is that spans so many units, and how many columns it then has."""
        if (at, span) not in self._tall:
            block, width = self.blocks[at], self._width(span)
            tall, columns = self._deepest(at, width)
            self._tall[at, span] = (body_top(block, width) + tall + self.manner.foot, columns)
        return self._tall[at, span]

    def _width(self, span: int) -> float:
        return span * self.unit - self.manner.gap

    def _column(self, width: float, columns: int) -> float:
        """Return how wide each of the columns in a region is: between two there is as much as at both edges."""
        m = self.manner
        return (width - 2 * m.pad - (columns - 1) * m.between_columns) / columns

    def _deepest(self, at: int, width: float) -> tuple[float, int]:
        """Return the least depth of a region's columns, and how many they then are."""
        tries: list[tuple[float, int]] = []
        for columns in range(1, max(1, len(self.blocks[at].region.cards)) + 1):
            column = self._column(width, columns)
            if tries and column - self.manner.inset < NARROW:
                break
            if column - self.manner.inset <= BROAD or columns == len(self.blocks[at].region.cards):
                heights = self._together(at, self._heights(at, column))
                tries.append((depth(heights, columns) - self.manner.between if heights else 0.0, columns))
        return min(tries, default=(0.0, 1))

    def _heights(self, at: int, column: float) -> list[float]:
        m = self.manner
        measure, down, between = column - m.inset, 2 * m.inset_down, m.between
        return [entry.words.count(measure) * LEADING + down + between for entry in self.blocks[at].entries(self.small)]

    def _together(self, at: int, heights: list[float]) -> list[float]:
        """Return heights with the name of a list and its first card as one: a name does not end a column."""
        if not self.blocks[at].has_names:
            return heights
        found: list[float] = []
        name = 0.0
        for entry, height in zip(self.blocks[at].entries(self.small), heights, strict=True):
            if entry.key:
                found.append(name + height)
            name = 0.0 if entry.key else name + height
        return [*found, name] if name else found

    def _cell(self, at: int, span: int) -> Cell:
        block, m, width = self.blocks[at], self.manner, self._width(span)
        tall, count = self._height(at, span)
        column = self._column(width, count)
        heights = self._heights(at, column)
        most = depth(self._together(at, heights), count)
        columns: list[list[Placed]] = [[]]
        top = 0.0
        entries = block.entries(self.small)
        for number, (entry, height) in enumerate(zip(entries, heights, strict=True)):
            needs = height if entry.key else sum(heights[number : number + 2])
            before = columns[-1][-1].entry if columns[-1] else None
            if before and before.key and top + needs > most + HAIR:
                columns.append([])
                top = 0.0
            columns[-1].append(Placed(entry, top, height - m.between, m.between))
            top += height
        return Cell(block, 0, 0, width, tall, body_top(block, width), column, columns)
