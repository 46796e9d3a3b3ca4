"""TinyDB files that are always whole: the catalogue, and a session as tables that anybody can open.

TinyDB's own JSONStorage writes in place; a kill in the middle of that left 4 files of 30 unreadable
(msiemens/tinydb issue 467). This one writes beside the file and moves it into place. Stock ``TinyDB(path)`` reads
the result.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from workshop.model.errors import Damaged
from workshop.store.atomic_files import PRIVATE, shown, write_file

Tables = dict[str, dict[str, Any]]


class AtomicJSONStorage(Storage):
    """The whole database in one JSON file, written whole. Raises ``NotWritten`` and ``Damaged``."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = Path(path)

    def read(self) -> Tables | None:
        """Return all tables, or ``None`` where there is no file yet or it is empty."""
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise Damaged(f"{shown(self.path)} cannot be read ({error}). Delete it: it is made anew.") from error
        try:
            tables = json.loads(text) if text.strip() else None
        except (ValueError, RecursionError) as error:
            raise Damaged(f"{shown(self.path)} is damaged. Delete it: it is made anew.") from error
        if tables is not None and not isinstance(tables, dict):
            raise Damaged(f"{shown(self.path)} is not a database. Delete it: it is made anew.")
        return tables

    def write(self, data: Tables) -> None:
        """Put all tables in place of those that are there."""
        write_file(self.path, json.dumps(data, ensure_ascii=True, allow_nan=False).encode("ascii"), PRIVATE)


def table_of(documents: list[dict[str, Any]]) -> dict[str, Any]:
    """Return documents as TinyDB keeps a table: numbered from 1, as text."""
    return {str(number): document for number, document in enumerate(documents, 1)}


def rows_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each table of a file, leaving out whatever is none. Raises ``Damaged``."""
    tables: dict[str, Any] = AtomicJSONStorage(path).read() or {}
    return {
        name: [row for row in table.values() if isinstance(row, dict)]
        for name, table in tables.items()
        if isinstance(table, dict)
    }
