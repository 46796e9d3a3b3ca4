"""What commands share: finding a session, naming a theme or kind in it, writing to it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from workshop.cli.talk import progress, say
from workshop.model.errors import Refused, WorkshopError
from workshop.model.history import History
from workshop.model.session import Session, Theme
from workshop.store.catalogue import Catalogue
from workshop.store.folder import load
from workshop.store.locations import Home, find_session
from workshop.store.snapshot import write_tables
from workshop.store.writer import SessionWriter

Result = TypeVar("Result")


def load_session(home: Home, session: str) -> tuple[Path, History]:
    """Read the session named. Raises ``NotFound`` and ``Damaged``."""
    folder = find_session(home, session)
    with progress(f"Reading {folder.name}"):
        return folder, load(folder)


def write(home: Home, folder: Path, work: Callable[[SessionWriter], Awaitable[Result]]) -> Result:
    """Open the session for writing, do ``work``, and bring its tables and the catalogue up to date."""

    async def run() -> tuple[Result, History]:
        async with SessionWriter(folder) as writer:
            return await work(writer), writer.history

    with progress(f"Opening {folder.name}"):
        result, history = asyncio.run(run())
    shelve(home, folder, history)
    return result


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
