"""Chats, polls and boards as programs write them, and words that a line's end broke."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.importing.corpus import read_as
from workshop.importing.continuations import WordsOf, joined
from workshop.importing.importer import paper_of
from workshop.importing.lines import PaperLine, continues
from workshop.importing.paper import ReadingOptions
from workshop.live.import_paper import is_record
from workshop.wording.dates import is_date

if TYPE_CHECKING:
    from pathlib import Path

CHAT = """Breakout room 3

[12:04] Anna: the ramp is too steep
[12:05] Tom: Ideas:
paint the kerb
[12:06] Anna: a bell
by the door
[12:07] Tom: <Media omitted>
"""


def test_a_chat_s_senders_are_kept_where_that_is_asked_for() -> None:
    lines = read_as(paper_of(CHAT.encode(), name="a.txt", reading=ReadingOptions(authors=True))).splitlines()
    assert lines[:4] == [
        "Breakout room 3 |",
        "i the ramp is too steep {author: Anna}",
        "e paint the kerb {author: Tom}",
        "e a bell by the door {author: Anna}",
    ]


def test_lines_below_a_message_of_the_program_are_no_card() -> None:
    chat = "12.03.24, 10:09 - Anna added you\nto the group\n" + "".join(
        f"12.03.24, 10:1{minute} - Anna: the gate\n" for minute in range(3)
    )
    paper = paper_of(chat.encode(), name="a.txt")
    assert [card.text for card in paper.themes[0].cards] == ["the gate"] * 3


def test_times_before_names_are_a_chat_only_where_somebody_speaks_twice() -> None:
    timetable = "09:00 Arrival: coffee\n10:00 Tables: two rounds\n\nInsights\n- the gate\n"
    assert [card.text for card in paper_of(timetable.encode(), name="a.txt").themes[0].cards] == ["the gate"]


def test_a_poll_s_counts_are_dots_and_what_stands_above_it_is_its_title() -> None:
    poll = "Evening,\nQuestion 1,Why here?\nResponse,Votes\nthe gate,4\nType,Open\n"
    assert read_as(paper_of(poll.encode(), name="a.csv")).splitlines()[:4] == [
        "= Evening",
        "Why here? |",
        "i the gate {dots: 4}",
        "~5 Type | Open",
    ]


def test_what_a_board_s_json_says_beside_its_cards_is_kept() -> None:
    board = {
        "cards": [{"text": "the gate", "column": "Went well"}],
        "todo": [{"text": "oil"}, {"odd": 1}],
        "links": [{"title": "a map"}],
        "members": [{"name": "Ana"}],
    }
    assert read_as(paper_of(json.dumps(board).encode(), name="a.json")).splitlines()[:4] == [
        "a |",
        "i the gate",
        "e oil",
        "~1 a map",
    ]


def test_a_list_of_columns_with_their_cards_is_a_board() -> None:
    columns = [{"name": "Went well", "cards": ["the gate"]}, {"name": "Actions", "cards": [{"text": "oil"}]}]
    paper = paper_of(json.dumps(columns).encode(), name="a.json")
    assert [(card.kind, card.text) for card in paper.themes[0].cards] == [
        ("insight", "the gate"),
        ("experiment", "oil"),
    ]


def test_cards_that_trello_put_away_are_notes_and_what_is_said_on_a_card_stands_beside_it() -> None:
    board = {
        "lists": [{"id": "a", "name": "Actions"}],
        "cards": [{"id": "1", "name": "oil", "idList": "a"}, {"name": "old", "idList": "a", "closed": True}],
        "checklists": [
            {"idCard": "1", "name": "Steps", "checkItems": []},
            {"idCard": "1", "checkItems": [{"name": "buy"}]},
        ],
        "actions": [{"type": "createCard"}, {"type": "commentCard", "data": {"text": "soon", "card": {"id": "1"}}}],
    }
    paper = paper_of(json.dumps(board).encode(), name="a.json")
    assert paper.themes[0].cards[0].note == "Checklist: buy, soon"
    assert [note.text for note in paper.notes] == ["Archived: old"]


def test_a_trello_board_of_cards_put_away_has_notes_alone() -> None:
    board = {"lists": [{"id": "a", "name": "Actions"}], "cards": [{"name": "old", "idList": "a", "closed": True}]}
    assert [note.text for note in paper_of(json.dumps(board).encode(), name="a.json").notes] == ["Archived: old"]


def test_a_broken_word_is_put_together_but_one_with_a_hyphen_stays() -> None:
    words = WordsOf(["the follow-up took long"])
    assert joined("it is bro-", "ken now", words) == ("it is bro", "broken")
    assert joined("north-", "and southbound", words) == ("north- ", "")
    assert joined("the self-", "service desk", words) == ("the self-", "")
    assert joined("a follow-", "up", words) == ("a follow-", "")
    assert joined("end-to-", "end", words) == ("end-to-", "")
    assert joined("done –", "and so on", words) == ("done – ", "")


def test_many_broken_words_are_counted() -> None:
    items = "".join(f"- a word that bro-\nken{number} the line\n" for number in "abcdefg")
    remarks = paper_of(f"Insights\n{items}".encode(), name="a.txt").remarks
    assert any("“brokena” (line 3)" in remark and "and 2 more" in remark for remark in remarks)


def test_dates_are_told_in_many_forms_and_years_alone_are_none() -> None:
    for text in ("12 May", "Monday, 2 March 2026", "14:00–16:00", "2026-03-02", "2026年3月2日", "le 3 mars 2026"):
        assert is_date(text)
    for text in ("2012", "May", "12 gates", "Room 2, Monday", "3 March: the gate", "1 " * 40):
        assert not is_date(text)


def test_chinese_numbers_count_on() -> None:
    assert continues(PaperLine(1, "b", "二、"), PaperLine(1, "a", "一、"))
    assert not continues(PaperLine(1, "b", "二、"), PaperLine(1, "a", "、"))


def test_a_label_s_words_may_stand_on_the_next_line() -> None:
    paper = paper_of(b"Experiments\n- oil the gate\n  First step:\n   ask the warden\n", name="a.txt")
    assert paper.themes[0].cards[0].fields == (("first_step", "ask the warden"),)


def test_a_sheet_with_a_title_a_row_has_its_cards_there_and_what_stands_beside_them_as_notes() -> None:
    sheet = "Title,List,Description,Members\nSmall oven,Insights,,Ida\nA pen,Experiments,on a string,Jo\n"
    assert read_as(paper_of(sheet.encode(), name="a.csv")).splitlines()[:3] == [
        "a |",
        "i Small oven",
        "e A pen // on a string",
    ]


def test_boxes_of_a_table_may_be_empty() -> None:
    page = "<table><tr><td><p>Insights<p>the gate</td><td></td></tr><tr><td><p>Experiments<p>oil</td></tr></table>"
    assert [card.text for card in paper_of(page.encode(), name="a.html").themes[0].cards] == ["the gate", "oil"]


def test_a_private_message_is_a_note() -> None:
    chat = "12:04:11 From Anna to Everyone:\n\tthe gate\n12:05:02 From Li to Tom (direct message):\n\tstop at one?\n"
    paper = paper_of(chat.encode(), name="a.txt")
    assert [card.text for card in paper.themes[0].cards] == ["the gate"]
    assert [note.text for note in paper.notes] == ["12:05:02 From Li to Tom (direct message): stop at one?"]


def test_what_answers_no_message_of_this_chat_is_a_note() -> None:
    chat = '12:04:11 From Anna to Everyone:\n\tthe gate\n12:05:02 From Li to Everyone:\n\tReplying to "hello"\n'
    assert [note.text for note in paper_of(chat.encode(), name="a.txt").notes] == ['Replying to "hello"']


def test_a_numbered_line_beside_a_counted_list_name_is_one_too() -> None:
    lines = read_as(paper_of(b"Gate\n\n1. Went well\n- open\n2. Odd things\n- a bell\n", name="a.txt")).splitlines()
    assert lines[:3] == ["Gate |", "i open", "i a bell"]
    assert any(line.startswith('! "Odd things"') for line in lines)


def test_a_title_with_a_colon_is_whole_where_its_question_stands_below() -> None:
    paper = paper_of(b"La rue : le soir\nQuestion : Comment traverser ?\n\nConstats\n- le feu\n", name="a.txt")
    assert (paper.themes[0].title, paper.themes[0].question) == ("La rue : le soir", "Comment traverser ?")


def test_headings_of_a_wiki_have_ranks_and_one_between_signs_is_a_title() -> None:
    wiki = "== Gate ==\n=== Insights ===\n* stuck\n== Path ==\n=== Insights ===\n* dark\n"
    assert read_as(paper_of(wiki.encode(), name="a.txt")).splitlines()[:4] == ["Gate |", "i stuck", "Path |", "i dark"]
    framed = "== Gate ==\n\nInsights\n- stuck\n"
    assert read_as(paper_of(framed.encode(), name="a.txt")).splitlines()[:2] == ["Gate |", "i stuck"]


def test_a_board_s_json_is_a_paper_and_a_session_s_is_a_record(tmp_path: Path) -> None:
    found = {}
    for name, content in {
        "board": {"cards": [{"text": "the gate", "column": "Went well"}]},
        "record": {"format": "workshop session", "cards": [{"text": "the gate"}]},
        "odd": {"a": 1},
    }.items():
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        found[name] = is_record(path)
    assert found == {"board": False, "record": True, "odd": True}
