from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_session_moves_in_a_file(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("new", "Leadership", "--table", "7")
    run("add", "leadership", "--kind", "insight", "Trust")
    stick = tmp_path / "stick"
    stick.mkdir()
    said = run("hand-over", "leadership", "--to", stick)
    assert said.lines == [str(stick / "leadership.workshop")]
    assert "2 entries handed over" in said.err
    refused = run("add", "leadership", "--kind", "insight", "Late")
    assert (refused.status, refused.out) == (1, "")
    assert "goes on at another laptop" in refused.err
    monkeypatch.setenv("WORKSHOP_HOME", str(tmp_path / "second"))
    taken = run("take-over", stick / "leadership.workshop")
    assert taken.lines == ["leadership"]
    assert "2 entries taken over. Phones that had joined come back at the new address." in taken.err
    assert run("add", "leadership", "--kind", "insight", "Tools").lines == ["T07-I02"]


def test_a_session_that_was_handed_over_can_be_taken_back(run: Run) -> None:
    run("new", "Leadership")
    file = run("hand-over", "leadership").lines[0]
    assert "“leadership” goes on here." in run("hand-over", "leadership", "--back").err
    run("add", "leadership", "--kind", "insight", "Trust")
    assert "1 entry was recorded on this laptop alone" in run("take-over", file).err
