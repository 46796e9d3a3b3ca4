"""A slip of the pen is not taken for a wish, and a command that finds nothing says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("scale", "park"), "No scale was made here yet."),
        (("bulletin", "park", "--list"), "No bulletin was issued yet."),
        (("plenary", "park"), "No front end was heard yet."),
        (("map", "park", "--suggest", "zebra"), "No card has words of this line."),
    ],
)
def test_where_nothing_is_found_it_is_said(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    run("new", "Park")
    said = run(*arguments)
    assert (said.status, said.out) == (0, "")
    assert said.err.startswith(sentence)


def test_a_summit_that_has_heard_no_table_says_so(run: Run, tmp_path: Path) -> None:
    run("new", "Park")
    (tmp_path / "home" / "sessions" / "park" / "wall").mkdir()
    said = run("summit", "park")
    assert (said.status, said.out, said.err) == (0, "", "No table was heard yet.\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("scale", "park", "answer"), "“answer” takes what a sheet says"),
        (("plenary", "park", "codes"), "“codes” takes --number N; 0 lets every phone vote again."),
        (("bulletin", "park", "--item", " "), "--item needs a title."),
        (("serve", "park", "--front", " "), "--front needs a short name"),
        (("serve", "park", "--address", "192.0.2.7:80"), "--address belongs to --front."),
        (("map", "park", "--line", "", "--heading", "Buses"), "--line needs the words of a line."),
    ],
)
def test_what_says_too_little_is_wrong_usage(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    run("new", "Park")
    said = run(*arguments)
    assert (said.status, said.out) == (2, "")
    assert sentence in said.err


def test_a_template_that_is_not_there_is_not_taken_for_a_wrong_one(run: Run) -> None:
    run("new", "Park")
    said = run("export", "park", "--template", "house.docx")
    assert (said.status, said.err) == (1, "house.docx: there is no such file. Look at its name and folder.\n")


def test_a_code_that_is_mistyped_is_told_what_to_type(run: Run) -> None:
    said = run("take-over", "ABCD-EFGH")
    assert said.status == 1
    assert said.err == (
        "ABCD-EFGH cannot be read (no such file or directory). Name the file that the other laptop wrote, or type the "
        "code that it shows, whole. Nothing was changed.\n"
    )
