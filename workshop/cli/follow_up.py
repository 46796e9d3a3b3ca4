"""What became of each experiment after the summit, from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from workshop.cli.complete import session_argument
from workshop.cli.mapping import card_named
from workshop.cli.session import load_session, write
from workshop.cli.talk import as_json_text, data, say
from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.follow_up import NO_NEWS, STATUSES
from workshop.model.follow_up_view import follow_up_of
from workshop.model.map_state import live_lines
from workshop.publishing.follow_up_sheet import notes_of, sheet_of
from workshop.publishing.publication import PUBLICATIONS, Matter
from workshop.publishing.publications.follow_up import as_json
from workshop.store.atomic_files import write_file

if TYPE_CHECKING:
    from workshop.model.history import History
    from workshop.model.session import Session
    from workshop.store.locations import Home
    from workshop.store.writer import Receipt, SessionWriter

FORMATS: Final = ("docx", "odt", "csv")
MOST_BYTES: Final = 10_000_000
"""A sheet of 20,000 rows is far below this."""


@click.command("follow-up")
@session_argument()
@click.option("--json", "as_json_", is_flag=True, help="Print JSON.")
@click.option("--format", "formats", default="", metavar="LIST", help="Write sheets to send round: docx, odt, csv.")
@click.option("--read", type=click.Path(path_type=Path, dir_okay=False), help="Read a filled csv sheet back.")
@click.option("--preview", is_flag=True, help="With --read: show what it would change, and change nothing.")
@click.option("--contacts", is_flag=True, help="Also tell contacts; they are left out otherwise.")
@click.option("--item", default="", metavar="ID", help="Note news of a card or a line of the digest.")
@click.option("--status", type=click.Choice(STATUSES, case_sensitive=False), help="What became of it.")
@click.option("--date", "day", default="", metavar="DATE", help="The day of the news; else today.")
@click.option("--by", default="", metavar="ROLE", help="Who says it, by role.")
@click.option("--contact", default=None, help="Whom to ask; else as before. Never published unless asked for.")
@click.option("--link", default="", help="Where the evidence is, or what it went into.")
@click.option("--review", default="", metavar="DATE", help="When to look again.")
@click.option("--reason", default="", help="Why it was dropped, or a word more.")
@click.pass_obj
def follow_up_command(
    home: Home,
    /,
    session: str,
    as_json_: bool,
    formats: str,
    read: Path | None,
    preview: bool,
    contacts: bool,
    item: str,
    status: str | None,
    day: str,
    by: str,
    contact: str | None,
    link: str,
    review: str,
    reason: str,
) -> None:
    """Show what became of each experiment and digest line, note news, write a sheet, or read a filled one."""
    news = (status, day, by, contact, link, review, reason)
    if (bool(as_json_) + bool(formats) + bool(read) + bool(item)) > 1:
        raise click.UsageError("--json, --format, --read and --item are done one after the other.")
    if preview and not read:
        raise click.UsageError("--preview belongs to --read.")
    if any(news) and not item:
        raise click.UsageError("News needs an --item.")
    if item and not (status and by):
        raise click.UsageError("--item needs --status and --by.")
    folder, history = load_session(home, session)
    today = date.today().isoformat()  # noqa: DTZ011 - the day here
    if item and status:
        inner = _item(history.session, item)
        before = (history.session.follow_up.get(inner) or (NO_NEWS,))[-1]
        known = before.contact if contact is None else contact
        _note(home, folder, (c.StatusNote(inner, status, day or today, by, known, link, review, reason),))
    elif read:
        _read(home, folder, history.session, read, today, preview=preview)
    elif formats:
        _sheets(home, folder, history, formats, contacts=contacts)
    else:
        _show(history.session, today, as_json_=as_json_, contacts=contacts)


def _item(session: Session, name: str) -> str:
    """Return the inner id of a line or a card by the id that people see."""
    lines = {line.label.casefold(): line.id for line in live_lines(session)}
    return lines.get(name.casefold()) or card_named(session, name)


def _note(home: Home, folder: Path, notes: tuple[c.StatusNote, ...]) -> None:
    async def work(writer: SessionWriter) -> Receipt:
        return await writer.do(c.NoteStatuses(notes))

    receipt = write(home, folder, work)
    say(f"Noted news of {len(receipt.entry.events)}. “workshop undo” takes it back.")


def _read(home: Home, folder: Path, session: Session, path: Path, today: str, *, preview: bool) -> None:
    if path.exists() and not path.is_file():
        raise Refused(f"{path.name} is no ordinary file. Name the sheet itself; nothing was changed.")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(f"{path.name} is too large for a follow-up sheet. Nothing was changed.")
        content = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path.name} cannot be read ({error.strerror}). Nothing was changed.") from None
    notes = notes_of(session, content, today)
    names = {item.item: item.id for item in follow_up_of(session)}
    for note in notes:
        data(f"{names[note.item]}\t{note.status}\t{note.date}\t{note.by}")
    if not notes:
        say("The sheet says nothing new. Nothing was changed.")
    elif preview:
        say(f"It would change {len(notes)}. Nothing was changed; leave out --preview to note this.")
    else:
        _note(home, folder, notes)


def _sheets(home: Home, folder: Path, history: History, formats: str, *, contacts: bool) -> None:
    names = [name.strip().lower() for name in formats.split(",")]
    if unknown := [name for name in names if name not in FORMATS]:
        raise Refused(f"There is no format “{unknown[0]}” for a sheet. Choose from: {', '.join(FORMATS)}.")
    if contacts and names != ["csv"]:
        raise Refused("Contacts are told in the csv sheet only. Nothing was written.")
    publication = PUBLICATIONS["follow-up"]
    for name in dict.fromkeys(names):
        files = publication.files(Matter(history), name)
        if contacts:
            files = {publication.file_name(name): sheet_of(history.session, contacts=True)}
        for file, content in files.items():
            path = home.exports / folder.name / file
            write_file(path, content)
            data(str(path))


def _show(session: Session, today: str, *, as_json_: bool, contacts: bool) -> None:
    items = follow_up_of(session, contacts=contacts)
    if as_json_:
        told = [{**as_json(item, contacts=contacts), "silence": item.silence(today)} for item in items]
        data(as_json_text({"today": today, "items": told}))
        return
    for item in items:
        silence = item.silence(today)
        data(f"{item.id}  {item.now.status}{f' ({silence})' if silence else ''}  {item.text}")
