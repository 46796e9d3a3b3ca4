"""A scale on phones without a script and on the board: answered, kept secret, and shown."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from tests.web.client import Phone
from tests.web.conftest import EXPERIMENTS, Join, card
from tests.web.test_secrecy import everything, steady
from workshop.live.handouts import write_scale_sheet
from workshop.model import commands as c
from workshop.model.events import ScaleDrafted
from workshop.model.views import visible
from workshop.store.writer import SessionWriter


async def open_scale(writer: SessionWriter, draft: c.DraftScale | None = None) -> str:
    """Open a scale on the experiments; return its id."""
    drafted = await writer.do(draft or c.DraftScale("Where to begin", kinds=("experiment",)))
    (event,) = drafted.entry.events
    assert isinstance(event, ScaleDrafted)
    await writer.do(c.OpenBallot(event.ballot))
    return event.ballot


async def reveal(writer: SessionWriter, scale: str) -> None:
    await writer.do(c.CloseBallot(scale))
    await writer.do(c.RevealBallot(scale))
    await writer.do(c.ReachStep("reveal"))


def answers(writer: SessionWriter, scale: str) -> list[dict[str, tuple[int, int]]]:
    kept = writer.session.ballots[scale].scale
    assert kept is not None
    return [dict(own) for own in kept.answers.values()]


async def test_both_questions_stand_below_each_card_with_their_ends(writer: SessionWriter, phone: Phone) -> None:
    await open_scale(writer)
    page = html.unescape((await phone.get("/")).text)
    for words in (
        "Where to begin",
        "How much difference would it make?",
        "1 = hardly any, 5 = a great deal",
        *EXPERIMENTS,
    ):
        assert words in page
    assert page.count("cannot say</span>") == 4
    assert "Answered: 0 of 2" in page


async def test_an_answer_is_kept_and_can_be_changed_without_a_script(writer: SessionWriter, phone: Phone) -> None:
    scale, e01 = await open_scale(writer), card(writer, "E01").id
    page = (await phone.send("/answers", {"card": "T07-E01", "first": 4, "second": 0})).text
    assert "Answered: 1 of 2" in page
    assert len(re.findall(r'name="first" value="4" checked', page)) == 1
    assert len(re.findall(r'name="second" value="0" checked', page)) == 1
    await phone.send("/answers", {"card": "T07-E01", "first": 5})
    assert answers(writer, scale) == [{e01: (5, -1)}]
    assert "Answered: 0 of 2" in (await phone.get("/")).text


async def test_an_answer_sent_twice_is_one_entry(writer: SessionWriter, phone: Phone) -> None:
    await open_scale(writer)
    for _ in range(2):
        told = (await phone.post("/answers", {"card": "T07-E01", "first": 4, "second": 2})).json
        assert (told["answered"], told["receipt"]) == (1, "Answered: 1 of 2")
    given = [entry for entry in writer.history.entries if "AnswersGiven" in repr(entry.events)]
    assert [(entry.by, entry.request) for entry in given] == [("", "")]


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"card": "T07-I01", "first": 1, "second": 1}, 400, "That card is not part of this vote."),
        ({"card": "T07-E01", "first": 6, "second": 1}, 400, "An answer is 1 to 5, or “cannot say”."),
        ({"card": "T07-E01", "first": -1, "second": 1}, 400, "An answer is 1 to 5, or “cannot say”."),
        ({"card": "T07-E01", "first": "two", "second": 1}, 400, "An answer is 1 to 5, or “cannot say”."),
    ],
)
async def test_what_is_no_answer_is_declined(
    writer: SessionWriter, phone: Phone, fields: dict[str, object], status: int, told: str
) -> None:
    scale = await open_scale(writer)
    answer = await phone.post("/answers", fields)
    assert (answer.status, answer.json["error"]) == (status, told)
    assert answers(writer, scale) == []


async def test_answers_come_too_late_or_to_a_vote_with_dots(writer: SessionWriter, phone: Phone) -> None:
    fields: dict[str, object] = {"card": "T07-E01", "first": 1, "second": 1}
    scale = await open_scale(writer)
    assert (await phone.post("/votes", {"card": "T07-E01", "dots": 1})).status == 409
    await writer.do(c.CloseBallot(scale))
    assert (await phone.post("/answers", fields)).json["error"] == "No vote is open just now."
    await writer.do(c.VoidBallot(scale))
    await writer.do(c.DraftBallot(kinds=("experiment",)))
    await writer.do(c.OpenBallot())
    assert (await phone.post("/answers", fields)).json["error"] == "The vote is over."


async def test_nothing_of_an_answer_leaves_before_the_reveal(writer: SessionWriter, join: Join) -> None:
    scale = await open_scale(writer)
    answering, looking = await join(), await join()
    for phone in (answering, looking):
        await phone.get("/")
    await answering.post("/answers", {"card": "T07-E01", "first": 1, "second": 5})
    one = {path: steady(answer) for path, answer in (await everything(looking)).items()}
    await answering.post("/answers", {"card": "T07-E01", "first": 4, "second": 0})
    await answering.post("/answers", {"card": "T07-E02", "first": 2, "second": 2})
    assert {path: steady(answer) for path, answer in (await everything(looking)).items()} == one
    await writer.do(c.CloseBallot(scale))
    for path, answer in (await everything(looking)).items():
        assert not re.search("Median|middle_half|class=.field", answer.text), path


async def test_the_result_is_a_field_and_a_table_with_ones_own_answers(writer: SessionWriter, join: Join) -> None:
    scale = await open_scale(writer)
    phones = [await join() for _ in range(4)]
    for phone, (first, second) in zip(phones, ((5, 1), (5, 2), (1, 0), (4, 2)), strict=True):
        await phone.post("/answers", {"card": "T07-E01", "first": first, "second": second})
    await reveal(writer, scale)
    page = html.unescape((await phones[2].get("/")).text)
    assert '<svg viewBox="0 0 150 112" class="field" aria-hidden="true">' in page
    cells = re.findall(r"<td>(.*?)</td>", page)
    assert cells[:6] == ["4.5", "4–5", "4 · split", "2", "1–2", "3 · cannot say: 1"]
    assert cells[6:] == ["–", "–", "0"] * 2
    assert re.findall(r"You said: (.*?)<", page) == ["1", "cannot say"]
    state = (await phones[2].get("/api/state")).json
    assert state["ballot"]["answers"][0]["answers"][0]["median"] == 4.5


async def test_the_board_shows_the_field_and_then_the_numbers(writer: SessionWriter, phone: Phone) -> None:
    scale = await open_scale(writer)
    await phone.post("/answers", {"card": "T07-E01", "first": 5, "second": 1})
    asked = (await phone.get("/board")).text
    assert all(text in asked for text in EXPERIMENTS)
    await reveal(writer, scale)
    field, numbers = (await phone.get("/board")).text, (await phone.get("/board?page=2")).text
    assert "<svg" in field
    assert re.findall(r"<td>(.*?)</td>", numbers)[:4] == ["5 (5)", "1", "1 (1)", "1"]
    assert "Ballots: 1" in numbers


async def test_lines_of_the_map_are_asked_about_under_their_own_ids(writer: SessionWriter, phone: Phone) -> None:
    heading = (await writer.do(c.MakeHeading("Water"))).entry.id
    line = (await writer.do(c.WriteLine("Drain the paths", heading))).entry.id
    scale = await open_scale(writer, c.DraftScale("Lines", lines=(line,)))
    page = (await phone.get("/")).text
    assert "Drain the paths" in page
    await phone.post("/answers", {"card": "L01", "first": 3, "second": 3})
    assert answers(writer, scale) == [{line: (3, 3)}]
    await reveal(writer, scale)
    for path in ("/", "/board", "/board?page=2"):
        assert "Drain the paths" in (await phone.get(path)).text


async def test_the_usual_questions_are_asked_in_the_readers_language(writer: SessionWriter, phone: Phone) -> None:
    await open_scale(writer)
    page = html.unescape((await phone.get("/?lang=de")).text)
    assert "Wie viel würde es bewirken?" in page
    assert "How much difference" not in page


async def test_hostile_questions_are_text(writer: SessionWriter, phone: Phone) -> None:
    evil = "<script>alert(1)</script>"
    scale = await open_scale(writer, c.DraftScale("x", kinds=("experiment",), questions=((evil, evil[:50], "b"),) * 2))
    await phone.post("/answers", {"card": "T07-E01", "first": 3, "second": 3})
    for path in ("/", "/board"):
        assert "<script>alert" not in (await phone.get(path)).text
    await reveal(writer, scale)
    for path in ("/", "/board", "/board?page=2"):
        assert "<script>alert" not in (await phone.get(path)).text


async def test_a_page_of_a_scale_is_small(writer: SessionWriter, phone: Phone) -> None:
    theme = writer.session.live_themes()[0].id
    await writer.do(c.AddCards("insight", theme, tuple("warm & lit " * 18 for _ in range(9))))
    await open_scale(writer, c.DraftScale("x", questions=(("w" * 200, "l" * 60, "h" * 60),) * 2, kinds=("insight",)))
    seen: list[str] = []
    for number in range(1, 13):
        page = (await phone.get(f"/?page={number}")).text
        assert len(page.encode()) < 15_000
        seen += re.findall(r'<li id="(T07-\w+)"', page)
    assert len(set(seen)) == 12
    assert json.dumps(seen)


async def test_a_sheet_to_print_has_every_card_and_both_questions(writer: SessionWriter, tmp_path: Path) -> None:
    scale = await open_scale(writer)
    ballot = next(b for b in visible(writer.session, "board").ballots if b.ballot == scale)
    page = html.unescape(write_scale_sheet(tmp_path, writer.session, ballot).read_text("utf-8"))
    for words in (
        *EXPERIMENTS,
        "5 = a great deal: money, time, others",
        "Put a ring round one answer to each question.",
    ):
        assert words in page
    assert page.count('class="ring unsure"') == 4
    heading = (await writer.do(c.MakeHeading("Water"))).entry.id
    line = (await writer.do(c.WriteLine("Drain the paths", heading))).entry.id
    await writer.do(c.CloseBallot(scale))
    other = await open_scale(writer, c.DraftScale("Lines", lines=(line,)))
    ballot = next(b for b in visible(writer.session, "board").ballots if b.ballot == other)
    assert "Drain the paths" in write_scale_sheet(tmp_path, writer.session, ballot).read_text("utf-8")
