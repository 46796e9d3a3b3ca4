"""A whole sheet: title and question above, what was said on the grid, counts and date below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from workshop.publishing.picture import path, regions
from workshop.publishing.picture.blocks import LEAST, Block, Manner
from workshop.publishing.picture.drawing import ACCENTS, Box, Drawing, accent
from workshop.publishing.picture.grid import Cell, GridPlan, fit, fit_at
from workshop.publishing.picture.header import ROOMY, Frame, draw_foot, draw_head, framed
from workshop.publishing.picture.sheet import Layout, Region, Sheet, Size

HEADING_BESIDE_TITLE: Final = 0.86
"""How large a region's heading may be beside the title or, where there is one, the question."""


def drawn(sheet: Sheet, layout: Layout, size: Size) -> Drawing | None:
    """Return the sheet laid out; ``None`` where its words would be too small to read."""
    manner = path.MANNER if layout == "path" else regions.MANNER
    blocks = _blocks(sheet, layout, manner)
    frame, plan = _framed_plan(sheet, size, blocks, manner, path.SIDE if layout == "path" else 0.0)
    if plan is None:
        return None
    _colour([cell for row in plan.rows for cell in row])
    painted = [*draw_head(frame, blocks)]
    painted += (path.draw if layout == "path" else regions.draw)(plan, frame)
    painted += draw_foot(frame)
    return Drawing(
        title=sheet.title,
        about=" · ".join((*filter(None, [sheet.question]), *sheet.foot)),
        language=sheet.language,
        size=size,
        text_size=plan.size,
        items=tuple(item for item in painted if not isinstance(item, Box)),
        boxes=tuple(item for item in painted if isinstance(item, Box)),
    )


def _blocks(sheet: Sheet, layout: Layout, manner: Manner) -> list[Block]:
    """Return the regions in the order in which they are passed: along the road that is the order of time."""
    shown: Sequence[Region] = sheet.regions
    if layout == "path":
        shown = sorted(shown, key=lambda region: (region.rest, region.began or "~"))
    return [Block(at, region, manner) for at, region in enumerate(shown)]


def _framed_plan(
    sheet: Sheet, size: Size, blocks: Sequence[Block], manner: Manner, side: float
) -> tuple[Frame, GridPlan | None]:
    """Return the frame and the plan inside it: where little was said, the title grows before the cards do."""
    for largest in ROOMY:
        frame = framed(sheet, size, largest)
        width, height, most = _room(frame, manner, side)
        if not blocks:
            return frame, GridPlan(most, [])
        if plan := fit_at(blocks, width, height, most):
            return frame, plan
    frame = framed(sheet, size)
    width, height, most = _room(frame, manner, side)
    return frame, fit(blocks, width, height, manner, most)


def _room(frame: Frame, manner: Manner, side: float) -> tuple[float, float, float]:
    """Return how wide and high the grid inside a frame is, and the largest type for its cards."""
    largest = min(frame.title.size, frame.question.size or math.inf) * HEADING_BESIDE_TITLE / manner.heading
    width = frame.width - 2 * frame.margin * side
    return width, frame.bottom - frame.top, max(LEAST, largest)


def _colour(cells: Sequence[Cell]) -> None:
    """Choose for each region the next accent that none of its neighbours before it has."""
    for at, cell in enumerate(cells):
        if cell.block.region.rest:
            continue
        taken = {other.block.colour for other in cells[:at] if _beside(cell, other)}
        colours = (accent(cell.block.number + further) for further in range(len(ACCENTS)))
        cell.block.colour = next((colour for colour in colours if colour not in taken), cell.block.colour)


def _beside(one: Cell, other: Cell) -> bool:
    """Return whether two regions touch, but for the gap between them."""
    gap = one.block.manner.gap * 1.5
    across = one.x - gap < other.x + other.width and other.x - gap < one.x + one.width
    return across and one.y - gap < other.y + other.height and other.y - gap < one.y + one.height
