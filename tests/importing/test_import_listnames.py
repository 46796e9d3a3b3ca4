"""Which kind a list's name promises, by itself and by what the user says."""

from __future__ import annotations

import pytest

from tests.examples import with_each
from workshop.importing.importer import paper_of
from workshop.model.errors import Refused
from workshop.wording.listnames import ListName, ListNames, parse_mapping


def kind(text: str) -> str | None:
    name = ListNames({}).find(text)
    return name.kind if name else None


@with_each(
    "text",
    [
        *("Insight", "INSIGHTS:", "**Insights**", "1. Insights", "Insights (5)", "Insights (cont.)", "Key insights"),
        *("Our main learnings", "Insights and learning", "What we learned", "Insights from table 3", "– Insights –"),
        *("Mewnwelediadau", "Enseignements", "Points clés", "ERKENNTNISSE", "Was wir gelernt haben", "Aprendizajes"),
        *("Inzichten", "Punti chiave", "O que aprendemos", "Wnioski", "الأفكار الرئيسية", "LECONS APPRISES"),
    ],
)
def test_these_are_insights(text: str) -> None:
    assert kind(text) == "insight"


@with_each(
    "text",
    [
        *(
            "Experiments",
            "Experiments to try",
            "Ideas",
            "ACTIONS",
            "Next steps:",
            "Actions & next steps",
            "Things to try",
        ),
        *(
            "Arbrofion",
            "Camau nesaf",
            "Expériences",
            "Prochaines étapes",
            "Nächste Schritte",
            "Maßnahmen",
            "Próximos pasos",
        ),
        *("Volgende stappen", "Prossimi passi", "Próximos passos", "Następne kroki", "الخطوات التالية", "Action items"),
    ],
)
def test_these_are_experiments(text: str) -> None:
    assert kind(text) == "experiment"


@with_each("text", ["Questions", "Risks", "Parking lot", "Attendees", "Present:", "Risiken", "Preguntas"])
def test_these_stay_notes(text: str) -> None:
    assert kind(text) == ""


@with_each("text", ["Bridges", "Insights and risks", "", "·", "x" * 70, "The council wants ideas"])
def test_these_are_no_list_names(text: str) -> None:
    assert kind(text) is None


def test_a_mapping_goes_before_what_is_known() -> None:
    names = ListNames({"Key insights": "Risk", "Ideas": "note", "Boats": "Insights", "Kites": "experiment"})
    assert names.find("KEY INSIGHTS:") == ListName("risk", certain=True)
    assert names.find("Ideas") == ListName("", certain=True)
    assert names.find("boats") == ListName("insight", certain=True)
    assert names.unused == ["Kites"]


def test_a_mapping_is_read_from_options() -> None:
    assert parse_mapping(["Key insights=insight", "a = b = Other "]) == {"Key insights": "insight", "a = b": "other"}


@with_each("option", ["Ideas", "=insight", "Ideas=", "", " = "])
def test_a_mapping_that_names_only_one_side_is_refused(option: str) -> None:
    with pytest.raises(Refused, match="is not a mapping"):
        parse_mapping([option])


def test_a_mapped_list_becomes_cards_and_a_list_mapped_to_notes_none() -> None:
    source = b"Bridges : Who?\nInsights\n- one\nBoats\n- two\nIdeas\n- three\n"
    paper = paper_of(source, {"Boats": "risk", "Ideas": "other", "Kites": "insight"})
    assert [(card.kind, card.text) for card in paper.themes[0].cards] == [("insight", "one"), ("risk", "two")]
    assert [note.text for note in paper.notes] == ["Ideas", "- three"]
    assert paper.remarks == ('No list is called "Kites", so that mapping changed nothing.',)


def test_what_was_guessed_is_said() -> None:
    source = b"Bridges : Who?\nNext steps\n- one\nParking lot\n- two\nFords : What?\n- three\n"
    remarks = paper_of(source).remarks
    cure = "A name above them, or a map (--edit), reads them otherwise."
    assert remarks == (
        '"Next steps" (line 2) was read as experiment; --map "Next steps=…" reads it otherwise.',
        '"Parking lot" (line 4) is kept as notes with its lines; --map "Parking lot=insight" makes cards of them.',
        f'"Fords : What?" (line 6) has no list name; its line was read as an insight. {cure}',
    )


def test_counts_that_differ_are_said() -> None:
    source = "Paper\n\nBridges : Who?\n\nInsights\n\n· one\n\n1 themes, 2 insights; nothing left out.\n"
    assert paper_of(source.encode()).remarks == (
        'Line 9 says "1 themes, 2 insights; nothing left out.", but 1 themes with 1 cards were read.',
    )


def test_many_places_of_one_name_are_shortened() -> None:
    source = "\n".join(f"Theme {n} : Why?\nNext steps\n- one{n}" for n in range(7))
    assert paper_of(source.encode()).remarks[0].startswith('"Next steps" (lines 2, 5, 8, 11, 14 …)')


@with_each(
    "name, data",
    [
        (":bug: What didn't", b"# Sprint\n\n## :rocket: What went well\n- a\n\n## :bug: What didn't\n- b\n"),
        (
            f"What was said {'and heard ' * 8}",
            f"Wall {'and wind ' * 8}\n\nWhat was said {'and heard ' * 8}:\n- a\n".encode(),
        ),
        ("E", b"Wall\n\nI1 the gate is shut\nI2 no light\nE1 a lamp\n"),
        ("Idea", b"Theme\tKind\tText\nCafe\tInsight\tdark\nCafe\tIdea\tlamps\n"),
    ],
)
def test_the_name_that_a_remark_tells_can_be_mapped(name: str, data: bytes) -> None:
    paper = paper_of(data, {name: "puzzle"}, name="paper.txt")
    assert "puzzle" in [card.kind for theme in paper.themes for card in theme.cards]
