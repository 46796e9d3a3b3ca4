"""Files of the summit that only their owner may read: passwords and keys, and the plan with which a wall goes on."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from workshop.model.hall_plan import HallPlan, plan_read
from workshop.store.atomic_files import PRIVATE, flush, flush_folder, make_folder, write_file

PLAN: Final = "plan.json"


def write_secret(path: Path, data: bytes) -> None:
    """Put ``data`` in place, whole, readable by its owner alone. Raises ``NotWritten``."""
    write_file(path, data, PRIVATE)


def write_settings(path: Path, settings: dict[str, Any]) -> None:
    """Keep some settings. Raises ``NotWritten``."""
    write_secret(path, json.dumps(settings, indent=1).encode())


def read_settings(path: Path) -> dict[str, Any]:
    """Return what was kept; nothing where nothing was, or where it cannot be read."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_plan(folder: Path, plan: HallPlan) -> None:
    """Keep the plan. Raises ``NotWritten``."""
    write_settings(folder / PLAN, plan._asdict())


def read_plan(folder: Path) -> HallPlan:
    """Return the plan that was kept; an empty one where there is none, or where it cannot be read."""
    return plan_read(read_settings(folder / PLAN))


def write_behind(path: Path, end: int, data: bytes) -> None:
    """Put ``data`` behind the first ``end`` bytes of a file, and flush: a kill may have left something half written.

    Raises ``OSError``; then the file ends there.
    """
    make_folder(path.parent)
    is_new = not path.exists()
    file = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE)
    try:
        os.ftruncate(file, end)
        os.lseek(file, 0, os.SEEK_END)
        view = memoryview(data)
        while view:
            view = view[os.write(file, view) :]
        flush(file)
    except OSError:
        with suppress(OSError):
            os.ftruncate(file, end)
        raise
    finally:
        os.close(file)
    if is_new:
        flush_folder(path.parent)
