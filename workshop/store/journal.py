"""Journals: files to which lines are added, each flushed to the disk before it is acknowledged.

A journal has one writer for as long as it is open and is never opened for writing again: every opening of a
session starts a file of its own. So a half-written last line can only be the end of a file, and two copies of a
session never add to the same file.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.entry import Entry
from workshop.model.errors import NotWritten, Unreadable
from workshop.store.atomic_files import PRIVATE, flush, flush_folder, make_folder, shown, why
from workshop.store.codec import BadLineError, NumberedEntry, decode, encode

SUFFIX: Final = ".jsonl"

AHEAD: Final = ".ahead"
"""Beside a journal that came live: lines after one that still waits at its table."""

LINE_LIMIT: Final = 64 * 1024 * 1024
"""Bytes of a line: far more than any paper makes, and little enough to be read at once."""

MARK: Final = b"\xef\xbb\xbf"
"""A byte order mark, which some editors put before what they save."""
_ENTRY: Final = re.compile(rb'\{"n":\d+,.*?,"crc":"[0-9a-f]{8}"\}')
"""What may be a whole entry. Quotes within texts are escaped, so this cannot stand in one."""
_BEGINNING: Final = re.compile(rb'(?=\{"n":)')


class Problem(NamedTuple):
    """Something that is not as it was written. ``first`` and ``last`` are line numbers of the journal."""

    path: Path
    first: int
    last: int
    what: str

    def __str__(self) -> str:
        where = f"line {self.first}" if self.first == self.last else f"lines {self.first} to {self.last}"
        return f"{shown(self.path)}: {where}: {self.what}"


class JournalReading(NamedTuple):
    """What was read of a journal.

    ``end`` is the byte after the last whole line, ``following`` the number of the line to come; ``torn`` is what
    stands behind ``end``: a line that was being written when the program or the machine stopped, and that was
    therefore never acknowledged, or the place where a copy broke off.
    """

    lines: tuple[NumberedEntry, ...]
    problems: tuple[Problem, ...]
    end: int
    following: int
    torn: bytes

    @property
    def entries(self) -> list[Entry]:
        """Return the entries in the order of the lines."""
        return [line.entry for line in self.lines]


class Mark(NamedTuple):
    """How far a journal was read: the byte after the last whole line, and the number of the line to come."""

    end: int
    following: int


BEGINNING: Final = Mark(0, 1)


def read_journal(path: Path, start: int = 0, number: int = 1) -> JournalReading:
    """Read from the byte ``start``, where line ``number`` begins. Raises ``OSError``, and nothing for what it reads.

    Lines may have changed places or stand there twice: that is the same record. One that is missing is a problem.
    """
    lines: list[NumberedEntry] = []
    damaged: dict[int, str] = {}
    end, following, gap, torn = start, number, False, b""
    for raw in raw_lines(path, start):
        content = content_of(raw)
        try:
            line = decode(content)
        except BadLineError as error:
            if not (raw.endswith(b"\n") or len(raw) == LINE_LIMIT or _was_finished(content)):
                torn = raw
                break
            if content:
                damaged[following] = f"damaged ({error})"
                following += 1
        else:
            lines.append(line)
            gap = gap or line.number != following
            following = max(following, line.number + 1)
        end += len(raw)
    problems = [Problem(path, at, at, what) for at, what in damaged.items()]
    if gap:
        present = sorted({number - 1, *damaged, *(line.number for line in lines)})
        pairs = itertools.pairwise(present)
        problems += [Problem(path, a + 1, b - 1, "missing") for a, b in pairs if b > a + 1]
    return JournalReading(tuple(lines), tuple(sorted(problems)), end, following, torn)


def read_all(folder: Path) -> dict[Path, JournalReading]:
    """Read all journals of a folder. Raises ``Unreadable``."""
    read: dict[Path, JournalReading] = {}
    for path in journals_in(folder):
        try:
            read[path] = read_journal(path)
        except OSError as error:
            raise unreadable(path, error) from error
    return read


def read_ahead(folder: Path) -> list[Entry]:
    """Return the entries of lines that came before one that is still to come. What is not a whole line is left out."""
    entries = []
    for path in sorted(folder.glob(f"*{AHEAD}")):
        try:
            contents = [content_of(raw) for raw in raw_lines(path)]
        except OSError as error:
            raise unreadable(path, error) from error
        for content in contents:
            with suppress(BadLineError):
                entries.append(decode(content).entry)
    return entries


def raw_lines(path: Path, start: int = 0) -> Iterator[bytes]:
    """Return the lines of a file with their ends, in pieces of at most ``LINE_LIMIT``."""
    with path.open("rb") as file:
        file.seek(start)
        yield from iter(partial(file.readline, LINE_LIMIT), b"")


def content_of(raw: bytes) -> bytes:
    """Return what stands in a line, without its end and without what an editor put before the first."""
    return raw.rstrip(b"\r\n").removeprefix(MARK)


def whole_entries(content: bytes) -> list[bytes]:
    """Return the entries that stand whole in a line, also in a damaged one: its end may be all that was hit."""
    if _is_entry(content):
        return [content]
    pieces = map(_ENTRY.match, _BEGINNING.split(content))
    return [piece[0] for piece in pieces if piece and _is_entry(piece[0])]


def _is_entry(content: bytes) -> bool:
    try:
        decode(content)
    except BadLineError:
        return False
    return True


def _was_finished(content: bytes) -> bool:
    """Return whether a last line without an end had been written to its end, and was damaged or has lost it since."""
    return bool(_ENTRY.search(content))


class Journal:
    """A journal that is being written. Raises ``NotWritten`` from everything that touches the disk.

    A disk that failed to flush may have dropped what it was given, so the same file is not trusted again: once it
    has ``failed``, it is closed and another journal is started.
    """

    def __init__(self, folder: Path, node: str) -> None:
        self.path = folder / f"{node}{SUFFIX}"
        self.node = node
        self.failed = False
        self._lines = 0
        self._end = 0
        try:
            make_folder(folder)
            self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | _BINARY, PRIVATE)
        except OSError as error:
            self._leave()
            raise NotWritten(_sentence(self.path, error)) from error

    def append(self, entries: Sequence[Entry]) -> None:
        """Add ``entries`` and give them to the disk. On failure none of them is there, and the journal is done."""
        self.failed = True
        lines = [encode(entry, number) for number, entry in enumerate(entries, self._lines + 1)]
        if any(len(line) > LINE_LIMIT for line in lines):
            raise NotWritten("Not recorded: that is too much at once. Record it in parts.")
        data = b"".join(lines)
        try:
            _write_all(self._file, data)
            flush(self._file)
            if not self._lines:
                flush_folder(self.path.parent)
        except BaseException as error:
            with suppress(OSError):
                self._take_back()
            if isinstance(error, OSError):
                raise NotWritten(_sentence(self.path, error)) from error
            raise
        self._lines += len(lines)
        self._end += len(data)
        self.failed = False

    def close(self) -> None:
        """Close the file. Raises ``NotWritten`` as long as it holds what was refused and that cannot be taken out."""
        try:
            if self.failed:
                self._take_back()
        except OSError as error:
            raise NotWritten(_sentence(self.path, error)) from error
        with suppress(OSError):
            os.close(self._file)
        if not self._lines:
            with suppress(OSError):
                self.path.unlink()
            self._leave()

    def _leave(self) -> None:
        """Let the folder go where no journal has begun in it."""
        with suppress(OSError):
            self.path.parent.rmdir()

    def _take_back(self) -> None:
        """Let the file end where it did before what failed."""
        os.ftruncate(self._file, self._end)
        with suppress(OSError):
            flush(self._file)


_BINARY: Final[int] = getattr(os, "O_BINARY", 0)


def _write_all(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def journals_in(folder: Path) -> list[Path]:
    """Return the journals of a folder by name; none where there is no folder.

    What begins with a dot is none of ours: macOS leaves ``._k7q2ab.jsonl`` on memory sticks.
    """
    try:
        journals = [path for path in folder.iterdir() if path.suffix == SUFFIX and not path.name.startswith(".")]
        return sorted(path for path in journals if path.is_file())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(folder, error) from error


def unreadable(path: Path, error: OSError) -> Unreadable:
    """Return the sentence for what the system does not let us read."""
    reason = (error.strerror or type(error).__name__).lower()
    return Unreadable(f"{shown(path)} cannot be read ({reason}). Copy it again, or ask for permission.")


def unexpected(error: BaseException) -> NotWritten:
    """Return the sentence for what nobody expected."""
    return NotWritten(
        f"Not recorded: something unexpected went wrong ({type(error).__name__}: {error}). "
        "What was recorded before is safe; try again, and open the session anew if that does not help."
    )


def _sentence(path: Path, error: OSError) -> str:
    reason, cure = why(error, path)
    where = shown(path.parent)
    return f"Not recorded: {where} could not be written ({reason}). What was recorded before is safe; {cure}."
