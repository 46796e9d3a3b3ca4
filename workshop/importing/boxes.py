"""Tables that hold lists in their cells: one in each, under its name, or one column that only frames its lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workshop.importing.lines import PaperLine, Role
from workshop.importing.tables import kind_of
from workshop.model.text import one_line
from workshop.wording.glyphs import split_glyph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.importing.tables import GridRow
    from workshop.wording.listnames import ListNames

_FEWEST: Final = 2
"""Boxes from which each may be a list."""
PARTS: Final = re.compile("[\n\v\u2028]|\r\n?")
"""What parts the lines of a cell."""


def has_named_cells(rows: Sequence[GridRow], names: ListNames) -> bool:
    """Whether every cell begins with a list's name, and has lines under it."""
    boxes = [_lines_in(cell) for row in rows for cell in row.cells if one_line(cell)]
    names.see_families(box[0] for box in boxes)
    return len(boxes) >= _FEWEST and all(len(box) > 1 and kind_of(box[0].rstrip(" :："), names) for box in boxes)


def lines_of_named_cells(rows: Sequence[GridRow], names: ListNames) -> Iterator[PaperLine]:
    """Return the lists of a table that has one in each cell."""
    for row in rows:
        for cell in row.cells:
            name, *items = _lines_in(cell) or [""]
            if name:
                yield PaperLine(row.number, name, role=Role.LIST, kind=kind_of(name.rstrip(" :："), names))
            yield from (_item(row.number, text) for text in items)


def lines_of_cells(rows: Sequence[GridRow]) -> Iterator[PaperLine]:
    """Return the lines of a table of one column: it only frames them."""
    for row in rows:
        for at, text in enumerate(_lines_in(row.cells[0])):
            _, glyph, words = split_glyph(text)
            yield PaperLine(row.number, one_line(words), glyph, gap=at == 0 and row is rows[0])


def _item(number: int, text: str) -> PaperLine:
    _, glyph, words = split_glyph(text)
    return PaperLine(number, one_line(words), glyph or "•", role=Role.CARD)


def _lines_in(cell: str) -> list[str]:
    return [text for part in PARTS.split(cell) if (text := one_line(part))]
