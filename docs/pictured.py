"""The sessions that are in the README's pictures, recorded by the program itself; ``pictures.py`` takes those."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.live.merge import gather
from workshop.model import commands as c
from workshop.rehearsal.rehearsal import SLUG, play
from workshop.store.writer import SessionWriter

if TYPE_CHECKING:
    from workshop.store.locations import Home

SESSIONS: Final = Path(__file__).parent.parent / "sessions"
SAMPLE: Final = "green-spaces"
SUMMIT: Final = "autumn-summit"

TABLES: Final = (
    ("2", "Getting about", "How might everyone reach the town centre without a car?"),
    ("12", "Safe streets", "Where do people not feel safe, and why?"),
)
SAID: Final = {
    "2": (
        ("The last bus leaves before the library closes", "Lights go out at four by the park"),
        ("Run one late bus on Thursdays for a month", "Paint the cycle way through the market"),
    ),
    "12": (
        ("Nobody knows what's on", "The underpass is dark and people go the long way round"),
        ("Lend out head torches at the library", "Walk home together: a meeting place at nine"),
    ),
}

MAPPED: Final = (
    (
        "Getting home after dark",
        ("Run one late bus on Thursdays for a month", "Walk home together: a meeting place at nine"),
        "One evening a week on which everybody gets home: a late bus, and company on foot",
    ),
    (
        "Borrowed, not bought",
        ("Lend out head torches at the library",),
        "The library lends what makes a winter evening easier",
    ),
)
"""Headings of the second day, the experiments under each, and the line that stands on them."""

GRAPHIC: Final = "graphic-record"
THEMES: Final = (
    (
        ("Getting about", "How might everyone reach the town centre without a car?"),
        (
            "Run one late bus on Thursdays for a month",
            "Paint the cycle way through the market",
            "A bus pass on the library card",
            "Walk the children to school in one long line",
            "Ask the depot for last year's numbers",
            "Lend cargo bikes to the shops",
        ),
    ),
    (
        ("Safe streets", "Where do people not feel safe, and why?"),
        (
            "Lend out head torches at the library",
            "Walk home together: a meeting place at nine",
            "Light the underpass and let the school paint it",
        ),
    ),
    (
        ("Somewhere warm", "Where can people sit down in January and not have to buy anything?"),
        (
            "A winter tea cart run by the school",
            "Open the old ticket office on Saturdays",
            "One stove in the bandstand, looked after by turns",
            "Knitted seats for cold benches",
            "A shelf of games in the launderette",
        ),
    ),
    (
        ("Knowing what is on", "How does word get round?"),
        (
            "The week's walks on a board at both gates",
            "One page by the till in every shop",
            "A voice message anybody can ring",
            "Let the bus drivers wear the badge of the week",
        ),
    ),
    (
        ("Benches", "Who are they turned to?"),
        ("Turn two of them round to face the hill", "Count who sits where for a week"),
    ),
    (
        ("Dogs and others", "How can the park be everybody's?"),
        (
            "A fenced hour before eight",
            "Dog walkers report lamps that are out",
            "Bins at the top of the hill, emptied by the café",
            "Reflecting collars, handed out at the gate",
            "Ask three people who do not like dogs",
        ),
    ),
    (
        ("Young people", "What would they do here if nobody watched?"),
        ("Give them a key", "A wall that is theirs to paint", "Pay two of them to plan June"),
    ),
)
"""What tables said: a theme with its question, and its experiments."""


async def record(home: Home) -> None:
    """Record the sessions that are in the pictures."""
    shutil.copytree(SESSIONS / SAMPLE, home.sessions / SAMPLE)
    tables = [home.sessions / SAMPLE]
    for table, title, question in TABLES:
        tables.append(home.sessions / title.lower().replace(" ", "-"))
        async with SessionWriter(tables[-1]) as writer:
            await writer.do(c.StartSession(title, ((title, question),), table))
            theme = writer.session.live_themes()[0].id
            for kind, texts in zip(("insight", "experiment"), SAID[table], strict=True):
                await writer.do(c.AddCards(kind, theme, texts))
    async with SessionWriter(home.sessions / SLUG) as writer:
        await play(writer, lambda _pause: asyncio.sleep(0), lambda _said: None)
    gather(home, tables, SUMMIT, lambda _done, _of: None)
    async with SessionWriter(home.sessions / SUMMIT) as writer:
        await writer.do(c.StartSession("Autumn summit", bare=True))
        experiments = {card.text: card.id for card in writer.session.ordered() if card.kind == "experiment"}
        for heading, texts, line in MAPPED:
            cards = tuple(experiments[text] for text in texts)
            made = await writer.do(c.MakeHeading(heading, cards=cards))
            await writer.do(c.WriteLine(line, made.entry.id, cards))


async def record_graphic(home: Home) -> None:
    """Record the summit of the graphic record."""
    async with SessionWriter(home.sessions / GRAPHIC) as writer:
        themes = tuple(theme for theme, _ in THEMES)
        await writer.do(c.StartSession("A town in winter", themes=themes))
        await writer.do(c.GiveDetail("subtitle", "What shall we try first, and who comes along?"))
        await writer.do(c.GiveDetail("place", "The old library"))
        for theme, (_, texts) in zip(writer.session.live_themes(), THEMES, strict=True):
            await writer.do(c.AddCards("experiment", theme.id, texts))
