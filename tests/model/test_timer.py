from __future__ import annotations

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.apply import apply
from workshop.model.session import EMPTY, Timer


def left(it: Table) -> int:
    assert it.session.timer is not None
    return it.session.timer.left(it.now) // 1000


def test_a_timer_counts_down() -> None:
    it = table()
    it.do(c.StartTimer(60))
    it.now += 10_000
    assert left(it) == 50


def test_a_paused_timer_stands_still_and_then_goes_on() -> None:
    it = table()
    it.do(c.StartTimer(60))
    it.now += 9_000
    it.do(c.PauseTimer())
    it.now += 100_000
    assert left(it) == 50
    it.do(c.ResumeTimer())
    it.now += 20_000
    assert left(it) == 30
    it.do(c.PauseTimer())
    assert left(it) == 29


def test_a_timer_is_made_longer_and_shorter() -> None:
    it = table()
    it.do(c.StartTimer(60))
    it.do(c.ExtendTimer(60))
    assert left(it) == 119
    it.do(c.ExtendTimer(-30))
    assert left(it) == 88


def test_more_time_after_the_end_counts_from_now() -> None:
    it = table()
    it.do(c.StartTimer(60))
    it.now += 119_000
    it.do(c.ExtendTimer(30))
    assert left(it) == 30


def test_a_timer_is_stopped() -> None:
    it = table()
    it.do(c.StartTimer(60))
    it.do(c.StopTimer())
    assert it.session.timer is None


def test_a_clock_that_is_set_back_gives_no_time() -> None:
    it = table()
    it.do(c.StartTimer(60))
    it.now -= 90_000
    assert left(it) == 60
    assert apply(it.session, e.TimerPaused(0)).timer == Timer(60, since=0, running=False)


def test_what_a_timer_cannot_do_is_refused() -> None:
    it = table()
    for command in (c.PauseTimer(), c.ResumeTimer(), c.ExtendTimer(1), c.StopTimer()):
        assert it.refused(command) == "No timer is set."
    for seconds in (0, -1, 24 * 60 * 60 + 1):
        assert it.refused(c.StartTimer(seconds)) == "A timer runs from one second to a day."
    it.do(c.StartTimer(60))
    assert it.refused(c.ResumeTimer()) == "The timer is running already."
    assert it.refused(c.ExtendTimer(0)) == "Say by how many seconds."
    assert it.refused(c.ExtendTimer(-60)) == "A timer runs from one second to a day."
    it.do(c.PauseTimer())
    assert it.refused(c.PauseTimer()) == "The timer is paused already."


def test_timer_facts_without_a_timer_change_nothing() -> None:
    for event in (e.TimerPaused(1), e.TimerResumed(1), e.TimerExtended(1), e.TimerStopped(1)):
        assert apply(EMPTY, event) == EMPTY
    running = apply(EMPTY, e.TimerStarted(0, 9))
    assert apply(running, e.TimerResumed(5)) == running
    assert apply(running, e.TimerExtended(-99)).timer == Timer(0, 0)
