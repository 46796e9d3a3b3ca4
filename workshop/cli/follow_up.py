"""What became of each experiment after the summit, from the command line; its reports and sheets as files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from workshop.cli.mapping import card_or_line_named
from workshop.cli.session import do, hand_out, load_session, session_command
from workshop.cli.talk import as_json_text, data, data_all, say
from workshop.live.publish import today
from workshop.model import commands as c
from workshop.model.errors import Refused, Unreadable
from workshop.model.events import StatusNoted
from workshop.model.follow_up import NO_NEWS, STATUSES
from workshop.model.follow_up_view import follow_up_of, news_of
from workshop.model.history import History
from workshop.model.session import Session
from workshop.publishing.builder import counted
from workshop.publishing.follow_up_sheet import notes_of, notes_of_lines, sheet_of, sheet_report
from workshop.publishing.papers import item_as_json
from workshop.publishing.publication import PUBLICATIONS, Matter, export
from workshop.store.locations import Home


@session_command("follow-up")
@click.option("--json", "as_json_", is_flag=True, help="Print JSON.")
@click.option(
    "--format", "formats", default="", metavar="LIST", help="Write the follow-up to send round: docx, odt, csv."
)
@click.option("--sheet", default="", metavar="LIST", help="Write sheets to be filled in: docx, odt, csv.")
@click.option(
    "--read", type=click.Path(path_type=Path, dir_okay=False), help="Read a filled sheet back: docx, odt, csv."
)
@click.option("--preview", is_flag=True, help="With --read: show what it would change, and change nothing.")
@click.option("--contacts", is_flag=True, help="Also tell contacts; they are left out otherwise.")
@click.option("--item", default="", metavar="ID", help="Note news of a card or a line of the digest.")
@click.option("--status", type=click.Choice(STATUSES, case_sensitive=False), help="What became of it.")
@click.option("--date", default="", metavar="DATE", help="The day of the news; else today.")
@click.option("--by", default="", metavar="ROLE", help="Who says it, by role.")
@click.option("--contact", default=None, help="Whom to ask; else as before. Never published unless asked for.")
@click.option("--link", default="", help="Where the evidence is, or what it went into.")
@click.option("--review", default="", metavar="DATE", help="When to look again.")
@click.option("--reason", default="", help="Why it was dropped, or a word more.")
def follow_up_command(
    home: Home,
    /,
    session: str,
    formats: str,
    sheet: str,
    read: Path | None,
    item: str,
    *,
    as_json_: bool,
    preview: bool,
    contacts: bool,
    **news: str | None,
) -> None:
    """Show what became of each experiment and digest line, note news, write a sheet, or read a filled one."""
    if sum(map(bool, (as_json_, formats, sheet, read, item))) > 1:
        raise click.UsageError("Use one of --json, --format, --sheet, --read and --item at a time.")
    if preview and not read:
        raise click.UsageError("--preview belongs to --read.")
    _check_news(item, news)
    folder, history = load_session(home, session)
    if item:
        _note(home, folder, (_news(history.session, item, news),))
    elif read:
        notes = read_sheet(history.session, read, preview=preview)
        if notes:
            _note(home, folder, notes)
    elif formats:
        write_reports(home, folder, history, formats, contacts=contacts)
    elif sheet:
        write_sheets(home, folder, history, sheet, contacts=contacts)
    else:
        _show(history.session, as_json_=as_json_, contacts=contacts)


def _check_news(item: str, news: dict[str, str | None]) -> None:
    if any(news.values()) and not item:
        raise click.UsageError("News needs an --item.")
    if item and not (news["status"] and news["by"]):
        raise click.UsageError("--item needs --status and --by.")


def _news(session: Session, item: str, news: dict[str, str | None]) -> StatusNoted:
    """Return the news that the options tell of a line or a card, by the id that people see."""
    inner = card_or_line_named(session, item)
    before = news_of(session).get(inner, [("", NO_NEWS)])[-1][1]
    known = {"date": today(), "contact": before.contact if news["contact"] is None else ""}
    return StatusNoted(inner, **{name: value or known.get(name, "") for name, value in news.items()})


def _note(home: Home, folder: Path, notes: tuple[StatusNoted, ...]) -> None:
    noted = do(home, folder, c.NoteStatuses(notes)).entry.events
    say(f"Noted {counted(len(noted), 'piece of news', 'pieces of news')}. “workshop undo” takes it back.")


def _show(session: Session, *, as_json_: bool, contacts: bool) -> None:
    day = today()
    items = follow_up_of(session, contacts=contacts)
    if as_json_:
        told = [{**item_as_json(item, contacts=contacts), "silence": item.silence(day)} for item in items]
        data(as_json_text({"today": day, "items": told}))
        return
    for item in items:
        silence = item.silence(day)
        data(f"{item.id}  {item.now.status}{f' ({silence})' if silence else ''}  {item.text}")


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
            hand_out(home.exports / folder.name / file, content)


def write_sheets(home: Home, folder: Path, history: History, formats: str, *, contacts: bool) -> None:
    """Write sheets to be filled in and print each path."""
    for name in _checked(formats, contacts=contacts):
        if name == "csv":
            content = sheet_of(history.session, contacts=contacts)
        else:
            content = export(sheet_report(history.session, Matter(history).changed), name)
        hand_out(home.exports / folder.name / f"follow-up-sheet.{name}", content)


def _checked(formats: str, *, contacts: bool) -> list[str]:
    names = [name.strip().lower() for name in formats.split(",")]
    if unknown := [name for name in names if name not in FORMATS]:
        raise Refused(f"There is no format “{unknown[0]}” for a sheet. Choose from: {', '.join(FORMATS)}.")
    if contacts and names != ["csv"]:
        raise Refused("Contacts are told in the csv sheet only. Nothing was written.")
    return list(dict.fromkeys(names))


def read_sheet(session: Session, path: Path, *, preview: bool) -> tuple[StatusNoted, ...]:
    """Print what a filled sheet brings, and return what of it is to be noted: nothing at a ``preview``."""
    notes = _notes(session, path.name, _content(path))
    names = {item.item: item.id for item in follow_up_of(session)}
    data_all(f"{names[note.item]}\t{note.status}\t{note.date}\t{note.by}" for note in notes)
    if not notes:
        say("The sheet says nothing new. Nothing was changed.")
    elif preview:
        pieces = counted(len(notes), "piece of news", "pieces of news")
        say(f"{pieces} would be noted. Nothing was changed; leave out --preview to note this.")
    return () if preview else notes


def _content(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise Refused(f"{path.name} is not an ordinary file. Name the sheet itself; nothing was changed.")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(f"{path.name} is too large for a follow-up sheet. Nothing was changed.")
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path.name} cannot be read ({error.strerror}). Nothing was changed.") from None


def _notes(session: Session, name: str, content: bytes) -> tuple[StatusNoted, ...]:
    """Return the news in a csv sheet, or in a document."""
    if not content.startswith(b"PK"):
        return notes_of(session, content, today())
    from workshop.importing.importer import words_of_document  # noqa: PLC0415 - csv needs none of the readers

    try:
        words = words_of_document(content)
    except Unreadable:
        raise Refused(
            f"{name} is damaged, or is not a Word or OpenDocument file. Nothing was changed. "
            "Save it again from the program in which it was filled in."
        ) from None
    return notes_of_lines(session, words, today())
