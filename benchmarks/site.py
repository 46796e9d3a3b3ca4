"""The promise of the site: the pages of 3 000 cards lie on a stick before anybody asks how long it takes."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Figure, best, ms
from benchmarks.record import sentence
from workshop.live.publish import write_files
from workshop.model import commands as c
from workshop.model.history import History
from workshop.publishing.publication import PUBLICATIONS, Matter
from workshop.store.folder import load
from workshop.store.writer import SessionWriter

THEMES = 100
CARDS = 30
TAGS = ("light", "buses", "dogs", "schools")


def figures() -> Iterator[Figure]:
    """Measure making the site of 3 000 cards and writing it."""
    with tempfile.TemporaryDirectory() as folder:
        matter = Matter(asyncio.run(_recorded(Path(folder) / "summit")))

        def publish() -> None:
            write_files(Path(folder), PUBLICATIONS["site"].files(matter, "html"))

        seconds = best(publish, times=3)
        size = sum(file.stat().st_size for file in (Path(folder) / "site").iterdir())
    yield Figure("site of 3 000 cards, s", ms(seconds), f"{size / 1e6:.1f} MB of pages", seconds, 3)


async def _recorded(folder: Path) -> History:
    """Record themes with their cards, each tenth with a tag."""
    async with SessionWriter(folder) as writer:
        themes = tuple((f"Theme {number}", f"What about {number}?") for number in range(THEMES))
        await writer.do(c.StartSession("A summit of tables", themes, "7"))
        for place, theme in enumerate(writer.session.live_themes()):
            texts = tuple(sentence(place * CARDS + number) for number in range(CARDS))
            await writer.do(c.AddCards("experiment", theme.id, texts))
        for number, card in enumerate(writer.session.ordered()[::10]):
            await writer.do(c.TagCard(card.id, TAGS[number % len(TAGS)]))
    return load(folder)
