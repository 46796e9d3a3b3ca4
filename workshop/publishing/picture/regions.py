"""Regions: a field of colour a theme, as large as what was said there; its heading above, its cards on the grid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workshop.publishing.picture.blocks import Manner, Placed, head_height, head_words
from workshop.publishing.picture.drawing import INK, PAPER, Box, Ink, Shape, Spot, TextRun, put, rectangle, tint
from workshop.publishing.picture.grid import Cell, GridPlan
from workshop.publishing.picture.header import Frame
from workshop.publishing.picture.typeset import broken

MANNER: Final = Manner(
    pad=0.9,
    gap=0.7,
    heading=1.7,
    question=1.0,
    line=1.35,
    under_heading=0.8,
    inset=0.0,
    inset_down=0.0,
    between=0.62,
    between_columns=1.6,
    foot=0.9,
    road=0.0,
)


def draw(plan: GridPlan, frame: Frame) -> Iterator[Shape | TextRun | Box]:
    """Return every region with what is in it."""
    for cell in (cell for row in plan.rows for cell in row):
        yield from _region(plan, cell, frame)


def _region(plan: GridPlan, cell: Cell, frame: Frame) -> Iterator[Shape | TextRun | Box]:
    m, s, block = MANNER, plan.size, cell.block
    left, top = frame.margin + frame.left_of(cell.x * s, cell.width * s), frame.top + cell.y * s
    width, behind = cell.width * s, tint(block.colour)
    head = (head_height(block, cell.width) - m.under_heading) * s
    yield Box("region", block.number, left, top, width, cell.height * s)
    yield rectangle(left, top, width, cell.height * s, behind)
    yield rectangle(left, top, width, head, block.colour)
    ink = Ink(PAPER, block.colour)
    yield from head_words(block, (left, top), cell.width, s, (ink, ink, Ink(block.colour, behind)))
    for number, column in enumerate(cell.columns):
        across = cell.across(number, from_right=frame.from_right) * s
        for placed in column:
            yield from _entry(placed, Spot(left + across, top + cell.body * s, cell.column * s, s), cell, behind)


def _entry(placed: Placed, at: Spot, cell: Cell, behind: str) -> Iterator[Shape | TextRun | Box]:
    entry, y = placed.entry, at.y + placed.top * at.size
    role = "card" if entry.key else "list"
    yield Box(role, cell.block.number, at.x, y, at.width, placed.height * at.size)
    if placed.top and entry.key:
        hair = max(0.4, at.size * 0.045)
        above = y - MANNER.between / 2 * at.size - hair / 2
        yield rectangle(at.x, above, at.width, hair, tint(cell.block.colour, 0.35))
    ink = Ink(INK, behind, cell.block.colour)
    yield put((role, entry.key, entry.text), broken(entry.words.words, cell.column), at._replace(y=y), ink)
