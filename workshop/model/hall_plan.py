"""What the desk of a summit asks of the whole hall: a sentence, a question, a step of the session, and a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from workshop.model.errors import Refused
from workshop.model.text import one_line, plain

MINUTE: Final = 60_000
MOST_MINUTES: Final = 480
LONGEST: Final = 500

STEPS: Final = {
    "capture": "record cards",
    "read back": "read back",
    "vote": "vote",
    "result": "show the result",
    "appendix": "look at the appendix",
}
"""The steps of a session, and what they are called to people."""

_STEP_AND_MINUTES: Final = re.compile(r"(?P<step>.*?)\s*(?:in\s+)?(?P<minutes>\d{1,4})?\s*(?:min|minutes?)?")


class HallPlan(NamedTuple):
    """What every table reads. ``until`` is the moment on the desk's clock (0: none) at which ``step`` is due."""

    sentence: str = ""
    question: str = ""
    step: str = ""
    until: int = 0


class HallCue(NamedTuple):
    """What a table reads of it, on a clock that is ``ahead`` of the desk's by so many milliseconds."""

    plan: HallPlan = HallPlan()
    ahead: int = 0

    def at(self, now: int) -> str:
        """Return it in words at ``now``, for the head of the table's screen."""
        return in_head(self.plan, now - self.ahead)


def plan_from(
    sentence: str = "", question: str = "", step: str = "", minutes: int | None = None, *, now: int
) -> HallPlan:
    """Return a plan of what was asked for. Raises ``Refused`` for a step that sessions have not."""
    known = plain(step)
    if known and known not in STEPS:
        raise Refused(f"“{one_line(step)}” is not a step. The steps are: {', '.join(STEPS)}.")
    if minutes is not None and not 0 < minutes <= MOST_MINUTES:
        raise Refused(f"Give a time from 1 to {MOST_MINUTES} minutes.")
    until = now + minutes * MINUTE if minutes else 0
    return HallPlan(one_line(sentence), one_line(question), known, until)


def timed(plan: HallPlan, text: str, now: int) -> HallPlan:
    """Return ``plan`` with the step and the minutes of a text: "vote 5", "read back", "10". An empty one ends both."""
    found = _STEP_AND_MINUTES.fullmatch(text.strip())
    step, minutes = (found["step"], found["minutes"]) if found else (text, None)
    asked = plan_from(step=step, minutes=int(minutes) if minutes else None, now=now)
    return plan._replace(step=asked.step, until=asked.until)


def plan_read(kept: Mapping[str, object]) -> HallPlan:
    """Return a plan from what was kept or sent of it; of what is no part of one, nothing."""
    sentence, question, step = (one_line(str(kept.get(name, "")))[:LONGEST] for name in HallPlan._fields[:3])
    until = kept.get("until", 0)
    known = step if step in STEPS else ""
    return HallPlan(sentence, question, known, until if isinstance(until, int) and until > 0 else 0)


def cue_of(plan: HallPlan, now: int) -> str:
    """Return what the tables read: "Everyone: vote in 5 minutes". Nothing where nothing is asked."""
    return " · ".join(part for part in (plan.sentence, _due(plan, now), _question(plan)) if part)


def in_head(plan: HallPlan, now: int) -> str:
    """Return the same for the head of a table's screen: what is due stands first, as the rest may be cut there."""
    return " · ".join(part for part in (_due(plan, now), _question(plan), plan.sentence) if part)


def _question(plan: HallPlan) -> str:
    return f"The hall's question: {plan.question}" if plan.question else ""


def _due(plan: HallPlan, now: int) -> str:
    if not plan.until:
        return f"Everyone: {STEPS[plan.step]} now" if plan.step else ""
    left = plan.until - now
    if left <= 0:
        return f"Everyone: {STEPS[plan.step]} now" if plan.step else "Everyone: time is up"
    minutes = -(-left // MINUTE)
    time = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"Everyone: {STEPS[plan.step]} in {time}" if plan.step else f"Everyone: {time} left"
