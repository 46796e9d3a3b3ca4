"""From the console's home: the first wall of a summit, and a session taken over from another laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from tests.console.homes import House, at_home, record
from tests.sync.conftest import LEFT_OPEN, LOOPBACK, desk, needs_server, table, until, unused_port
from workshop.live import moving
from workshop.live.hand_over import hand_over, take_back
from workshop.live.merge import gather
from workshop.model.commands import AddCards, StartSession
from workshop.screens.wall.screen import WallPage
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter, now_ms

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [needs_server, LEFT_OPEN]


@pytest.fixture(autouse=True)
def _at_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.live.running_wall.addresses", lambda: [LOOPBACK])
    monkeypatch.setattr("workshop.live.running_wall.PORT", unused_port())


async def to_wall(house: House, tables: str = "") -> WallPage:
    """Answer how many tables are to come, and wait for the wall."""
    await house.answer("Ask", tables)
    await until(lambda: type(house.page) is WallPage)
    page = house.page
    assert isinstance(page, WallPage)
    return page


async def test_a_new_summit_s_wall_is_started_from_home(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    async with at_home(home) as house:
        await house.press("l")
        await house.answer("Ask", "Autumn summit")
        page = await to_wall(house, "3")
        running = house.workspace.wall
        assert running is not None
        async with table(tmp_path / "seven", 2) as two:
            two.join(running.desk.code)
            await two.add("Trust")
            await until(lambda: "T02-I01  Trust" in str(page.query_one("#list", Static).render()))
        assert "Heard from" in str(page.query_one("#top", Static).render())
    assert [card.text for card in load(home.sessions / "autumn-summit").session.cards.values()] == ["Trust"]


async def test_the_wall_of_merged_tables_is_started_from_home(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    tables = [await record(home, f"table-{n}", StartSession(f"T {n}", table=str(n)), insight=("Said",)) for n in (1, 2)]
    gather(home, tables, "hall", lambda _done, _of: None)
    async with SessionWriter(home.sessions / "hall") as writer:
        await writer.do(StartSession("The hall", bare=True))
    async with at_home(home) as house:
        await house.press("l")
        await house.answer("Choose", None, "down", "enter")
        page = await to_wall(house)
        await until(lambda: "T01 by stick; T02 by stick" in str(page.query_one("#top", Static).render()))


async def test_a_name_that_is_taken_starts_nothing_and_escape_makes_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    await record(home, "leadership", StartSession("Leadership"))
    async with at_home(home) as house:
        await house.press("l")
        await house.answer("Ask", "Leadership")
        await house.hears("There is a session called “leadership” already.")
        await house.press("l")
        await house.answer("Ask", None, "escape")
        assert [path.name for path in home.sessions.iterdir() if path.is_dir()] == ["leadership"]


async def test_a_session_is_taken_over_by_its_code_and_opened(tmp_path: Path) -> None:
    first, home = tmp_path / "first", Home(tmp_path / "home")
    async with desk(tmp_path / "summit") as hall:
        async with table(first) as seven:
            seven.join(hall.code)
            await seven.add("Trust")
            await seven.arrives()
        code, _ = await moving.send(first)
        async with at_home(home) as house:
            await house.press("t")
            await house.answer("Ask", str(code).lower())
            await house.on("Choose")
            assert "2 entries of “first” taken over. Phones come back" in house.said("#question")
            await house.press("o")
            await house.table()
            assert [card.text for card in house.workspace.session.cards.values()] == ["Trust"]
            await until(lambda: house.workspace.summit.progress == "2 at the summit")


async def test_a_file_is_taken_over_and_where_both_went_on_that_is_said(tmp_path: Path) -> None:
    home, other = Home(tmp_path / "home"), Home(tmp_path / "other")
    folder = await record(home, "leadership", StartSession("Leadership"), insight=("Trust",))
    hand_over(folder, tmp_path / "to.workshop", now_ms())
    async with at_home(other) as house:
        await house.press("t")
        await house.answer("Ask", str(tmp_path / "to.workshop"))
        await house.answer("Choose", None, "s")
        await house.until(lambda: house.texts() == ["Leadership"])
    async with SessionWriter(other.sessions / "leadership") as writer:
        await writer.do(AddCards("insight", writer.session.live_themes()[0].id, ("at the second",)))
    hand_over(other.sessions / "leadership", tmp_path / "back.workshop", now_ms())
    take_back(folder)
    async with SessionWriter(folder) as writer:
        await writer.do(AddCards("insight", writer.session.live_themes()[0].id, ("at the first",)))
    async with at_home(home) as house:
        await house.press("t")
        await house.answer("Ask", f"'{tmp_path / 'back.workshop'}'")
        await house.on("Choose")
        assert "1 entry was recorded on this laptop alone: both laptops went on" in house.said("#question")
    assert [c.text for c in load(folder).session.ordered()] == ["Trust", "at the second", "at the first"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("no code", "That is neither the code of a session that moves nor a file."),
        ("nowhere.workshop", "nowhere.workshop cannot be read (no such file or directory)."),
    ],
)
async def test_what_is_no_code_and_no_file_is_refused(tmp_path: Path, given: str, said: str) -> None:
    async with at_home(Home(tmp_path)) as house:
        await house.press("t")
        await house.answer("Ask", given)
        await house.hears(said)
        await house.press("t")
        await house.answer("Ask", "")
        assert not (tmp_path / "sessions").exists()
