"""The path: the tables' conversation as a road through the sheet, themes as places on it, cards on signposts.

The road runs along the foot of each row, to the right in the first, back to the left in the second, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from workshop.publishing.picture.blocks import Manner, Placed, head_words
from workshop.publishing.picture.drawing import (
    INK,
    PAPER,
    SUN,
    Box,
    Ink,
    Shape,
    Spot,
    TextRun,
    circle,
    polygon,
    put,
    rectangle,
    road,
    tint,
)
from workshop.publishing.picture.grid import Cell, GridPlan
from workshop.publishing.picture.header import Frame
from workshop.publishing.picture.typeset import LEADING, Style, atoms, broken, line_width

MANNER: Final = Manner(
    pad=0.5,
    gap=0.7,
    heading=1.8,
    question=1.0,
    line=1.35,
    under_heading=0.15,
    inset=2.0,
    inset_down=0.32,
    between=0.4,
    between_columns=0.9,
    foot=0.8,
    road=3.0,
)
SIDE: Final = 1.5
"""How much of each side the road has for turning, in margins."""

LANE: Final = 0.62
"""How wide the road is, of the strip it has."""

ASPHALT: Final = "#3d4650"
LAND: Final = "#f4f1e8"
POST: Final = "#8b7355"
TIP: Final = 0.6
"""How far a sign's point reaches, in text sizes."""

STONE: Final = 1.3
"""How large a place's mark on the road is, in text sizes."""

Painted: TypeAlias = Iterator[Shape | TextRun | Box]


class _Place(NamedTuple):
    """A region at the road: its cell, the size of type, its top left in points, and whether the road runs back."""

    cell: Cell
    size: float
    left: float
    top: float
    back: bool

    @property
    def ground(self) -> float:
        """Return where the middle of the road is."""
        return self.top + (self.cell.height - MANNER.road * 0.5) * self.size


def draw(plan: GridPlan, frame: Frame) -> Painted:
    """Return the road, and along it every place with its signposts."""
    s, side = plan.size, frame.margin * SIDE
    above = frame.band + frame.strip
    yield rectangle(0, above, frame.size.width, frame.bottom + frame.margin * 0.3 - above, LAND)
    if plan.rows:
        yield from _road(plan, frame)
    for number, row in enumerate(plan.rows):
        back = bool(number % 2) != frame.from_right
        for cell in row:
            x = frame.width - 2 * side - (cell.x + cell.width) * s if back else cell.x * s
            place = _Place(cell, s, frame.margin + side + x, frame.top + cell.y * s, back)
            yield Box("region", cell.block.number, place.left, place.top, cell.width * s, cell.height * s)
            yield from _milestone(place)
            colour = cell.block.colour
            inks = Ink(colour, LAND), Ink(INK, LAND), Ink(colour, LAND)
            yield from head_words(cell.block, (place.left, place.top), cell.width, s, inks)
            for at, column in enumerate(cell.columns):
                yield from _signpost(place, column, place.left + cell.across(at, from_right=frame.from_right) * s)


def _road(plan: GridPlan, frame: Frame) -> Iterator[Shape]:
    """Return the road from one edge of the sheet to another, turning at the end of each row."""
    s, m = plan.size, frame.margin
    wide = MANNER.road * LANE * s
    left, right = m + m * SIDE * 0.4, frame.size.width - m - m * SIDE * 0.4
    corners: list[tuple[float, float]] = []
    for number, row in enumerate(plan.rows):
        y = frame.top + (row[0].y + row[0].height - MANNER.road * 0.5) * s
        ends = [(left, y), (right, y)]
        corners += reversed(ends) if bool(number % 2) != frame.from_right else ends
    edges = (frame.size.width, 0.0)
    corners[0] = (edges[not frame.from_right], corners[0][1])
    corners[-1] = (edges[bool(len(plan.rows) % 2) == frame.from_right], corners[-1][1])
    steps = road(corners, m * 1.6)
    yield Shape(steps, stroke=ASPHALT, width=wide)
    yield Shape(steps, stroke=SUN, width=wide * 0.07, dash=(wide * 0.5, wide * 0.4))


def _milestone(place: _Place) -> Painted:
    """Return the number of a place on the road."""
    block, s = place.cell.block, place.size
    x = place.left + (STONE + 0.4) * s
    words = atoms(str(block.number + 1), Style(900, STONE))
    yield circle(x, place.ground, STONE * s, PAPER)
    yield circle(x, place.ground, STONE * 0.86 * s, block.colour)
    wide = line_width(words) * s
    spot = Spot(x - wide / 2, place.ground - STONE * LEADING / 2 * s, wide, s)
    yield put(("place", "", str(block.number + 1)), [words], spot, Ink(PAPER, block.colour))


def _signpost(place: _Place, column: list[Placed], x: float) -> Painted:
    """Return a post that stands on the road, and its signs."""
    s, top = place.size, place.top + place.cell.body * place.size
    if column:
        middle = x + place.cell.column * s / 2
        foot = place.ground - MANNER.road * LANE / 2 * s
        yield rectangle(middle - 0.16 * s, top, 0.32 * s, foot - top, POST)
    for placed in column:
        yield from _sign(place, placed, x, top + placed.top * s)


def _sign(place: _Place, placed: Placed, x: float, y: float) -> Painted:
    """Return a card on its sign, which points where the road goes."""
    (cell, s, *_), entry = place, placed.entry
    role, behind = ("card", PAPER) if entry.key else ("list", tint(cell.block.colour, 0.2))
    wide, tall, tip = cell.column * s, placed.height * s, TIP * s
    yield Box(role, cell.block.number, x, y, wide, tall)
    near, far = (x + wide, x) if place.back else (x, x + wide)
    neck = far + tip if place.back else far - tip
    board = ((near, y), (neck, y), (far, y + tall / 2), (neck, y + tall), (near, y + tall))
    yield polygon(board, behind)._replace(stroke=cell.block.colour, width=max(0.6, 0.1 * s))
    spot = Spot(x + (1.25 if place.back else 0.75) * s, y + MANNER.inset_down * s, wide - MANNER.inset * s, s)
    lines = broken(entry.words.words, cell.column - MANNER.inset)
    yield put((role, entry.key, entry.text), lines, spot, Ink(INK, behind, cell.block.colour))
