"""Tables' folders as they come from sticks: in part, with a wrong clock, from a copied machine. All of it is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.store.making import NOON, Pen, make

CENTURY = 100 * 365 * 86_400_000


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A memory stick with the folder of one table."""
    make(tmp_path / "stick" / "table-1", "Trust", "Time", table="1")
    return tmp_path / "stick"


def test_a_merge_names_a_folder_that_came_without_its_journal(run: Run, stick: Path) -> None:
    shutil.copytree(stick / "table-1", stick / "table-2")
    (stick / "table-2" / "session.json").write_text("{}")
    shutil.rmtree(stick / "table-2" / "journal")
    said = run("merge", stick, "--into", "hall")
    assert (said.status, said.lines) == (1, ["hall"])
    assert f"{stick / 'table-2'} was left out: it has no folder “journal”. Copy the whole folder again." in said.err


def test_a_merge_names_entries_that_share_an_id_and_clocks_that_were_wrong(run: Run, stick: Path) -> None:
    other = Pen(stick / "table-1", NOON + CENTURY)
    other.journal.append([other.history.entries[-1]._replace(by="participant")])
    other.add("Late")
    said = run("merge", stick, "--into", "hall")
    assert (said.status, said.lines) == (0, ["hall"])
    assert "Two different entries have the id" in said.err
    assert "Some entries of table 1 (“Leadership”) are dated 2126" in said.err


def test_what_has_lost_its_beginning_is_neither_shown_nor_changed(run: Run, stick: Path, tmp_path: Path) -> None:
    table = tmp_path / "home" / "sessions" / "table-1"
    shutil.copytree(stick / "table-1", table)
    Pen(table, NOON + 60_000).add("Late")
    next(path for path in (table / "journal").iterdir() if b"SessionStarted" in path.read_bytes()).unlink()
    kept = {path: path.read_bytes() for path in (table / "journal").iterdir()}
    for command in (("show",), ("undo",), ("add", "--kind", "insight", "More"), ("check",)):
        said = run(command[0], "table-1", *command[1:])
        assert said.status == 1
        assert "the journal with the session's beginning is missing. Nothing was changed." in said.err
    assert {path: path.read_bytes() for path in (table / "journal").iterdir()} == kept
    assert run("check", "table-1", "--repair").status == 0
    assert "Late" in run("show", "table-1").out


def test_find_says_which_sessions_it_could_not_look_through(run: Run, stick: Path, tmp_path: Path) -> None:
    shutil.copytree(stick, tmp_path / "home" / "sessions")
    damaged = make(tmp_path / "home" / "sessions" / "table-2", "Trust")
    damaged.path.write_bytes(damaged.path.read_bytes().replace(b"Trust", b"Crust"))
    said = run("find", "trust")
    assert [line.split()[0] for line in said.lines] == ["table-1"]
    assert said.err == "Not looked through, as they are damaged: table-2. Run “workshop check” on each.\n"
