from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.examples import with_each
from tests.publishing.sample_report import EMPTY, REPORT, ROOMS, one_card, summit
from workshop.model.text import one_line
from workshop.publishing.publication import export

if TYPE_CHECKING:
    from workshop.publishing.report import Report

TYPED = (
    "*a* _b_ **c** __d__",
    "1. x",
    "12) y",
    "- x",
    "+ x",
    "* x",
    "# x",
    "# x #",
    "> quoted",
    "<b>bold</b>",
    "&amp; &#42; &lt;",
    "[x](y) ![x](y) [^1]",
    "[x]: http://y",
    "`code` ``more``",
    "a | b",
    "| --- |",
    "back\\slash \\* \\",
    "~~gone~~",
    "~~~",
    "```",
    "___",
    "---",
    "***",
    "- - -",
    "=====",
    "-",
    "1.",
    "https://example.org/a_b_c?x=1&copy=2",
    "a@b.c <a@b.c> <https://example.org>",
    "-5 points",
    "two  blanks  inside",
    "$x$ :smile: {y}",
    "2.5 metres",
    "+",
    "&copy ; &",
)
PRESETS = ("commonmark", "commonmark without html", "gfm-like")


def rendered(preset: str, report: Report) -> list[str]:
    """Return the words of each list item as a Markdown renderer shows them."""
    options = {"html": False} if "without" in preset else {}
    page = MarkdownIt(preset.partition(" ")[0], options).render(export(report, "md").decode())
    items: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            del attrs
            if tag == "li":
                items.append("")
            elif tag in {"p", "h1", "h2", "h3", "ul", "hr"}:
                self.inside = False
            self.inside = tag in {"li", "a"}
            assert tag in {"li", "p", "h1", "h2", "h3", "ul", "hr", "a"}

        def handle_data(self, data: str) -> None:
            if items and self.inside and data != "\n":
                items[-1] += data

        def handle_endtag(self, tag: str) -> None:
            self.inside = tag == "a"

    Reader().feed(page)
    return items


@with_each("preset", PRESETS)
@with_each("text", TYPED)
def test_markdown_shows_a_card_as_it_was_typed(preset: str, text: str) -> None:
    assert rendered(preset, one_card(text)) == [text]


@given(st.text(alphabet=st.sampled_from("a1 .)-+*_#>`~|[]()<>&;:=\\$!{}'\"/@é"), min_size=1).map(one_line).filter(bool))
def test_any_text_stands_in_markdown_as_it_was_typed(text: str) -> None:
    assert rendered("commonmark", one_card(text)) == [text]


@with_each("text", TYPED)
def test_a_markdown_heading_keeps_its_words(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(export(replace(one_card("x"), title=text), "md").decode())
    assert tokens[0].tag == "h1"
    words = "".join(child.content for child in tokens[1].children or ())
    assert words == text


def test_the_results_are_a_markdown_table() -> None:
    page = MarkdownIt("commonmark").enable("table").render(export(REPORT, "md").decode())
    assert page.count("<table>") == 2
    assert '<td style="text-align:right">1=</td>' in page


def text_of(report: Report) -> list[str]:
    return export(report, "txt").decode().splitlines()


def test_text_has_the_shape_of_an_appendix() -> None:
    lines = text_of(one_card("a - card · with, signs"))
    shown = "Table||Rooms : Who keeps the key?||Insights||· a - card · with, signs||1 theme, 1 insight."
    assert lines == shown.split("|")


@with_each("title", ["Insights", "A : B", "Work: paid", "1. First", "ideas", "Theme 3", "Ideas", "Plan - b?"])
def test_a_theme_that_could_be_read_otherwise_is_labelled(title: str) -> None:
    assert f"Theme: {title}" in text_of(replace(REPORT, themes=(replace(ROOMS, title=title, question=""),)))


def test_a_labelled_theme_has_its_question_on_the_next_line() -> None:
    lines = text_of(replace(REPORT, themes=(replace(ROOMS, title="A : B", question="C : D?"),)))
    assert lines[lines.index("Theme: A : B") + 1] == "Question: C : D?"


def test_a_theme_without_a_question_is_its_title() -> None:
    assert "Streets and rooms" in text_of(replace(REPORT, themes=(replace(ROOMS, question=""),)))


def test_a_theme_without_cards_shows_its_lists_and_one_without_lists_its_label() -> None:
    lines = text_of(replace(REPORT, themes=(EMPTY,)))
    assert lines[5:10] == ["Theme: Work: paid and unpaid", "", "Insights", "", "Experiments"]
    assert "Theme: Care" in text_of(replace(REPORT, themes=(replace(EMPTY, title="Care", lists=()),)))


def test_a_kind_without_cards_has_no_heading() -> None:
    only = replace(ROOMS, lists=(ROOMS.lists[0], replace(ROOMS.lists[1], cards=())))
    assert "Experiments" not in text_of(replace(REPORT, themes=(only,)))


def test_no_line_of_a_vote_or_glossary_begins_like_a_card() -> None:
    lines = text_of(REPORT)
    assert sum(line.startswith("· ") for line in lines) == 4
    vote = lines.index("Vote: What shall we try first?")
    assert all(line.startswith("  ") for line in lines[vote + 1 : lines.index("", vote)])


def sheet_of(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(report, "csv").decode("utf-8-sig"), newline="")))


def test_the_sheet_has_one_row_per_card() -> None:
    rows = sheet_of(REPORT)
    assert [row["id"] for row in rows] == ["T07-I1", "T07-I2", "T07-E1", "T07-E2", ""]
    assert {name: value for name, value in rows[4].items() if value} == {"theme": EMPTY.title}
    assert rows[0]["tags"] == "access, phones"
    assert (rows[2]["first_step"], rows[2]["dots"], rows[2]["voters"]) == (
        "Ask the caretaker for one month",
        "5",
        "4",
    )
    assert (rows[0]["dots"], rows[1]["note"], rows[2]["cluster"]) == ("", "Said twice.", "Opening hours")


def test_the_sheet_is_quoted_marked_and_has_windows_line_ends() -> None:
    data = export(REPORT, "csv")
    assert data.startswith(b'\xef\xbb\xbf"table","theme"')
    assert data.count(b"\n") == data.count(b"\r\n") == 6


def test_the_sheet_ends_with_the_notes_that_are_to_be_printed() -> None:
    rows = sheet_of(replace(REPORT, notes=("Lunch at one\n(vegetarian)", "=1")))
    assert [(row["kind"], row["text"]) for row in rows[-2:]] == [("note", "Lunch at one (vegetarian)"), ("note", "'=1")]


@given(st.text().map(one_line).filter(bool))
def test_a_cell_is_the_text_or_the_text_behind_an_apostrophe(text: str) -> None:
    cell = sheet_of(one_card(text))[0]["text"]
    risky = re.match(r"[\s\u200c\u200d\ufe00-\ufe0f]*[=+\-@＝＋－＠]", text)
    assert cell == (f"'{text}" if risky else text)


def test_a_summit_names_its_tables() -> None:
    assert "Streets and rooms (Table 2)" in export(summit(2, 2), "md").decode().replace("\\", "")
    assert sheet_of(summit(2, 2))[-1]["table"] == "Table 2"
