"""What the desk asks of the whole hall, in words that count down."""

from __future__ import annotations

import pytest

from tests.examples import with_each
from workshop.model.errors import Refused
from workshop.model.hall_plan import MINUTE, HallCue, HallPlan, cue_of, plan_from, plan_read, timed


def test_a_step_and_a_time_count_down_to_now() -> None:
    plan = plan_from(step=" Vote ", minutes=5, now=1000)
    assert plan == HallPlan(step="vote", until=1000 + 5 * MINUTE)
    assert cue_of(plan, 1000) == "Everyone: vote in 5 minutes"
    assert cue_of(plan, 1001 + 3 * MINUTE) == "Everyone: vote in 2 minutes"
    assert cue_of(plan, 1001 + 4 * MINUTE) == "Everyone: vote in 1 minute"
    assert cue_of(plan, plan.until) == "Everyone: vote now"


def test_a_time_without_a_step_and_a_step_without_a_time() -> None:
    assert cue_of(plan_from(minutes=10, now=0), 0) == "Everyone: 10 minutes left"
    assert cue_of(plan_from(minutes=10, now=0), 10 * MINUTE) == "Everyone: time is up"
    assert cue_of(plan_from(step="read back", now=0), 5) == "Everyone: read back now"
    assert cue_of(HallPlan(), 5) == ""


def test_sentence_time_and_question_stand_in_one_line() -> None:
    plan = plan_from("Coffee\nis ready", "What next?", "vote", 2, now=0)
    assert cue_of(plan, 0) == "Coffee is ready · Everyone: vote in 2 minutes · The hall's question: What next?"


@with_each(
    "text, step, minutes",
    [
        ("vote 5", "vote", 5),
        ("Vote in 5 minutes", "vote", 5),
        ("read back", "read back", 0),
        ("10", "", 10),
        ("10 min", "", 10),
        ("", "", 0),
    ],
)
def test_step_and_minutes_are_typed_as_people_say_them(text: str, step: str, minutes: int) -> None:
    plan = timed(HallPlan("Coffee", "What?", "vote", 9), text, 7)
    assert plan == HallPlan("Coffee", "What?", step, 7 + minutes * MINUTE if minutes else 0)


@with_each("text", ["dance 5", "vote 0", "vote 9999", "vote in five minutes"])
def test_what_is_no_step_or_no_time_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        timed(HallPlan(), text, 0)


def test_what_is_no_part_of_a_plan_is_left_out() -> None:
    plan = HallPlan("Coffee", "What next?", "vote", 5 * MINUTE)
    assert plan_read(plan._asdict()) == plan
    assert plan_read({"sentence": "two\nlines", "step": "dance", "until": "soon"}) == HallPlan("two lines")
    assert plan_read({"until": -1}) == HallPlan()


def test_in_a_tables_head_what_is_due_stands_first_on_the_desks_clock() -> None:
    cue = HallCue(HallPlan("Coffee", "What next?", "vote", 5 * MINUTE), ahead=2 * MINUTE)
    assert cue.at(4 * MINUTE) == "Everyone: vote in 3 minutes · The hall's question: What next? · Coffee"
    assert HallCue().at(5) == ""
