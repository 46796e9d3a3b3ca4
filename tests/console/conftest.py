"""A session to sit at, and a console at its table."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copytree

import pytest

from tests.console.idle import nothing_left
from tests.console.seats import EXPERIMENTS, INSIGHTS, QUESTION, Seat, Seats
from workshop.app import Console
from workshop.keymap import Keyboard
from workshop.live.export_worker import write_here
from workshop.live.workspace import Workspace
from workshop.model.commands import AddCards, StartSession
from workshop.screens.table.screen import Table
from workshop.store.locations import Home
from workshop.store.settings import NAME
from workshop.store.writer import SessionWriter


@pytest.fixture(autouse=True)
def appendix_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are written in this process: starting another each time a desk is left takes half a second."""
    monkeypatch.setattr("workshop.live.autosave.write_apart", write_here)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    return Home(tmp_path)


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session with three insights and two experiments, to be copied."""
    folder = tmp_path_factory.mktemp("recorded") / "green-spaces"

    async def work() -> None:
        async with SessionWriter(folder) as writer:
            await writer.do(StartSession("Green spaces", (("Green spaces", QUESTION),), "7"))
            theme = writer.session.live_themes()[0].id
            await writer.do(AddCards("insight", theme, INSIGHTS))
            await writer.do(AddCards("experiment", theme, EXPERIMENTS))

    asyncio.run(work())
    return folder


@pytest.fixture
def folder(home: Home, recorded: Path) -> Path:
    """A session with three insights and two experiments; where it is left, a text is written and no Word file."""
    folder = Path(copytree(recorded, home.sessions / "green-spaces"))
    (home.sessions / NAME).write_text(json.dumps({"formats": ["txt"]}), encoding="utf-8")
    return folder


@pytest.fixture
def usual(home: Home, folder: Path) -> None:
    """Where the session is left, all is written that is written where nobody chose."""
    assert folder.is_dir()
    (home.sessions / NAME).unlink()


@pytest.fixture
def sit(home: Home, folder: Path) -> Seats:
    """A chair: entered, it gives a seat at the table."""

    @asynccontextmanager
    async def sitting(size: tuple[int, int] = (100, 30), keyboard: Keyboard | None = None) -> AsyncIterator[Seat]:
        workspace = Workspace(home, folder)
        app = Console(home, workspace, keyboard)
        try:
            async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
                page = app.screen
                assert isinstance(page, Table)
                await pilot.pause()
                yield Seat(pilot, app, page, workspace)
                await nothing_left()
        finally:
            await workspace.close()

    return sitting
