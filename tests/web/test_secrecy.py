"""What the room may not see leaves through no door: not in a page, a stream, a header, a number or a length."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import pytest

from tests.web.client import JSON, Answer, Phone
from tests.web.conftest import Join, card, open_vote
from workshop.model import commands as c
from workshop.store.writer import SessionWriter
from workshop.web.credentials import Door
from workshop.web.request import WebRequest
from workshop.web.routes import BoardRoutes
from workshop.web.server import PhoneServer

PAGES = ("/", "/?page=2", "/api/state", "/board", "/board?page=2")
WORDS = "Nobody shall read this"


async def everything(phone: Phone) -> dict[str, Answer]:
    """Return every page and the first event of every stream."""
    answers = {path: await phone.get(path) for path in PAGES}
    answers["json"] = await phone.get("/", **JSON)
    for path in ("/events", "/board/events"):
        async with phone.stream(path) as stream:
            event = await stream.next()
            answers[path] = stream.head._replace(body=json.dumps(event.data).encode())
    return answers


def steady(answer: Answer) -> tuple[list[tuple[str, str]], str]:
    """Return an answer without what differs each time: the moment, the number of the telling, the sheet's id."""
    headers = [(name, value) for name, value in answer.headers if name != "date"]
    return headers, re.sub(r'data-at=\\?"\d+|name=\\?"(?:form|sheet)\\?" value=\\?"[\w-]+', "", answer.text)


async def test_a_waiting_card_changes_nothing_that_others_can_fetch(join: Join) -> None:
    offering, looking = await join(), await join()
    await offering.get("/")
    before = {path: steady(answer) for path, answer in (await everything(looking)).items()}
    number = (await looking.get("/")).text.partition('data-at="')[2].partition('"')[0]
    for turn in range(3):
        await offering.post("/cards", {"kind": "insight", "text": f"{WORDS} {turn}", "form": str(turn)})
    assert {path: steady(answer) for path, answer in (await everything(looking)).items()} == before
    assert f'data-at="{number}"' in (await looking.get("/")).text


async def test_a_waiting_card_makes_no_stream_speak(writer: SessionWriter, join: Join) -> None:
    offering, looking = await join(), await join()
    await offering.get("/")
    async with looking.stream("/events") as stream, looking.stream("/board/events") as session:
        first, _ = await stream.next(), await session.next()
        await offering.post("/cards", {"kind": "insight", "text": WORDS})
        await writer.do(c.RewordTheme(writer.session.live_themes()[0].id, "Green spaces", "Why not in winter?"))
        seen, shown = await stream.next(), await session.next()
        assert seen.number == first.number + 1
        assert WORDS not in json.dumps([seen.data, shown.data])


@pytest.mark.parametrize("hide", [c.HideCard, c.ParkCard, c.RemoveCard])
async def test_a_hidden_card_is_nowhere(writer: SessionWriter, phone: Phone, hide: type[c.HideCard]) -> None:
    theme = writer.session.live_themes()[0].id
    await writer.do(c.AddCards("insight", theme, (WORDS,)))
    await writer.do(hide(card(writer, "I04").id))
    for path, answer in (await everything(phone)).items():
        assert WORDS not in answer.text, path
        assert "T07-I04" not in answer.text, path
    for route, fields in (("/tags", {"tag": "safe"}), ("/votes", {"dots": 1})):
        await writer.do(c.DraftBallot()) if not writer.session.ballots else None
        refused = await phone.post(route, {"card": "T07-I04", **fields})
        never = await phone.post(route, {"card": "T07-I77", **fields})
        assert (refused.status, refused.body) == (never.status, never.body)


async def test_unrevealed_dots_change_only_the_count_of_ballots(writer: SessionWriter, join: Join) -> None:
    await open_vote(writer)
    voting, looking = await join(), await join()
    for phone in (voting, looking):
        await phone.get("/")
    await voting.post("/votes", {"card": "T07-E01", "dots": 1})
    one = {path: steady(answer) for path, answer in (await everything(looking)).items()}
    number = (await looking.get("/")).text.partition('data-at="')[2].partition('"')[0]
    await voting.post("/votes", {"card": "T07-E01", "dots": 3})
    await voting.post("/votes", {"card": "T07-E02", "dots": 2})
    assert {path: steady(answer) for path, answer in (await everything(looking)).items()} == one
    assert f'data-at="{number}"' in (await looking.get("/")).text


