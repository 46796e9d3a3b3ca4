"""Reading every byte of a session, saying what is not as it was written, and mending it when told to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.model.ballots import conflicts
from workshop.model.entry_order import ahead
from workshop.model.errors import Damaged
from workshop.model.history import History
from workshop.store.atomic_files import shown
from workshop.store.folder import JOURNAL, SessionFolder, WritingRight, history_of, load, table_folders
from workshop.store.journal import JournalReading, Problem, read_all
from workshop.store.repair import mend_journal, restore_start
from workshop.store.snapshot import NAME, entries_seen, write_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from workshop.model.entry import Entry
    from workshop.model.session import Session


class CheckResult(NamedTuple):
    """What a check found. ``problems`` are damage; ``remarks`` are worth knowing and need nothing."""

    entries: int
    bytes: int
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]


def check(folder: Path, now: int) -> CheckResult:
    """Read all journals of a session. ``now`` is in milliseconds since 1970 UTC.

    Raises ``NotFound`` and ``Unreadable`` where nothing can be read at all.
    """
    read = _read_all(folder)
    entries = [entry for reading in read.values() for entry in reading.entries]
    problems = [problem for reading in read.values() for problem in reading.problems]
    remarks = [*_torn(read), *_clashes(read), *_ahead(folder, read, now)]
    if not problems:
        remarks += _of_whole(folder)
    size = sum(reading.end + len(reading.torn) for reading in read.values())
    return CheckResult(len(entries), size, tuple(problems), tuple(remarks))


def repair(folder: Path, now: int) -> tuple[str, ...]:
    """Mend what is damaged, keeping each original beside it; return what was done, a sentence each.

    Raises ``Busy`` while somebody writes, ``NotWritten``, and ``NotFound`` where nothing is left.
    """
    right = WritingRight(folder)
    try:
        done = [said for path, reading in _read_all(folder).items() for said in mend_journal(path, reading, now)]
        for table in table_folders(folder):
            done += restore_start(table, history_of(table), table / NAME, now)
        done += restore_start(folder / JOURNAL, SessionFolder(folder).history, folder / NAME, now)
        write_tables(folder, load(folder))
    finally:
        right.give_up()
    return tuple(done)


def _read_all(folder: Path) -> dict[Path, JournalReading]:
    folders = (folder / JOURNAL, *table_folders(folder))
    return {path: reading for journals in folders for path, reading in read_all(journals).items()}


def _clashes(read: Mapping[Path, JournalReading]) -> Iterator[str]:
    """Name the lines that have one id and tell different things: all copies set the same one aside."""
    told: dict[tuple[Path, str], tuple[str, Entry]] = {}
    for path, reading in read.items():
        for number, entry in reading.lines:
            here = f"{shown(path)} line {number}"
            there, first = told.setdefault((path.parent, entry.id), (here, entry))
            if first != entry:
                yield (
                    f"Two different entries have the id {entry.id} ({there}, {here}): a copied machine, or a copy "
                    "changed by hand. One is set aside and has no effect; nothing is lost."
                )


def _torn(read: Mapping[Path, JournalReading]) -> Iterator[str]:
    for path, reading in read.items():
        if reading.torn:
            yield (
                f"{shown(path)}: the last line is not whole, and is left out. The program was stopped while it wrote "
                "it, and then it was never acknowledged; or the file was copied only in part: then copy it again."
            )


def _ahead(folder: Path, read: Mapping[Path, JournalReading], now: int) -> Iterator[str]:
    """Say whose clock was far ahead: the session's own, or which table's."""
    for journals in dict.fromkeys(path.parent for path in read):
        entries = [entry for path, reading in read.items() if path.parent == journals for entry in reading.entries]
        history = History()
        history.extend(entries)
        if date := ahead(entries, now):
            whose = "" if journals == folder / JOURNAL else f" of {_name_of(history.session)}"
            what = "which is still to come: a clock was wrong. They are kept, and no new entry follows that date."
            yield f"Some entries{whose} are dated {date} UTC, {what}"


def _name_of(table: Session) -> str:
    return f"table {table.table} (“{table.title}”)" if table.table else f"“{table.title}”"


def _of_whole(folder: Path) -> Iterator[str]:
    """Return remarks on the session as a whole, once its journals are sound."""
    history = load(folder)
    yield from conflicts(history.session)
    for lost in history.session.lost:
        yield f"{lost.journal}: line {lost.line} was lost to damage and marked by a repair."
    unknown = history.session.unknown
    if unknown:
        names = ", ".join(sorted(set(unknown)))
        yield f"{len(unknown)} facts are from a newer version of workshop and have no effect here ({names})."
    yield from _of_tables(folder, history)


def _of_tables(folder: Path, history: History) -> Iterator[str]:
    """Return whether ``session.json`` knows of entries that the journals have not: part of a folder."""
    try:
        seen, known = entries_seen(folder), len(history.entries)
    except Damaged as error:
        yield str(error)
        return
    if seen > known:
        yield (
            f"{NAME} was made from {seen} entries and the journals have {known}: "
            "the folder may have been copied only in part. Copy it again."
        )
