"""Where a session came from is said once, when it is opened, and on no card."""

from __future__ import annotations

import asyncio
from pathlib import Path

from click.testing import CliRunner

from tests.console.seats import Seats
from workshop.app import Console
from workshop.cli import workshop
from workshop.live.hand_over import hand_over, take_over
from workshop.live.workspace import Workspace
from workshop.model import commands as c
from workshop.screens.table.details import details
from workshop.screens.table.screen import Table
from workshop.store.locations import Home

PAPER = "Green spaces\n\nInsights\n- Paths flood\n- Nobody knows what is on\n\nExperiments\n- Head torches\n"


async def said_at(home: Home, folder: Path, *commands: c.Command) -> str:
    """Open a session, say what is said, do something, and leave."""
    workspace = Workspace(home, folder)
    app = Console(home, workspace)
    try:
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            page = app.screen
            assert isinstance(page, Table)
            for command in commands:
                await workspace.do(command)
            card = next(iter(workspace.session.live_cards()))
            assert not any("laptop" in row.text for row in details(workspace.session, card, [], frozenset()))
            return str(page.query_one("#said").render())
    finally:
        await workspace.close()


async def test_a_session_from_a_paper_says_so_until_somebody_works_on_it(home: Home, tmp_path: Path) -> None:
    paper = tmp_path / "notes.txt"
    paper.write_text(PAPER)
    words = ["--home", str(home.path), "import", str(paper), "--slug", "paper"]
    told = await asyncio.to_thread(CliRunner().invoke, workshop, words)
    assert told.exit_code == 0, told.output
    folder = home.sessions / "paper"
    assert await said_at(home, folder) == "What stands here came from the paper notes.txt."
    again = await said_at(home, folder, c.RetitleSession("Winter"))
    assert again == "What stands here came from the paper notes.txt."
    assert await said_at(home, folder) == ""


async def test_a_session_from_another_laptop_says_so_once(folder: Path, tmp_path: Path) -> None:
    hand_over(folder, tmp_path / "file.workshop", 0)
    there = Home(tmp_path / "there")
    moved = take_over(there, tmp_path / "file.workshop").folder
    assert await said_at(there, moved) == "This session comes from another laptop, and goes on here."
    assert await said_at(there, moved) == ""


async def test_a_session_begun_here_says_nothing(sit: Seats) -> None:
    async with sit() as seat:
        assert seat.said() == ""
