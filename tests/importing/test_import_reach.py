"""How far a list's name reaches, and what a number before the first line is."""

from __future__ import annotations

from tests.examples import with_each
from workshop.importing.importer import paper_of
from workshop.importing.readers.xlsx import _shown


def read(text: str) -> list[str]:
    return [
        f"{card.kind[0]} {card.text}" for theme in paper_of(text.encode(), name="x.txt").themes for card in theme.cards
    ]


@with_each(
    "paper, cards",
    [
        ("Experiments\n1. a\nInsights:\n- b\n2. c\n", ["e a", "i b", "e c"]),
        ("Proposals\n1. a\nComments:\n- b\n2. c\nIdea: d\n3. e\n", ["e a", "e c", "e d", "e e"]),
        ("Proposals\n- a\n  Comments:\n  - b\n- c\n", ["e a", "i b", "e c"]),
    ],
)
def test_a_name_reaches_its_own_lines_only(paper: str, cards: list[str]) -> None:
    assert read(paper) == cards


def test_a_first_line_whose_number_others_go_on_from_is_no_title() -> None:
    paper = paper_of(b"12. Sprint\n\nInsights\n- a\n13. other\n", name="x.txt")
    assert paper.title == ""


def test_rows_that_fit_no_column_are_parted_where_they_have_blanks() -> None:
    table = (
        "Insights          Experiments       Owner\n"
        "Boats             Open the shed     Ann\n"
        "Nobody has any keys here  Ring      Bob\n"
    )
    assert read(table) == ["i Boats", "i Nobody has any keys here", "e Open the shed", "e Ring"]


def test_whole_numbers_are_shown_without_a_point() -> None:
    assert [_shown(value) for value in (2.0, 2.5)] == ["2", "2.5"]
