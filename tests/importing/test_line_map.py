"""The map of a paper: what each line became, changed by a person and read back."""

from __future__ import annotations

import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.examples import with_each
from workshop.importing.importer import map_of_file, paper_of
from workshop.importing.line_map import LineMap, MapRow
from workshop.importing.map_text import map_of_text, read_map, text_of_rules
from workshop.importing.paper import ReadingOptions
from workshop.model.errors import Refused, Unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.importing.paper import Paper

TEXT = """\
Garden day

Insights
- the tank is small
- the gate sticks
Over tea we said
- bring a hose
Agenda
- ten o'clock
1. Paths?
"""


def map_of(tmp_path: Path) -> str:
    path = tmp_path / "garden.txt"
    path.write_text(TEXT, encoding="utf-8")
    return map_of_file(path)


def read(line_map: str) -> Paper:
    return paper_of(TEXT.encode(), name="garden.txt", reading=ReadingOptions(line_map=map_of_text(line_map)))


def row(text: str, words: str) -> str:
    return next(line for line in text.splitlines() if line.endswith(f"| {words}"))


def cards(paper: Paper) -> list[tuple[str, str]]:
    return [(card.kind, card.text) for theme in paper.themes for card in theme.cards]


def test_a_map_that_nobody_changed_changes_nothing(tmp_path: Path) -> None:
    assert read(map_of(tmp_path)) == paper_of(TEXT.encode(), name="garden.txt")


def test_each_line_of_the_paper_has_a_row_with_its_shape(tmp_path: Path) -> None:
    text = map_of(tmp_path)
    assert row(text, "- the gate sticks").split() == ["insight", "5", "-", "|", "-", "the", "gate", "sticks"]
    assert row(text, "Insights").startswith("list insight")
    assert "# all - = insight" in text


def test_the_cards_below_a_line_that_becomes_a_list_are_of_its_kind(tmp_path: Path) -> None:
    was = row(map_of(tmp_path), "Over tea we said")
    said = read(map_of(tmp_path).replace(was, f"list worry 6 text | {was.partition('| ')[2]}"))
    assert cards(said)[1:3] == [("insight", "the gate sticks"), ("worry", "bring a hose")]


def test_the_cards_below_a_theme_that_becomes_a_list_are_of_its_kind() -> None:
    paper = b"Garden day\n\nInsights\n- wet\n\n## Bothers\n- fog\n"
    said = paper_of(paper, name="a.md", reading=ReadingOptions(line_map=map_of_text("list worry 6 ## | Bothers")))
    assert cards(said) == [("insight", "wet"), ("worry", "fog")]


@pytest.mark.parametrize(
    ("words", "word", "kind"),
    [("- the gate sticks", "experiment", "experiment"), ("- the gate sticks", "wish", "wish")],
)
def test_a_card_becomes_the_kind_that_the_map_says(tmp_path: Path, words: str, word: str, kind: str) -> None:
    text = map_of(tmp_path)
    paper = read(text.replace(row(text, words), row(text, words).replace("insight", word)))
    assert (kind, "the gate sticks") in cards(paper)
    assert ("insight", "the tank is small") in cards(paper)
    assert any("were read as the map says (5)" in remark for remark in paper.remarks)


def test_a_line_becomes_theme_question_note_or_the_end_of_the_line_above(tmp_path: Path) -> None:
    text = map_of(tmp_path)
    for words, word in (
        ("Over tea we said", "theme"),
        ("- the gate sticks", "more"),
        ("- bring a hose", "note"),
        ("- ten o'clock", "question"),
    ):
        text = text.replace(row(text, words), f"{word} {TEXT.splitlines().index(words) + 1} - | {words}")
    paper = read(text)
    assert [theme.title for theme in paper.themes] == ["Garden day", "Over tea we said"]
    assert cards(paper)[0] == ("insight", "the tank is small - the gate sticks")
    assert "- bring a hose" in [note.text for note in paper.notes]
    assert paper.themes[1].question == "ten o'clock"


def test_a_list_takes_its_cards_along_and_the_remark_says_how_for_other_papers(tmp_path: Path) -> None:
    text = map_of(tmp_path)
    paper = read(text.replace(row(text, "Insights"), "list experiment 3 text | Insights"))
    assert ("experiment", "the tank is small") in cards(paper)
    assert ("experiment", "the gate sticks") in cards(paper)
    assert 'In other papers: --map "Insights=experiment" reads it so.' in paper.remarks


