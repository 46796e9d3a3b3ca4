"""A whole session in one JSON file: every entry with its history, to be kept, mailed and brought back.

It is the record and not a publication: hidden and removed cards are in it. Dots of a vote that is not revealed
are not; they stay in the journals until the reveal.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.model import events as e
from workshop.model.entry import Entry
from workshop.model.errors import Refused, Unreadable
from workshop.model.history import History
from workshop.model.hlc import is_stamp
from workshop.model.scale_told import scales_told
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.model.views import CardView, visible
from workshop.store.codec import decode_entry, encode
from workshop.store.folder import JOURNAL, TABLES, SessionFolder, history_of, new_node, table_folders
from workshop.store.journal import Journal
from workshop.store.snapshot import told_of
from workshop.store.writing_right import WritingRight

FORMAT: Final = "workshop session"
VERSION: Final = 1


class Record(NamedTuple):
    """What a JSON file holds: the session's own entries, and in a summit those of its tables by session."""

    title: str
    session: str
    entries: tuple[Entry, ...]
    tables: dict[str, tuple[Entry, ...]]


def shown(slug: str, session: Session) -> dict[str, Any]:
    """Return a session as ``show --json`` prints it."""
    view = visible(session, "facilitator")
    themes = [
        {"title": theme.title, "question": theme.question, "cards": [_card(card) for card in theme.cards]}
        for theme in view.themes
    ]
    scales = scales_told(view)
    told = {"slug": slug, "title": view.title, "table": view.table, "themes": themes}
    return told | {"scales": scales} if scales else told


def _card(card: CardView) -> dict[str, Any]:
    return {"id": card.id, **told_of(card), **({"source": card.source._asdict()} if card.source else {})}


def record_of(folder: Path, history: History) -> bytes:
    """Return the record of a session as JSON in UTF-8."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "session": history.session.id,
        **shown(folder.name, history.session),
        "entries": _told(history),
        "tables": {table.name: _told(history_of(table)) for table in table_folders(folder)},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_record(data: bytes, name: str) -> Record:
    """Read a record; ``name`` is the file's, for the sentence. Raises ``Unreadable``."""
    try:
        read = json.loads(data.decode("utf-8-sig"))
        known = read["format"] == FORMAT
        newer = read["version"] > VERSION
        record = _record(read) if known and not newer else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(
            f"{name} is not a complete session: it is damaged, was changed by hand, or is not ours."
        ) from error
    if record is None:
        written = (
            "was written by a newer workshop. Import it with that one." if known else "is not a session of workshop."
        )
        raise Unreadable(f"{name} {written}")
    return record


def _record(read: dict[str, Any]) -> Record:
    tables = {table: _read_entries(entries) for table, entries in read["tables"].items()}
    if not all(map(is_stamp, tables)):
        raise ValueError(tables)
    return Record(one_line(read["title"]), one_line(read["session"]), _read_entries(read["entries"]), tables)


def restore(record: Record, folder: Path) -> int:
    """Add what ``folder`` has not of the record; return how many entries were new.

    Raises ``Refused`` where the folder holds another session, ``Busy``, ``Damaged`` and ``NotWritten``.
    """
    right = WritingRight(folder)
    try:
        present = SessionFolder(folder).history
        if present.session.id not in {"", record.session}:
            raise Refused(f"“{folder.name}” is another session. Give this one another name with --slug.")
        parts = [(JOURNAL, record.entries), *((f"{TABLES}/{t}", e) for t, e in record.tables.items())]
        return sum(_add_missing(folder / part, entries) for part, entries in parts)
    finally:
        right.give_up()


def _add_missing(journals: Path, entries: tuple[Entry, ...]) -> int:
    present = history_of(journals)
    missing = [entry for entry in entries if present.find(entry.id) is None]
    if missing:
        journal = Journal(journals, new_node())
        journal.append(missing)
        journal.close()
    return len(missing)


def _told(history: History) -> list[dict[str, Any]]:
    """Return the entries, without the dots of votes that are not revealed."""
    secret = {ballot.id for ballot in history.session.ballots.values() if ballot.state in {"open", "closed"}}
    return [_plain(entry) for entry in history.entries if not _tells(entry, secret)]


def _plain(entry: Entry) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(encode(entry, 1))
    del data["n"], data["crc"]
    return data


def _tells(entry: Entry, secret: set[str]) -> bool:
    """Return whether an entry has dots of a vote that is not revealed."""
    return any(isinstance(event, e.VOTES) and event.ballot in secret for event in entry.events)


def _read_entries(entries: list[dict[str, Any]]) -> tuple[Entry, ...]:
    return tuple(decode_entry(entry) for entry in entries)
