"""Questions to the room from a phone: without a name, also after a reveal, through the facilitator's queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import card, open_vote
from workshop.model import commands as c
from workshop.model.views import questions
from workshop.web.i18n import LANGUAGES

if TYPE_CHECKING:
    from tests.web.client import Phone
    from tests.web.conftest import Join
    from workshop.store.writer import SessionWriter

ASKED: dict[str, object] = {"text": "What will you do with this?", "sheet": "s1"}


async def revealed(writer: SessionWriter) -> None:
    ballot = await open_vote(writer)
    await writer.do(c.CloseBallot(ballot))
    await writer.do(c.RevealBallot(ballot))
    await writer.do(c.ReachStep("reveal"))


async def test_a_question_waits_for_the_facilitator_as_offered_cards_do(writer: SessionWriter, join: Join) -> None:
    phone, other = await join(), await join()
    answer = await phone.post("/questions", ASKED)
    assert (answer.status, answer.json["id"]) == (200, "T07-Q01")
    asked = card(writer, "Q01")
    assert (asked.kind, asked.held, asked.origin) == ("question", True, "participant")
    assert "What will you do" not in (await other.get("/")).text
    await writer.do(c.ShowCard(asked.id))
    page = (await other.get("/")).text
    assert "What will you do" in page
    assert "Not answered yet" in page


async def test_sent_twice_it_is_asked_once(writer: SessionWriter, phone: Phone) -> None:
    await phone.post("/questions", ASKED)
    await phone.post("/questions", ASKED)
    await phone.post("/cards", {"kind": "insight", "text": "Not a question", "form": "s1"})
    assert [each.label for each in writer.session.cards.values() if each.held] == ["Q01", "I04"]


async def test_one_can_be_asked_once_the_result_is_out_and_without_a_script(
    writer: SessionWriter, phone: Phone
) -> None:
    await revealed(writer)
    page = await phone.get("/", accept="text/html")
    assert 'action="/questions' in page.text
    assert 'action="/cards' not in page.text
    told = await phone.send("/questions", ASKED)
    assert "Recorded as T07-Q01." in told.text


async def test_none_is_asked_for_while_a_vote_is_open(writer: SessionWriter, phone: Phone) -> None:
    await open_vote(writer)
    assert 'action="/questions' not in (await phone.get("/")).text


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"text": " "}, 400, "Write it in your own words first."),
        ({"text": "x" * 3000}, 413, "That is too long."),
        ({"text": "Why?", "sheet": "s" * 200}, 400, "Write it in your own words first."),
    ],
)
async def test_what_is_no_question_is_answered_with_a_sentence(
    writer: SessionWriter, phone: Phone, fields: dict[str, object], status: int, words: str
) -> None:
    before = len(writer.history.entries)
    answer = await phone.post("/questions", fields)
    assert (answer.status, words in answer.json["error"]) == (status, True)
    assert len(writer.history.entries) == before


async def test_refused_words_stand_in_the_questions_form_again_and_not_in_the_cards(phone: Phone) -> None:
    page = (await phone.send("/questions", {"text": "Why " * 600, "sheet": "s1"})).text
    form = page.partition('id="ask"')[2]
    assert "Why Why" in form
    assert "<details open" in form
    assert "Why Why" not in page.partition('id="ask"')[0]


async def test_a_question_is_no_kind_of_card_that_is_offered_and_its_place_is_no_theme(
    writer: SessionWriter, phone: Phone
) -> None:
    await writer.do(c.AskRoom(("Who pays?",)))
    page = (await phone.get("/")).text
    assert 'value="question"' not in page
    assert "What would make people use the park in winter?" in page.partition("</header>")[0]
    refused = await phone.post("/cards", {"kind": "question", "text": "As a card", "form": "f9"})
    assert refused.status == 400
    assert (await phone.post("/cards", {"kind": "insight", "text": "A card", "form": "f8"})).status == 200
    assert card(writer, "I04").theme == card(writer, "I01").theme


async def test_the_answer_and_what_was_done_stand_on_the_phone(writer: SessionWriter, phone: Phone) -> None:
    await writer.do(c.AskRoom(("Who pays?", "Who opens the gate?")))
    first, second = questions(writer.session, "facilitator").open
    await writer.do(c.FillField(first.card, "answer", "The council"))
    await writer.do(c.FillField(first.card, "done", "A budget line was made"))
    await writer.do(c.FillField(second.card, "who_answers", "The parks team"))
    page = (await phone.get("/")).text
    assert "<b>Answer</b>: <bdi>The council</bdi>" in page
    assert "<b>What was done</b>: <bdi>A budget line was made</bdi>" in page
    assert "<b>Not answered yet</b>: <bdi>The parks team</bdi>" in page


async def test_it_is_asked_in_every_language(phone: Phone, subtests: pytest.Subtests) -> None:
    for language in LANGUAGES:
        with subtests.test(language):
            page = (await phone.get(f"/?lang={language}")).text
            asks = page.partition('id="ask"')[2]
            assert ("Ask the room a question" in asks) == (language == "en")
