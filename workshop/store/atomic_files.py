"""How a file is put where people look for it: whole, or not at all; and how the disk is made to keep it."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from workshop.model.errors import NotWritten

WAITS: Final = (0.05, 0.1, 0.2, 0.4, 1.0) if sys.platform == "win32" else ()
"""Seconds between attempts: on Windows a virus scanner or an indexer holds a file for a moment."""

_WHY: Final[Mapping[int, tuple[str, str]]] = {
    errno.ENOSPC: ("disk full", "free some space and try again"),
    errno.EDQUOT: ("your share of the disk is used up", "free some space and try again"),
    errno.EFBIG: ("the file is too large for this disk", "use another disk"),
    errno.EIO: ("the disk failed", "check the disk and its cable, and try again"),
    errno.EACCES: ("no permission to write there", "choose another folder or ask for permission"),
    errno.EPERM: ("no permission to write there", "choose another folder or ask for permission"),
    errno.EROFS: ("the disk is read-only", "choose another folder"),
    errno.ENOENT: ("the folder is gone", "put it back, or choose another folder"),
    errno.EISDIR: ("there is a folder of that name", "choose another name"),
    errno.EEXIST: ("part of that path is a file, not a folder", "choose another folder"),
    errno.ENOTDIR: ("part of that path is a file, not a folder", "choose another folder"),
    errno.ENXIO: ("that is a device or a pipe, not a file", "choose another name"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter name"),
}
"""What went wrong, and the cure, by the system's number."""
_OPEN_ELSEWHERE: Final = (
    "the file is open in another program, perhaps Word",
    "close it there and try again",
)
_HELD: Final = frozenset({5, 32})
"""Windows' numbers for "access is denied" and "used by another process"."""
_CANNOT_FLUSH: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""What a network drive or a memory stick answers that knows no flushing of this sort."""
_F_FULLFSYNC: Final = 51
"""macOS's fsync leaves data in the drive's own memory; this does not (fcntl(2) there)."""


PRIVATE: Final = 0o600
"""The mode of what only the owner may read: a journal says when somebody voted, and all say what was hidden."""


def write_file(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write ``data`` to ``path`` so that there is always either the old file or the new one, whole.

    ``mode`` is what others may do, less what the system forbids them.
    Folders are made as needed. Raises ``NotWritten`` with a sentence; then nothing else is left behind.
    """
    try:
        make_folder(path.parent)
        _must_be_replaceable(path)
        _replace_whole(path, data, mode)
        flush_folder(path.parent)
    except OSError as error:
        reason, cure = why(error, path)
        raise NotWritten(f"Could not write {path} ({reason}). Nothing recorded is lost; {cure}.") from error


def _must_be_replaceable(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file():  # replacing a device would take it from the whole computer
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))


def _replace_whole(path: Path, data: bytes, mode: int) -> None:
    temporary = path.parent / f".{os.urandom(8).hex()}.part"
    try:
        with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(data)
            file.flush()
            flush(file.fileno())
        _move(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _move(temporary: Path, path: Path) -> None:
    for wait in WAITS:
        try:
            temporary.replace(path)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    temporary.replace(path)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it that are missing; the disk knows their names. Raises ``OSError``."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        flush_folder(each.parent)


def flush(file: int) -> None:
    """Return when the disk has what was written to ``file``. Raises ``OSError``."""
    if sys.platform == "darwin":  # pragma: no cover - macOS
        import fcntl  # noqa: PLC0415 - not on Windows

        try:
            fcntl.fcntl(file, _F_FULLFSYNC)
        except OSError as error:
            if error.errno not in _CANNOT_FLUSH:
                raise
            os.fsync(file)
    elif sys.platform == "win32":  # pragma: no cover - Windows
        os.fsync(file)
    else:
        os.fdatasync(file)


def flush_folder(folder: Path) -> None:
    """Return when the disk knows the names in ``folder``, where it can be asked. Raises ``OSError``."""
    if sys.platform == "win32":  # pragma: no cover - Windows knows no such thing
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH:
            raise
    finally:
        os.close(handle)


def why(error: OSError, path: Path) -> tuple[str, str]:
    """Return what went wrong when ``path`` was written, and the cure, in a facilitator's words."""
    if getattr(error, "winerror", None) in _HELD and path.exists():
        return _OPEN_ELSEWHERE
    unnamed = (error.strerror or type(error).__name__).lower()
    return _WHY.get(error.errno or 0, (unnamed, "try again, or choose another folder"))


def shown(path: Path) -> str:
    """Return a path as people know it: from ``sessions`` on where it lies in a home, else whole."""
    parts = path.parts
    if "sessions" not in parts:
        return str(path)
    return str(Path(*parts[len(parts) - 1 - parts[::-1].index("sessions") :]))
