"""What holds for any paper whatever: no line vanishes, nothing raises but a sentence, our own papers come back."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import with_each
from workshop.importing.importer import looks_like_json, paper_of
from workshop.model.errors import WorkshopError
from workshop.model.text import clean, one_line
from workshop.publishing.formats import csv as as_csv
from workshop.publishing.formats import docx as as_docx
from workshop.publishing.formats import html as as_html
from workshop.publishing.formats import markdown as as_markdown
from workshop.publishing.formats import odt as as_odt
from workshop.publishing.formats import text as as_text
from workshop.publishing.report import Report, ReportCard, ReportList, ReportTheme, cleaned

if TYPE_CHECKING:
    from workshop.importing.paper import Paper

WITHOUT_CLOCK = settings(deadline=None)
"""How long a paper takes is measured elsewhere; here the machine may be busy."""

MARKER = re.compile(
    r"[\s>]*(?:\(?\w{1,5}[.)]|\d+(?:\.\d+)+[.)]?|[-*+]*\s*\[[xX]\]|o(?=\s)"
    r"|\d{1,2}(?:[-/]|[°º]\))(?=\s)|[a-h][-/](?=\s)|(?:\d{1,3}|[一二三四五六七八九十]{1,3})[、．])"
)
"""What may stand before a listed line and is no word of it: "1.", "(a)", "iv)", "[x]", "o"."""


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def kept(paper: Paper) -> set[str]:
    """Every word that a paper has kept, wherever."""
    texts = [paper.title, paper.subtitle]
    for theme in paper.themes:
        texts += [theme.title, theme.question]
        for card in theme.cards:
            texts += [card.text, card.cluster, card.note, *card.tags]
            texts += [part for pair in (*card.fields, *card.extras) for part in pair]
    texts += [note.text for note in (*paper.notes, *paper.headings)]
    return set(words(" ".join(texts)))


GLYPHS = st.sampled_from(
    [
        "",
        "",
        "· ",
        "• ",
        "- ",
        "-",
        "* ",
        "+ ",
        "– ",
        "— ",
        "o ",
        "▪ ",
        "1. ",
        "2) ",
        "(3) ",
        "a) ",
        "iv. ",
        "[ ] ",
        "\uf0b7\t",
        "# ",
        "## ",
    ]
)
NAMES = st.sampled_from(
    [
        "Insights",
        "EXPERIMENTS:",
        "Key insights",
        "**Ideas**",
        "1. Insights",
        "Insights (5)",
        "Parking lot",
        "Erkenntnisse",
        "Pistes",
        "Próximos pasos",
        "الأفكار",
        "Camau nesaf",
        "Attendees",
        "Insights: ",
        "Actions: ",
    ]
)
FORMS = st.sampled_from(
    [
        "{0} : {1}?",
        "{0}: {1}?",
        "{0}",
        "{0} {1}?",
        "THEME 3 – {0}",
        "Theme 2. {0}",
        "Question: {0}?",
        "Theme: {0}",
        "{0}.",
        "lower {0}",
        "Date: {0}",
        "First step: {0}",
        "Owner: {0}",
        "Tags: {0}, {1}",
        "**{0}**",
        "Vote: {0}",
        "  {0}",
        "{0} – {1}?",
        "Page 3",
        "{0} &amp; {1}",
    ]
)


@st.composite
def papers(draw: st.DrawFn) -> list[str]:
    """Lines in the shapes that people write, each with words that stand nowhere else."""
    lines = []
    for number in range(draw(st.integers(1, 25))):
        indent = draw(st.sampled_from(["", "", "", "  ", "    ", "\t"]))
        form = draw(FORMS).format(f"Word{number}x", f"other{number}x")
        lines.append(draw(st.one_of(NAMES, st.just(""), st.just(indent + draw(GLYPHS) + form))))
    return lines


ANY_LINES = st.lists(st.text(st.characters(exclude_characters="\0"), max_size=40), max_size=15)


def lost(source: list[str], paper: Paper) -> list[str]:
    """The words of ``source`` that ``paper`` has not, markers before a line aside."""
    found = kept(paper)
    there = " ".join(found)
    lines = [re.sub(r"&#?\w+;|\\", " ", line) for part in source for line in clean(part).split("\n")]
    bare = [MARKER.sub("", line, count=1) if MARKER.match(line) else line for line in lines]
    return [word for line in bare for word in words(line) if word not in found and word not in there]


@WITHOUT_CLOCK
@given(lines=papers(), line_end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_no_line_of_a_paper_vanishes(lines: list[str], line_end: str) -> None:
    source = ("Paper\n" + line_end.join(lines)).encode()
    for ending in ("txt", "md"):
        assert not lost(lines, paper_of(source, name=f"paper.{ending}")), ending


@WITHOUT_CLOCK
@given(lines=ANY_LINES)
def test_no_word_of_arbitrary_lines_vanishes(lines: list[str]) -> None:
    source = "\n".join(lines).encode("utf-8", "replace")
    for ending in ("txt", "md", "csv"):
        try:
            paper = paper_of(source, name=f"paper.{ending}")
        except WorkshopError:
            continue
        assert not lost(source.decode().splitlines(), paper), ending


@settings(WITHOUT_CLOCK, max_examples=3 * settings().max_examples)
@given(
    data=st.binary(),
    start=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"# A\n|", b"{", b"text,kind\n", b"PK\x03\x04word/"]),
)
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes, start: bytes) -> None:
    looks_like_json(start + data)
    for ending in ("txt", "md", "csv", "docx", "odt"):
        with contextlib.suppress(WorkshopError):
            "".join(kept(paper_of(start + data, name=f"paper.{ending}"))).encode()


HOSTILE = [
    *(
        "Insights",
        "1. first",
        "- x",
        "Leadership : Why?",
        "# head",
        "a) b",
        "Owner: Ana",
        "Next steps",
        "Page 3",
        "*bold*",
        "_em_",
    ),
    *(
        "&amp;",
        "[x] done",
        "☐ a",
        "o what",
        "– total",
        "Vote: x",
        "What if?",
        "Theme: A",
        "Question: b?",
        "Funding : part 2",
        "...",
    ),
    *(
        "---",
        "13 themes, 2 insights; x.",
        "<b>hi</b>",
        "`code`",
        "[l](u)",
        "a | b",
        "> q",
        "Tags: a",
        "a\\*b",
        "x:",
        "Date: 3",
        "Risks",
    ),
    *("lower case", "$", "· dot", "•", "Group 4", "Table", "=1+1", "Glossary", "a\\"),
]
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map(" ".join),
    st.text(max_size=20).map(one_line).filter(lambda text: any(sign.isalnum() for sign in text)),
)
KINDS = (("insight", "Insights"), ("experiment", "Experiments"))
FIELDS = st.sampled_from([(), (("first_step", "ask: them"), ("owner", "the clerk"), ("review", "in May"))])


def report_cards(kind: str, least: int) -> st.SearchStrategy[tuple[ReportCard, ...]]:
    tags = st.sampled_from([(), ("safe", "cost")])
    card = st.builds(ReportCard, id=st.just("T07-I1"), kind=st.just(kind), text=TEXTS, fields=FIELDS, tags=tags)
    return st.lists(card, min_size=least, max_size=3).map(tuple)


def reports(least: int) -> st.SearchStrategy[Report]:
    """Appendices with at least ``least`` cards in each list, and themes that no two share."""
    lists = st.tuples(
        *(st.builds(ReportList, st.just(kind), st.just(name), report_cards(kind, least)) for kind, name in KINDS)
    )
    theme = st.builds(ReportTheme, title=TEXTS, question=st.one_of(st.just(""), TEXTS), lists=lists)
    themes = st.lists(theme, min_size=1, max_size=3, unique_by=lambda each: (each.title, each.question)).map(tuple)
    return st.builds(_report, TEXTS, themes)


def _report(title: str, themes: tuple[ReportTheme, ...]) -> Report:
    insights, experiments = (sum(len(theme.lists[at].cards) for theme in themes) for at in range(2))
    counts = f"{len(themes)} themes, {insights} insights, {experiments} experiments; nothing left out."
    return cleaned(Report(title, "en", themes, counts))


def published(report: Report) -> list[tuple[Any, ...]]:
    return [
        (theme.title, theme.question, [(c.kind, c.text, c.fields, c.tags) for part in theme.lists for c in part.cards])
        for theme in report.themes
    ]


def read_back(paper: Paper) -> list[tuple[Any, ...]]:
    return [
        (theme.title, theme.question, [(c.kind, c.text, c.fields, c.tags) for c in theme.cards])
        for theme in paper.themes
    ]


@settings(WITHOUT_CLOCK, max_examples=50)
@given(report=reports(0))
def test_our_own_paper_comes_back_equal_whatever_was_said(report: Report) -> None:
    for ending, form in {"txt": as_text, "md": as_markdown, "docx": as_docx, "odt": as_odt, "html": as_html}.items():
        paper = paper_of(form.export(report), name=f"paper.{ending}")
        assert (ending, read_back(paper), paper.title) == (ending, published(report), report.title)
        assert not paper.notes, ending
        assert not paper.remarks, ending


@with_each("title", ["Insights [x] done", "Insight", "Said in this order"])
def test_a_title_that_could_be_a_list_with_its_question_comes_back_from_text(title: str) -> None:
    lists = (ReportList("insight", "Insights", ()), ReportList("experiment", "Experiments", ()))
    report = _report("Harbour", (ReportTheme("Boats", "", lists), ReportTheme(title, "A)", lists)))
    assert read_back(paper_of(as_text.export(report), name="paper.txt")) == published(report)


def test_themes_of_one_name_come_back_from_a_sheet_apart() -> None:
    card = ReportCard("T07-I1", "insight", "The gate is shut")
    lists = (ReportList("insight", "Insights", (card,)), ReportList("experiment", "Experiments", ()))
    one = ReportTheme("Boats", "Who moors?", lists)
    report = _report("Harbour", (one, ReportTheme("Nets", "", lists), one))
    paper = paper_of(as_csv.export(report), name="paper.csv")
    assert [theme.title for theme in paper.themes] == ["Boats", "Nets", "Boats"]
    assert read_back(paper) == published(report)
    assert not paper.notes
    assert b"theme_id" not in as_csv.export(_report("Harbour", report.themes[:2]))


@with_each("text", ["=1", "'=1", "''=1", "' =1", "'tis", "''", "'=A", "' '=1"])
def test_an_apostrophe_that_somebody_typed_comes_back_from_a_sheet(text: str) -> None:
    card = ReportCard("T07-I1", "insight", "The gate is shut")
    lists = (ReportList("insight", "Insights", (card,)), ReportList("experiment", "Experiments", ()))
    report = _report("Harbour", (ReportTheme("Boats", text, lists),))
    assert read_back(paper_of(as_csv.export(report), name="paper.csv")) == published(report)


@WITHOUT_CLOCK
@given(report=reports(0), notes=st.lists(TEXTS, max_size=3).map(tuple))
def test_our_own_sheet_comes_back_equal_whatever_was_said(report: Report, notes: tuple[str, ...]) -> None:
    paper = paper_of(as_csv.export(cleaned(replace(report, notes=notes))), name="paper.csv")
    assert read_back(paper) == published(report)
    assert [note.text for note in paper.notes] == [one_line(note) for note in notes]


def test_themes_of_one_name_without_cards_come_back_from_a_sheet_apart() -> None:
    theme = ReportTheme("Boats", "Who moors?", (ReportList("insight", "Insights", ()),))
    report = replace(_report("Harbour", ()), themes=(theme, theme))
    paper = paper_of(as_csv.export(replace(report, notes=("Lunch",))), name="paper.csv")
    assert read_back(paper) == published(report)
    assert [note.text for note in paper.notes] == ["Lunch"]
