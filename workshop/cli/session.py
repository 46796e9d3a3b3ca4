"""What commands share: the argument SESSION, finding it, naming what is in it, writing to it, joining a summit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from workshop.cli.talk import data, progress, say
from workshop.model.commands import Command
from workshop.model.errors import Refused, WorkshopError
from workshop.model.history import History
from workshop.model.session import Session, Theme
from workshop.store.atomic_files import write_file
from workshop.store.catalogue import Catalogue
from workshop.store.folder import load, must_have_begun
from workshop.store.locations import Home, find_home, find_session, session_folders
from workshop.store.snapshot import write_tables
from workshop.store.writer import Receipt, SessionWriter

Result = TypeVar("Result")


def complete_session(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the slugs that begin with what was typed, for the shell."""
    del parameter
    home = find_home(context.find_root().params.get("home"))
    return [folder.name for folder in session_folders(home) if folder.name.startswith(incomplete)]


def session_command(name: str, **more: Any) -> Callable[[Callable[..., Any]], click.Command]:  # noqa: ANN401 - click's
    """Return what makes a command of a function: it is given the home, and the argument SESSION."""
    session = click.argument("session", shell_complete=complete_session, **more)
    return lambda function: click.command(name)(session(click.pass_obj(function)))


def load_session(home: Home, session: str) -> tuple[Path, History]:
    """Read the session named. Raises ``NotFound`` and ``Damaged``."""
    folder = find_session(home, session)
    with progress(f"Reading {folder.name}"):
        return folder, load(folder)


def write(home: Home, folder: Path, work: Callable[[SessionWriter], Awaitable[Result]]) -> Result:
    """Open the session for writing, do ``work``, and bring its tables and the catalogue up to date."""

    async def run() -> tuple[Result, History]:
        async with SessionWriter(folder) as writer:
            if writer.history.entries:
                must_have_begun(folder, writer.history)
            return await work(writer), writer.history

    with progress(f"Opening {folder.name}"):
        result, history = asyncio.run(run())
    shelve(home, folder, history)
    return result


def do(home: Home, folder: Path, command: Command, by: str = "facilitator") -> Receipt:
    """Record one command."""
    return write(home, folder, lambda writer: writer.do(command, by))


def hand_out(path: Path, content: bytes) -> None:
    """Write a file and print its path."""
    write_file(path, content)
    data(str(path))


def shelve(home: Home, folder: Path, history: History) -> None:
    """Write what is made from the journals. Where that fails nothing recorded is lost, and it is said."""
    try:
        write_tables(folder, history)
        if folder.parent == home.sessions:
            Catalogue(home, stale=True).put(folder, history)
    except WorkshopError as error:
        say(str(error))


def theme_named(session: Session, name: str) -> Theme:
    """Return a theme by its number from 1, or by the beginning of its title; the first where nothing was said."""
    themes = session.live_themes()
    if not themes:
        raise Refused("This session has no theme yet.")
    if not name:
        return themes[0]
    if name.isascii() and name.isdigit():
        if 1 <= int(name) <= len(themes):
            return themes[int(name) - 1]
        raise Refused(f"There is no theme {name}: the themes are 1 to {len(themes)}.")
    wanted = name.casefold()
    found = [theme for theme in themes if theme.title.casefold().startswith(wanted)]
    exact = [theme for theme in found if theme.title.casefold() == wanted]
    if len(found) == 1 or exact:
        return (exact or found)[0]
    titles = "; ".join(f"{number} {theme.title}" for number, theme in enumerate(themes, 1))
    raise Refused(f"“{name}” is not one theme. Name one by its number: {titles}.")


def kind_named(session: Session, name: str) -> str:
    """Return a kind by its name, its words or its letter."""
    wanted = name.casefold()
    for kind in session.kinds:
        if wanted in {kind.name, kind.singular.casefold(), kind.plural.casefold(), kind.letter.casefold()}:
            return kind.name
    raise Refused(f"There is no kind “{name}” here. The kinds are: {', '.join(k.name for k in session.kinds)}.")


def summit_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --summit and --no-summit to a command."""
    told = "Take part in a live summit: the code on its wall, or a file with it."
    joins = click.option("--summit", default="", metavar="CODE", help=told)
    leaves = click.option("--no-summit", is_flag=True, help="Take part no more; what was sent stays at the summit.")
    return joins(leaves(command))


def take_part(home: Home, folder: Path, given: str, *, no_summit: bool) -> None:
    """Join or leave before a session is opened, as was asked. Raises ``Refused`` for what is not a code."""
    from workshop.live.summit_link import join_summit, leave_summit  # noqa: PLC0415 - only where a summit is named

    if given and no_summit:
        raise click.UsageError("--summit joins and --no-summit leaves: choose one.")
    if given:
        numbering = join_summit(folder, given, load(folder).session)
        if numbering is not None:
            do(home, folder, numbering)
    elif no_summit and leave_summit(folder):
        say("This session takes part in the summit no more. What was sent stays there.")
