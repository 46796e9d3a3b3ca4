"""A digest typed by hand: what is a heading, what a line, and what neither."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from workshop.importing.digest import DigestPage, read_digest
from workshop.model.errors import Unreadable

REFERENCE = Path(__file__).parent.parent.parent.parent / "shared" / "reference" / "day-2.txt"


def page(folder: Path, text: str, name: str = "page.txt") -> DigestPage:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return read_digest(file)


def test_what_is_listed_below_a_title_is_its_lines(tmp_path: Path) -> None:
    read = page(
        tmp_path,
        "Day two\nWe had a fine day.\nAfter dark\n- Light by hand\n- Tea for walkers\n\nMoney\n- A bank\nSee you.\n",
    )
    assert read.headings == (("After dark", ("Light by hand", "Tea for walkers")), ("Money", ("A bank",)))
    assert read.left_out == ((1, "Day two"), (2, "We had a fine day."), (9, "See you."))


def test_a_list_below_a_sentence_belongs_to_no_heading(tmp_path: Path) -> None:
    read = page(tmp_path, "They asked us these questions.\n- Will you come back?\n\nMoney\n- A bank\n")
    assert read.headings == (("Money", ("A bank",)),)
    assert read.left_out == ((1, "They asked us these questions."), (2, "- Will you come back?"))


def test_a_line_that_goes_on_below_is_one_line(tmp_path: Path) -> None:
    read = page(tmp_path, "Money\n- A bank that lends\n  boots\n- Another\nplain\n  apart\n")
    assert read.headings == (("Money", ("A bank that lends boots", "Another")),)
    assert read.left_out == ((5, "plain"), (6, "apart"))


def test_without_bullets_the_first_line_of_each_paragraph_is_its_heading(tmp_path: Path) -> None:
    read = page(tmp_path, "Day two\n\nAfter dark\nLight by hand\nTea for walkers\n\nMoney\nA bank\n")
    assert read.headings == (("After dark", ("Light by hand", "Tea for walkers")), ("Money", ("A bank",)))
    assert read.left_out == ((1, "Day two"),)


def test_a_word_file_says_what_is_a_heading(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("A heading that is longer than any other and says, in so many words, what it stands for today", 2)
    made.add_paragraph("Light by hand", style="List Bullet")
    made.save(str(tmp_path / "page.docx"))
    [(name, lines)] = read_digest(tmp_path / "page.docx").headings
    assert name.startswith("A heading that is longer")
    assert lines == ("Light by hand",)


def test_markdown_comes_in_as_well(tmp_path: Path) -> None:
    read = page(tmp_path, "# Day two\n\n## Money\n\n* A bank\n* A shop\n", "page.md")
    assert read.headings == (("Money", ("A bank", "A shop")),)


def test_a_page_with_nothing_listed_has_no_headings(tmp_path: Path) -> None:
    assert page(tmp_path, "Only one line\n").headings == ()
    with pytest.raises(Unreadable, match=r"page\.txt: this file is empty"):
        page(tmp_path, "\n")
    with pytest.raises(Unreadable, match="there is no such file"):
        read_digest(tmp_path / "none.txt")


def test_the_sixteen_lines_of_a_real_page_are_found_under_their_four_headings() -> None:
    if not REFERENCE.exists():
        pytest.skip("../shared/reference is not here")
    assert [len(lines) for _, lines in read_digest(REFERENCE).headings] == [4, 4, 4, 4]
