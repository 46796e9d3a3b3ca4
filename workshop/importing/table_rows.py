"""A row of a table, as any format has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from workshop.model.text import one_line

Cells = tuple[str, ...]

_FORMULA: Final = re.compile(r"'+[\s\u200c\u200d\ufe00-\ufe0f]*[=+\-@＝＋－＠]")
"""An apostrophe that our own sheets put before what a spreadsheet would work out."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its line in the source, from 1, and its cells; a cell may have lines of its own."""

    number: int
    cells: Cells

    def cell(self, at: int | None) -> str:
        """Return the cell in column ``at`` on one line; empty where there is none."""
        return one_line(unguarded(self.cells[at])) if at is not None and at < len(self.cells) else ""

    def whole(self) -> str:
        """Return all cells on one line, as a note shows them."""
        return " | ".join(cell for cell in map(one_line, self.cells) if cell)


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from working it out."""
    return cell[1:] if _FORMULA.match(cell) else cell
