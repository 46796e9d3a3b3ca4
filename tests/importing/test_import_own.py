"""Our own papers with everything in them: fields, tags, votes and glossary come back, and no vote becomes a card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.examples import with_each
from tests.publishing.sample_report import EMPTY, REPORT, ROOMS
from workshop.importing.importer import paper_of
from workshop.publishing.formats import docx as as_docx
from workshop.publishing.formats import html as as_html
from workshop.publishing.formats import markdown as as_markdown
from workshop.publishing.formats import odt as as_odt
from workshop.publishing.formats import text as as_text
from workshop.publishing.report import Report, ReportCard, ReportList, ReportTheme

if TYPE_CHECKING:
    from collections.abc import Callable

FORMATS = with_each(
    "ending, export",
    [
        ("txt", as_text.export),
        ("md", as_markdown.export),
        ("docx", as_docx.export),
        ("odt", as_odt.export),
        ("html", as_html.export),
    ],
)


@FORMATS
def test_everything_on_a_card_comes_back(ending: str, export: Callable[[Report], bytes]) -> None:
    paper = paper_of(export(replace(REPORT, subtitle="Notes of one evening")), name=f"paper.{ending}")
    assert (paper.title, paper.subtitle) == (REPORT.title, "Notes of one evening")
    assert [(theme.title, theme.question) for theme in paper.themes] == [
        (ROOMS.title, ROOMS.question),
        (EMPTY.title, EMPTY.question),
    ]
    given = [card for part in ROOMS.lists for card in part.cards]
    read = paper.themes[0].cards
    assert [(card.kind, card.text, card.tags, card.cluster, card.note) for card in read] == [
        (card.kind, card.text, card.tags, card.cluster, card.note) for card in given
    ]
    assert read[2].fields == given[2].fields[:-1]
    assert read[2].extras == (("tests", f"{given[1].text}; T07-I9"),)
    assert paper.glossary == REPORT.glossary
    assert paper.details == (("place", "Northgate hall"), ("date", "12 May 2026"))
    assert paper.language == "en"


@FORMATS
def test_votes_and_what_was_left_out_are_kept_as_notes_and_said_so(
    ending: str, export: Callable[[Report], bytes]
) -> None:
    paper = paper_of(export(REPORT), name=f"paper.{ending}")
    notes = " ".join(note.text for note in paper.notes)
    for words in (
        "What shall we try first?",
        "4 of 5 ballots",
        "set aside in the parking lot",
    ):
        assert words in notes
    assert paper.remarks == (
        "The paper tells of 2 votes. A paper cannot give votes back, so their results are kept as notes.",
    )


@FORMATS
def test_kinds_of_ones_own_come_back_by_their_lists_name(ending: str, export: Callable[[Report], bytes]) -> None:
    card = ReportCard("T07-R1", "risk", "It rains")
    theme = ReportTheme("Rooms", "Who keeps the key?", (ReportList("risk", "Risks", (card,)),))
    dreams = ReportTheme("Roofs", "", (ReportList("dream", "Dreams of tables", (card,)),))
    report = Report("Table", "en", (theme, dreams), "2 themes, 1 risk, 1 dream; nothing left out.")
    paper = paper_of(export(report), name=f"paper.{ending}")
    assert [[(card.kind, card.text) for card in theme.cards] for theme in paper.themes] == [
        [("risks", "It rains")],
        [("dreams of tables", "It rains")],
    ]


def test_a_list_written_into_our_markdown_by_hand_is_a_kind_called_so() -> None:
    ours = as_markdown.export(REPORT).decode()
    *_, name = (line for line in ours.splitlines() if line.startswith("### "))
    paper = paper_of(ours.replace(name, f"Other things\n\n- an odd one\n\n{name}", 1).encode(), name="paper.md")
    assert [card.text for theme in paper.themes for card in theme.cards if card.kind == "other things"] == [
        "an odd one"
    ]