async def test_a_closed_vote_that_is_not_revealed_tells_no_dots(writer: SessionWriter, phone: Phone) -> None:
    ballot = await open_vote(writer)
    await phone.post("/votes", {"card": "T07-E01", "dots": 3})
    await writer.do(c.CloseBallot(ballot))
    for path, answer in (await everything(phone)).items():
        assert not re.search(r"Dots: \d|\"dots\": 3", answer.text), path


async def test_the_record_cannot_tell_who_voted(writer: SessionWriter, server: PhoneServer, join: Join) -> None:
    phone = await join()
    first = await open_vote(writer)
    await phone.post("/votes", {"card": "T07-E01", "dots": 1})
    await writer.do(c.CloseBallot(first))
    second = await open_vote(writer)
    await phone.post("/votes", {"card": "T07-E01", "dots": 1})
    (one,), (two,) = writer.session.ballots[first].votes, writer.session.ballots[second].votes
    assert one != two
    journal = "".join(path.read_text("utf-8") for path in (writer.folder / "journal").iterdir())
    secrets = json.loads((writer.folder / "phones.json").read_bytes())
    (cookie,) = phone.cookies.values()
    for known in (cookie, cookie.partition(".")[0][1:], cookie.partition(".")[2], secrets["key"], secrets["secret"]):
        assert known not in journal
    assert server.door.person(cookie)


async def test_votes_are_written_without_a_name(writer: SessionWriter, phone: Phone) -> None:
    await open_vote(writer)
    await phone.post("/votes", {"card": "T07-E01", "dots": 1})
    await phone.post("/finished", {})
    assert {(entry.by, entry.request) for entry in writer.history.entries[-2:]} == {("", "")}


def test_what_is_secret_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    Door(tmp_path)
    assert stat.S_IMODE((tmp_path / "phones.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["phones.json"]


async def test_the_board_is_for_this_computer_and_for_those_who_joined(server: PhoneServer, phone: Phone) -> None:
    routes = BoardRoutes(server.phones)
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/board",
        "query_string": b"",
        "headers": [],
        "server": ("127.0.0.1", 1),
    }
    for client, status in ((("192.168.1.9", 1), 403), (("127.0.0.1", 1), 200), (("odd", 1), 403), (None, 403)):
        answer = await routes.board(WebRequest({**scope, "client": client}))
        assert answer.status_code == status
        assert (server.address.key in bytes(answer.body).decode()) == (status == 200)
    cookie = "; ".join(f"{name}={value}" for name, value in phone.cookies.items()).encode()
    joined = WebRequest({**scope, "client": ("192.168.1.9", 1), "headers": [(b"cookie", cookie)]})
    assert (await routes.board(joined)).status_code == 200
    stranger = WebRequest({**scope, "client": ("192.168.1.9", 1)})
    assert (await routes.events(stranger)).status_code == 403


async def test_what_streams_say_while_a_vote_is_open_is_as_long_whatever_the_dots(
    writer: SessionWriter, join: Join
) -> None:
    await open_vote(writer)
    phones = [await join() for _ in range(4)]
    for phone in phones:
        await phone.get("/")
    lengths: list[set[int]] = [set(), set()]
    async with phones[0].stream("/events") as stream, phones[0].stream("/board/events") as session:
        await stream.next()
        await session.next()
        for voter, (card_id, dots) in zip(phones, (("E01", 1), ("E01", 3), ("E02", 2), ("E02", 1)), strict=True):
            await voter.post("/votes", {"card": f"T07-{card_id}", "dots": dots})
            for place, heard in enumerate((stream, session)):
                told = await heard.next()
                lengths[place].add(len(json.dumps(told.data)))
                assert told.data.keys() == {"note"}
    assert [len(each) for each in lengths] == [1, 1]
