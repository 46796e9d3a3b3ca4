"""Joining and the wall by key, in the console, with a real message server."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from contextvars import Context
from typing import TYPE_CHECKING

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Static

from tests.console.conftest import folder as folder  # noqa: PLC0414 - a fixture, here too
from tests.console.conftest import home as home  # noqa: PLC0414 - as above
from tests.console.conftest import recorded as recorded  # noqa: PLC0414 - as above
from tests.console.conftest import sit as sit  # noqa: PLC0414 - as above
from tests.console.seats import Seat, Seats
from tests.sync.conftest import LEFT_OPEN, LOOPBACK, desk, needs_server, table, until, unused_port
from workshop.app import Console, wall_console
from workshop.live import moving
from workshop.live.workspace import Workspace
from workshop.model.commands import StartSession
from workshop.model.errors import Refused
from workshop.model.hall_plan import HallPlan, cue_of
from workshop.screens.phones.screen import PhonesPage
from workshop.screens.summit.screen import SummitPage
from workshop.screens.wall.screen import WallPage
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter, now_ms
from workshop.sync.join_code import code_from
from workshop.web.network import is_free
from workshop.widgets.head import Head

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from workshop.live.running_wall import RunningWall

pytestmark = [needs_server, LEFT_OPEN]


@pytest.fixture(autouse=True)
def _at_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.live.running_wall.addresses", lambda: [LOOPBACK])
    monkeypatch.setattr("workshop.live.running_wall.PORT", unused_port())


def head(seat: Seat) -> str:
    return str(seat.app.screen.query_one(Head).shown.summit)


async def join(seat: Seat, code: str) -> Seat:
    there = await seat.beside("i", PhonesPage)
    await there.press("s")
    await there.ask("Ask")
    await there.type(code)
    await there.press("enter")
    return there


async def test_a_table_joins_by_typing_the_code(sit: Seats, tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, sit() as seat:
        there = await join(seat, str(hall.code).lower())
        await until(lambda: "This table takes part in “The hall”" in there.said())
        await until(lambda: head(there) == "3 at the summit")
        await there.press("s")
        await there.answer("Choose", "l")
        await until(lambda: "takes part in the summit no more" in there.said())
        assert head(there) == ""
        assert not (seat.workspace.folder / "summit.json").exists()


async def test_a_table_joins_by_a_file_and_goes_on_as_it_is(sit: Seats, tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, sit() as seat:
        (tmp_path / "code.txt").write_text(f"{hall.code}\n")
        there = await join(seat, str(tmp_path / "code.txt"))
        await until(lambda: "This table takes part in “The hall”" in there.said())
        await there.press("s")
        await there.answer("Choose", "g")
        await there.press("s")
        await there.ask("Choose")
        await there.press("j")
        await there.ask("Ask")
        await there.press("escape")
        assert seat.workspace.summit.joined


async def test_a_slip_in_the_code_is_said_and_nothing_is_joined(sit: Seats, tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, sit() as seat:
        there = await join(seat, str(hall.code)[:-1] + ("0" if str(hall.code)[-1] != "0" else "1"))
        await until(lambda: "a letter is wrong or missing" in there.said())
        assert not seat.workspace.summit.joined


async def test_a_summit_out_of_reach_is_joined_and_the_table_goes_on(
    sit: Seats, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop.screens.phones.screen.SOON", 0.1)
    async with desk(tmp_path / "summit") as hall:
        code = hall.code
    async with sit() as seat:
        there = await join(seat, str(code))
        await until(lambda: "The summit is not in reach: 3 recorded, 0 at the summit." in there.said())


async def test_moving_to_another_laptop_closes_the_console_after_a_question(sit: Seats, tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, sit() as seat:
        there = await seat.beside("i", PhonesPage)
        await there.press("v")
        await until(lambda: "Moving live goes over a summit" in there.said())
        await seat.workspace.summit.join(str(hall.code))
        for answer in ("s", "m"):
            assert seat.app.moving is None
            await there.press("v")
            await there.ask("Choose")
            await there.press(answer)
        await until(lambda: seat.app.moving == (seat.workspace.folder, "", 8000))
        await until(lambda: seat.app.return_value == 0)


async def make_summit(home: Home) -> Path:
    folder = home.sessions / "hall"
    async with SessionWriter(folder) as writer:
        await writer.do(StartSession("The hall", bare=True))
    (folder / "wall").mkdir()
    return folder


async def test_the_wall_is_started_and_ended_from_the_summits_page(home: Home, tmp_path: Path) -> None:
    workspace = Workspace(home, await make_summit(home))
    app = Console(home, workspace)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            seat = Seat(pilot, app, app.screen, workspace)  # type: ignore[arg-type]
            there = await seat.beside("f7", SummitPage)
            for number in ("x", "999"):
                await there.press("l")
                await there.ask("Ask")
                await there.press(*number, "enter")
                await until(lambda: "Give the number of tables, up to 200." in there.said())
            await there.press("l")
            await there.ask("Ask")
            await there.press("escape")
            assert workspace.wall is None
            await there.press("l")
            await there.ask("Ask")
            await there.press("2", "enter")
            await until(lambda: type(app.screen) is WallPage)
            running = workspace.wall
            assert running is not None
            async with table(tmp_path / "two", 2) as seven:
                seven.join(running.desk.code)
                await seven.add("Trust")
                await until(lambda: "T02-I01  Trust" in shown(app, "#list"))
                assert "Heard from 1 of 2 tables; T01 never" in shown(app, "#top")
                await seat.press("escape")
                await until(lambda: app.screen is there.page)
                await until(lambda: f"The wall goes on at {running.address}." in there.said())
                await until(lambda: len(workspace.session.cards) == 1)
                await seat.press("l")
                await until(lambda: type(app.screen) is WallPage)
            await seat.press("q")
            await seat.ask("Choose")
            await seat.press("e")
            await until(lambda: workspace.wall is None and app.screen is there.page)
    finally:
        await workspace.close()


def shown(app: Console, where: str) -> str:
    found = app.screen.query(where)
    return str(found.first(Static).render()) if found else ""


@asynccontextmanager
async def on_screen(home: Home, size: tuple[int, int]) -> AsyncIterator[tuple[Seat, RunningWall]]:
    from workshop.live.running_wall import RunningWall, own_place  # noqa: PLC0415 - not where the extra is missing

    running = RunningWall(await make_summit(home), "The hall", own_place(0), lambda: None)
    await running.start()
    app = wall_console(home, running)
    try:
        async with app.run_test(size=size) as pilot:
            yield Seat(pilot, app, app.screen, None), running  # type: ignore[arg-type]
    finally:
        await running.stop()


async def test_a_sentence_a_question_and_a_step_are_told_to_every_table(home: Home, tmp_path: Path) -> None:
    async with on_screen(home, (80, 24)) as (seat, running), table(tmp_path / "seven") as seven:
        publisher = seven.join(running.desk.code)
        for key, words in (("c", "Coffee"), ("n", "What next?"), ("t", "vote 5")):
            await seat.press(key)
            await seat.ask("Ask")
            await seat.type(words)
            await seat.press("enter")
            await until(lambda: type(seat.app.screen) is WallPage)
        cue = "Coffee · Everyone: vote in 5 minutes · The hall's question: What next?"
        await until(lambda: cue_of(publisher.standing.plan, now_ms()) == cue)
        assert f"To all tables: {cue}" in shown(seat.app, "#top")
        await seat.press("t")
        await seat.ask("Ask")
        await seat.type("dance 5")
        await seat.press("enter")
        await until(lambda: "“dance” is not a step." in seat.said())


async def test_the_way_in_gives_way_on_a_narrow_terminal_until_it_is_asked_for(home: Home) -> None:
    async with on_screen(home, (80, 24)) as (seat, running):
        join = seat.app.screen.query_one("#join", VerticalScroll)
        assert not join.display
        await seat.press("j")
        assert join.display
        assert running.code in shown(seat.app, "#words")
        await seat.press("j")
        assert not join.display
        await seat.press("escape")
        await until(lambda: seat.app.return_value == 0)


async def test_on_a_wide_terminal_the_way_in_is_there_and_ending_asks(home: Home) -> None:
    async with on_screen(home, (120, 40)) as (seat, _):
        assert seat.app.screen.query_one("#join", VerticalScroll).display
        await seat.press("q")
        await seat.ask("Choose")
        await seat.press("l")
        await until(lambda: type(seat.app.screen) is WallPage)
        await seat.press("q")
        await seat.ask("Choose")
        await seat.press("e")
        await until(lambda: seat.app.return_value == 0)


async def test_cards_of_two_tables_that_say_almost_the_same_stand_together(home: Home, tmp_path: Path) -> None:
    async with (
        on_screen(home, (120, 40)) as (seat, running),
        table(tmp_path / "seven") as seven,
        table(tmp_path / "eight", 8) as eight,
    ):
        for each in (seven, eight):
            each.join(running.desk.code)
            await each.add("Nobody knows what is on in the park")
        await until(lambda: "(T07-I01, T08-I01)" in shown(seat.app, "#list"))


async def test_a_wall_that_cannot_start_leaves_nothing_behind(home: Home) -> None:
    from workshop.live.running_wall import RunningWall, WallPlace  # noqa: PLC0415 - not where the extra is missing

    port = unused_port()
    nobody = WallPlace(LOOPBACK, port, elsewhere=(LOOPBACK, unused_port()))
    running = RunningWall(await make_summit(home), "The hall", nobody, lambda: None)
    with pytest.raises(Refused, match="No message server answers"):
        await running.start()
    assert is_free(LOOPBACK, port)


async def test_the_code_of_one_table_is_shown_and_a_sheet_of_all_is_written(home: Home, tmp_path: Path) -> None:
    async with on_screen(home, (80, 24)) as (seat, running), table(tmp_path / "seven") as seven:
        await seat.press("o")
        await seat.ask("Ask")
        await seat.press(*"T07", "enter")
        await until(lambda: "At T07 alone" in shown(seat.app, "#words"))
        assert seat.app.screen.query_one("#join", VerticalScroll).display
        code = shown(seat.app, "#words").split("\n\n")[1]
        publisher = seven.join(code_from(code))
        await until(lambda: publisher.membership.user == "s007")
        await seat.press("j", "j")
        assert running.code in shown(seat.app, "#words")
        for given, said in (("0", "Give the number of tables, up to 200."), ("3", "table-codes.html")):
            await seat.press("o")
            await seat.ask("Ask")
            await seat.press("enter")
            await seat.ask("Ask")
            await seat.press("backspace", *given, "enter")
            await until(lambda: said in seat.said())  # noqa: B023 - awaited here
        page = (home.exports / "hall" / "table-codes.html").read_text("utf-8")
        assert page.count("<svg") == 3
        for key in (("o", "escape"), ("o", "enter", "escape")):
            await seat.press(*key)
        await until(lambda: type(seat.app.screen) is WallPage)


@pytest.mark.first
async def test_what_the_hall_is_asked_stands_in_the_head_and_leaves_the_line_alone(sit: Seats, tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, sit(size=(80, 24)) as seat:
        await seat.workspace.summit.join(str(hall.code))
        await until(lambda: head(seat) == "3 at the summit")
        await seat.type("half a li")
        line, top = seat.page.line, seat.page.query_one(Head)
        before, said = line.region, seat.said()
        assert top.region.height == 1
        hall.announce(HallPlan("Coffee", "What next?", "vote", now_ms() + 5 * 60_000))
        await until(lambda: top.shown.hall == "Everyone: vote in 5 minutes · The hall's question: What next? · Coffee")
        await seat.type("ne")
        await until(lambda: top.region.height == 2)
        assert (line.region, line.text, seat.said()) == (before, "half a line", said)
        hall.announce(HallPlan(question="word " * 80, step="vote"))
        await until(lambda: top.region.height == 3)
        shown = str(top.render()).splitlines()
        assert shown[1].startswith("Everyone: vote now · The hall's question: word")
        assert shown[2].endswith("word …")
        assert max(map(len, shown)) <= 78
        assert line.region == before
        hall.announce(HallPlan())
        await until(lambda: top.region.height == 1)


async def test_what_is_due_counts_down_at_the_table_also_without_the_network(
    sit: Seats, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = 0
    monkeypatch.setattr("workshop.screens.session_head.now_ms", lambda: now_ms() + later)
    async with sit() as seat:
        async with desk(tmp_path / "summit") as hall:
            await seat.workspace.summit.join(str(hall.code))
            hall.announce(HallPlan(step="vote", until=now_ms() + 5 * 60_000))
            await until(lambda: seat.page.query_one(Head).shown.hall == "Everyone: vote in 5 minutes")
        later = 3 * 60_000
        await until(lambda: seat.page.query_one(Head).shown.hall == "Everyone: vote in 2 minutes")
        later = 6 * 60_000
        await until(lambda: seat.page.query_one(Head).shown.hall == "Everyone: vote now")


async def test_a_table_that_takes_part_from_its_start_counts_down_too_and_is_left_without_a_fault(
    sit: Seats, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = 0
    monkeypatch.setattr("workshop.screens.session_head.now_ms", lambda: now_ms() + later)
    async with desk(tmp_path / "summit") as hall:
        async with sit() as seat:
            await seat.workspace.summit.join(str(hall.code))

        async def begin_again() -> None:
            nonlocal later
            async with sit() as seat:
                await until(lambda: head(seat) == "3 at the summit")
                hall.announce(HallPlan(step="vote", until=now_ms() + 5 * 60_000))
                await until(lambda: seat.page.query_one(Head).shown.hall == "Everyone: vote in 5 minutes")
                later = 3 * 60_000
                await until(lambda: seat.page.query_one(Head).shown.hall == "Everyone: vote in 2 minutes")

        # As when a program starts: what takes part in the summit knows of no console.
        await asyncio.create_task(begin_again(), context=Context())


async def test_where_a_laptop_died_the_wall_shows_the_code_for_another(home: Home, tmp_path: Path) -> None:
    second = Home(tmp_path / "second")
    async with on_screen(home, (120, 40)) as (seat, running):
        async with table(tmp_path / "seven") as seven:
            seven.join(running.desk.code)
            await seven.add("Trust")
            await seven.arrives()
        for given, said in (
            ("", ""),
            ("9", "“hall” has nothing of a table 9."),
            ("7", "2 entries of table 7 are here. Nothing is missing."),
        ):
            await seat.press("l")
            await seat.ask("Ask")
            await seat.press(*given, "enter")
            await until(lambda: type(seat.app.screen) is WallPage and said in seat.said())  # noqa: B023 - awaited here
        code = shown(seat.app, "#words").split("\n\n")[1]
        taken = await moving.take(second, code)
        assert [card.text for card in load(taken.folder).session.ordered()] == ["Trust"]
