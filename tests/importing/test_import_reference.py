"""The paper of a real summit, read whole. It lies beside the repository and is not part of it."""

from __future__ import annotations

import io
import re
import textwrap
from pathlib import Path

import docx
import pytest

from tests.examples import with_each
from workshop.importing.importer import paper_of, read_paper
from workshop.importing.paper import Paper
from workshop.publishing.formats import text as as_text
from workshop.publishing.report import Report, ReportCard, ReportList, ReportTheme

REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference" / "appendix-a.txt"
KINDS = (("insight", "Insights"), ("experiment", "Experiments"))

pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason=f"the reference paper is not at {REFERENCE}")


@pytest.fixture(scope="module")
def paper() -> Paper:
    return read_paper(REFERENCE)


def said(paper: Paper) -> list[str]:
    return [card.text for theme in paper.themes for card in theme.cards]


def bullets(text: str) -> list[str]:
    """Every bullet by the simplest rule: a dot, then all until the next dot, list name or heading."""
    found: list[str] = []
    going = False
    for line in text.splitlines():
        if line.startswith("·"):
            found.append(line[1:].strip())
            going = True
        elif line.strip() in {"Insight", "Insights", "Experiments"} or " : " in line or line == "The Model":
            going = False
        elif going and line.strip():
            found[-1] += f" {line.strip()}"
    return found


def test_it_has_13_themes_74_insights_and_85_experiments(paper: Paper) -> None:
    kinds = [card.kind for theme in paper.themes for card in theme.cards]
    assert (len(paper.themes), kinds.count("insight"), kinds.count("experiment")) == (13, 74, 85)


def test_nothing_is_left_out_and_nothing_needs_a_remark(paper: Paper) -> None:
    assert (paper.notes, paper.remarks) == ((), ())
    assert (paper.title, paper.subtitle) == ("The Total Place Summit : Appendix A", "Output from table conversations")


def test_every_bullet_has_its_words_in_their_order(paper: Paper) -> None:
    assert said(paper) == bullets(REFERENCE.read_text(encoding="utf-8"))


def test_each_theme_has_its_title_and_question(paper: Paper) -> None:
    titles = [theme.title for theme in paper.themes]
    assert titles[5:8] == ["Funding 1", "Funding 2", "Funding 3"]
    assert titles[-1] == "The Model"
    assert all(theme.question for theme in paper.themes)


@with_each("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
@with_each("line_end", ["\n", "\r\n", "\r"])
def test_it_is_the_same_in_any_encoding(paper: Paper, encoding: str, line_end: str) -> None:
    text = REFERENCE.read_text(encoding="utf-8").replace("\n", line_end)
    assert paper_of(text.encode(encoding), name="appendix.txt") == paper


@with_each("glyph", ["•", "-", "*", "+", "o", "▪", "●", "1.", "a)", "[ ]", "•\t", "\uf0b7"])
def test_it_is_the_same_with_any_glyph(paper: Paper, glyph: str) -> None:
    text = REFERENCE.read_text(encoding="utf-8").replace("\n·", f"\n{glyph} ")
    assert said(paper_of(text.encode(), name="appendix.txt")) == said(paper)


def test_it_is_the_same_without_blank_lines_but_before_titles(paper: Paper) -> None:
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    assert said(paper_of("\n".join(line for line in lines if line.strip()).encode())) == said(paper)


def test_it_is_the_same_in_word_whatever_the_styles(paper: Paper) -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    plain, styled = docx.Document(), docx.Document()
    for line in text.splitlines():
        plain.add_paragraph(line)
        is_title = " : " in line[:40] or line == "The Model"
        is_name = line in {"Insight", "Insights", "Experiments"}
        style = "Heading 1" if is_title and not line.startswith("·") else "Heading 2" if is_name else "Normal"
        bullet = line.startswith("·")
        if line.strip():
            styled.add_paragraph(line.removeprefix("·").strip(), "List Bullet" if bullet else style)
    for document in (plain, styled):
        whole = io.BytesIO()
        document.save(whole)
        assert said(paper_of(whole.getvalue())) == said(paper)


@with_each(
    "pattern, instead",
    [
        (" : ", ": "),
        (r"(?m)^(?!The Total)([^·\n]{3,40}) : ", r"\1\n"),
        (r"(?m)^(?!The Total)([^·\n]{3,40}) : ", r"\1\n\n"),
        (r"(?m)^(?!The Total)([^·\n]{3,40}) : .*", r"\1"),
        (r"(?m)^(?!The Total)([^·\n]{3,40}) : ", r"THEME 3 – \1: "),
        (r"(?m)^Insights?$", "Enseignements"),
        (r"(?m)^Experiments$", "**NEXT STEPS:**"),
        (r"(?m)^· ?", "    •\t"),
    ],
)
def test_it_is_the_same_with_headings_and_names_written_otherwise(paper: Paper, pattern: str, instead: str) -> None:
    other = paper_of(re.sub(pattern, instead, REFERENCE.read_text(encoding="utf-8")).encode())
    assert said(other) == said(paper)
    assert [card.kind for theme in other.themes for card in theme.cards].count("insight") == 74
    assert (len(other.themes), other.notes) == (13, ())


@with_each("indent", ["", "  "])
def test_it_is_the_same_on_a_narrow_page(paper: Paper, indent: str) -> None:
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    narrow = [
        textwrap.fill(line, 60, subsequent_indent=indent if line.startswith("·") else "", break_long_words=False)
        for line in lines
    ]
    broken = said(paper_of("\n".join(narrow).encode()))
    assert [text.replace(" ", "") for text in broken] == [text.replace(" ", "") for text in said(paper)]


def test_its_export_comes_back_equal(paper: Paper) -> None:
    themes = tuple(
        ReportTheme(
            theme.title,
            theme.question,
            tuple(
                ReportList(
                    kind, name, tuple(ReportCard("", kind, card.text) for card in theme.cards if card.kind == kind)
                )
                for kind, name in KINDS
            ),
        )
        for theme in paper.themes
    )
    report = Report(paper.title, "en", themes, "13 themes, 74 insights, 85 experiments; nothing left out.")
    again = paper_of(as_text.export(report))
    assert said(again) == said(paper)
    assert [(t.title, t.question) for t in again.themes] == [(t.title, t.question) for t in paper.themes]
