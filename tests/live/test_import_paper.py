"""A paper becomes a command: what is too long for its place is kept whole beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.live.import_paper import digest_of, is_record, rehearsed, take_in
from workshop.model.errors import Refused, Unreadable
from workshop.model.text import CARD_LIMIT, NOTE_LIMIT, QUESTION_LIMIT, TITLE_LIMIT


def paper(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_card_that_is_too_long_becomes_a_note_and_is_named(tmp_path: Path) -> None:
    long = "wet " * (CARD_LIMIT // 4) + "end"
    intake = take_in(paper(tmp_path, f"Harbour\n\nBoats : Who?\n\nInsights\n\n· {long}\n· dry\n"), {})
    assert [card.text for theme in intake.command.themes for card in theme.cards] == ["dry"]
    assert long in [text for _, text in intake.notes]
    assert "became no card" in intake.remarks[0]


def test_a_note_longer_than_a_note_may_be_is_kept_in_pieces(tmp_path: Path) -> None:
    long = "w" * (NOTE_LIMIT + 50)
    intake = take_in(paper(tmp_path, f"Harbour\n\nBoats : Who?\n\nInsights\n\n· {long}\n· dry\n"), {})
    assert "".join(text for _, text in intake.notes) == long


def test_a_line_that_is_no_card_and_too_long_for_a_note_is_kept_in_pieces(tmp_path: Path) -> None:
    long = "".join(f"w{number} " for number in range(NOTE_LIMIT)) + "end."
    intake = take_in(paper(tmp_path, f"Harbour\n\n{long}\n\nBoats : Who?\n\nInsights\n\n· dry\n"), {})
    assert "".join(text for _, text in intake.notes) == long
    assert rehearsed(intake).session.notes


def test_a_title_and_a_question_that_are_too_long_are_shortened_and_kept_whole(tmp_path: Path) -> None:
    question = "Why " + "so " * (QUESTION_LIMIT // 3) + "wet?"
    intake = take_in(paper(tmp_path, f"Harbour\n\n# Boats\n\n{question}\n\nInsights\n\n· dry\n"), {})
    kept = [intake.command.themes[0].question, *(text for _, text in intake.notes)]
    assert any(len(text) <= QUESTION_LIMIT for text in kept)
    assert any(question in text for text in kept)
    assert rehearsed(intake).session.title == intake.title
    assert len(intake.title) <= TITLE_LIMIT


def test_our_own_paper_says_how_its_session_begins(tmp_path: Path) -> None:
    text = (
        "Port\n\nTable\u00a0: 7\n\nLieu\u00a0: Quai\n\nBateaux : Qui ?\n\nConstats\n\n· Mouillé\n\n· Sec; clair\n\n"
        "Expérimentations\n\n· Peindre\n  Met à l’épreuve\u00a0: Mouillé; Sec; clair; Perdu\n\n"
        "Glossaire\n  HMT\u00a0: le Trésor\n\n"
        "1 thème, 2 constats, 1 expérimentation\u00a0; rien n’a été laissé de côté.\n"
    )
    intake = take_in(paper(tmp_path, text), {})
    session = rehearsed(intake).session
    assert (session.language, session.table, dict(session.details)) == ("fr", "7", {"place": "Quai"})
    assert [kind.plural for kind in session.kinds] == ["Constats", "Expérimentations"]
    assert dict(session.terms) == {"HMT": "le Trésor"}
    wet, dry, paint = session.ordered()
    assert paint.tests == (wet.id, dry.id)
    assert intake.notes == ((17, "tests: Perdu"),)


def test_what_a_sheet_says_beside_a_card_is_a_note(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(
        "id,theme,text,kind,votes,Colour\n7,Boats,Wet,insight,3,red\n8,Boats,Dry,insight,,\n", encoding="utf-8"
    )
    intake = take_in(path, {})
    assert intake.notes == ((2, "Colour: red"),)
    assert [(card.text, card.dots, card.voters) for card in intake.command.themes[0].cards] == [
        ("Wet", 3, 0),
        ("Dry", 0, 0),
    ]
    path.write_text("theme,text,kind,votes,voters\nBoats,Wet,insight,many,3\nBoats,Dry,insight,4,3\n", encoding="utf-8")
    intake = take_in(path, {})
    assert intake.notes == ((2, "dots: many | voters: 3"),)
    assert [(card.dots, card.voters) for card in intake.command.themes[0].cards] == [(0, 0), (4, 3)]


def test_a_paper_without_anything_known_says_how_to_name_its_lists(tmp_path: Path) -> None:
    with pytest.raises((Refused, Unreadable)):
        take_in(paper(tmp_path, "\n\n"), {})


def test_another_mapping_makes_it_another_import(tmp_path: Path) -> None:
    path = paper(tmp_path, "Harbour")
    assert digest_of(path, {}) == digest_of(path, {})
    assert digest_of(path, {}) != digest_of(path, {"Ideas": "insight"})


def test_a_file_that_is_not_there_is_no_record_and_cannot_be_told_again(tmp_path: Path) -> None:
    assert not is_record(tmp_path / "missing")
    with pytest.raises(Unreadable, match="cannot be read"):
        digest_of(tmp_path / "missing", {})
