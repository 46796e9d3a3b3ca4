"""Regions: a field of colour a theme, as large as what was said there; its heading above, its cards on the grid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workshop.publishing.picture.blocks import AFTER_LINE, Manner, Placed, head_height
from workshop.publishing.picture.drawing import INK, PAPER, Box, Ink, Shape, Spot, TextRun, put, rectangle, tint
from workshop.publishing.picture.grid import Cell, GridPlan
from workshop.publishing.picture.header import Frame
from workshop.publishing.picture.typeset import LEADING, broken, evenly

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
HEADING_LEADING: Final = LEADING * 0.9


def draw(plan: GridPlan, frame: Frame) -> Iterator[Shape | TextRun | Box]:
    """Return every region with what is in it."""
    for row in plan.rows:
        for cell in row:
            yield from _region(plan, cell, frame)


def _region(plan: GridPlan, cell: Cell, frame: Frame) -> Iterator[Shape | TextRun | Box]:
    m, s, block = MANNER, plan.size, cell.block
    left, top = frame.margin + frame.left_of(cell.x * s, cell.width * s), frame.top + cell.y * s
    width, behind = cell.width * s, tint(block.colour)
    head = (head_height(block, cell.width) - m.under_heading) * s
    yield Box("region", block.number, left, top, width, cell.height * s)
    yield rectangle(left, top, width, cell.height * s, behind)
    yield rectangle(left, top, width, head, block.colour)
    room = cell.width - 2 * m.pad
    at = Spot(left + m.pad * s, top + m.pad * 0.8 * s, room * s, s, HEADING_LEADING)
    heading = evenly(block.heading, room)
    yield put(("heading", "", block.region.heading), heading, at, Ink(PAPER, block.colour))
    below = at.y + len(heading) * m.heading * HEADING_LEADING * s
    if block.question:
        at = Spot(at.x, below + 0.25 * s, at.width, s)
        yield put(("question", "", block.region.question), broken(block.question, room), at, Ink(PAPER, block.colour))
    yield from _lines(cell, s, at._replace(y=top + head + m.under_heading * s, leading=LEADING), behind)
    for number, column in enumerate(cell.columns):
        across = number * (cell.column + m.between_columns)
        across = at.x + (room - across - cell.column if frame.from_right else across) * s
        for placed in column:
            yield from _entry(placed, Spot(across, top + cell.body * s, cell.column * s, s), cell, behind)


def _lines(cell: Cell, size: float, at: Spot, behind: str) -> Iterator[TextRun | Box]:
    """Return the digest's lines, large, across the whole region."""
    m, y = MANNER, at.y
    for text, words in zip(cell.block.region.lines, cell.block.lines, strict=True):
        lines = broken(words, at.width / size)
        tall = len(lines) * m.line * LEADING * size
        yield Box("line", cell.block.number, at.x, y, at.width, tall)
        yield put(("line", "", text), lines, at._replace(y=y), Ink(cell.block.colour, behind))
        y += tall + m.line * AFTER_LINE * size


def _entry(placed: Placed, at: Spot, cell: Cell, behind: str) -> Iterator[Shape | TextRun | Box]:
    entry, y = placed.entry, at.y + placed.top * at.size
    role = "card" if entry.key else "list"
    yield Box(role, cell.block.number, at.x, y, at.width, placed.height * at.size)
    if placed.top and entry.key:
        hair = max(0.4, at.size * 0.045)
        yield rectangle(
            at.x, y - MANNER.between / 2 * at.size - hair / 2, at.width, hair, tint(cell.block.colour, 0.35)
        )
    ink = Ink(INK, behind, cell.block.colour)
    yield put((role, entry.key, entry.text), broken(entry.words.words, cell.column), at._replace(y=y), ink)
