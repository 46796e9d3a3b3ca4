"""A session's folder: reading its journals, following them while they grow, and being the one who writes.

::

    sessions/<slug>/journal/<node>.jsonl           the session's own entries
    sessions/<slug>/tables/<session>/<node>.jsonl  in a summit: the journals of the tables, as they came
    sessions/<slug>/tables/<session>/<node>.ahead  and lines that came live before one that waits at the table
    sessions/<slug>/session.json                   the board as TinyDB tables; made anew at will
    sessions/<slug>/handed-over.json               the session goes on at another laptop
    sessions/<slug>/lock, writer.json              who is writing now
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from workshop.model.entry import Entry
from workshop.model.errors import Damaged, NotFound, NotWritten, Unreadable
from workshop.model.history import History
from workshop.model.hlc import NODE_LENGTH, NODE_LETTERS
from workshop.model.summit import Gathering
from workshop.store.atomic_files import PRIVATE, flush, shown, why
from workshop.store.journal import BEGINNING, Mark, Problem, journals_in, read_ahead, read_journal, unreadable
from workshop.store.locations import typed

JOURNAL: Final = "journal"
TABLES: Final = "tables"
SESSION_TABLES: Final = "session.json"


class Follower:
    """Reads the journals of one folder, and then what is added to them.

    ``anew`` says that the last reading began from the start, because a journal had become shorter: what could not
    be flushed was taken back, or a repair was made. ``torn`` names the journals whose last line is not whole.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.anew = False
        self.torn: list[Path] = []
        self._marks: dict[Path, Mark] = {}

    @property
    def marks(self) -> dict[str, Mark]:
        """Return how far each journal has been read, by its name without the ending."""
        return {path.stem: mark for path, mark in self._marks.items()}

    def read(self) -> list[Entry]:
        """Return the entries that came since the last call; the first call, and one that reads anew, give all.

        Raises ``Damaged``, and ``Unreadable`` where the folder is gone or may not be read.
        """
        sizes = {path: _size(path) for path in journals_in(self.folder)}
        self.anew = any(sizes.get(path, 0) < mark.end for path, mark in self._marks.items())
        if self.anew:
            self._marks.clear()
            if not self.folder.is_dir():
                raise Unreadable(f"{shown(self.folder)} is gone. Put it back; nothing was changed.")
        self.torn = []
        return [entry for path, size in sizes.items() for entry in self._read(path, size)]

    def _read(self, path: Path, size: int) -> list[Entry]:
        mark = self._marks.get(path, BEGINNING)
        if size == mark.end:
            return []
        try:
            reading = read_journal(path, mark.end, mark.following)
        except OSError as error:
            raise unreadable(path, error) from error
        if reading.problems:
            raise Damaged(cure_for(reading.problems))
        if reading.torn:
            self.torn.append(path)
        self._marks[path] = Mark(reading.end, reading.following)
        return reading.entries


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # taken back between listing and looking
        return 0


def cure_for(problems: Sequence[Problem]) -> str:
    """Return the sentence for a damaged journal: file, line, and what to do."""
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    folder = problems[0].path.parent.parent
    session = typed(folder.parent if folder.name == TABLES else folder)
    return (
        f"{problems[0]}{more}. Nothing was changed. Put a good copy of the file back, "
        f"or run “workshop check {session} --repair”, which keeps the original beside it."
    )


def load(folder: Path) -> History:
    """Read a session, or a summit with its tables, from its folder. Raises ``NotFound`` and ``Damaged``."""
    history = SessionFolder(folder).history
    must_have_begun(folder, history)
    return history


def must_have_begun(folder: Path, history: History) -> None:
    """Raise ``NotFound`` where a folder holds nothing yet, and ``Damaged`` where only its beginning is missing."""
    if history.session.id:
        return
    if not history.entries:
        raise NotFound(f"{shown(folder)} holds no entries yet, so there is no session in it.")
    raise Damaged(
        f"{shown(folder)}: the journal with the session's beginning is missing. Nothing was changed. Copy the whole "
        f"folder again, or run “workshop check {typed(folder)} --repair”, which begins it anew."
    )


class TableSource:
    """One table of a summit as it is read: its journals and what they make by themselves."""

    def __init__(self, folder: Path) -> None:
        self.journals = Follower(folder)
        self.history = History()
        self.history.extend(self.journals.read())
        self.history.extend(read_ahead(folder))


class SessionFolder:
    """A session's folder as it is read: all of it at once, and then what is added.

    ``tables`` are a summit's, by session; ``gathering`` is their board before anything was done to it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.own = Follower(folder / JOURNAL)
        entries = self.own.read()
        self.tables = {table.name: TableSource(table) for table in table_folders(folder)}
        boards = (table.history.session for table in self.tables.values())
        self.gathering = Gathering(session for session in boards if session.id)
        self.history = History(self.gathering.session)
        self.history.extend(entries)

    @property
    def aside(self) -> list[Entry]:
        """Return the entries that were set aside, here and at the tables, since another has their id."""
        histories = (self.history, *(table.history for table in self.tables.values()))
        return [entry for history in histories for entry in history.aside]

    def refresh(self) -> list[Entry]:
        """Take up what another process has added, and let go what it has taken back; return the entries read."""
        added = self.own.read()
        if self.own.anew:
            self.history = History(self.gathering.session)
        self.history.extend(added)
        return added


def table_folders(folder: Path) -> list[Path]:
    """Return the folders of a summit's tables."""
    tables = folder / TABLES
    try:
        return sorted(path for path in tables.iterdir() if path.is_dir() and not path.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(tables, error) from error


def history_of(journals: Path) -> History:
    """Read a folder of journals by itself, such as one table's in a summit. Raises ``Damaged`` and ``Unreadable``."""
    return TableSource(journals).history


def new_node() -> str:
    """Return a name for a journal that no other has."""
    return "".join(secrets.choice(NODE_LETTERS) for _ in range(NODE_LENGTH))


def make_durable(journals: Path) -> None:
    """Let the disk have what an earlier process, or a copy from a stick, may have left with the system alone.

    Others may not read it from now on. What is decided from now on stands on it. Raises ``NotWritten``.
    """
    for path in journals_in(journals):
        try:
            with path.open("rb" if sys.platform != "win32" else "r+b") as file:
                flush(file.fileno())
            with suppress(OSError):  # some sticks and network drives know no owners
                path.chmod(PRIVATE)
        except OSError as error:
            raise NotWritten(f"{shown(path)} could not be written to the disk ({why(error, path)[0]}).") from error
