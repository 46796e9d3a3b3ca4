"""The timer at the table: what its key offers, what it says as time runs out, and what it never does."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.console.seats import Seat, Seats
from workshop.live.workspace import Workspace
from workshop.model.commands import StartTimer
from workshop.model.errors import Refused
from workshop.model.session import Timer
from workshop.screens.session_head import Cues, SessionHead, remaining
from workshop.screens.table.screen import seconds_of
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.writer import now_ms


@pytest.mark.parametrize(
    ("ran", "figures", "word", "mood", "said"),
    [
        (0, "10:00", "time left", "", "10:00"),
        (539, "1:01", "time left", "", "1:01"),
        (540, "1:00", "last minute", "last", "last minute 1:00"),
        (600, "+0:00", "over time", "over", "over time 0:00"),
        (675, "+1:15", "over time", "over", "over time 1:15"),
    ],
)
def test_what_is_left_is_said_in_figures_and_in_a_word(ran: int, figures: str, word: str, mood: str, said: str) -> None:
    left = remaining(Timer(600, 1000), 1000 + ran * 1000)
    assert (*left, left.said) == (figures, word, mood, said)


def test_a_paused_timer_says_so() -> None:
    left = remaining(Timer(600, 0, 60_000, running=False), 10**9)
    assert (left.said, left.word) == ("paused 9:00", "paused")


def test_each_cue_is_said_once_also_when_seconds_are_missed() -> None:
    cues, timer = Cues(), Timer(400, 0)
    said = {now: cue for now in range(0, 500_000, 1700) if (cue := cues.passed(timer, now))}
    assert list(said.values()) == ["5 minutes left.", "1 minute left.", "The time is over."]
    assert [now // 1700 for now in said] == [59, 200, 236]


def test_after_the_laptop_slept_only_what_holds_now_is_said() -> None:
    cues, timer = Cues(), Timer(400, 0)
    assert cues.passed(timer, 1000) == ""
    assert cues.passed(timer, 3_600_000) == "The time is over."
    assert cues.passed(timer, 3_601_000) == ""


def test_a_timer_that_was_begun_anew_says_nothing_of_the_one_before() -> None:
    cues = Cues()
    cues.passed(Timer(400, 0), 1000)
    assert cues.passed(Timer(30, 0), 2000) == ""
    assert cues.passed(None, 3000) == ""
    assert cues.passed(Timer(30, 3000), 4000) == ""


@pytest.mark.parametrize(("text", "seconds"), [("10", 600), (" 2:30 ", 150), ("0:05", 5)])
def test_minutes_are_read_as_they_are_written(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "1:75", "-3", "2:x", "٣"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refused, match="such as 10 or 2:30"):
        seconds_of(text)


def head(seat: Seat) -> str:
    return str(seat.page.query_one(SessionHead).render())


async def choose(seat: Seat, words: str) -> None:
    await seat.press("v")
    await seat.answer("Choose", *("space" if sign == " " else sign for sign in words), "enter")


async def test_it_is_started_paused_lengthened_shortened_begun_anew_and_stopped(sit: Seats) -> None:
    async with sit() as seat:
        await seat.press("escape", "v")
        await seat.answer("Ask", *"10", "enter")
        await seat.until(lambda: "10:00" in head(seat) or "9:5" in head(seat))
        await choose(seat, "pause")
        await seat.until(lambda: "paused" in head(seat))
        await choose(seat, "five")
        await seat.until(lambda: seat.workspace.session.timer and seat.workspace.session.timer.seconds == 900)
        await choose(seat, "less")
        await seat.until(lambda: seat.workspace.session.timer and seat.workspace.session.timer.seconds == 840)
        await choose(seat, "go on")
        await seat.until(lambda: "paused" not in head(seat))
        await seat.press("v")
        await seat.ask("Choose")
        await seat.press(*"again", "enter")
        await seat.answer("Ask", *"0:30", "enter")
        await seat.until(lambda: "last minute 0:" in head(seat))
        await choose(seat, "stop")
        await seat.until(lambda: seat.workspace.session.timer is None)
        await seat.until(lambda: "last minute" not in head(seat))


async def test_the_end_is_said_quietly_and_rung_only_where_that_was_asked_for(
    sit: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[str] = []
    clock = [now_ms()]
    monkeypatch.setattr("workshop.screens.session_head.now_ms", lambda: clock[0])
    async with sit() as seat:
        monkeypatch.setattr(seat.app, "bell", lambda: rung.append("bell"))
        for bell in (False, True):
            await seat.workspace.do(StartTimer(3600))
            if bell:
                await seat.press("escape")
                await seat.until(lambda: seat.page.place == "cards")
                await choose(seat, "bell")
                await seat.until(lambda: seat.said() == "The bell rings once when the time is over.")
                await seat.press("escape")
                await seat.until(lambda: seat.page.place == "line")
            await seat.type("half a")
            timer = seat.workspace.session.timer
            assert timer is not None
            for clock[0] in (timer.since + 1000, timer.since + 3_600_500):
                seat.page.query_one(SessionHead)._second()
            await seat.until(lambda: seat.said() == "The time is over.")
            await seat.type(" line")
            assert seat.page.focused is seat.page.line
            assert seat.page.line.text.endswith("half a line")
            assert "over time 0:0" in head(seat)
            assert rung == ["bell"] * bell
            seat.page.say("")


def test_it_goes_on_after_a_restart_as_if_there_had_been_none(home: Home, folder: Path) -> None:
    async def start() -> None:
        workspace = Workspace(home, folder)
        await workspace.do(StartTimer(600))
        await workspace.close()

    began = now_ms()
    asyncio.run(start())
    timer = load(folder).session.timer
    assert timer is not None
    assert began <= timer.since <= now_ms()
    assert timer.left(timer.since + 200_000) == 400_000
