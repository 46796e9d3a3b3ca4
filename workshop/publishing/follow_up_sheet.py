"""The follow-up as a sheet to send round, and what a filled one says when it comes back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from workshop.model.errors import Refused
from workshop.model.events import StatusNoted
from workshop.model.follow_up import STATUSES
from workshop.model.follow_up_view import FollowedItem, follow_up_of
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.publishing.formats.csv import sheet
from workshop.publishing.report import Report, ReportCard, cleaned, numbered_theme

FILLED_IN: Final = ("status", "date", "by", "contact", "link", "review", "reason")
COLUMNS: Final = ("session", "id", "text", *FILLED_IN)
LIMIT: Final = 20_000
"""Rows that are read: a sheet of ours has fewer."""

LABELS: Final[Mapping[str, str]] = {
    "status": "Status",
    "date": "Date",
    "by": "Who says it",
    "contact": "Contact",
    "link": "Link",
    "review": "Next review",
    "reason": "Reason",
}
"""What stands before what is filled in, in a document."""

_SESSION: Final = "Session"
_HOW: Final = f"Write behind the colons. The status is one of: {'; '.join(STATUSES)}. Dates are written as 2026-06-12."
_FILLED: Final = re.compile(f"({'|'.join((*LABELS.values(), _SESSION))})\\s*[:\uff1a](.*)", re.IGNORECASE)
_SAFE: Final = "Nothing was changed."


def _plain(status: str) -> str:
    """Return a status without what people leave out or write otherwise: "Tried, it worked." is "tried it worked"."""
    return " ".join(_LETTERS.findall(status.casefold()))


_LETTERS: Final = re.compile(r"[^\W\d_]+")
_STATUSES: Final[Mapping[str, str]] = {_plain(status): status for status in STATUSES}


_SheetRow: TypeAlias = tuple[str, Mapping[str, str]]
"""How people find what a sheet says of one card or line, and its cells."""


def sheet_of(session: Session, *, contacts: bool = False) -> bytes:
    """Return the sheet as CSV, with how each card and line stands."""
    items = follow_up_of(session, "appendix", contacts=contacts)
    return sheet(COLUMNS, ((session.id, item.id, item.text, *item.now) for item in items))


def sheet_report(session: Session, changed: int) -> Report:
    """Return the sheet as a document in English, with how each card and line stands; contacts are not in it."""
    cards = (
        ReportCard(item.id, "", item.text, fields=tuple((LABELS[name], getattr(item.now, name)) for name in FILLED_IN))
        for item in follow_up_of(session, "appendix")
    )
    theme = numbered_theme("What became of it?", cards, _HOW)
    return cleaned(Report(session.title, "en", (theme,), "", details=((_SESSION, session.id),), changed=changed))


def notes_of(session: Session, content: bytes, today: str) -> tuple[StatusNoted, ...]:
    """Return the news that a filled CSV sheet brings; none where it says what is known. Raises ``Refused``.

    A row without a date is of ``today``, one without a contact keeps the contact there was.
    """
    return _notes(session, _rows(content), today)


def notes_of_lines(session: Session, lines: Iterable[str], today: str) -> tuple[StatusNoted, ...]:
    """Return the news that a filled document brings, given line by line, as ``notes_of`` does. Raises ``Refused``."""
    items = {item.id.casefold(): item.id for item in follow_up_of(session)}
    found: dict[str, dict[str, str]] = {}
    now, label, whose = "", "", ""
    for line in map(one_line, lines):
        named = items.get(line.partition(" ")[0].casefold(), "")
        filled = _FILLED.fullmatch(line)
        if named:
            if named in found:
                raise Refused(f"{named} stands in this sheet more than once. {_SAFE} Keep one of them.")
            now, label = named, ""
            found[now] = {}
        elif filled:
            label = filled[1].casefold()
            if label == _SESSION.casefold() and not now:
                whose = filled[2].strip()
            elif now:
                found[now][label] = filled[2].strip()
        elif now and label:
            found[now][label] = f"{found[now][label]} {line}".strip()
    if not whose:
        raise Refused(f"This does not look like a follow-up sheet: it does not say of which session it is. {_SAFE}")
    names = {label.casefold(): name for name, label in LABELS.items()}
    rows = (
        (item, {"session": whose, "id": item, **{names[label]: said for label, said in cells.items()}})
        for item, cells in found.items()
        if cells
    )
    return _notes(session, rows, today)


def _notes(session: Session, rows: Iterable[_SheetRow], today: str) -> tuple[StatusNoted, ...]:
    items = {item.id.casefold(): item for item in follow_up_of(session, contacts=True)}
    return tuple(filter(None, (_note(session, items, row, today) for row in rows)))


def _rows(content: bytes) -> list[_SheetRow]:
    try:
        text = content.decode("utf-8-sig")
        found = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        rows = [{str(k).casefold(): _typed(v) for k, v in row.items() if isinstance(v, str)} for row in found]
    except (UnicodeDecodeError, csv.Error):
        raise Refused(f"This cannot be read as a CSV file. {_SAFE} Save the sheet as CSV (UTF-8).") from None
    columns = {str(name).casefold() for name in found.fieldnames or ()}
    missing = [name for name in ("session", "id", "status", "by") if name not in columns]
    if missing:
        raise Refused(f"This does not look like a follow-up sheet: it has no column “{missing[0]}”. {_SAFE}")
    if len(rows) > LIMIT:
        raise Refused(f"This sheet has {len(rows):,} rows, and at most {LIMIT:,} are read. {_SAFE}")
    return [(f"Row {number}", row) for number, row in enumerate(rows, 2) if any(row.values())]


def _delimiter(text: str) -> str:
    """Return the comma or, as some spreadsheets save, the semicolon."""
    first = text.partition("\n")[0]
    return max(",;", key=first.count)


def _typed(cell: str) -> str:
    """Return a cell as it was typed, without the apostrophe that made text of a formula."""
    cell = one_line(cell)
    return cell[1:].lstrip() if cell[:1] == "'" else cell


def _note(session: Session, items: Mapping[str, FollowedItem], sheet_row: _SheetRow, today: str) -> StatusNoted | None:
    where, row = sheet_row
    if row["session"] != session.id:
        raise Refused(f"{where} is of another session than “{session.title}”. {_SAFE}")
    item = items.get(row["id"].casefold())
    if item is None:
        raise Refused(f"{where}: there is no card or line {row['id'] or 'without an id'} here. {_SAFE}")
    filled = {name: row.get(name, "") for name in FILLED_IN}
    filled["status"] = _STATUSES.get(_plain(filled["status"]), filled["status"])
    if filled["status"] not in STATUSES:
        said = f"“{filled['status']}” is not a status"
        raise Refused(f"{where}: {said}. {_SAFE} Choose one of: {'; '.join(STATUSES)}.")
    filled["contact"] = filled["contact"] or item.now.contact
    known = item.now._asdict()
    if {**filled, "date": filled["date"] or known["date"]} == known:
        return None
    return StatusNoted(item.item, **{**filled, "date": filled["date"] or today})
