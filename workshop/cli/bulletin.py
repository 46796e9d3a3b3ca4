"""Bulletins from the command line: the draft of the next one, its issue, and those there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workshop.cli.complete import session_argument
from workshop.cli.session import load_session, write
from workshop.cli.talk import data, say
from workshop.model import commands as c
from workshop.model.bulletins import untold
from workshop.publishing.bulletin_files import files_of
from workshop.store.atomic_files import make_folder, write_file

if TYPE_CHECKING:
    from workshop.store.locations import Home
    from workshop.store.writer import Receipt, SessionWriter


@click.command("bulletin")
@session_argument()
@click.option("--issue", is_flag=True, help="Freeze and number it, write its files and print each path.")
@click.option("--item", "items", multiple=True, metavar="TITLE", help="A free item; may be given several times.")
@click.option("--list", "list_", is_flag=True, help="List the bulletins that were issued.")
@click.pass_obj
def bulletin_command(home: Home, /, session: str, items: tuple[str, ...], *, issue: bool, list_: bool) -> None:
    """Show the draft of the next bulletin, made of what has happened since the last one, or issue it."""
    if list_ and (issue or items):
        raise click.UsageError("--list stands by itself.")
    folder, history = load_session(home, session)
    if list_:
        for bulletin in history.session.bulletins:
            data(f"{bulletin.number}\t{bulletin.date}\t{len(bulletin.items)}")
        return
    if not issue:
        drafted = [*items, *(f"{item.title}\t{item.text}" for item in untold(history.session))]
        for line in drafted:
            data(line)
        say("Nothing is issued yet; --issue freezes this." if drafted else "Nothing has happened since the last one.")
        return

    async def work(writer: SessionWriter) -> Receipt:
        return await writer.do(c.IssueBulletin(items))

    made = write(home, folder, work).session
    target = home.exports / folder.name / "bulletins"
    make_folder(target)
    for name, content in files_of(made, made.bulletins[-1]).items():
        write_file(target / name, content)
        data(str(target / name))
    say(f"Issued bulletin {made.bulletins[-1].number}.")
