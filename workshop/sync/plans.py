"""The hall's plan in a file beside the desk's: a wall started anew goes on with it, and a command sets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model.hall_plan import STEPS, HallPlan
from workshop.model.text import one_line
from workshop.sync.files import read_settings, write_settings

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "plan.json"


def write_plan(folder: Path, plan: HallPlan) -> None:
    """Keep the plan. Raises ``NotWritten``."""
    write_settings(folder / FILE, plan._asdict())


def read_plan(folder: Path) -> HallPlan:
    """Return the plan that was kept; an empty one where there is none, or where it cannot be read."""
    kept = read_settings(folder / FILE)
    sentence, question, step = (one_line(str(kept.get(name, ""))) for name in ("sentence", "question", "step"))
    until = kept.get("until", 0)
    return HallPlan(
        sentence, question, step if step in STEPS else "", until if isinstance(until, int) and until > 0 else 0
    )
