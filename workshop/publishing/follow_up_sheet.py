"""The follow-up as a sheet to send round, and what a filled one says when it comes back."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from workshop.model.commands import StatusNote
from workshop.model.errors import Refused
from workshop.model.follow_up import STATUSES
from workshop.model.follow_up_view import FollowedItem, follow_up_of
from workshop.model.text import one_line
from workshop.publishing.formats.csv import sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.session import Session

FILLED_IN: Final = ("status", "date", "by", "contact", "link", "review", "reason")
COLUMNS: Final = ("session", "id", "text", *FILLED_IN)
LIMIT: Final = 20_000
"""Rows that are read: more is no sheet of ours."""

_SAFE: Final = "Nothing was changed."


def sheet_of(session: Session, *, contacts: bool = False) -> bytes:
    """Return the sheet as CSV, with how each card and line stands."""
    items = follow_up_of(session, "appendix", contacts=contacts)
    return sheet(COLUMNS, ((session.id, item.id, item.text, *item.now) for item in items))


def notes_of(session: Session, content: bytes, today: str) -> tuple[StatusNote, ...]:
    """Return the news that a filled sheet brings; none where it says what is known. Raises ``Refused``.

    A row without a date is of ``today``, one without a contact keeps the contact there was.
    """
    items = {item.id.casefold(): item for item in follow_up_of(session, contacts=True)}
    made = (_note(session, items, number, row, today) for number, row in enumerate(_rows(content), 2))
    return tuple(filter(None, made))


def _rows(content: bytes) -> list[dict[str, str]]:
    try:
        text = content.decode("utf-8-sig")
        found = csv.DictReader(io.StringIO(text, newline=""), dialect=_dialect(text), strict=True)
        rows = [{str(k).casefold(): _typed(v) for k, v in row.items() if isinstance(v, str)} for row in found]
    except (UnicodeDecodeError, csv.Error):
        raise Refused(f"This is no CSV file that can be read. {_SAFE} Save the sheet as CSV (UTF-8).") from None
    columns = {str(name).casefold() for name in found.fieldnames or ()}
    missing = [name for name in ("session", "id", "status", "by") if name not in columns]
    if missing:
        raise Refused(f"This is no follow-up sheet: it has no column “{missing[0]}”. {_SAFE}")
    if len(rows) > LIMIT:
        raise Refused(f"This sheet has {len(rows):,} rows, and at most {LIMIT:,} are read. {_SAFE}")
    return [row for row in rows if any(row.values())]


def _dialect(text: str) -> type[csv.Dialect]:
    """Return commas or, as some spreadsheets save, semicolons."""
    first = text.partition("\n")[0]

    class _Sheet(csv.excel):
        delimiter = ";" if first.count(";") > first.count(",") else ","

    return _Sheet


def _typed(cell: str) -> str:
    """Return a cell as it was typed, without the apostrophe that made text of a formula."""
    cell = one_line(cell)
    return cell[1:].lstrip() if cell[:1] == "'" else cell


def _note(
    session: Session, items: Mapping[str, FollowedItem], number: int, row: Mapping[str, str], today: str
) -> StatusNote | None:
    if row["session"] != session.id:
        raise Refused(f"Row {number} is of another session than “{session.title}”. {_SAFE}")
    item = items.get(row["id"].casefold())
    if item is None:
        raise Refused(f"Row {number}: there is no card or line {row['id'] or 'without an id'} here. {_SAFE}")
    filled = {name: row.get(name, "") for name in FILLED_IN}
    filled["status"] = filled["status"].casefold()
    if filled["status"] not in STATUSES:
        raise Refused(f"Row {number}: “{row['status']}” is no status. {_SAFE} Choose one of: {'; '.join(STATUSES)}.")
    filled["contact"] = filled["contact"] or item.now.contact
    known = item.now._asdict()
    if {**filled, "date": filled["date"] or known["date"]} == known:
        return None
    return StatusNote(item.item, **{**filled, "date": filled["date"] or today})
