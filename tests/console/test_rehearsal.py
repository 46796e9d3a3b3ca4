"""The rehearsal in the console: pretend people at the table, and somebody who practises beside them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

from tests.console.seats import Seat
from workshop.app import Console, rehearsal_console
from workshop.live import draft
from workshop.live.workspace import Workspace
from workshop.model.errors import NotWritten
from workshop.rehearsal.mark import is_rehearsal
from workshop.rehearsal.pace import AS_PEOPLE, SPEEDS, Pace
from workshop.rehearsal.rehearsal import DRAFT, NOTICE, prepare
from workshop.screens.home.screen import HomePage
from workshop.screens.rehearsal import OVER, RehearsalTable
from workshop.screens.session_head import SessionHead
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.widgets.head import Head


class Practice(NamedTuple):
    """A seat at a rehearsal."""

    seat: Seat
    page: RehearsalTable


@asynccontextmanager
async def practising(home: Home, *, fast: bool = True) -> AsyncIterator[Practice]:
    workspace = Workspace(home, await prepare(home))
    app = rehearsal_console(home, workspace, fast=fast)
    try:
        async with app.run_test(size=(100, 30), notifications=True, tooltips=True) as pilot:
            page = app.screen
            assert isinstance(page, RehearsalTable)
            yield Practice(Seat(pilot, app, page, workspace), page)
    finally:
        await workspace.close()


def foot(page: RehearsalTable) -> str:
    return " ".join(f"{hint.key} {hint.word}" for hint in page.hints())


async def test_pretend_people_come_say_things_and_vote_while_somebody_types(home: Home) -> None:
    async with practising(home) as (seat, page):
        await seat.type("My own line")
        page.pace.speed = 10_000
        page.pace._changed.set()
        await until(lambda: seat.said() == OVER)
        assert page.line.text == "My own line"
        assert page.focused is page.line
        session = seat.workspace.session
        assert sum(card.kind == "insight" for card in session.cards.values()) == 15
        assert [ballot.state for ballot in session.ballots.values()] == ["revealed"]
        assert any(tag for card in session.live_cards() for tag in card.tags)
        assert not page.playing
        assert "F8" not in foot(page)
        await seat.press("enter")
        await seat.until(lambda: any(card.text == "My own line" for card in seat.workspace.session.live_cards()))
        await seat.press("f10")
        await seat.until(lambda: seat.said() == "The pretend people have gone home already.")


async def test_it_says_that_it_is_a_rehearsal_also_beside_its_appendix(home: Home) -> None:
    async with practising(home) as (seat, page):
        assert "REHEARSAL · Table 7" in str(page.query_one(SessionHead).render())
        assert is_rehearsal(seat.workspace.writer.history)
    assert "pretend people" in (home.exports / "rehearsal" / NOTICE).read_text(encoding="utf-8")
    async with Console(home, workspace := Workspace(home, home.sessions / "rehearsal")).run_test() as pilot:
        assert "REHEARSAL" in str(pilot.app.screen.query_one(SessionHead).render())
    await workspace.close()


async def test_they_are_paused_made_faster_and_sent_home_by_keys_in_the_footer(home: Home) -> None:
    async with practising(home, fast=False) as (seat, page):
        assert foot(page).startswith("F8 pause F4 speed 1× F10 end Enter save")
        await seat.press("f8")
        await seat.until(lambda: seat.said() == "The pretend people wait for you.")
        assert foot(page).startswith("F8 go on")
        await seat.press("f4")
        await seat.until(lambda: seat.said() == "They go on 2 times as fast.")
        entries = len(seat.workspace.writer.history.entries)
        await seat.type("mine")
        assert len(seat.workspace.writer.history.entries) == entries
        await seat.press("f4", "f4", "f8")
        await seat.until(lambda: seat.said() == "The pretend people go on." or page.pace.speed == 16)
        await seat.until(lambda: len(seat.workspace.writer.history.entries) > entries)
        await seat.press("f4")
        await seat.until(lambda: page.pace.speed == 1)
        await seat.press("f10")
        await seat.until(lambda: seat.said() == OVER and not page.playing)
        assert page.line.text == "mine"


async def test_it_is_opened_from_home_and_takes_the_place_of_the_one_before(home: Home) -> None:
    first = await prepare(home)
    (first / DRAFT).write_text('{"kind": "insight", "theme": "x", "text": "left over", "unsent": []}')
    before = load(first).session.id
    app = Console(home)
    async with app.run_test() as pilot:
        page = app.screen
        assert isinstance(page, HomePage)
        await page.action_rehearse()
        seat = Seat(pilot, app, page, None)  # type: ignore[arg-type]
        await until(lambda: isinstance(app.screen, RehearsalTable) and app.screen.playing)
        screen = app.screen
        assert isinstance(screen, RehearsalTable)
        assert screen.line.text == ""
        assert screen.workspace.session.id != before
        await pilot.press("escape", "q")
        await until(lambda: app.screen is page)
        assert seat.app.workspace is None
        await until(lambda: "1 session" in str(page.query_one(Head).render()))
    assert [folder.name for folder in home.sessions.iterdir() if folder.is_dir()] == ["rehearsal"]


async def until(condition: Callable[[], object]) -> None:
    """Wait for what takes a hundred entries."""
    end = asyncio.get_running_loop().time() + 60
    while not condition():
        assert asyncio.get_running_loop().time() < end
        await asyncio.sleep(0.01)


async def test_a_disk_that_refuses_ends_the_play_with_a_sentence(home: Home) -> None:
    async with practising(home, fast=False) as (seat, page):

        async def refuse(*_: object) -> None:
            raise NotWritten("Disk full: free some space.")

        await page.action_end_play()
        page.workspace.writer.do = refuse  # type: ignore[method-assign, assignment]
        await page._perform()
        assert seat.said() == "Disk full: free some space."


def test_the_draft_has_the_name_that_the_desk_gives_it() -> None:
    assert draft.NAME == DRAFT


async def test_a_pause_lasts_as_long_as_the_pace_says_even_if_that_changes_meanwhile() -> None:
    pace = Pace()
    pace.hold(paused=True)
    waiting = asyncio.ensure_future(pace.wait(3600 / AS_PEOPLE))
    await asyncio.sleep(0)
    assert [pace.faster() for _ in SPEEDS] == [*SPEEDS[1:], SPEEDS[0]]
    await asyncio.sleep(0)
    assert not waiting.done()
    pace.speed = 10**9
    pace.hold(paused=False)
    await asyncio.wait_for(waiting, 5)
