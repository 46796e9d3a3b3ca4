"""Bulletins from the command line: the draft of the next one, its issue, and those there are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from workshop.cli.session import do, hand_out, load_session, session_command
from workshop.cli.talk import data, data_all, say
from workshop.live.bulletin_draft import (
    command_of,
    draft_of_text,
    draft_to_change,
    old_of_text,
    old_to_change,
    proposed_draft,
)
from workshop.live.publish import today, write_bulletins
from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.follow_up import Bulletin
from workshop.model.history import History
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.store.locations import Home

NONE_YET = "No bulletin was issued yet."


@session_command("bulletin")
@click.option("--issue", is_flag=True, help="Freeze and number it, write its files and print each path.")
@click.option(
    "--edit",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the draft, or with --import what was read, into FILE to be changed; where FILE is there, it holds.",
)
@click.option("--files", is_flag=True, help="Write the files of all issued bulletins again and print each path.")
@click.option(
    "--import",
    "imported",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Keep old bulletins or an update page (text, web page, Word) as an archive.",
)
@click.option("--preview", is_flag=True, help="With --import: show what would be kept, and keep nothing.")
@click.option("--item", "items", multiple=True, metavar="TITLE", help="A free item; may be given several times.")
@click.option("--list", "list_", is_flag=True, help="List the bulletins that were issued.")
def bulletin_command(
    home: Home,
    /,
    session: str,
    items: tuple[str, ...],
    edit: Path | None,
    imported: Path | None,
    *,
    issue: bool,
    files: bool,
    list_: bool,
    preview: bool,
) -> None:
    """Show the draft of the next bulletin, made of what has happened since the last one, or issue it."""
    alone = sum(map(bool, (list_, files, imported)))
    if alone > 1 or (alone and (issue or items or (edit and not imported))):
        raise click.UsageError("--list, --files and --import stand by themselves.")
    if edit and items:
        raise click.UsageError("With --edit, write items of your own into the file.")
    if not all(map(str.strip, items)):
        raise click.UsageError("--item needs a title.")
    if preview and not imported:
        raise click.UsageError("--preview belongs to --import.")
    folder, history = load_session(home, session)
    if list_:
        data_all(f"{each.number}\t{each.date}\t{len(each.items)}" for each in history.session.bulletins)
        if not history.session.bulletins:
            say(NONE_YET)
    elif files:
        _write_files(home, folder, history, history.session.bulletins)
    elif imported:
        _import(home, folder, imported, edit, preview=preview)
    else:
        _draft(home, folder, history.session, edit, items, issue=issue)


def _draft(
    home: Home, folder: Path, session: Session, edit: Path | None, items: tuple[str, ...], *, issue: bool
) -> None:
    if edit and not edit.exists():
        _write_draft(session, edit, issue=issue)
        return
    draft = draft_of_text(_content(edit), edit.name) if edit else proposed_draft(session, today(), items)
    command = command_of(draft, edit.parent if edit else Path())
    if issue:
        _issue(home, folder, command)
    else:
        _show(session, command)


def _import(home: Home, folder: Path, path: Path, edit: Path | None, *, preview: bool) -> None:
    """Keep the old bulletins of a file, as they were read or as they were corrected, and print what each has."""
    if edit and edit.exists():
        found = old_of_text(_content(edit), edit.name)
    else:
        from workshop.importing.importer import lines_of_file  # noqa: PLC0415 - its libraries; only here
        from workshop.importing.old_bulletins import old_bulletins  # noqa: PLC0415 - as above

        found = old_bulletins((f"{line.glyph} {line.text}".strip() for line in lines_of_file(path)), path.name)
        if edit:
            hand_out(edit, old_to_change(found).encode())
            say(f"Correct {edit.name}, look at it with --preview, and keep it with the same command.")
            return
    if preview:
        _show_old(found)
        say("This was a preview: nothing was kept.")
        return

    count = len(do(home, folder, c.ArchiveBulletins(path.name, found)).entry.events)
    _show_old(found)
    (page,) = write_bulletins(home.exports / folder.name, load_session(home, folder.name)[1], ())
    say(f"Kept {count} old bulletin{'s' if count != 1 else ''}; they are in {page}.")


def _show_old(bulletins: Iterable[c.OldBulletin]) -> None:
    for bulletin in bulletins:
        data(f"{bulletin.number}\t{bulletin.date}\t{bulletin.title}")
        data_all(f"\t\t{title}" for title in bulletin.titles)


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise Refused(f"{path.name} is not an ordinary file. Nothing was changed.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path.name} cannot be read ({error.strerror}). Nothing was changed.") from None


def _write_draft(session: Session, path: Path, *, issue: bool) -> None:
    if issue:
        raise Refused(f"There is no {path.name} yet. Leave out --issue to write the draft there, and change it.")
    hand_out(path, draft_to_change(session, today()).encode())
    say(f"Change {path.name}, look at it with --edit {path.name}, and issue it with --issue --edit {path.name}.")


def _show(session: Session, command: c.IssueBulletin) -> None:
    data_all("\t".join(filter(None, (item.title, one_line(item.text)))) for item in command.items)
    since = "since the last bulletin" if session.bulletins else "yet that a bulletin could tell"
    say("Nothing is issued yet; --issue freezes this." if command.items else f"Nothing has happened {since}.")


def _issue(home: Home, folder: Path, command: c.IssueBulletin) -> None:
    (*_, issued) = do(home, folder, command).session.bulletins
    _write_files(home, folder, load_session(home, folder.name)[1], (issued,))
    say(f"Issued bulletin {issued.number}.")


def _write_files(home: Home, folder: Path, history: History, bulletins: Iterable[Bulletin]) -> None:
    made = write_bulletins(home.exports / folder.name, history, bulletins)
    data_all(map(str, made))
    if not made:
        say(NONE_YET)
