"""The right to write a session, and to run a summit's wall: one process has it at a time; and what it notes beside."""

from __future__ import annotations

import errno
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from workshop.model.errors import Busy, NotWritten
from workshop.store.atomic_files import PRIVATE, make_folder, shown, why, write_file

LOCK: Final = "lock"
WRITER: Final = "writer.json"
SEAL: Final = "handed-over.json"
"""Says that the session goes on at another laptop."""
WALL: Final = "wall"


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
        self._is_new = not folder.exists()
        try:
            make_folder(folder)
            self._lock.acquire()
        except Timeout as error:
            raise Busy(self._who()) from error
        except OSError as error:
            reason, cure = why(error, folder)
            reason = "it can only be read" if error.errno in _READ_ONLY else reason
            cure = f"Nothing recorded is lost; {cure}."
            if error.errno not in _FULL:
                cure = "It can be shown and exported; to go on working, copy the folder to this computer."
            if not folder.exists():
                cure = "Nothing was begun; --home names another place for sessions."
            self._leave()
            raise NotWritten(f"{shown(folder)} cannot be written ({reason}). {cure}") from error
        if sealed := seal_of(folder):
            self._lock.release()
            raise Busy(sealed)
        with suppress(NotWritten):
            write_file(folder / WRITER, json.dumps({"pid": os.getpid()}).encode())

    def give_up(self) -> None:
        """Let another process write. A folder that was made for it, and in which nothing was begun, goes again."""
        if self._lock.is_locked:
            with suppress(OSError):
                (self._folder / WRITER).unlink()
            self._leave()
            self._lock.release()

    def _leave(self) -> None:
        with suppress(OSError):
            if self._is_new and {path.name for path in self._folder.iterdir()} <= {LOCK}:
                (self._folder / LOCK).unlink(missing_ok=True)
                self._folder.rmdir()

    def _who(self) -> str:
        pid = writer_of(self._folder)
        process = f"process {pid}" if pid else "another process"
        name = self._folder.name
        return (
            f"“{name}” is being written by {process} on this computer. Close it there first; "
            f"to look on meanwhile: “workshop board {name}” or “workshop show {name}”."
        )


_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
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


class WallRight(WritingRight):
    """Held as long as a wall runs. Raises ``Busy`` and ``NotWritten``."""

    def __init__(self, summit: Path) -> None:
        super().__init__(summit / WALL)

    def _who(self) -> str:
        pid = writer_of(self._folder)
        process = f"process {pid}" if pid else "another process"
        return (
            f"The wall of “{self._folder.parent.name}” runs already, in {process} of this computer. "
            "Look at it there, or end it there first. Nothing was changed."
        )


def wall_runs(summit: Path) -> bool:
    """Return whether some process runs the wall of a summit, on this computer, now."""
    with suppress(Busy):
        WallRight(summit).give_up()
        return False
    return True
