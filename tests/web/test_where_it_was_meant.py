"""Words and dots go where they were meant: through forms that a browser without a script sends."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from tests.web.client import Phone
from tests.web.conftest import EXPERIMENTS, INSIGHTS, Join, card, fill, open_vote
from workshop.model import commands as c
from workshop.store.writer import SessionWriter
from workshop.web import presence
from workshop.web.offer_form import Flash, Notice, Told
from workshop.web.presence import ExpectedVisitors
from workshop.web.server import PhoneServer


def action(page: str, path: str, card_id: str = "") -> str:
    """Return where a form of a page goes."""
    found = re.search(rf'action="({path}[^"#]*)(?:#{card_id})?"', page)
    assert found
    return unescape(found[1])


async def test_a_form_of_another_session_is_refused_and_kept(tmp_path: Path) -> None:
    phone = Phone("http://127.0.0.1:0")
    pages = []
    for name in ("one", "two"):
        async with SessionWriter(tmp_path / name) as writer:
            await fill(writer)
            server = PhoneServer(writer, port=0)
            phone.port = int((await server.start()).url.rsplit(":", 1)[1].strip("/"))
            await phone.get(f"/j/{server.address.key}")
            pages.append((await phone.get("/")).text)
            if name == "two":
                old = action(pages[0], "/cards")
                refused = await phone.post(old, {"kind": "insight", "text": "For table one", "form": "a"})
                assert (refused.status, refused.json["keep"]) == (409, True)
                assert "another conversation" in refused.json["error"]
                page = await phone.send(old, {"kind": "insight", "text": "For table one", "form": "a"})
                assert (page.status, "For table one</textarea>" in page.text) == (409, True)
                listening = unescape(re.findall(r'data-stream="([^"]*)"', pages[0])[0])
                assert (await phone.get(listening)).status == 409
                assert len(writer.session.cards) == len(INSIGHTS + EXPERIMENTS)
                answer = await phone.post(action(pages[1], "/cards"), {"kind": "insight", "text": "For two"})
                assert answer.status == 200
            await server.stop()
    owners = [re.findall(r'data-owner="([^"]+)"', page)[0] for page in pages]
    assert owners[0] != owners[1]


async def test_what_one_person_keeps_is_not_shown_to_the_next(server: PhoneServer, phone: Phone) -> None:
    owner = re.findall(r'data-owner="([^"]+)"', (await phone.get("/")).text)
    (code,) = await server.door.print_codes(1)
    await phone.get(f"/j/{code}")
    assert re.findall(r'data-owner="([^"]+)"', (await phone.get("/")).text) != owner


async def test_dots_for_an_earlier_vote_do_not_count_in_the_next(writer: SessionWriter, phone: Phone) -> None:
    first = await open_vote(writer)
    old = action((await phone.get("/")).text, "/votes", "T07-E01")
    await writer.do(c.CloseBallot(first))
    second = await open_vote(writer)
    for path in (old, old.replace("/votes", "/finished")):
        refused = await phone.post(path, {"card": "T07-E01", "dots": 2})
        assert (refused.status, refused.json["error"]) == (409, "The vote is over.")
    assert not writer.session.ballots[second].votes
    new = action((await phone.get("/")).text, "/votes", "T07-E01")
    assert (await phone.post(new, {"card": "T07-E01", "dots": 2})).json["left"] == 3


async def test_a_card_goes_to_the_theme_that_was_chosen_however_they_are_ordered(
    writer: SessionWriter, phone: Phone
) -> None:
    await writer.do(c.AddTheme("Getting about"))
    first, second = (theme.id for theme in writer.session.live_themes())
    assert f'<option value="{second}">' in (await phone.get("/")).text
    await writer.do(c.PlaceTheme(second, first))
    await phone.post("/cards", {"kind": "insight", "text": "By bus", "theme": second, "form": "a"})
    assert card(writer, "I04").theme == second
    await writer.do(c.MoveCard(card(writer, "I04").id, theme=first))
    await writer.do(c.RemoveTheme(second))
    refused = await phone.post("/cards", {"kind": "insight", "text": "On foot", "theme": second, "form": "b"})
    assert (refused.status, "no longer asked" in refused.json["error"]) == (409, True)


async def test_every_form_leads_back_to_a_page_and_to_the_card(writer: SessionWriter, phone: Phone) -> None:
    theme = writer.session.live_themes()[0].id
    await writer.do(c.AddCards("experiment", theme, tuple(f"Line {n} " + "x" * 300 for n in range(20))))
    tagged = re.findall(r'id="(T07-\w+)"', (await phone.get("/?page=2")).text)[0]
    path = action((await phone.get("/?page=2")).text, "/tags", tagged)
    assert "page=2" in path
    page = await phone.send(path, {"card": tagged, "tag": "safe"})
    assert f"{tagged} has the tag safe." in page.text
    await open_vote(writer)
    second = (await phone.get("/?page=2")).text
    voted = re.findall(r'<li id="(T07-\w+)"', second)[0]
    path = action(second, "/votes", voted)
    answer = await phone.post(path, {"card": voted, "dots": 2}, accept="text/html")
    assert (answer.status, answer.header("location")) == (303, f"/?page=2#{voted}")
    assert "<output>2</output>" in (await phone.get("/?page=2")).text
    answer = await phone.post(path, {"card": voted, "dots": 9}, accept="text/html")
    assert answer.status == 303
    refused = await phone.get(answer.header("location"))
    assert (refused.status, "You have 5 dots in all" in refused.text) == (409, True)
    again = await phone.get(answer.header("location"))
    assert (again.status, "You have 5 dots in all" in again.text) == (200, False)
    assert "Thank you" in (await phone.send("/finished", {})).text


async def test_what_is_said_once_is_said_to_nobody_else(join: Join) -> None:
    one, other = await join(), await join()
    answer = await one.post("/cards", {"kind": "insight", "text": "Mine", "form": "f"}, accept="text/html")
    assert "Recorded as" not in (await other.get(answer.header("location"))).text
    assert "Recorded as T07-I04." in (await one.get(answer.header("location"))).text


def test_sentences_nobody_fetches_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.web.offer_form.MOST", 2)
    flash = Flash()
    numbers = [flash.put(Told("a", Notice(str(n)), 200)) for n in range(3)]
    assert [flash.take(number, "a") is None for number in numbers] == [True, False, False]


async def test_a_browser_that_keeps_no_cookies_is_told_so(server: PhoneServer) -> None:
    told = "your browser keeps no cookies"
    phone = Phone(server.address.url)
    assert told not in (await phone.get("/")).text
    await phone.get(f"/j/{server.address.key}")
    phone.cookies.clear()
    assert told in (await phone.get("/")).text
    assert told not in (await phone.get("/")).text
    await phone.get(f"/j/{server.address.key}")
    await phone.get("/")
    assert told not in (await Phone(server.address.url).get("/")).text


def test_who_does_not_come_back_is_waited_for_a_moment_only() -> None:
    now = 0.0
    waiting = ExpectedVisitors(lambda: now)
    waiting.expect("10.0.0.5")
    assert not waiting.is_back("10.0.0.6")
    now = presence.SOON + 1
    assert not waiting.is_back("10.0.0.5")


async def test_a_second_page_of_one_person_learns_of_the_others_dots(writer: SessionWriter, join: Join) -> None:
    phone, other = await join(), await join()
    await open_vote(writer)
    async with phone.stream("/events") as one, phone.stream("/events") as two, other.stream("/events") as third:
        heads = [await stream.next() for stream in (one, two, third)]
        assert [head.name for head in heads] == ["message"] * 3
        await phone.post("/votes", {"card": "T07-E01", "dots": 1})
        names = {(await one.next()).name, (await one.next()).name}
        assert names == {"mine", "message"}
        assert {(await two.next()).name, (await two.next()).name} == names
        assert (await third.next()).data.keys() == {"note"}
