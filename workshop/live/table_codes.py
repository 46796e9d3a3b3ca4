"""Codes of tables' own for a live summit: one as it is typed, or all of them on a sheet to be cut apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from workshop.model.errors import Refused
from workshop.model.wall import TableHeard
from workshop.store.atomic_files import PRIVATE, write_file
from workshop.sync.desk import CODE
from workshop.sync.join_code import JoinCode, code_from
from workshop.sync.seats import code_for
from workshop.sync.server_config import read_secrets
from workshop.web.paper import code_sheet

SHEET: Final = "table-codes.html"


def table_codes(summit: Path, tables: Iterable[str]) -> list[JoinCode]:
    """Return the codes of tables at a summit whose wall has been started, now or before. Raises ``Refused``."""
    wall = summit / "wall"
    known = read_secrets(wall)
    if known is None or not (wall / CODE).is_file():
        raise Refused(f"“{summit.name}” has no wall yet. Start it with: workshop wall {summit.name}")
    hall = code_from(str(wall / CODE))
    return [code_for(wall, hall, known, table) for table in tables]


def write_code_sheet(folder: Path, title: str, codes: Sequence[JoinCode]) -> Path:
    """Write the sheet; it is for its owner's eyes, as the codes let a table in. Raises ``NotWritten``."""
    where = f"For the wall at {codes[0].host}. In another Wi-Fi, print anew." if codes else ""
    named = [(TableHeard("", code.table, "").name, str(code)) for code in codes]
    page = code_sheet(title, where, named)
    write_file(folder / SHEET, page, PRIVATE)
    return folder / SHEET
