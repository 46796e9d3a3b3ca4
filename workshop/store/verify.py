"""Reading every byte of a session, saying what is not as it was written, and mending it when told to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.model.ballots import conflicts
from workshop.model.effects.cards import WITHOUT_THEME
from workshop.model.entry import Entry, ahead
from workshop.model.errors import Damaged
from workshop.model.events import EntryLost, Event, SessionStarted, TableNumbered, ThemeReworded
from workshop.model.history import History
from workshop.model.hlc import is_stamp, next_stamp
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.store.atomic_files import PRIVATE, shown, write_file
from workshop.store.atomic_storage import rows_of
from workshop.store.codec import decode, encode, numbered
from workshop.store.folder import JOURNAL, SESSION_TABLES, SessionFolder, history_of, load, new_node, table_folders
from workshop.store.journal import Journal, JournalReading, Problem, content_of, raw_lines, read_all, whole_entries
from workshop.store.snapshot import entries_seen, write_tables
from workshop.store.writing_right import WritingRight


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
    remarks = [*_torn(read), *_oddities(folder, read, now)]
    if not problems:
        remarks += _of_whole(folder)
    size = sum(reading.end + len(reading.torn) for reading in read.values())
    return CheckResult(len(entries), size, tuple(problems), tuple(remarks))


def odd_entries(folder: Path, now: int) -> tuple[str, ...]:
    """Return a sentence for entries that share an id, and for each clock that was wrong. Raises ``Unreadable``."""
    return tuple(_oddities(folder, _read_all(folder), now))


def _oddities(folder: Path, read: Mapping[Path, JournalReading], now: int) -> Iterator[str]:
    yield from _clashes(read)
    yield from _ahead(folder, read, now)


def repair(folder: Path, now: int) -> tuple[str, ...]:
    """Mend what is damaged, keeping each original beside it; return what was done, a sentence each.

    Raises ``Busy`` while somebody writes, ``NotWritten``, and ``NotFound`` where nothing is left.
    """
    right = WritingRight(folder)
    try:
        done = [said for path, reading in _read_all(folder).items() for said in mend_journal(path, reading, now)]
        for table in table_folders(folder):
            done += restore_start(table, history_of(table), table / SESSION_TABLES, now)
        done += restore_start(folder / JOURNAL, SessionFolder(folder).history, folder / SESSION_TABLES, now)
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
        if date := ahead(entries, now):
            history = History()
            history.extend(entries)
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
        facts, have = ("1 fact is", "has") if len(unknown) == 1 else (f"{len(unknown)} facts are", "have")
        yield f"{facts} from a newer version of workshop and {have} no effect here ({names})."
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
            f"{SESSION_TABLES} was made from {seen} entries and the journals have {known}: "
            "the folder may have been copied only in part. Copy it again."
        )


MOST_MARKS: Final = 1_000
"""Marks for one run of missing lines: more would say nothing more."""

MENDER: Final = "repair"
"""Who an entry that a repair made is by."""


def mend_journal(path: Path, reading: JournalReading, now: int) -> Iterator[str]:
    """Write a journal anew: what is sound as it was written, and a mark for each line that is not; say what was done.

    The original is kept beside it. ``now`` is in milliseconds since 1970 UTC. Raises ``NotWritten``.
    """
    if not (reading.problems or reading.torn):
        return
    kept = path.with_name(f"{path.name}.damaged-{now}")
    write_file(kept, path.read_bytes(), PRIVATE)
    sound = [found for raw in raw_lines(path) for found in whole_entries(content_of(raw))]
    lines = [(line.number, line.entry.id, found) for found in sound for line in [decode(found)]]
    lines += _marks(path.name, {number: entry_id for number, entry_id, _ in lines}, reading.problems, now)
    lines.sort(key=lambda line: line[0])
    write_file(path, b"".join([numbered(line, number) for number, (_, _, line) in enumerate(lines, 1)]), PRIVATE)
    for problem in reading.problems:
        yield f"{problem}. What is sound was kept, a mark stands for what is lost; the original is {kept.name}."
    if reading.torn:
        yield f"{shown(path)}: the unfinished last line was set aside; the original is {kept.name}."


def _marks(
    journal: str, sound: Mapping[int, str], problems: tuple[Problem, ...], now: int
) -> Iterator[tuple[int, str, bytes]]:
    """Return a line for each that is lost, dated after the one before it. ``sound`` gives the others' ids by number."""
    node, stamp = new_node(), ""
    ranges = (range(p.first, min(p.last, p.first + MOST_MARKS - 1) + 1) for p in problems)
    for number in sorted({number for lost in ranges for number in lost} - sound.keys()):
        before = max((entry_id for n, entry_id in sound.items() if n < number), default="")
        stamp = next_stamp(max(stamp, before), 0 if before else now, node)
        mark = Entry(stamp, MENDER, (EntryLost(journal, number),))
        yield number, stamp, encode(mark, number).removesuffix(b"\n")


def restore_start(journals: Path, history: History, tables: Path, now: int) -> Iterator[str]:
    """Begin a session anew whose first line is lost, and give lost themes their words, as ``session.json`` has them."""
    known: dict[str, list[dict[str, Any]]] = {}
    with suppress(Damaged):
        known = rows_of(tables)
    events = [*_start(journals, history, known.get("meta", [])), *_themes(history, known.get("themes", []))]
    if events:
        node = new_node()
        journal = Journal(journals, node)
        journal.append([Entry(next_stamp(history.last, now, node), MENDER, tuple(events))])
        journal.close()
        yield f"{shown(journals)}: the line with the session's beginning or a theme was lost; it was begun anew."


def _start(journals: Path, history: History, meta: list[dict[str, Any]]) -> Iterator[Event]:
    if history.session.id or not history.entries:
        return
    was = meta[0] if meta else {}
    title, table = (one_line(str(was.get(name, ""))) for name in ("title", "table"))
    names = (str(was.get("session")), journals.name, history.entries[0].id)
    yield SessionStarted(next(filter(is_stamp, names)), title or journals.parent.name)
    if table:
        yield TableNumbered(table)


def _themes(history: History, known: list[dict[str, Any]]) -> Iterator[Event]:
    rows = {str(row.get("id")): row for row in known}
    for theme in history.session.themes.values():
        if theme.title == WITHOUT_THEME and theme.id in rows:
            title, question = (one_line(str(rows[theme.id].get(name, ""))) for name in ("title", "question"))
            if title not in {"", WITHOUT_THEME}:
                yield ThemeReworded(theme.id, title, question)
