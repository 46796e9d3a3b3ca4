"""What is pasted lies in the temporary folder for as long as the program runs, however that ends."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from workshop.store.pasted import LOCK, PAPER, PREFIX, _room, clear_left_behind, keep_pasted

PASTES = (
    "from workshop.store.pasted import keep_pasted; print(*map(keep_pasted, ('One', 'Two')), sep='\\n', flush=True)"
)
IS_KILLED = "; import os, signal; os.kill(os.getpid(), signal.SIGKILL)"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of the test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def pasted(code: str, temporary: Path) -> list[Path]:
    """Return what a program of its own pastes."""
    environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))}
    ended = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    return [Path(line) for line in ended.stdout.splitlines()]


def test_it_is_gone_when_the_program_has_ended(temporary: Path) -> None:
    one, two = pasted(PASTES, temporary)
    assert one != two
    assert temporary in one.parents
    assert list(temporary.iterdir()) == []


def test_what_a_killed_program_left_is_gone_after_the_next_start(temporary: Path) -> None:
    one, two = pasted(PASTES + IS_KILLED, temporary)
    assert (one.read_text(), two.read_text()) == ("One", "Two")
    clear_left_behind()
    assert list(temporary.iterdir()) == []


def test_what_a_running_program_has_stays(temporary: Path) -> None:
    _room.cache_clear()
    paper = keep_pasted("One\n")
    assert (paper.name, paper.parent.parent.parent) == (PAPER, temporary)
    clear_left_behind()
    assert paper.read_bytes() == b"One\n"
    _room.cache_clear()


def test_what_is_called_alike_and_no_program_has_left_stays(temporary: Path) -> None:
    (temporary / f"{PREFIX}notes").mkdir()
    (temporary / f"{PREFIX}notes" / "mine.txt").write_text("mine")
    (temporary / f"{PREFIX}list.txt").write_text("a file")
    (temporary / "elsewhere").mkdir()
    (temporary / "elsewhere" / LOCK).touch()
    (temporary / f"{PREFIX}link").symlink_to(temporary / "elsewhere")
    before = sorted(temporary.rglob("*"))
    clear_left_behind()
    assert sorted(temporary.rglob("*")) == before


def test_another_person_s_stays(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (paper, _) = pasted(PASTES + IS_KILLED, temporary)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    clear_left_behind()
    assert paper.exists()


def test_without_a_temporary_folder_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", gone)
    clear_left_behind()
