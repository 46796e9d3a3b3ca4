"""Mending a session: journals with all that is sound in them, and a beginning where that was lost."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from workshop.model.effects.cards import WITHOUT_THEME
from workshop.model.entry import Entry
from workshop.model.errors import Damaged
from workshop.model.events import EntryLost, Event, SessionStarted, TableNumbered, ThemeReworded
from workshop.model.history import History
from workshop.model.hlc import is_stamp, next_stamp
from workshop.model.text import one_line
from workshop.store.atomic_files import PRIVATE, shown, write_file
from workshop.store.atomic_storage import rows_of
from workshop.store.codec import decode, encode, numbered
from workshop.store.folder import new_node
from workshop.store.journal import Journal, JournalReading, Problem, content_of, raw_lines, whole_entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

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
