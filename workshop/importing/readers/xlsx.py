"""Excel workbooks into lines: each sheet is a table; nothing in them is worked out or run."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from workshop.importing.grid import lines_of_grid
from workshop.importing.lines import PaperLine, Role
from workshop.importing.readers.archive import damage_said, refuse_bombs
from workshop.importing.tables import GridRow
from workshop.model.errors import Unreadable
from workshop.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workshop.wording.listnames import ListNames

_CELLS: Final = 500_000
"""Cells of a workbook: ten columns of the longest paper that is read."""
_WIDEST: Final = 200
_DAMAGED: Final = (
    "This Excel workbook is damaged. Open it in Excel or LibreOffice, save it again or as CSV, and import that."
)


def lines_of_xlsx(data: bytes, names: ListNames) -> list[PaperLine]:
    """Return the lines of a workbook; a line's number is its row, and sheets after the first have headings.

    Raises ``Unreadable`` if it is damaged, locked or unpacks to too much.
    """
    refuse_bombs(data)
    from openpyxl import load_workbook  # noqa: PLC0415 - few imports are of workbooks

    with damage_said(_DAMAGED):
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [(str(sheet.title), list(_rows(sheet.iter_rows(values_only=True)))) for sheet in book.worksheets]
        book.close()
    filled = [(title, rows) for title, rows in sheets if rows]
    lines: list[PaperLine] = []
    for title, rows in filled:
        sheet_lines = lines_of_grid(rows, names)
        if len(filled) > 1:
            lines.append(_heading(one_line(title), sheet_lines, names))
        lines += sheet_lines
    return lines


def _heading(title: str, lines: Sequence[PaperLine], names: ListNames) -> PaperLine:
    """Return a sheet's name as a heading, but where it only says again what the sheet's own columns tell."""
    told = names.find(title) is not None and any(line.role is Role.LIST for line in lines)
    return PaperLine(1, title, gap=True, role=Role.LABEL) if told else PaperLine(1, title, gap=True, level=2)


def _rows(values: Iterable[tuple[object, ...]]) -> Iterator[GridRow]:
    cells = 0
    for number, row in enumerate(values, 1):
        cells += min(len(row), _WIDEST)
        if cells > _CELLS:
            raise Unreadable(f"This workbook has more than {_CELLS:,} cells. Save its first sheet as CSV, in parts.")
        shown = tuple(_shown(value) for value in row[:_WIDEST])
        if any(shown):
            yield GridRow(number, shown)


def _shown(value: object) -> str:
    """Return a cell as people read it: whole numbers without a point, dates without a time of zero."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else str(value)
