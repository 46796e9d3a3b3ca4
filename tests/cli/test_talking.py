"""How the command line talks: people's words on the terminal, progress, what was left out."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from workshop.cli.talk import at_terminal, progress, when


def test_show_prints_themes_questions_and_cards_with_their_marks(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text(
        "Day\n\nRoads : Why?\n\nInsights\n\n· Wet\n  Tags: safe\n· Dry\n\nRails\n\nInsights\n\n· Late\n", "utf-8"
    )
    run("import", path)
    assert run("show", "day").lines == [
        "Day",
        "",
        "1. Roads",
        "   Why?",
        "   I01  Wet #safe",
        "   I02  Dry",
        "",
        "2. Rails",
        "   I03  Late",
    ]


def test_lines_of_standard_input_become_cards(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run("new", "Park")
    (tmp_path / "said").write_bytes("one\n\nCafé\nlast".encode("cp1252"))
    with (tmp_path / "said").open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert run("add", "park", "--kind", "insight", "-").lines == ["I01", "I02", "I03"]
    assert [line.split("  ")[-1] for line in run("show", "park").lines[-3:]] == ["one", "Café", "last"]


def test_a_stream_that_is_no_list_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run("new", "Park")
    (tmp_path / "long").write_bytes(b"x" * 1_100_000)
    with (tmp_path / "long").open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        said = run("add", "park", "--kind", "insight", "-")
    assert said.status == 1
    assert "not a list of cards" in said.err


def test_progress_is_shown_on_a_terminal_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress("Merging [b]tables[/b]") as done:
        done(1, 2)
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with progress("Merging") as done:
        done(1, 2)
    assert pipe.getvalue() == ""


def test_a_moment_that_is_not_known_is_blank() -> None:
    assert when(0).strip() == ""
    assert len(when(1)) == len(when(0))


def test_a_rehearsal_goes_into_no_summit(run: Run) -> None:
    assert run("demo", "--fast").status == 0
    said = run("merge", "rehearsal", "--into", "quay")
    assert said.status == 1
    assert "rehearsal" in said.err


def test_a_summit_is_not_merged_into_itself(run: Run) -> None:
    run("new", "Nets")
    run("merge", "nets", "--into", "quay")
    assert "itself" in run("merge", "quay", "--into", "quay").err


def test_a_damaged_table_is_left_out_and_named(run: Run, tmp_path: Path) -> None:
    run("new", "Nets")
    run("new", "Boats")
    run("add", "boats", "--kind", "insight", "wet")
    for journal in (tmp_path / "home" / "sessions" / "boats" / "journal").glob("*.jsonl"):
        journal.write_bytes(journal.read_bytes().replace(b"o", b"0"))
    said = run("merge", "nets", "boats", "--into", "quay")
    assert (said.status, said.out) == (1, "quay\n")
    assert "boats" in said.err
    assert run("merge", "boats", "--into", "other").status == 1


def test_many_cards_that_look_alike_are_counted(run: Run) -> None:
    for number in range(2):
        run("new", f"Table {number}")
        run("add", f"table-{number}", "--kind", "insight", *NAMES)
    said = run("merge", "table-0", "table-1", "--into", "all")
    assert "more groups look alike. None was joined." in said.err


NAMES = (
    *("harbour", "orchard", "library", "station", "market", "cellar", "garden", "chapel", "quarry", "meadow", "bridge"),
    *("school", "tunnel", "canal", "bakery", "stadium", "museum", "theatre", "kiosk", "nursery", "clinic", "arcade"),
)


def test_a_session_that_was_begun_and_has_no_entry_is_said_to_be_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "home" / "sessions" / "void" / "journal").mkdir(parents=True)
    for command in (("show", "void"), ("check", "void"), ("export", "void")):
        said = run(*command)
        assert said.status == 1
        assert "no entries yet" in said.err


def test_a_damaged_catalogue_is_made_anew(run: Run, tmp_path: Path) -> None:
    run("new", "Nets")
    (tmp_path / "home" / "sessions" / "catalogue.json").write_text("{", "utf-8")
    said = run("list")
    assert said.lines[0].startswith("nets")
    assert "made anew" in said.err


@pytest.mark.parametrize("elsewhere", ["stdin", "stdout", "stderr"])
def test_a_console_is_opened_only_where_all_of_it_can_be_seen(monkeypatch: pytest.MonkeyPatch, elsewhere: str) -> None:
    for name in ("stdin", "stdout", "stderr"):
        stream = io.StringIO()
        monkeypatch.setattr(stream, "isatty", lambda name=name: name != elsewhere)
        monkeypatch.setattr(sys, name, stream)
    assert not at_terminal()


def test_the_console_needs_a_terminal(run: Run) -> None:
    run("new", "Nets")
    for command in ((), ("open", "nets")):
        said = run(*command)
        assert said.status == 1
        assert "needs a terminal" in said.err
