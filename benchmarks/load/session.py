"""What is recorded before the phones come: many lines, and an open vote on a dozen cards."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from workshop.model import commands as c
from workshop.model.events import BallotDrafted
from workshop.store.writer import SessionWriter

ENTRIES: Final = 5000
CARDS: Final = 12
DOTS: Final = 5
SLUG: Final = "room"


async def make_session(home: Path, entries: int = ENTRIES) -> Path:
    """Record it; return its folder."""
    folder = home / "sessions" / SLUG
    async with SessionWriter(folder) as writer:
        await writer.do(c.StartSession("A full room", (("Parks", "What would people use in winter?"),), "7"))
        theme = writer.session.live_themes()[0].id
        lines = (f"Line {n}: people would come if somebody lit it" for n in range(entries - CARDS - 3))
        await asyncio.gather(*(writer.do(c.AddCards("insight", theme, (line,))) for line in lines))
        for n in range(CARDS):
            await writer.do(c.AddCards("experiment", theme, (f"Experiment {n}: one lit loop, tested for a month",)))
        (event,) = (await writer.do(c.DraftBallot(kinds=("experiment",), dots=DOTS, most=3))).entry.events
        assert isinstance(event, BallotDrafted)
        await writer.do(c.OpenBallot(event.ballot))
    return folder


def shown_id(number: int) -> str:
    """Return the id of one of the cards that are voted on."""
    return f"T07-E{1 + number % CARDS:02d}"
