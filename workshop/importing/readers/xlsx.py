"""Excel workbooks into lines: each sheet is a table; nothing in them is worked out or run."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from workshop.importing.grid import lines_of_grid
from workshop.importing.lines import PaperLine
from workshop.importing.readers.archive import refuse_bombs
from workshop.importing.table_rows import GridRow
from workshop.model.errors import Unreadable
from workshop.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [(str(sheet.title), list(_rows(sheet.iter_rows(values_only=True)))) for sheet in book.worksheets]
        book.close()
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(_DAMAGED) from error
    filled = [(title, rows) for title, rows in sheets if rows]
    lines: list[PaperLine] = []
    for title, rows in filled:
        if len(filled) > 1:
            lines.append(PaperLine(1, one_line(title), gap=True, level=2))
        lines += lines_of_grid(rows, names)
    return lines


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
