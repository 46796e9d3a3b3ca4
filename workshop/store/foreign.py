"""Journals of other laptops, taken up line by line: each line is put where merging the folders would put it.

A journal grows only at its end, so a line that comes before its forerunners waits for them; what is on the disk is
always a beginning of the journal, as it is where it was written.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.entry import Entry
from workshop.model.errors import NotWritten, Refused
from workshop.store.atomic_files import flush, flush_folder, make_folder, shown, why
from workshop.store.codec import BadLineError, decode
from workshop.store.journal import BEGINNING, LINE_LIMIT, SUFFIX, Mark, content_of, read_journal

MOST_WAITING: Final = 10_000
"""Lines of one journal that may wait for one before them; those beyond are to be sent again."""

_NAME: Final = re.compile(r"[0-9a-z]{1,16}")


class JournalLine(NamedTuple):
    """A line as it stands in the journal of another laptop; ``journal`` is the file's name without its ending."""

    journal: str
    line: bytes


class Read(NamedTuple):
    """A line that was understood: its journal, its number there, its words without an end, and its entry."""

    journal: str
    number: int
    content: bytes
    entry: Entry


class Plan(NamedTuple):
    """Lines to be written now, and lines whose place in the journal has been taken before."""

    ready: list[Read]
    again: list[Read]


def read_lines(lines: Iterable[JournalLine]) -> list[Read]:
    """Understand lines, all of them or none. Raises ``Refused``."""
    read = []
    for journal, raw in lines:
        if not _NAME.fullmatch(journal):
            raise Refused("Entries came for a journal whose name is none; nothing of them was taken.")
        content = content_of(raw)
        try:
            number, entry = decode(content)
        except BadLineError as error:
            raise Refused(f"A line of the journal {journal} did not come whole ({error}). Send it again.") from error
        if number < 1 or len(content) > LINE_LIMIT:
            raise Refused(f"A line of the journal {journal} has no place in it; nothing was taken.")
        read.append(Read(journal, number, content, entry))
    return read


class FlushedState(NamedTuple):
    """How far each journal is on the disk, and the entries that stood there already: a merge came before."""

    marks: dict[str, Mark]
    found: list[Entry]


class ForeignJournals:
    """The journals that one folder has from elsewhere. ``marks`` say how far each is on the disk.

    ``plan`` and ``keep`` are for the thread that shows the session, ``write`` is for the one that waits for the disk.
    """

    def __init__(self, folder: Path, marks: Mapping[str, Mark]) -> None:
        self.folder = folder
        self.marks = dict(marks)
        self._waiting: dict[str, dict[int, Read]] = {}

    def plan(self, lines: Iterable[Read]) -> Plan:
        """Say which lines can be written now, each journal's in its order; keep those that must wait for others."""
        following = {name: mark.following for name, mark in self.marks.items()}
        ready: list[Read] = []
        again: list[Read] = []
        for line in lines:
            waiting = self._waiting.setdefault(line.journal, {})
            if line.number < following.get(line.journal, 1):
                again.append(line)
            elif line.number in waiting:
                continue
            elif len(waiting) < MOST_WAITING or line.number == following.get(line.journal, 1):
                waiting[line.number] = line
            while (due := following.get(line.journal, 1)) in waiting:
                ready.append(waiting.pop(due))
                following[line.journal] = due + 1
        return Plan(ready, again)

    def write(self, ready: Iterable[Read]) -> FlushedState:
        """Write and flush lines, each journal's in its order. Raises ``NotWritten``; then each is as it was."""
        journals: dict[str, list[Read]] = {}
        for line in ready:
            journals.setdefault(line.journal, []).append(line)
        marks: dict[str, Mark] = {}
        found: list[Entry] = []
        with ExitStack() as undoing:
            for name, lines in journals.items():
                mark = self._found(name, found)
                new = [line for line in lines if line.number >= mark.following]
                marks[name] = self._append(name, new, mark, undoing) if new else mark
            undoing.pop_all()
        return FlushedState(marks, found)

    def keep(self, written: FlushedState) -> None:
        """Take note of what is on the disk."""
        self.marks |= written.marks

    def _found(self, name: str, found: list[Entry]) -> Mark:
        """Return how far a journal is, and what a merge has put into it meanwhile."""
        path, mark = self.folder / f"{name}{SUFFIX}", self.marks.get(name, BEGINNING)
        if not path.exists() or path.stat().st_size <= mark.end:
            return mark
        reading = read_journal(path, *mark)
        found += reading.entries
        return Mark(reading.end, reading.following)

    def _append(self, name: str, lines: list[Read], mark: Mark, undoing: ExitStack) -> Mark:
        path = self.folder / f"{name}{SUFFIX}"
        data = b"".join(line.content + b"\n" for line in lines)
        undoing.callback(_cut, path, mark.end)
        try:
            make_folder(self.folder)
            with path.open("r+b" if path.exists() else "x+b") as file:
                file.truncate(mark.end)  # a line that was torn was never acknowledged
                file.seek(max(0, mark.end - 1))
                if file.read() not in {b"", b"\n"}:  # an editor took the end of the last line
                    data = b"\n" + data
                file.write(data)
                file.flush()
                flush(file.fileno())
            if mark == BEGINNING:
                flush_folder(self.folder)
        except OSError as error:
            reason, cure = why(error, path)
            said = f"Not taken: {shown(self.folder)} could not be written ({reason})"
            raise NotWritten(f"{said}. What was taken before is safe; {cure}.") from error
        return Mark(mark.end + len(data), lines[-1].number + 1)


def _cut(path: Path, end: int) -> None:
    """Let a file end where it did before; one that had nothing is none."""
    with suppress(OSError):
        if end:
            os.truncate(path, end)
        else:
            path.unlink()
