"""What became of each experiment after the summit, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from workshop.cli.complete import session_argument
from workshop.cli.follow_up_files import read_sheet, write_reports, write_sheets
from workshop.cli.mapping import card_named
from workshop.cli.session import load_session, write
from workshop.cli.talk import as_json_text, data, say
from workshop.live.publish import today
from workshop.model import commands as c
from workshop.model.follow_up import NO_NEWS, STATUSES
from workshop.model.follow_up_view import follow_up_of
from workshop.model.map_state import live_lines
from workshop.publishing.publications.follow_up import as_json

if TYPE_CHECKING:
    from workshop.model.session import Session
    from workshop.store.locations import Home
    from workshop.store.writer import Receipt, SessionWriter

_ONE_AT_A_TIME: Final = "Use one of --json, --format, --sheet, --read and --item at a time."


@click.command("follow-up")
@session_argument()
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
@click.pass_obj
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
        raise click.UsageError(_ONE_AT_A_TIME)
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


def _news(session: Session, item: str, news: dict[str, str | None]) -> c.StatusNote:
    """Return the news that the options tell of a line or a card, by the id that people see."""
    lines = {line.label.casefold(): line.id for line in live_lines(session)}
    inner = lines.get(item.casefold()) or card_named(session, item)
    before = (session.follow_up.get(inner) or (NO_NEWS,))[-1]
    known = {"date": today(), "contact": before.contact if news["contact"] is None else ""}
    return c.StatusNote(inner, **{name: value or known.get(name, "") for name, value in news.items()})


def _note(home: Home, folder: Path, notes: tuple[c.StatusNote, ...]) -> None:
    async def work(writer: SessionWriter) -> Receipt:
        return await writer.do(c.NoteStatuses(notes))

    count = len(write(home, folder, work).entry.events)
    say(f"Noted {count} piece{'s' if count != 1 else ''} of news. “workshop undo” takes it back.")


def _show(session: Session, *, as_json_: bool, contacts: bool) -> None:
    day = today()
    items = follow_up_of(session, contacts=contacts)
    if as_json_:
        told = [{**as_json(item, contacts=contacts), "silence": item.silence(day)} for item in items]
        data(as_json_text({"today": day, "items": told}))
        return
    for item in items:
        silence = item.silence(day)
        data(f"{item.id}  {item.now.status}{f' ({silence})' if silence else ''}  {item.text}")
