"""A session is made: its folder, and what it begins with."""

from __future__ import annotations

from pathlib import Path

from workshop.model.commands import AddCards, Command
from workshop.store.locations import Home, free_slug
from workshop.store.writer import SessionWriter


async def begun(home: Home, title: str, *commands: Command, cards: tuple[str, ...] = ()) -> Path:
    """Record a new session, and its first ``cards``; return its folder. Raises ``Refused`` and ``NotWritten``."""
    folder = home.sessions / free_slug(home, title)
    async with SessionWriter(folder) as writer:
        await writer.do_in_turn(*commands)
        if cards:
            session = writer.session
            await writer.do(AddCards(session.kinds[0].name, session.live_themes()[0].id, cards))
    return folder
