"""The map of a second day from the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run

NAME = "green-spaces"


@pytest.fixture
def green(run: Run) -> Run:
    run("new", "Green spaces", "--table", "7", "--theme", "Winter: Who comes?", "--theme", "Summer")
    run("add", NAME, "--kind", "experiment", "Lend head torches at the library", "Winter tea cart run by the school")
    run("add", NAME, "--kind", "experiment", "--theme", "2", "One lit loop, tested for a month", "Ask the dog walkers")
    run("add", NAME, "--kind", "insight", "Paths flood")
    return run


def shown(run: Run, *more: str) -> dict[str, Any]:
    said = run("map", NAME, "--json", *more)
    assert (said.status, said.err) == (0, "")
    made: dict[str, Any] = json.loads(said.out)
    return made


def test_a_session_that_is_no_summit_has_a_map_all_the_same(green: Run) -> None:
    assert shown(green) == {
        "kind": "experiment",
        "counts": {"cards": 4, "placed": 0, "in_lines": 0, "left_out": 0, "undecided": 0, "unplaced": 4},
        "headings": [],
        "left_out": [],
        "undecided": [],
        "unplaced": ["T07-E01", "T07-E02", "T07-E03", "T07-E04"],
        "open_questions": [],
    }
    assert shown(green, "--kind", "insights")["unplaced"] == ["T07-I01"]


def test_each_act_is_one_entry_and_the_json_tells_all_of_it(green: Run) -> None:
    said = green("map", NAME, "--place", "T07-E01", "t07-e02", "--heading", "After dark")
    assert (said.status, said.out) == (0, "")
    assert "Made the heading “After dark”" in said.err
    assert "Placed 2 · in lines 0 · left out 0 · not yet looked at 2 of 4." in said.err
    said = green("map", NAME, "--line", "Light, by hand", "--heading", "after", "--source", "T07-E01", "T07-E03")
    assert (said.status, said.out) == (0, "L01\n")
    assert "Made" not in said.err
    assert green("map", NAME, "--leave-out", "T07-E04", "--reason", "said twice").status == 0
    assert green("map", NAME, "--undecided", "T07-E02").status == 0
    assert shown(green) == {
        "kind": "experiment",
        "counts": {"cards": 4, "placed": 2, "in_lines": 2, "left_out": 1, "undecided": 1, "unplaced": 0},
        "headings": [
            {
                "name": "After dark",
                "cards": ["T07-E01", "T07-E03"],
                "lines": [
                    {
                        "id": "L01",
                        "text": "Light, by hand",
                        "sources": ["T07-E01", "T07-E03"],
                        "changed": False,
                        "dots": None,
                        "comparable": True,
                    }
                ],
            }
        ],
        "left_out": [{"id": "T07-E04", "reason": "said twice"}],
        "undecided": ["T07-E02"],
        "unplaced": [],
        "open_questions": [],
    }
    green("undo", NAME)
    assert shown(green)["headings"][0]["cards"] == ["T07-E01", "T07-E02", "T07-E03"]


def test_the_map_can_be_read_as_text(green: Run) -> None:
    green("map", NAME, "--line", "Light", "--heading", "After dark", "--source", "T07-E01")
    green("map", NAME, "--line", "Out of the blue", "--heading", "After dark")
    green("map", NAME, "--leave-out", "T07-E04", "--reason", "said twice")
    assert green("map", NAME).lines == [
        "placed 1 · in lines 1 · left out 1 · not yet looked at 2 of 4",
        "",
        "After dark",
        "   L01  Light",
        "        from T07-E01",
        "   L02  Out of the blue",
        "        from no card",
        "   T07-E01  Lend head torches at the library  [Winter]",
        "",
        "Left out: 1",
        "   T07-E04  Ask the dog walkers  [Summer]  (said twice)",
        "",
        "Not yet placed: 2",
        "   T07-E02  Winter tea cart run by the school  [Winter]",
        "   T07-E03  One lit loop, tested for a month  [Summer]",
    ]


def test_a_line_under_a_new_heading_is_one_act(green: Run) -> None:
    said = green("map", NAME, "--line", "Light", "--heading", "After dark")
    assert said.out == "L01\n"
    assert "Made the heading" in said.err
    green("undo", NAME)
    assert shown(green)["headings"] == []


def test_likely_sources_are_suggested_best_first(green: Run) -> None:
    said = green("map", NAME, "--suggest", "torches, lent by libraries")
    assert said.lines[0] == "T07-E01\tLend head torches at the library"
    assert len(said.lines) <= 5
    assert green("map", NAME, "--suggest", "xyzzy").lines == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--place", "T07-E99", "--heading", "Light"), "There is no card T07-E99 here."),
        (("--place", "T07-E01", "--heading", "Aftr dark"), "Did you mean “After dark”?"),
        (("--place", "T07-E01", "--heading", "After"), "begins several headings"),
        (("--place", "T07-E02", "--heading", "After dark"), "T07-E02 is placed there already."),
        (("--line", "Light", "--heading", "After dark", "--source", "E01"), "There is no card E01 here."),
        (("--json", "--kind", "risk"), "There is no kind “risk” here."),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(green: Run, arguments: tuple[str, ...], sentence: str) -> None:
    green("map", NAME, "--place", "T07-E02", "--heading", "After dark")
    green("map", NAME, "--place", "T07-E03", "--heading", "After noon and a long walk")
    before = shown(green)
    said = green("map", NAME, *arguments)
    assert said.status == 1
    assert said.out == ""
    assert sentence in said.err
    assert shown(green) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("--place", "T07-E01"),
        ("--heading", "Light"),
        ("--place", "T07-E01", "--heading", "Light", "--undecided", "T07-E02"),
        ("--undecided", "T07-E01", "--json"),
        ("--source", "T07-E01"),
        ("--undecided", "T07-E01", "--reason", "twice"),
        ("T07-E01",),
        ("--line", "Light", "--heading", "Dark", "T07-E01"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(green: Run, arguments: tuple[str, ...]) -> None:
    assert green("map", NAME, *arguments).status == 2
    assert shown(green)["headings"] == []


def test_find_leads_from_a_card_to_its_line_and_heading(green: Run) -> None:
    assert green("find", "torches").lines == [f"{NAME}  T07-E01  Lend head torches at the library"]
    green("map", NAME, "--line", "Light", "--heading", "After dark", "--source", "T07-E01")
    assert green("find", "torches").lines == [
        f"{NAME}  T07-E01  Lend head torches at the library  [in L01 “Light” · under “After dark”]"
    ]
    assert green("find", "loop").lines == [f"{NAME}  T07-E03  One lit loop, tested for a month  [not yet placed]"]


def test_a_question_to_the_room_is_asked_like_a_card(green: Run) -> None:
    assert green("add", NAME, "--kind", "question", "Will you come back?").out == "T07-Q01\n"
    assert green("add", NAME, "--kind", "questions to the room", "And then?").out == "T07-Q02\n"
    assert "Open questions: 2" in green("export", NAME, "--format", "txt").err


def test_no_words_to_suggest_for_are_a_wrong_usage(green: Run) -> None:
    said = green("map", NAME, "--suggest", " ")
    assert (said.status, said.out) == (2, "")
    assert "--suggest needs the words of a line." in said.err
