"""A scale from the command line: opened, printed, typed in, revealed, and told only then."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from workshop.store.folder import load
from workshop.store.locations import Home, find_home, find_session

NAME = "green-spaces"


@pytest.fixture
def green(run: Run) -> Run:
    run("new", "Green spaces", "--table", "7")
    run("add", NAME, "--kind", "experiment", "Lend head torches", "Run a tea cart", "Mend the lit loop")
    run("add", NAME, "--kind", "insight", "Paths flood")
    return run


def home_of() -> Home:
    return find_home(None)


def told(run: Run) -> list[dict[str, Any]]:
    said = run("scale", NAME, "--json")
    assert (said.status, said.err) == (0, "")
    scales: list[dict[str, Any]] = json.loads(said.out)
    return scales


def test_a_filled_sheet_is_typed_in_and_nothing_of_it_is_told_before_the_reveal(green: Run) -> None:
    assert green("scale", NAME).out == ""
    assert green("scale", NAME, "open", "t07-e01", "T07-E02", "--title", "Where to begin").status == 0
    sheet = Path(green("scale", NAME, "sheet").out.strip())
    printed = re.findall(r"T07-E\d+", sheet.read_text(encoding="utf-8"))
    assert list(dict.fromkeys(printed)) == ["T07-E01", "T07-E02"]
    assert "1 ballot in." in green("scale", NAME, "answer", "T07-E01=4,2", "T07-E02=?,-").err
    assert "2 ballots in." in green("scale", NAME, "answer", "T07-E01=5,2").err
    before = [green("scale", NAME).out, green("show", NAME).out, green("show", NAME, "--json").out, str(told(green))]
    assert all("median" not in said and '"counts"' not in said for said in before)
    assert before[0] == (
        "Scale: Where to begin (open, 2 ballots in)\n   What was answered is secret until it is revealed.\n"
    )
    assert told(green)[0]["rows"] is None
    assert green("scale", NAME, "close").status == 0
    shown = green("scale", NAME, "reveal")
    assert shown.lines[0] == "Scale: Where to begin (revealed, 2 ballots in)"
    assert load(find_session(home_of(), NAME)).session.step == "reveal"
    assert "   How much difference would it make? 1 = hardly any, 5 = a great deal" in shown.lines
    assert "      T07-E01  Lend head torches  median 4.5 · middle half 4–5 · 2 answers" in shown.lines
    assert "      T07-E02  Run a tea cart  1 cannot say" in shown.lines
    assert "      T07-E02  Run a tea cart  no answer" in shown.lines
    assert shown.out in green("show", NAME).out
    row = told(green)[0]["rows"][0]
    assert (row["id"], row["answers"][0]["median"], row["answers"][1]["counts"]) == ("T07-E01", 4.5, [0, 2, 0, 0, 0])
    assert json.loads(green("show", NAME, "--json").out)["scales"] == told(green)


def test_lines_of_the_map_are_asked_about_in_words_of_ones_own(green: Run) -> None:
    green("map", NAME, "--line", "Light, by hand", "--heading", "After dark", "--source", "T07-E01")
    both = ("--question", "Does it help?|no|yes", "--question", "What does it cost?|nothing|a fortune")
    assert green("scale", NAME, "open", "L01", *both).status == 0
    assert green("scale", NAME, "answer", "l01=1,5").status == 0
    green("scale", NAME, "close")
    lines = green("scale", NAME, "reveal").lines
    assert lines[0] == "Scale (revealed, 1 ballot in)"
    assert "   What does it cost? 1 = nothing, 5 = a fortune" in lines
    assert "      L01  Light, by hand  median 5 · middle half 5 · 1 answer" in lines


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("open", "T07-E09"), "There is no card T07-E09 here."),
        (("answer", "T07-E01=1,2"), "No scale here is open or closed."),
        (("sheet",), "No scale here is open or closed."),
        (("close",), "No scale here is open."),
        (("reveal",), "No scale here is closed."),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(green: Run, arguments: tuple[str, ...], sentence: str) -> None:
    said = green("scale", NAME, *arguments)
    assert (said.status, said.out) == (1, "")
    assert sentence in said.err


@pytest.mark.parametrize("answer", ["T07-E01=6,1", "T07-E01=1", "T07-E01", "=1,2", "T07-E01=1,2,3", "T07-E01=a,b"])
def test_an_answer_that_cannot_be_read_takes_nothing_in(green: Run, answer: str) -> None:
    green("scale", NAME, "open", "T07-E01", "T07-E02")
    said = green("scale", NAME, "answer", "T07-E02=1,1", answer)
    assert (said.status, said.out) == (1, "")
    assert "Nothing was taken in." in said.err
    assert told(green)[0]["ballots"] == 0


def test_a_sheet_with_another_summits_cards_is_refused_whole(green: Run) -> None:
    green("scale", NAME, "open", "T07-E01")
    for answers in (("T07-E01=1,1", "T12-E01=2,2"), ("T07-E01=1,1", "T07-E02=2,2"), ("T07-E01=1,1", "T07-E01=2,2")):
        said = green("scale", NAME, "answer", *answers)
        assert said.status == 1
        assert len(said.err.splitlines()) == 1
    assert told(green)[0]["ballots"] == 0


def test_cards_and_lines_are_not_mixed_and_more_than_twelve_are_too_many(green: Run) -> None:
    green("map", NAME, "--line", "Light, by hand", "--heading", "After dark", "--source", "T07-E01")
    assert "not about both" in green("scale", NAME, "open", "L01", "T07-E01").err
    green("add", NAME, "--kind", "insight", *(f"Thing {number}" for number in range(12)))
    said = green("scale", NAME, "open", "--kind", "insight")
    assert said.status == 1
    assert "12" in said.err
    assert told(green) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "T07-E01"),
        ("open", "--question", "One|a|b"),
        ("open", "--question", "One|a|b", "--question", "Two"),
        ("count",),
    ],
)
def test_wrong_usage_ends_with_two(green: Run, arguments: tuple[str, ...]) -> None:
    assert green("scale", NAME, *arguments).status == 2
