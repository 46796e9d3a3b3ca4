"""What list and log say, and who else on the computer may read what is kept."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import pytest

from workshop.live.draft import Draft, write_draft

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_the_log_says_what_was_taken_back_and_what_was_done_again(run: Run) -> None:
    run("new", "Park")
    run("add", "park", "--kind", "insight", "one")
    for command in ("undo", "redo", "undo"):
        run(command, "park")
    said = [line.partition("  ")[2] for line in run("log", "park").lines][2:]
    assert said == [
        "Took back: Added I01  (undone)",
        "Did again: Added I01",
        "Took back: Added I01",
    ]


def test_one_is_counted_as_one(run: Run) -> None:
    run("new", "Park")
    run("add", "park", "--kind", "experiment", "one")
    assert "   0 insights     1 experiment   " in run("list").lines[0]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_what_was_hidden_or_is_being_typed_is_readable_by_its_owner_alone(run: Run, tmp_path: Path) -> None:
    run("new", "Park")
    run("add", "park", "--kind", "insight", "one")
    run("export", "park")
    home = tmp_path / "home"
    write_draft(home / "sessions" / "park", Draft(text="half a line"))
    for name in ("catalogue.json", "park/session.json", "park/draft.json"):
        assert stat.S_IMODE((home / "sessions" / name).stat().st_mode) == 0o600
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o044 for path in (home / "exports" / "park").iterdir())
