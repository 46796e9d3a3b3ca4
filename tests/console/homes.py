"""A console at home, and what a person does and sees there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.console.idle import nothing_left
from workshop.app import Console
from workshop.live.workspace import Workspace
from workshop.model.commands import AddCards, StartSession
from workshop.screens.home.screen import HomePage
from workshop.screens.table.screen import Table
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

PATIENCE = 20.0
"""Seconds; only a failing test waits so long."""


class House(NamedTuple):
    """A console at home."""

    pilot: Pilot[int]
    app: Console
    home: HomePage

    @property
    def page(self) -> Any:  # noqa: ANN401 - whichever page is open
        return self.app.screen

    @property
    def workspace(self) -> Workspace:
        assert self.app.workspace is not None
        return self.app.workspace

    def said(self, where: str = "#said") -> str:
        found = self.page.query(where)
        return str(found.first(Static).render()) if found else ""

    def rows(self) -> list[Row]:
        return list(self.page.query(Rows).first().rows)

    def texts(self) -> list[str]:
        return [row.text for row in self.rows()]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        await self.pilot.press(*("space" if character == " " else character for character in text))

    async def until(self, condition: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if condition():
                return
            await asyncio.sleep(0.01)
        pytest.fail(f"not so in time; {self.said()!r} is said, on {self.page}")

    async def on(self, name: str) -> None:
        await self.until(lambda: type(self.page).__name__ == name and self.page.focused)

    async def hears(self, words: str, where: str = "#said") -> None:
        await self.until(lambda: words in self.said(where))

    async def write(self, text: str) -> None:
        """Write over what the line at the keyboard holds."""
        line = self.page.focused
        line.write(text)
        await self.until(lambda: not line.message_queue_size)

    async def answer(self, sheet: str, text: str | None = None, *keys: str) -> None:
        """Answer a sheet with a text and Enter, or with keys."""
        await self.on(sheet)
        before = self.page
        if text is not None:
            await self.write(text)
        await self.press(*(keys or ("enter",)))
        await self.until(lambda: self.page is not before)

    async def table(self) -> Table:
        await self.until(lambda: isinstance(self.page, Table) and self.page.focused)
        page = self.app.screen
        assert isinstance(page, Table)
        return page


@asynccontextmanager
async def at_home(home: Home, size: tuple[int, int] = (80, 24)) -> AsyncIterator[House]:
    """A console at home, once the sessions have been read."""
    app = Console(home)
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            page = app.screen
            assert isinstance(page, HomePage)
            house = House(pilot, app, page)
            await house.until(lambda: page.rows.rows)
            await pilot.pause()
            yield house
            await nothing_left()
    finally:
        if app.workspace is not None:
            await app.workspace.close()


async def record(home: Home, slug: str, start: StartSession, **cards: tuple[str, ...]) -> Path:
    """Record a session with cards of some kinds under its first theme."""
    folder = home.sessions / slug
    async with SessionWriter(folder) as writer:
        await writer.do(start)
        for kind, texts in cards.items():
            await writer.do(AddCards(kind, writer.session.live_themes()[0].id, texts))
    return folder
