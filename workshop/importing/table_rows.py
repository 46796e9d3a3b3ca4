"""A row of a table, as any format has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from workshop.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.wording.listnames import ListNames

Cells = tuple[str, ...]

_FORMULA: Final = re.compile(r"'+[\s\u200c\u200d\ufe00-\ufe0f]*[=+\-@＝＋－＠]")
"""An apostrophe that our own sheets put before what a spreadsheet would work out."""


_WIDEST: Final = 50
"""Columns that a cell may span."""


@dataclass(frozen=True)
class GridRow:
    """A row of a table: its line in the source, from 1, and its cells; a cell may have lines of its own."""

    number: int
    cells: Cells

    def cell(self, at: int | None) -> str:
        """Return the cell in column ``at`` on one line; empty where there is none."""
        return self._lines[at] if at is not None and at < len(self._lines) else ""

    @cached_property
    def _lines(self) -> Cells:
        """Return the cells on one line each; they are asked for again and again."""
        return tuple(one_line(unguarded(cell)) for cell in self.cells)

    def whole(self) -> str:
        """Return all cells on one line, as a note shows them."""
        return " | ".join(cell for cell in map(one_line, self.cells) if cell)


def row_of(number: int, cells: Sequence[tuple[str, str | None]], names: ListNames) -> GridRow:
    """Return the row of cells that may span several columns each.

    A list's name stands over all of its columns, other words over the first; words over a whole row are its only cell.
    """
    if len(cells) == 1 and not _kind_of_name(cells[0][0], names):
        return GridRow(number, (cells[0][0],))
    return GridRow(number, tuple(part for text, columns in cells for part in _spanned(text, columns, names)))


def _spanned(text: str, columns: str | None, names: ListNames) -> list[str]:
    count = int(columns) if columns and columns.isdecimal() else 1
    if not 1 < count <= _WIDEST:
        return [text]
    return [text] * count if _kind_of_name(text, names) else [text, *[""] * (count - 1)]


def _kind_of_name(text: str, names: ListNames) -> str:
    name = names.find(one_line(text))
    return name.kind if name else ""


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from working it out."""
    return cell[1:] if _FORMULA.match(cell) else cell
