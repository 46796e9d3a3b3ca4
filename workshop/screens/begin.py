"""A session is made: its folder, and what it begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.room import Room
from workshop.store.locations import free_slug

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.model.commands import Command
    from workshop.store.locations import Home


async def begun(home: Home, title: str, *wishes: Command) -> Path:
    """Record a new session; give its folder. Raises ``Refused`` and ``NotWritten``."""
    folder = home.sessions / free_slug(home, title)
    async with Room(folder) as room:
        for wish in wishes:
            await room.do(wish)
    return folder
