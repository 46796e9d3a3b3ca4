"""What becomes of one's own lines, and what one gave beside the result: for that person, and for nobody else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.web.client import Phone
from tests.web.conftest import Join, card, fill, open_vote
from workshop.model import commands as c
from workshop.store import journal as journals
from workshop.store.writer import SessionWriter
from workshop.web.server import PhoneServer

OWN: dict[str, object] = {"kind": "insight", "text": "Paths are dark", "form": "f1"}


async def lines(phone: Phone) -> list[tuple[str, str, str]]:
    told = (await phone.get("/api/state")).json["lines"]
    return [(line["id"], line["text"], line["state"]) for line in told]


def own_part(page: str) -> str:
    return page.partition('id="lines">')[2].partition("</section>")[0]


async def test_a_line_is_followed_from_waiting_to_shown(writer: SessionWriter, join: Join) -> None:
    phone, other = await join(), await join()
    await phone.post("/cards", OWN)
    assert "Paths are dark" in own_part((await phone.get("/")).text)
    assert "<b>waits</b>" in (await phone.get("/")).text
    assert "Paths are dark" not in (await other.get("/")).text
    assert await lines(other) == []
    await writer.do(c.ShowCard(card(writer, "I04").id))
    part = own_part((await phone.get("/")).text)
    assert "<b>shown</b>" in part
    assert "/reword" not in part
    assert "Your lines" not in (await other.get("/")).text


@pytest.mark.parametrize("act", [c.ParkCard, c.HideCard, c.RemoveCard])
async def test_a_line_that_was_set_aside_says_so_in_its_owners_words(
    writer: SessionWriter, phone: Phone, act: type[c.HideCard]
) -> None:
    await phone.post("/cards", OWN)
    offered = card(writer, "I04").id
    await writer.do(c.RewordCard(offered, "SECRET words of the facilitator"))
    await writer.do(act(offered))
    assert await lines(phone) == [("T07-I04", "Paths are dark", "set aside")]
    assert "SECRET" not in (await phone.get("/")).text
    refused = await phone.post("/reword", {"card": "T07-I04", "text": "Other words"})
    assert (refused.status, "no longer waits" in refused.json["error"]) == (409, True)


async def test_a_line_is_put_in_other_words_or_taken_back_while_it_waits(writer: SessionWriter, join: Join) -> None:
    phone, other = await join(), await join()
    await phone.post("/cards", OWN)
    assert (await other.post("/reword", {"card": "T07-I04", "text": "Not mine"})).status == 400
    assert (await other.post("/take-back", {"card": "T07-I04"})).status == 400
    for _ in range(2):
        answer = await phone.post("/reword", {"card": "T07-I04", "text": "Paths are dark at four"})
        assert (answer.status, answer.json["receipt"]) == (200, "T07-I04 has your new words.")
    assert card(writer, "I04").text == "Paths are dark at four"
    for text, status in (("", 400), ("x" * 2001, 413), ("\u2800", 409)):
        assert (await phone.post("/reword", {"card": "T07-I04", "text": text})).status == status
    page = await phone.send("/take-back", {"card": "T07-I04"})
    assert "T07-I04 is taken back." in page.text
    assert await lines(phone) == []
    assert card(writer, "I04").removed
    assert (await phone.post("/take-back", {"card": "T07-I04"})).status == 400


async def test_lines_that_became_others_are_where_those_are(writer: SessionWriter, phone: Phone) -> None:
    for number in range(3):
        await phone.post("/cards", {**OWN, "text": f"Line {number}", "form": f"{number}"})
    one, two, three = (card(writer, f"I0{number}").id for number in (4, 5, 6))
    await writer.do(c.JoinCards((card(writer, "I01").id, one)))
    await writer.do(c.ShowCard(two))
    await writer.do(c.SplitCard(two, ("Line", "1")))
    await writer.do(c.SplitCard(three, ("Line", "2")))
    assert [state for _, _, state in await lines(phone)] == ["set aside", "shown", "shown"]


async def test_own_lines_are_found_after_a_restart_and_by_nobody_in_the_record(tmp_path: Path) -> None:
    async with SessionWriter(tmp_path / "s") as writer:
        await fill(writer)
        server = PhoneServer(writer, port=0)
        phone = Phone((await server.start()).url)
        await phone.get(f"/j/{server.address.key}")
        for number in range(3):
            await phone.post("/cards", {**OWN, "text": f"Line {number}", "form": f"{number}"})
        tokens = [each.token for each in writer.session.cards.values() if each.held]
        assert len({token[:4] for token in tokens}) == 3
        await server.stop()
    async with SessionWriter(tmp_path / "s") as writer:
        server = PhoneServer(writer, port=phone.port)
        await server.start()
        assert [text for _, text, _ in await lines(phone)] == ["Line 2", "Line 1", "Line 0"]
        await phone.post("/cards", {**OWN, "text": "Line 3", "form": "3"})
        assert len(await lines(phone)) == 4
        await server.stop()


async def test_a_refused_line_leaves_no_gap(
    writer: SessionWriter, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await phone.post("/cards", OWN)
    await phone.post("/cards", OWN)
    assert (await phone.post("/cards", {**OWN, "text": "\u2800", "form": "x"})).status == 400

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journals, "flush", full)
    assert (await phone.post("/cards", {**OWN, "form": "y"})).status == 503
    monkeypatch.undo()
    await phone.post("/cards", {**OWN, "text": "Second", "form": "y"})
    assert [text for _, text, _ in await lines(phone)] == ["Second", "Paths are dark"]
    assert len({each.token for each in writer.session.cards.values() if each.held}) == 2


async def test_what_becomes_of_a_line_is_told_to_its_owner_alone(writer: SessionWriter, join: Join) -> None:
    phone, other = await join(), await join()
    await phone.post("/cards", OWN)
    await phone.get("/")
    async with phone.stream("/events") as stream, other.stream("/events") as others:
        await stream.next()
        await others.next()
        await writer.do(c.ParkCard(card(writer, "I04").id))
        assert (await stream.next()).name == "mine"
        await writer.do(c.Undo())
        assert (await stream.next()).name == "mine"
        await writer.do(c.StartTimer(60))
        assert (await others.next()).data.keys() == {"timer"}


async def test_what_one_gave_stands_beside_the_result_for_oneself_alone(writer: SessionWriter, join: Join) -> None:
    phone, other = await join(), await join()
    ballot = await open_vote(writer)
    await phone.post("/votes", {"card": "T07-E01", "dots": 2})
    await phone.post("/votes", {"card": "T07-E02", "dots": 1})
    await writer.do(c.CloseBallot(ballot))
    assert "You gave" not in (await phone.get("/")).text
    assert (await phone.get("/api/state")).json["mine"]["dots"] == {}
    await writer.do(c.RevealBallot(ballot))
    await writer.do(c.ReachStep("reveal"))
    page = (await phone.get("/")).text
    assert re.findall(r"You gave: (\d)", page) == ["2", "1"]
    assert "You gave" not in (await other.get("/")).text
    assert "You gave" not in (await phone.get("/board")).text
    async with phone.stream("/events") as stream:
        assert "You gave" not in json.dumps((await stream.next()).data)
    await writer.do(c.JoinCards((card(writer, "E01").id, card(writer, "E02").id)))
    assert re.findall(r"You gave: (\d)", (await phone.get("/")).text) == ["3"]


async def test_a_page_says_what_an_insight_and_an_experiment_are(writer: SessionWriter, phone: Phone) -> None:
    page = (await phone.get("/")).text
    assert "Insight: what we have learned." in page
    assert "Experiment: what we would try." in page
    await writer.do(c.DescribeKind("insight", "what the park taught us"))
    assert "Insight: what the park taught us." in (await phone.get("/")).text
    french = (await phone.get("/", accept_language="fr")).text
    assert "Expérimentation: ce que nous essaierions." in french
    await writer.do(c.DefineKind("experiment", "Action", "Actions", "E"))
    page = (await phone.get("/")).text
    assert "Action" in page
    assert "what we would try" not in page
