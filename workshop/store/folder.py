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

import errno
import json
import os
import secrets
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from workshop.model.entry import Entry
from workshop.model.errors import Busy, Damaged, NotFound, NotWritten, Unreadable
from workshop.model.history import History
from workshop.model.hlc import NODE_LENGTH, NODE_LETTERS
from workshop.model.summit import Gathering
from workshop.store.atomic_files import PRIVATE, flush, make_folder, shown, why, write_file
from workshop.store.journal import BEGINNING, Mark, Problem, journals_in, read_ahead, read_journal, unreadable
from workshop.store.locations import typed

JOURNAL: Final = "journal"
TABLES: Final = "tables"
SESSION_TABLES: Final = "session.json"
LOCK: Final = "lock"
WRITER: Final = "writer.json"
SEAL: Final = "handed-over.json"
"""Says that the session goes on at another laptop."""


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


def seal_of(folder: Path) -> str:
    """Return why a session is not gone on with here: it was handed over to another laptop; else nothing."""
    sealed = _object_in(folder / SEAL)
    if "to" not in sealed:
        return ""
    return (
        f"“{folder.name}” was handed over ({sealed['to']}) and goes on at another laptop. "
        "It can be shown and exported here; "
        f"to go on here after all: “workshop hand-over {folder.name} --back”."
    )


class WritingRight:
    """The right to write a session: one process has it at a time. Raises ``Busy`` and ``NotWritten``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / LOCK, timeout=0)
        try:
            make_folder(folder)
            self._lock.acquire()
        except Timeout as error:
            raise Busy(self._who()) from error
        except OSError as error:
            reason = "it can only be read" if error.errno in _READ_ONLY else why(error, folder)[0]
            cure = "It can be shown and exported; to go on working, copy the folder to this computer."
            if not folder.exists():
                cure = "Nothing was begun; --home names another place for sessions."
            raise NotWritten(f"{shown(folder)} cannot be written ({reason}). {cure}") from error
        if sealed := seal_of(folder):
            self._lock.release()
            raise Busy(sealed)
        with suppress(NotWritten):
            write_file(folder / WRITER, json.dumps({"pid": os.getpid()}).encode())

    def give_up(self) -> None:
        """Let another process write."""
        if self._lock.is_locked:
            with suppress(OSError):
                (self._folder / WRITER).unlink()
            self._lock.release()

    def _who(self) -> str:
        pid = writer_of(self._folder)
        process = f"process {pid}" if pid else "another process"
        name = self._folder.name
        return (
            f"“{name}” is being written by {process} on this computer. Close it there first; "
            f"to look on meanwhile: “workshop board {name}” or “workshop show {name}”."
        )


_READ_ONLY: Final = frozenset({errno.EPERM, errno.EACCES, errno.EROFS})


def writer_of(folder: Path) -> int | None:
    """Return the process id of the writer, as it noted it when it began."""
    pid = _noted(folder).get("pid")
    return pid if isinstance(pid, int) else None


def note_phones(folder: Path, address: str) -> None:
    """Let other processes know where the writer lets phones join; an empty address: nowhere. For the writer alone."""
    if noted := _noted(folder):
        with suppress(NotWritten):
            write_file(folder / WRITER, json.dumps({**noted, "phones": address}).encode())


def phones_of(folder: Path) -> str:
    """Return where phones join, as the writer noted it; one that was killed left its note behind.

    Of a session that was handed over, it is where phones join the laptop that goes on with it, once that is known.
    """
    address = _object_in(folder / SEAL).get("phones") or _noted(folder).get("phones")
    return address if isinstance(address, str) else ""


def note_moved(folder: Path, address: str) -> None:
    """Let a board here know where phones join a session that was handed over. Raises ``NotWritten``."""
    if sealed := _object_in(folder / SEAL):
        write_file(folder / SEAL, json.dumps({**sealed, "phones": address}).encode(), PRIVATE)


def _noted(folder: Path) -> dict[str, object]:
    return _object_in(folder / WRITER)


def _object_in(path: Path) -> dict[str, object]:
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}
