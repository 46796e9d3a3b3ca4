"""A session to sit at, and a console at its table."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.console.seats import EXPERIMENTS, INSIGHTS, QUESTION, Seat, Seats
from workshop.app import Console
from workshop.commands import Keyboard
from workshop.desk.live import Desk
from workshop.desk.scribe import write_here
from workshop.model.commands import AddCards, StartSession
from workshop.room import Room
from workshop.screens.table import Table
from workshop.store.locations import Home


@pytest.fixture(autouse=True)
def appendix_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are written in this process: starting another each time a desk is left takes half a second."""
    monkeypatch.setattr("workshop.desk.keeper.write_apart", write_here)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    return Home(tmp_path)


@pytest.fixture
def folder(home: Home) -> Path:
    """A session with three insights and two experiments."""
    folder = home.sessions / "green-spaces"

    async def work() -> None:
        async with Room(folder) as room:
            await room.do(StartSession("Green spaces", (("Green spaces", QUESTION),), "7"))
            theme = room.board.live_themes()[0].id
            await room.do(AddCards("insight", theme, INSIGHTS))
            await room.do(AddCards("experiment", theme, EXPERIMENTS))

    asyncio.run(work())
    return folder


@pytest.fixture
def sit(home: Home, folder: Path) -> Seats:
    """A chair: entered, it gives a seat at the table."""

    @asynccontextmanager
    async def sitting(size: tuple[int, int] = (100, 30), keyboard: Keyboard | None = None) -> AsyncIterator[Seat]:
        desk = Desk(home, folder)
        app = Console(home, desk, keyboard)
        try:
            async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
                page = app.screen
                assert isinstance(page, Table)
                yield Seat(pilot, app, page, desk)
        finally:
            await desk.close()

    return sitting
