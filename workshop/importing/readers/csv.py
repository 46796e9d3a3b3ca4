"""Sheets into lines: CSV with commas, semicolons or tabs, as spreadsheets write it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from workshop.importing.fieldnames import column_of
from workshop.importing.grid import lines_of_grid
from workshop.importing.polls import is_poll
from workshop.importing.readers.text import lines_of_text
from workshop.importing.tables import GridRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.importing.lines import PaperLine
    from workshop.wording.listnames import ListNames

_DELIMITERS: Final = ",;\t|"
_SEPARATOR_LINE: Final = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
"""Excel's own hint, on the first line."""
_HEAD: Final = 4096
"""Characters in which the row of headings ends."""
_ROWS_ABOVE: Final = 6
"""Rows among which that of headings is; titles may stand above it."""


def looks_like_csv(text: str) -> bool:
    """Whether ``text`` begins with a row of headings that our sheets, or sheets like them, have."""
    first = text[:_HEAD].lstrip("\ufeff").replace("\r", "\n").partition("\n")[0]
    return any(
        {"text", "kind"} <= set(names) or {"text", "theme"} <= set(names)
        for names in (_names_in(first, delimiter) for delimiter in _DELIMITERS)
    )


def lines_of_csv(text: str, names: ListNames) -> list[PaperLine]:
    """Return the lines of a sheet; a row's number is that of its first line. A sheet of one column is read as text."""
    hint = _SEPARATOR_LINE.match(text)
    delimiter = hint[1] if hint else _delimiter(text)
    rows = _rows(text, delimiter, skip=1 if hint else 0)
    is_text = rows is None or all(len(row.cells) < 2 for row in rows)  # noqa: PLR2004 - one column is not a table
    if rows is None or (is_text and not is_poll(rows)):
        return lines_of_text(text if rows is None else _column(rows), names)
    return lines_of_grid(rows, names, is_sheet=True)


def _column(rows: Sequence[GridRow]) -> str:
    """Return the one column of a sheet as text whose lines have the numbers of its rows."""
    lines: list[str] = []
    for row in rows:
        lines += [""] * (row.number - 1 - len(lines))
        lines += "".join(row.cells).splitlines() or [""]
    return "\n".join(lines)


def _rows(text: str, delimiter: str, skip: int) -> list[GridRow] | None:
    lines = list(io.StringIO(text, newline=""))
    rows: list[GridRow] = []
    begun = 0
    try:
        while begun < len(lines):
            begun = _read_on(rows, lines, begun, delimiter)
    except csv.Error:
        return None
    return rows[skip:]


def _read_on(rows: list[GridRow], lines: Sequence[str], begun: int, delimiter: str) -> int:
    """Read ``rows`` from line ``begun`` on; return where to go on.

    That is below a line that opens a quotation mark and does not close it as a cell does: it stands as it is.
    """
    reader = csv.reader(lines[begun:], delimiter=delimiter)
    line = begun
    for cells in reader:
        end = begun + reader.line_num
        if end > line + 1 and not _is_strict(lines[line:end], delimiter):
            unquoted = csv.reader([lines[line]], delimiter=delimiter, quoting=csv.QUOTE_NONE)
            rows.append(GridRow(line + 1, tuple(next(unquoted))))
            return line + 1
        rows.append(GridRow(line + 1, tuple(cells)))
        line = end
    return len(lines)


def _is_strict(lines: Sequence[str], delimiter: str) -> bool:
    """Whether every quotation mark of a row that goes over several lines is closed before a separator, or the end."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _delimiter(text: str) -> str:
    """The sign that makes most known headings of one of the first rows; else the one that is there most often."""
    first = [line for line in text[:_HEAD].splitlines() if line.strip()][:_ROWS_ABOVE] or [""]
    return max(
        _DELIMITERS,
        key=lambda sign: (
            max(len(set(_names_in(line, sign))) for line in first),
            max(line.count(sign) for line in first),
        ),
    )


def _names_in(line: str, delimiter: str) -> list[str]:
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return [name for name in map(column_of, cells) if name]
