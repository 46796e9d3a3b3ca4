"""The hall's plan in a file beside the desk's: a wall started anew goes on with it, and a command sets it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from workshop.model.hall_plan import HallPlan, plan_read
from workshop.sync.files import read_settings, write_settings

FILE: Final = "plan.json"


def write_plan(folder: Path, plan: HallPlan) -> None:
    """Keep the plan. Raises ``NotWritten``."""
    write_settings(folder / FILE, plan._asdict())


def read_plan(folder: Path) -> HallPlan:
    """Return the plan that was kept; an empty one where there is none, or where it cannot be read."""
    return plan_read(read_settings(folder / FILE))
