"""Questions to the room: asked, answered, and counted on every publication until they are."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.model.table import Table, table
from workshop.model import commands as c
from workshop.model.summit import gather
from workshop.model.views import questions
from workshop.publishing.builder import report_of
from workshop.publishing.bulletin_report import report_of_all
from workshop.publishing.map_report import digest_of, full_list_of
from workshop.publishing.papers import report_of_follow_up, report_of_questions
from workshop.publishing.picture.sheet import sheet_of
from workshop.publishing.publication import PUBLICATIONS, Matter

ASKED = ("Will you come back?", "What will you do with this?")


@pytest.fixture
def it() -> Table:
    made = table()
    made.do(c.AskRoom(ASKED))
    return made


def answered(it: Table) -> str:
    first = next(card.id for card in it.session.ordered() if card.text == ASKED[0])
    for field, value in (("who_answers", "The mill"), ("by_when", "May"), ("answer", "Yes"), ("done", "A date is set")):
        it.do(c.FillField(first, field, value))
    return first


def written(it: Table, form: str) -> str:
    (content,) = PUBLICATIONS["questions"].files(Matter(it.history), form).values()
    return content.decode("utf-8-sig")


def test_the_kind_and_its_theme_are_made_with_the_first_question_in_one_act(it: Table) -> None:
    assert [it.session.shown_id(card) for card in it.session.ordered()] == ["T07-Q01", "T07-Q02"]
    assert [theme.title for theme in it.session.live_themes()][-1] == "Questions to the room"
    it.do(c.AskRoom(("Who pays?",), "participant", held=True))
    assert len(it.session.live_themes()) == 2
    it.do(c.Undo())
    it.do(c.Undo())
    assert [kind.name for kind in it.session.kinds] == ["insight", "experiment"]
    assert it.refused(c.AskRoom(())) == "A card needs some words."


def test_another_letter_is_taken_where_q_stands_for_something_else() -> None:
    it = table(kinds=(("quote", "Quote", "Quotes", "Q"),))
    it.do(c.AskRoom(ASKED[:1]))
    assert [it.session.shown_id(card) for card in it.session.ordered()] == ["T07-A01"]


def test_a_question_has_an_answer_and_no_first_step(it: Table) -> None:
    card = it.session.ordered()[0].id
    assert it.refused(c.FillField(card, "first_step", "Ask")) == (
        "A card has no “first_step”. It has: who_answers, by_when, answer, done."
    )
    answered(it)
    asked = questions(it.session, "appendix")
    assert [len(asked.open), len(asked.answered)] == [1, 1]


def test_questions_of_two_tables_come_together_in_a_summit(it: Table) -> None:
    other = Table("bbbbbb")
    other.now += 60_000
    other.do(c.StartSession("Other", table="8"))
    other.do(c.AskRoom(("Who pays?",)))
    summit = gather([it.session, other.session])
    assert [theme.title for theme in summit.live_themes()].count("Questions to the room") == 1
    assert len(questions(summit, "appendix").open) == 3


def test_open_questions_are_counted_on_every_publication_until_they_are_answered(it: Table) -> None:
    reports = (report_of, digest_of, full_list_of)
    assert all("Open questions: 2." in made(it.session).left_out for made in reports)
    answered(it)
    assert all("Open questions: 1." in made(it.session).left_out for made in reports)
    it.do(c.FillField(it.session.ordered()[1].id, "answer", "A report in June"))
    assert all(made(it.session).left_out == () for made in reports)
    assert report_of_questions(it.session).counts == "Open questions: 0."


def test_what_was_asked_answered_and_done_is_handed_out(it: Table) -> None:
    answered(it)
    assert written(it, "txt") == (
        "Learning from floods\n\nQuestions to the room\n\nOpen questions\n\n· T07-Q02  What will you do with this?\n\n"
        "You said, we did\n\n· T07-Q01  Will you come back?\n  Who answers: The mill\n  By when: May\n  Answer: Yes\n"
        "  What was done: A date is set\n\nOpen questions: 1.\n"
    )
    rows = list(csv.DictReader(io.StringIO(written(it, "csv"))))
    assert [row["answer"] for row in rows] == ["", "Yes"]
    told = json.loads(written(it, "json"))
    assert told["open"] == 1
    assert told["questions"][1]["done"] == "A date is set"
    assert "Will you come back?" in written(it, "html")


@pytest.mark.parametrize(
    ("name", "format_", "file"),
    [
        ("map", "csv", "map.csv"),
        ("digest", "csv", "digest.csv"),
        ("full-list", "csv", "full-list.csv"),
        ("map", "json", "map.json"),
        ("digest", "json", "digest.json"),
        ("full-list", "json", "full-list.json"),
        ("follow-up", "json", "follow-up.json"),
    ],
)
def test_sheets_and_json_name_each_question_that_is_open(it: Table, name: str, format_: str, file: str) -> None:
    def made() -> str:
        return PUBLICATIONS[name].files(Matter(it.history), format_)[file].decode("utf-8-sig")

    assert ("T07-Q01" in made(), "T07-Q02" in made()) == (True, True)
    answered(it)
    assert ("T07-Q01" in made(), "T07-Q02" in made()) == (False, True)


def test_the_follow_up_the_bulletins_the_site_and_the_picture_count_them_too(it: Table) -> None:
    assert "Open questions: 2." in report_of_follow_up(it.session).left_out
    assert "Open questions: 2." in report_of_all(it.session).left_out
    pages = PUBLICATIONS["site"].files(Matter(it.history), "html")
    assert '<a href="questions.html">Open questions: 2.</a>' in pages["site/index.html"].decode()
    it.do(c.AddCards("experiment", it.session.live_themes()[0].id, ("Ask again in May",)))
    assert "Open questions: 2" in sheet_of(it.session).foot
