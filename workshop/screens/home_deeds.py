"""What is done at home: open a session, begin one, take in a paper, find a card."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.model.commands import StartSession
from workshop.model.errors import Refused
from workshop.room import Room
from workshop.screens.sheets import Ask, Choose, Option
from workshop.store.locations import free_slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.intake import Intake
    from workshop.model.commands import Command
    from workshop.screens.home import HomePage
    from workshop.screens.page import Deed


async def open_session(page: HomePage) -> None:
    """Open the session at the cursor."""
    row = page.rows.cursor_row
    if row is None:
        raise Refused("There is no session yet. Press N to start a table.")
    page.open(page.home.sessions / row.id)


async def new(page: HomePage) -> None:
    """Begin a session; a title is enough."""
    title = await page.ask(Ask("A new session: its title", hint="Such as Green spaces · Enter goes on · Esc leaves"))
    if not title or not title.strip():
        return
    question = await page.ask(Ask("The question the table talks about", hint="It may be empty · Esc leaves"))
    if question is None:
        return
    table = await page.ask(Ask("The table's number", hint="It begins every id; it may be empty · Esc leaves"))
    if table is not None:
        start = StartSession(title, ((title, question),), table.strip())
        page.open(await _make(page, title, start))


async def take_in(page: HomePage) -> None:
    """Make a session of a paper, after a look at what it would become."""
    from workshop.intake import rehearsed, take_in  # noqa: PLC0415 - the readers; not before they are asked for

    name = await page.ask(Ask("Import which paper?", hint="A text, Markdown, Word or CSV file · Esc leaves"))
    if not name or not name.strip():
        return
    path = _path(name)
    intake = await asyncio.to_thread(take_in, path, {})
    await asyncio.to_thread(rehearsed, intake)
    answer = await page.ask(Choose(_would_be(intake), [Option("yes", "", "Import it"), Option("no", "", "Leave it")]))
    if answer == "yes":
        page.open(await _make(page, intake.title, intake.start, intake.command))


def _path(name: str) -> Path:
    return Path(name.strip().strip("'\"")).expanduser()


def _would_be(intake: Intake) -> str:
    themes = intake.command.themes
    cards = sum(len(theme.cards) for theme in themes)
    kept = f", and {len(intake.notes)} lines kept as notes" if intake.notes else ""
    remarks = "".join(f" {remark}" for remark in intake.remarks[:3])
    return f"“{intake.title}”: {len(themes)} themes, {cards} cards{kept}.{remarks}"


async def _make(page: HomePage, title: str, *wishes: Command) -> Path:
    folder = page.home.sessions / free_slug(page.home, title)
    async with Room(folder) as room:
        for wish in wishes:
            await room.do(wish)
    return folder


async def find(page: HomePage) -> None:
    """Look for words in all sessions."""
    if page.catalogue is None:
        raise Refused("The sessions are still being read.")
    words = await page.ask(Ask("Find cards with these words", hint="Words, or #tag · Esc leaves"))
    if not words or not words.strip():
        return
    tags = [word[1:] for word in words.split() if word.startswith("#")]
    plain = [word for word in words.split() if not word.startswith("#")]
    found = page.catalogue.find(plain, tags[0] if tags else "")
    if not found:
        raise Refused(f"No card has “{words.strip()}”.")
    options = [Option(f"{row['slug']} {row['id']}", row["id"], row["text"], (row["slug"],)) for row in found]
    answer = await page.ask(Choose(f"{len(found)} found: open which?", options))
    if answer:
        slug, _, card = answer.partition(" ")
        page.open(page.home.sessions / slug, card)


async def leave(page: HomePage) -> None:
    """Leave the program."""
    page.post_message(page.Left())


DEEDS: Final[Mapping[str, Deed]] = {
    "open": open_session,
    "new": new,
    "take_in": take_in,
    "find": find,
    "quit": leave,
}
