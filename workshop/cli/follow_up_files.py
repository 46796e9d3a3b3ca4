"""Files of the follow-up: reports and sheets that are written, and filled sheets that are read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.cli.talk import data, say
from workshop.live.publish import today
from workshop.model.errors import Refused, Unreadable
from workshop.model.follow_up_view import follow_up_of
from workshop.publishing.follow_up_sheet import notes_of, notes_of_lines, sheet_of, sheet_report
from workshop.publishing.format_table import export
from workshop.publishing.publication import PUBLICATIONS, Matter
from workshop.store.atomic_files import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.model.commands import StatusNote
    from workshop.model.history import History
    from workshop.model.session import Session
    from workshop.store.locations import Home

FORMATS: Final = ("docx", "odt", "csv")
MOST_BYTES: Final = 10_000_000
"""A sheet of 20,000 rows is far below this."""


def write_reports(home: Home, folder: Path, history: History, formats: str, *, contacts: bool) -> None:
    """Write the follow-up in some formats and print each path."""
    publication = PUBLICATIONS["follow-up"]
    for name in _checked(formats, contacts=contacts):
        files = publication.files(Matter(history, today=today()), name)
        if contacts:
            files = {publication.file_name(name): sheet_of(history.session, contacts=True)}
        for file, content in files.items():
            _write(home, folder, file, content)


def write_sheets(home: Home, folder: Path, history: History, formats: str, *, contacts: bool) -> None:
    """Write sheets to be filled in and print each path."""
    for name in _checked(formats, contacts=contacts):
        if name == "csv":
            content = sheet_of(history.session, contacts=contacts)
        else:
            content = export(sheet_report(history.session, Matter(history).changed), name)
        _write(home, folder, f"follow-up-sheet.{name}", content)


def _checked(formats: str, *, contacts: bool) -> list[str]:
    names = [name.strip().lower() for name in formats.split(",")]
    if unknown := [name for name in names if name not in FORMATS]:
        raise Refused(f"There is no format “{unknown[0]}” for a sheet. Choose from: {', '.join(FORMATS)}.")
    if contacts and names != ["csv"]:
        raise Refused("Contacts are told in the csv sheet only. Nothing was written.")
    return list(dict.fromkeys(names))


def _write(home: Home, folder: Path, file: str, content: bytes) -> None:
    path = home.exports / folder.name / file
    write_file(path, content)
    data(str(path))


def read_sheet(session: Session, path: Path, *, preview: bool) -> tuple[StatusNote, ...]:
    """Print what a filled sheet brings, and return what of it is to be noted: nothing at a ``preview``."""
    notes = _notes(session, path.name, _content(path))
    names = {item.item: item.id for item in follow_up_of(session)}
    for note in notes:
        data(f"{names[note.item]}\t{note.status}\t{note.date}\t{note.by}")
    if not notes:
        say("The sheet says nothing new. Nothing was changed.")
    elif preview:
        say(f"{_pieces(len(notes))} would be noted. Nothing was changed; leave out --preview to note this.")
    return () if preview else notes


def _pieces(count: int) -> str:
    return f"{count} piece{'s' if count != 1 else ''} of news"


def _content(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise Refused(f"{path.name} is not an ordinary file. Name the sheet itself; nothing was changed.")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(f"{path.name} is too large for a follow-up sheet. Nothing was changed.")
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path.name} cannot be read ({error.strerror}). Nothing was changed.") from None


def _notes(session: Session, name: str, content: bytes) -> tuple[StatusNote, ...]:
    """Return the news in a csv sheet, or in a document."""
    if not content.startswith(b"PK"):
        return notes_of(session, content, today())
    from workshop.importing.readers.documents import words_of_document  # noqa: PLC0415 - csv needs no such library

    try:
        words = words_of_document(content)
    except Unreadable:
        raise Refused(
            f"{name} is damaged, or is not a Word or OpenDocument file. Nothing was changed. "
            "Save it again from the program in which it was filled in."
        ) from None
    return notes_of_lines(session, words, today())
