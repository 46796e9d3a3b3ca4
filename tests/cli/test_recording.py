"""new, add, undo and redo from the command line."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def show(run: Run, name: str) -> dict[str, object]:
    made: dict[str, object] = json.loads(run("show", name, "--json").out)
    return made


def texts(run: Run, name: str) -> list[str]:
    themes = show(run, name)["themes"]
    assert isinstance(themes, list)
    return [card["text"] for theme in themes for card in theme["cards"]]


def test_new_prints_the_slug_alone(run: Run) -> None:
    said = run("new", "Green spaces", "--table", "7", "--question", "Who comes in winter?")
    assert (said.status, said.out, said.err) == (0, "green-spaces\n", "")
    assert show(run, "green-spaces") == {
        "slug": "green-spaces",
        "title": "Green spaces",
        "table": "7",
        "themes": [{"title": "Green spaces", "question": "Who comes in winter?", "cards": []}],
    }


def test_the_same_title_twice_makes_two_sessions(run: Run) -> None:
    assert [run("new", "Round one").out for _ in range(3)] == ["round-one\n", "round-one-2\n", "round-one-3\n"]


def test_themes_are_given_with_their_questions(run: Run) -> None:
    run("new", "Day", "--theme", "Roads: Where do they end?", "--theme", "Rivers")
    themes = show(run, "day")["themes"]
    assert isinstance(themes, list)
    assert [(t["title"], t["question"]) for t in themes] == [("Roads", "Where do they end?"), ("Rivers", "")]


def test_a_question_and_themes_together_are_wrong_usage(run: Run) -> None:
    said = run("new", "Day", "--question", "Why?", "--theme", "Roads: Where?")
    assert said.status == 2
    assert "not both" in said.err


def test_a_template_brings_its_kinds(run: Run) -> None:
    run("new", "Looking back", "--template", "retrospective")
    said = run("add", "looking-back", "--kind", "insight", "x")
    assert said.status == 1
    assert "The kinds are" in said.err


def test_an_unknown_template_names_those_that_exist(run: Run) -> None:
    said = run("new", "X", "--template", "nonsense")
    assert said.status == 1
    assert "world-cafe" in said.err


def test_headings_come_in_the_language_of_the_session(run: Run) -> None:
    run("new", "Stadtpark", "--lang", "de", "--question", "Wer kommt?")
    run("add", "stadtpark", "--kind", "insight", "Die Wege sind nass")
    assert "Die Wege sind nass" in run("export", "stadtpark", "--format", "txt", "--output", "-").out


def test_add_prints_each_id(run: Run) -> None:
    run("new", "Park", "--table", "7")
    said = run("add", "park", "--kind", "insight", "one", "two")
    assert (said.status, said.lines) == (0, ["T07-I01", "T07-I02"])
    assert run("add", "park", "--kind", "experiment", "three").lines == ["T07-E01"]


def test_ids_have_no_table_part_where_there_is_no_table(run: Run) -> None:
    run("new", "Park")
    assert run("add", "park", "--kind", "I", "one").lines == ["I01"]


def test_a_session_is_named_by_a_unique_beginning_or_a_folder(run: Run, tmp_path: Path) -> None:
    run("new", "Park")
    run("new", "Path")
    assert run("add", "park", "--kind", "insight", "one").lines == ["I01"]
    assert run("add", tmp_path / "home" / "sessions" / "path", "--kind", "insight", "one").lines == ["I01"]
    said = run("add", "pa", "--kind", "insight", "one")
    assert said.status == 1
    assert "park, path" in said.err


@pytest.mark.parametrize(("theme", "place"), [("2", 1), ("riv", 1), ("Rivers", 1), ("1", 0), ("", 0)])
def test_a_theme_is_named_by_number_or_title(run: Run, theme: str, place: int) -> None:
    run("new", "Day", "--theme", "Roads", "--theme", "Rivers")
    assert run("add", "day", "--kind", "insight", "--theme", theme, "wet").status == 0
    themes = show(run, "day")["themes"]
    assert isinstance(themes, list)
    assert [len(t["cards"]) for t in themes] == [int(place == 0), int(place == 1)]


@pytest.mark.parametrize("theme", ["3", "0", "r", "nowhere"])
def test_a_theme_that_is_not_there_is_refused(run: Run, theme: str) -> None:
    run("new", "Day", "--theme", "Roads", "--theme", "Rivers")
    said = run("add", "day", "--kind", "insight", "--theme", theme, "wet")
    assert said.status == 1
    assert len(said.err.splitlines()) == 1


def test_what_cannot_be_a_card_is_said_and_the_others_are_recorded(run: Run) -> None:
    run("new", "Park")
    said = run("add", "park", "--kind", "insight", "one", "  ", "w" * 2_001, "two")
    assert (said.status, said.lines) == (1, ["I01", "I02"])
    assert "2,000 characters" in said.err
    assert texts(run, "park") == ["one", "two"]


def test_several_texts_are_one_act_and_one_undo_takes_them_back(run: Run) -> None:
    run("new", "Park")
    run("add", "park", "--kind", "insight", "one", "two", "  ", "three")
    assert "3 cards" in run("undo", "park").err
    assert texts(run, "park") == []
    run("redo", "park")
    assert texts(run, "park") == ["one", "two", "three"]


def test_control_characters_are_gone_before_they_are_recorded(run: Run) -> None:
    run("new", "Park")
    run("add", "park", "--kind", "insight", "a\x1b]2;owned\x07b\u202e")
    assert texts(run, "park") == ["a]2;ownedb"]


def test_undo_and_redo_survive_a_restart(run: Run) -> None:
    run("new", "Park")
    run("add", "park", "--kind", "insight", "one")
    run("add", "park", "--kind", "insight", "two")
    said = run("undo", "park")
    assert (said.status, said.out) == (0, "")
    assert "I02" in said.err
    assert texts(run, "park") == ["one"]
    assert run("redo", "park").status == 0
    assert texts(run, "park") == ["one", "two"]
    assert run("redo", "park").status == 1


def test_a_number_is_not_given_twice_after_an_undo(run: Run) -> None:
    run("new", "Park")
    run("add", "park", "--kind", "insight", "one")
    run("undo", "park")
    assert run("add", "park", "--kind", "insight", "two").lines == ["I02"]


def test_there_is_a_sentence_where_nothing_can_be_undone(run: Run) -> None:
    run("new", "Park")
    said = run("undo", "park")
    assert (said.status, said.err) == (1, "There is nothing to undo.\n")


@pytest.mark.parametrize("command", [("new", "Park"), ("import", "park.txt")])
@pytest.mark.parametrize("place", ["flush", "make_folder"])
def test_a_session_that_could_not_begin_leaves_nothing_behind(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], place: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    (tmp_path / "park.txt").write_text("Park\n\nTrees : Why?\n\nInsights\n\n· Wet\n", "utf-8")
    with monkeypatch.context() as disk:
        disk.setattr(f"workshop.store.journal.{place}", full)
        said = run(*command)
    assert (said.status, said.out) == (1, "")
    assert "could not be written (disk full). What was recorded before is safe; free some space" in said.err
    assert list((tmp_path / "home" / "sessions").iterdir()) == []
    assert run(*command).lines == ["park"]


def test_questions_ask_the_room_and_stand_together_however_they_are_given(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("new", "Park")
    said = run("add", "park", "--kind", "question", "Who pays?", " ")
    assert (said.status, said.lines) == (1, ["Q01"])
    assert said.err == "A card needs some words.\n1 of the cards was not recorded, as said above.\n"
    (tmp_path / "asked").write_text("Who digs?\nWho waters?\n", "utf-8")
    with (tmp_path / "asked").open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert run("add", "park", "--kind", "question", "-").lines == ["Q02", "Q03"]
    themes = json.loads(run("show", "park", "--json").out)["themes"]
    assert [[card["text"] for card in theme["cards"]] for theme in themes] == [
        [],
        ["Who pays?", "Who digs?", "Who waters?"],
    ]


def test_a_dash_among_texts_is_wrong_usage(run: Run) -> None:
    run("new", "Park")
    said = run("add", "park", "--kind", "insight", "-", "one")
    assert (said.status, said.out) == (2, "")
    assert "“-” takes the lines of standard input, and stands by itself." in said.err


def test_an_unknown_session_is_a_sentence(run: Run) -> None:
    said = run("show", "nowhere")
    assert said.status == 1
    assert said.err == "There is no session “nowhere”: nothing is recorded here yet. Start one with “workshop new”.\n"


ADD = (sys.executable, "-m", "workshop", "add", "park", "--kind", "insight", "-")


def given(text: bytes) -> subprocess.CompletedProcess[bytes]:
    """Add what is given to a process of its own, as from the shell."""
    return subprocess.run(ADD, input=text, capture_output=True, check=False, timeout=60)


def test_add_takes_a_card_from_each_line_of_standard_input(run: Run) -> None:
    run("new", "Park", "--table", "7")
    said = given("one\r\n\ntwo – three\n  \nlast without an end".encode())
    assert (said.returncode, said.stdout.split()) == (0, [b"T07-I01", b"T07-I02", b"T07-I03"])
    assert texts(run, "park") == ["one", "two – three", "last without an end"]


def test_lines_in_an_old_encoding_keep_their_letters(run: Run) -> None:
    run("new", "Park")
    given("Café – spät\n".encode("cp1252"))
    assert texts(run, "park") == ["Café – spät"]


def test_a_stream_without_lines_is_refused(run: Run) -> None:
    run("new", "Park")
    said = given(b"x" * 2_000_000)
    assert said.returncode == 1
    assert b"not a list of cards" in said.stderr
    assert said.stderr.count(b"\n") == 1


def test_each_id_is_printed_as_soon_as_its_card_is_on_the_disk(run: Run) -> None:
    run("new", "Park")
    with subprocess.Popen(ADD, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as adding:
        assert adding.stdin is not None
        assert adding.stdout is not None
        for number in range(1, 4):
            adding.stdin.write(b"a line\n")
            adding.stdin.flush()
            assert adding.stdout.readline() == b"I%02d\n" % number
        adding.stdin.close()


def test_a_second_writer_is_told_who_the_first_is(run: Run) -> None:
    run("new", "Park")
    with subprocess.Popen(ADD, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdin is not None
        assert first.stdout is not None
        first.stdin.write(b"one\n")
        first.stdin.flush()
        first.stdout.readline()
        second = run("add", "park", "--kind", "insight", "two")
        assert texts(run, "park") == ["one"]
        first.stdin.close()
    assert second.status == 1
    assert str(first.pid) in second.err
