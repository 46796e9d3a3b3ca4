"""Sentences in six languages: what is printed, and that our own papers are known again by it."""

from __future__ import annotations

from tests.examples import with_each
from tests.publishing.test_build import Recorded
from workshop.importing.importer import paper_of
from workshop.model import commands as c
from workshop.publishing.builder import report_of
from workshop.publishing.formats import docx as as_docx
from workshop.publishing.formats import markdown as as_markdown
from workshop.publishing.formats import text as as_text
from workshop.publishing.report import cleaned
from workshop.store.templates import usual_kinds
from workshop.wording.closings import closing, language_of_counts
from workshop.wording.document_words import LANGUAGES, words_for

EACH_LANGUAGE = with_each("language", LANGUAGES)


def counts(language: str, number: int) -> str:
    words = words_for(language).sentences
    kinds = usual_kinds(language) or (("insight", "Insight", "Insights", "I"),)
    items = [words.counted(number, words.theme), *(words.counted(number, words.kind(*kind[1:3])) for kind in kinds)]
    return closing(words, items, {"hidden": number} if number else {})


@EACH_LANGUAGE
@with_each("number", [0, 1, 2, 3, 6, 11, 100])
def test_the_closing_counts_tell_their_language(language: str, number: int) -> None:
    assert language_of_counts(counts(language, number)) == language


@with_each(
    "language, number, said",
    [
        ("en", 1, "1 theme, 1 insight; 1 left out: 1 hidden."),
        ("fr", 0, "0 thème, 0 constat, 0 expérimentation\u00a0; rien n’a été laissé de côté."),
        ("fr", 2, "2 thèmes, 2 constats, 2 expérimentations\u00a0; 2 laissées de côté\u00a0: 2 masquées."),
        ("de", 1, "1 Thema, 1 Erkenntnis, 1 Experiment; 1 weggelassen: 1 verborgen."),
        ("cy", 2, "Themâu: 2, Mewnwelediadau: 2, Arbrofion: 2; wedi’u gadael allan: 2 (wedi’u cuddio: 2)."),
        ("ar", 11, "المحاور: 11، رؤى: 11، تجارب: 11؛ المتروك: 11 (مخفية: 11)."),
    ],
)
def test_counts_are_said_as_the_language_says_them(language: str, number: int, said: str) -> None:
    assert counts(language, number) == said


def test_other_sentences_are_no_counts() -> None:
    assert language_of_counts("We had 3 themes; nothing else.") == ""
    assert language_of_counts("3 themes; nothing left out") == ""
    assert words_for("xx") is words_for("en")


def held(language: str) -> Recorded:
    session = Recorded(language=language, table="7")
    for kind in usual_kinds(language):
        session.do(c.DefineKind(*kind))
    first, second, hidden = session.add("Steps", "Ropes", "Secret")
    (experiment,) = session.add("Paint them", kind="experiment")
    session.do(c.GiveDetail("place", "Quay"))
    session.do(c.FillField(experiment, "first_step", "ask: who has paint?"))
    session.do(c.LinkInsights(experiment, (first,)))
    session.do(c.TagCard(first, "wet"))
    session.do(c.ExplainTerm("HMT", "the Treasury"))
    session.do(c.HideCard(hidden))
    session.vote({first: 2, second: 2}, by_hand=True, decider="Ana")
    return session


@EACH_LANGUAGE
@with_each("ending, export", [("txt", as_text.export), ("md", as_markdown.export), ("docx", as_docx.export)])
def test_our_own_paper_comes_back_in_every_language(language: str, ending: str, export: object) -> None:
    report = cleaned(report_of(held(language).session))
    assert callable(export)
    paper = paper_of(export(report), name=f"paper.{ending}")
    assert [(theme.title, theme.question) for theme in paper.themes] == [("Boats", "Who moors?"), ("Nets", "")]
    assert [(card.kind, card.text, card.tags, card.fields) for card in paper.themes[0].cards] == [
        ("insight", "Steps", ("wet",), ()),
        ("insight", "Ropes", (), ()),
        ("experiment", "Paint them", (), (("first_step", "ask: who has paint?"),)),
    ]
    assert paper.themes[0].cards[2].extras == (("tests", "Steps"),)
    assert paper.glossary == (("HMT", "the Treasury"),)
    assert (paper.language, paper.details) == (language, (("table", "7"), ("place", "Quay")))
    assert len(paper.remarks) == 1


@with_each("language", [each for each in LANGUAGES if each != "en"])
def test_nothing_english_is_printed_in_another_language(language: str) -> None:
    text = as_text.export(cleaned(report_of(held(language).session))).decode()
    for word in ("dots", "ballots", "left out", "Hidden", "nothing", "Insights", "Table:", "Glossary", "decides"):
        assert word not in text