def test_a_list_that_becomes_a_note_s_list_keeps_its_lines_as_notes(tmp_path: Path) -> None:
    text = map_of(tmp_path)
    paper = read(text.replace(row(text, "Insights"), "list note 3 text | Insights"))
    assert {"- the tank is small", "- the gate sticks"} <= {note.text for note in paper.notes}


def test_one_rule_changes_all_lines_of_a_shape(tmp_path: Path) -> None:
    paper = read(map_of(tmp_path) + "\nall - = experiment\nmap Agenda = insight\n")
    assert {kind for kind, text in cards(paper) if text != "Paths?"} == {"experiment"}
    assert not any("all - = experiment" in remark for remark in paper.remarks)


def test_a_rule_alone_reads_another_paper_and_rows_of_another_paper_change_nothing() -> None:
    paper = read("all - = note\n")
    assert "- the gate sticks" in [note.text for note in paper.notes]
    other = read("insight 99 - | - nothing of the sort\n")
    assert any("1 of the map's rows are not in this paper" in remark for remark in other.remarks)


def test_what_was_changed_for_most_lines_of_a_shape_is_offered_for_other_papers() -> None:
    rows = [f"note {number} - | {line}" for number, line in enumerate(TEXT.splitlines(), 1) if line.startswith("-")]
    paper = read("\n".join(rows))
    assert any("“all - = note”" in remark for remark in paper.remarks)
    assert any(" …)" not in remark for remark in paper.remarks)


def test_many_changes_are_named_by_the_first_of_them() -> None:
    text = "Insights\n" + "".join(f"- item {number}\n" for number in range(9))
    line_map = map_of_text("all - = experiment")
    paper = paper_of(text.encode(), name="a.txt", reading=ReadingOptions(line_map=line_map))
    assert "9 of its lines were read as the map says (2, 3, 4, 5, 6 …)." in paper.remarks


@with_each("line", ["what is this", "list 4 - | x", f"{'long ' * 40} 4 - | x"])
def test_a_map_that_cannot_be_read_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(Refused, match="Line 2 of the map"):
        map_of_text(f"# a comment\n{line}\n")


def test_a_pipe_or_a_folder_is_not_waited_for_as_a_map(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
    else:
        pipe.mkdir()
    for path in (pipe, tmp_path):
        with pytest.raises(Unreadable, match=r"is not an ordinary file\. Nothing was imported\."):
            read_map(path)


def test_a_map_that_is_no_text_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.map"
    with pytest.raises(Unreadable, match="could not be read as a map"):
        read_map(path)
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(Unreadable, match="could not be read as a map"):
        read_map(path)
    path.write_text("all - = note", encoding="utf-8")
    assert read_map(path).shapes == {"-": "note"}
    monkeypatch.setattr("workshop.importing.map_text._LARGEST", 3)
    with pytest.raises(Unreadable, match="too large"):
        read_map(path)


def test_a_paper_that_cannot_be_read_has_no_map(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        map_of_file(tmp_path / "none.txt")


def test_what_is_said_of_a_line_and_of_a_shape_makes_rules_for_other_papers() -> None:
    first, second = MapRow(4, "insight", "-", "- the tank is small"), MapRow(5, "note", "-", "- the gate sticks")
    line_map = LineMap(names={"Agenda": "insight"}).with_row(first, "theme").with_shape(second)
    assert line_map.rows == {(4, "- the tank is small"): "theme"}
    assert line_map.rules() == ("all - = note", "map Agenda = insight")
    assert map_of_text(text_of_rules(line_map.rules())) == LineMap(shapes={"-": "note"}, names={"Agenda": "insight"})
    assert line_map.with_row(second, "insight").fixed == ((5, "- the gate sticks"),)
    paper = paper_of(
        TEXT.encode(), name="garden.txt", reading=ReadingOptions(line_map=line_map.with_row(second, "insight"))
    )
    assert ("insight", "the gate sticks") in cards(paper)
    assert ("insight", "bring a hose") not in cards(paper)


def test_a_row_is_in_no_paper_of_an_archive_only_if_it_is_in_none_of_them() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "Insights\n- wet\n")
        archive.writestr("b.txt", "Insights\n- dry\n")
    rows = map_of_text("note 2 - | - wet\nexperiment 2 - | - dry\nnote 9 - | - gone\n")
    paper = paper_of(made.getvalue(), name="two.zip", reading=ReadingOptions(line_map=rows))
    assert cards(paper) == [("experiment", "dry")]
    assert [remark for remark in paper.remarks if "are not in this paper" in remark] == [
        '1 of the map\'s rows are not in this paper and changed nothing, the first of them "- gone" (line 9).'
    ]
    assert paper.mended.rules == ("all - = note", "all - = experiment")
