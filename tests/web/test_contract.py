"""The routes of design.md, section 6, as a phone meets them."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.web.client import JSON, Phone
from tests.web.conftest import EXPERIMENTS, INSIGHTS, QUESTION, Join, card, fill, open_vote
from workshop.model import commands as c
from workshop.store.writer import SessionWriter
from workshop.web.app import web_app
from workshop.web.context import Phones
from workshop.web.credentials import Door
from workshop.web.network import addresses
from workshop.web.server import PhoneServer


def journal(writer: SessionWriter) -> str:
    return "".join(path.read_text("utf-8") for path in sorted((writer.folder / "journal").iterdir()))


async def test_the_key_sets_a_cookie_and_leads_to_the_page(server: PhoneServer) -> None:
    phone = Phone(server.address.url)
    answer = await phone.get(f"/j/{server.address.key.lower()}")
    assert (answer.status, answer.header("location")) == (303, "/")
    cookie = answer.header("set-cookie").lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert QUESTION in (await phone.get("/")).text


async def test_a_typed_key_leads_in_as_well(server: PhoneServer) -> None:
    phone = Phone(server.address.url)
    key = server.address.key
    assert (await phone.get(f"/j?key={key[:3]}%20{key[3:]}")).status == 303


async def test_without_the_cookie_a_page_asks_for_the_key_and_shows_nothing(server: PhoneServer) -> None:
    phone = Phone(server.address.url)
    page = await phone.get("/")
    assert page.status == 200
    assert 'name="key"' in page.text
    assert QUESTION not in page.text
    assert (await phone.get("/", **JSON)).status == 403


@pytest.mark.parametrize("path", ["/api/state", "/events"])
async def test_nothing_is_given_to_who_has_not_joined(server: PhoneServer, path: str) -> None:
    answer = await Phone(server.address.url).get(path, **JSON)
    assert answer.status == 403
    assert "key" in answer.json["error"]


@pytest.mark.parametrize("path", ["/cards", "/votes", "/tags", "/finished"])
async def test_nothing_is_taken_from_who_has_not_joined(server: PhoneServer, path: str) -> None:
    phone = Phone(server.address.url)
    assert (await phone.post(path, {"kind": "insight", "text": "x"})).status == 403
    page = await phone.post(path, {"kind": "insight", "text": "x"}, accept="text/html")
    assert page.status == 403
    assert 'name="key"' in page.text


async def test_a_wrong_key_is_refused_with_a_sentence(server: PhoneServer) -> None:
    phone = Phone(server.address.url)
    answer = await phone.get("/j/WRONGK", **JSON)
    assert (answer.status, answer.json) == (
        403,
        {"error": "That key is not right. Look at the board, and type it again."},
    )
    assert not phone.cookies


async def test_an_offered_card_waits_and_its_receipt_names_it_when_it_is_on_the_disk(
    writer: SessionWriter, phone: Phone
) -> None:
    answer = await phone.post("/cards", {"kind": "insight", "text": "The benches face the road", "form": "f1"})
    assert (answer.status, answer.json) == (200, {"id": "T07-I04", "receipt": "Recorded as T07-I04."})
    assert "The benches face the road" in journal(writer)
    offered = card(writer, "I04")
    assert (offered.held, offered.origin) == (True, "participant")


async def test_the_same_form_is_stored_once_and_answered_the_same(writer: SessionWriter, phone: Phone) -> None:
    fields: dict[str, object] = {"kind": "insight", "text": "The benches face the road", "form": "f1"}
    first, second = await phone.post("/cards", fields), await phone.post("/cards", fields)
    assert first.json == second.json
    assert len(writer.session.cards) == len(INSIGHTS + EXPERIMENTS) + 1


async def test_the_same_form_from_another_phone_is_another_card(join: Join) -> None:
    fields: dict[str, object] = {"kind": "insight", "text": "The benches face the road", "form": "f1"}
    first, second = [await (await join()).post("/cards", fields) for _ in range(2)]
    assert (first.json["id"], second.json["id"]) == ("T07-I04", "T07-I05")


async def test_a_session_may_show_offers_at_once(writer: SessionWriter, phone: Phone) -> None:
    await writer.do(c.HoldOffers(held=False))
    await phone.post("/cards", {"kind": "insight", "text": "The benches face the road"})
    assert "The benches face the road" in (await phone.get("/")).text


async def test_without_a_script_the_page_says_the_receipt(phone: Phone) -> None:
    page = await phone.send("/cards", {"kind": "insight", "text": "Benches", "form": "f"})
    assert page.status == 200
    assert "Recorded as T07-I04." in page.text


async def test_refused_words_are_given_back(writer: SessionWriter, phone: Phone) -> None:
    await writer.do(c.HoldOffers(held=False))
    await open_vote(writer)
    fields: dict[str, object] = {"kind": "experiment", "text": "One lit loop", "form": "f"}
    refused = await phone.post("/cards", fields)
    assert refused.status == 409
    assert "when the vote is over" in refused.json["error"]
    await writer.do(c.CloseBallot(next(iter(writer.session.ballots))))
    assert (await phone.post("/cards", fields)).status == 200


WILL_NOT_DO: tuple[tuple[dict[str, object], int], ...] = (
    ({"kind": "secret", "text": "x"}, 400),
    ({"text": "x"}, 400),
    ({"kind": "insight"}, 400),
    ({"kind": "insight", "text": " \u200b "}, 400),
    ({"kind": "insight", "text": "\u2800"}, 400),
    ({"kind": "insight", "text": "x" * 2001}, 413),
    ({"kind": "insight", "text": "x" * 40_000}, 413),
    ({"kind": "insight", "text": "x", "form": "f" * 81}, 400),
)


async def test_a_card_that_will_not_do(writer: SessionWriter, phone: Phone, subtests: pytest.Subtests) -> None:
    for fields, status in WILL_NOT_DO:
        with subtests.test(str(fields)[:60]):
            answer = await phone.post("/cards", fields)
            assert answer.status == status
            assert answer.json["error"].endswith(".")
            assert len(writer.session.cards) == len(INSIGHTS + EXPERIMENTS)


async def test_a_refused_page_gives_the_words_back(phone: Phone) -> None:
    page = await phone.send("/cards", {"kind": "none", "text": "Keep <me>", "form": "f"})
    assert page.status == 400
    assert "Keep &lt;me&gt;</textarea>" in page.text


async def test_dots_are_set_and_not_added(writer: SessionWriter, phone: Phone) -> None:
    ballot = await open_vote(writer)
    for _ in range(3):
        answer = await phone.post("/votes", {"card": "T07-E01", "dots": 2})
        assert (answer.status, answer.json["left"]) == (200, 3)
    ((_, dots),) = writer.session.ballots[ballot].votes.items()
    assert dict(dots) == {card(writer, "E01").id: 2}


async def test_over_budget_is_refused_with_a_sentence(writer: SessionWriter, phone: Phone) -> None:
    await open_vote(writer, dots=4)
    assert (await phone.post("/votes", {"card": "T07-E01", "dots": 3})).status == 200
    refused = await phone.post("/votes", {"card": "T07-E02", "dots": 2})
    assert (refused.status, refused.json["error"]) == (
        409,
        "You have 4 dots in all, and this card can have 1 of them.",
    )
    assert (await phone.post("/votes", {"card": "T07-E01", "dots": 4})).status == 409


async def test_a_vote_needs_an_open_ballot_and_one_of_its_cards(writer: SessionWriter, phone: Phone) -> None:
    assert (await phone.post("/votes", {"card": "T07-E01", "dots": 1})).status == 409
    ballot = await open_vote(writer)
    assert (await phone.post("/votes", {"card": "T07-I01", "dots": 1})).status == 409
    assert (await phone.post("/votes", {"card": "T07-E99", "dots": 1})).status == 400
    assert (await phone.post("/votes", {"card": "T07-E01", "dots": "many"})).status == 400
    await writer.do(c.CloseBallot(ballot))
    assert (await phone.post("/votes", {"card": "T07-E01", "dots": 1})).status == 409


async def test_voting_without_a_script_shows_the_new_numbers(writer: SessionWriter, phone: Phone) -> None:
    await open_vote(writer)
    page = await phone.send("/votes", {"card": "T07-E01", "dots": 2})
    assert "Dots left: 3 of 5" in page.text
    assert "<output>2</output>" in page.text


async def test_being_done_twice_is_being_done(writer: SessionWriter, phone: Phone) -> None:
    assert (await phone.post("/finished", {})).status == 409
    ballot = await open_vote(writer)
    for _ in range(2):
        assert (await phone.post("/finished", {})).json["finished"] is True
    assert len(writer.session.ballots[ballot].finished) == 1
    assert "Thank you" in (await phone.get("/")).text


async def test_a_tag_is_put_on_a_card_that_is_shown(writer: SessionWriter, phone: Phone) -> None:
    for _ in range(2):
        answer = await phone.post("/tags", {"card": "T07-I01", "tag": "#safe"})
        assert (answer.status, answer.json["receipt"]) == (200, "T07-I01 has the tag safe.")
    assert card(writer, "I01").tags == ("safe",)
    assert (await phone.post("/tags", {"card": "T07-I01", "tag": " "})).status == 400
    assert (await phone.post("/tags", {"card": "T07-I01", "tag": "x" * 61})).status == 413
    assert (await phone.post("/tags", {"card": "T07-I01", "tag": "\u2800"})).status == 409


async def test_the_state_is_what_a_participant_may_see(writer: SessionWriter, phone: Phone) -> None:
    await open_vote(writer)
    await phone.post("/votes", {"card": "T07-E02", "dots": 1})
    state = (await phone.get("/api/state")).json
    assert state["themes"][0]["question"] == QUESTION
    assert [shown["text"] for shown in state["themes"][0]["cards"]] == [*INSIGHTS, *EXPERIMENTS]
    assert {shown["dots"] for shown in state["themes"][0]["cards"]} == {None}
    assert (state["ballot"]["cards"], state["ballot"]["ballots"]) == (["T07-E01", "T07-E02"], 1)
    assert state["mine"] == {"dots": {"T07-E02": 1}, "left": 4, "finished": False, "may_vote": True}
    assert (await phone.get("/", **JSON)).json == state


async def test_the_result_is_shown_after_the_reveal(writer: SessionWriter, phone: Phone) -> None:
    ballot = await open_vote(writer, title="Which first?")
    await phone.post("/votes", {"card": "T07-E02", "dots": 3})
    await writer.do(c.EnterHands(ballot, card(writer, "E01").id, 2))
    await writer.do(c.CloseBallot(ballot))
    assert "The vote is over" in (await phone.get("/")).text
    await writer.do(c.RevealBallot(ballot))
    await writer.do(c.ReachStep("reveal"))
    page = (await phone.get("/")).text
    assert page.index(EXPERIMENTS[1]) < page.index(EXPERIMENTS[0])
    assert "Dots: 3 · Voters: 1" in page
    assert "Ballots: 3 · Dots given: 5 of 15 · by hand: 2" in page
    state = (await phone.get("/api/state")).json
    assert [shown["dots"] for shown in state["themes"][0]["cards"]][-2:] == [2, 3]
    await writer.do(c.ReachStep("capture"))
    assert 'id="offer"' in (await phone.get("/")).text


async def test_a_settled_tie_says_why(writer: SessionWriter, join: Join) -> None:
    ballot = await open_vote(writer)
    for label in ("E01", "E02"):
        await (await join()).post("/votes", {"card": f"T07-{label}", "dots": 1})
    await writer.do(c.CloseBallot(ballot))
    await writer.do(c.RevealBallot(ballot))
    await writer.do(c.SettleTie(ballot, card(writer, "E02").id, "the school offered"))
    await writer.do(c.ReachStep("reveal"))
    assert "Chosen among those tied: T07-E02. the school offered" in (await (await join()).get("/")).text


async def test_a_stream_tells_what_is_new_with_a_growing_number(writer: SessionWriter, phone: Phone) -> None:
    async with phone.stream("/events") as stream:
        assert stream.head.header("content-type") == "text/event-stream; charset=utf-8"
        first = await stream.next()
        assert set(first.data) == {"top", "timer", "do", "list", "done", "ask", "note", "mark"}
        theme = writer.session.live_themes()[0].id
        await writer.do(c.AddCards("insight", theme, ("Teenagers feel watched",)))
        second = await stream.next()
        assert second.number > first.number
        assert set(second.data) == {"list", "mark"}
        assert "Teenagers feel watched" in second.data["list"]
        await writer.do(c.StartTimer(60))
        assert "data-left" in (await stream.next()).data["timer"]


async def test_a_phone_that_knows_the_page_is_told_only_what_is_new(writer: SessionWriter, phone: Phone) -> None:
    page = (await phone.get("/")).text
    at = page.partition('data-at="')[2].partition('"')[0]
    async with phone.stream(f"/events?at={at}") as stream:
        await writer.do(c.AddCards("insight", writer.session.live_themes()[0].id, ("New",)))
        event = await stream.next()
        assert (set(event.data), event.number) == ({"list", "mark"}, int(at) + 1)
    async with phone.stream("/events", last_event_id=at) as stream:
        assert "top" in (await stream.next()).data


async def test_the_board_shows_how_to_join_until_somebody_has(server: PhoneServer) -> None:
    phone = Phone(server.address.url)
    page = (await phone.get("/board")).text
    assert server.address.key in page
    assert 'class="away"' not in page
    async with phone.stream("/board/events") as stream:
        assert 'data-people="0"' in (await stream.next()).data["note"]
        await phone.get(f"/j/{server.address.key}")
        await phone.get("/")
        assert 'data-people="1"' in (await stream.next()).data["note"]
    assert 'class="away"' in (await phone.get("/board")).text
    assert server.people == 1


async def test_the_board_counts_voters_and_shows_results_after_the_reveal(writer: SessionWriter, join: Join) -> None:
    first, second = await join(), await join()
    ballot = await open_vote(writer, title="Which first?")
    await first.get("/")
    await first.post("/votes", {"card": "T07-E01", "dots": 1})
    await second.get("/")
    session = (await first.get("/board")).text
    assert "1 of 2 have voted" in session
    assert "Dots:" not in session
    await writer.do(c.CloseBallot(ballot))
    await writer.do(c.RevealBallot(ballot))
    await writer.do(c.ReachStep("reveal"))
    session = (await first.get("/board")).text
    assert "Dots: 1 · Voters: 1" in session
    assert "Which first?" in session
    assert (await first.get("/board", **JSON)).json["ballot"]["state"] == "revealed"


@pytest.mark.parametrize("path", ["/cards", "/votes", "/tags", "/finished"])
async def test_loading_anew_what_a_form_gave_leads_back_to_the_page(phone: Phone, path: str) -> None:
    back = await phone.get(path, accept="text/html,*/*;q=0.8")
    assert (back.status, back.header("location")) == (303, "/")
    for accept in ("*/*", "application/json"):
        assert (await phone.get(path, accept=accept)).status == 405


async def test_there_is_nothing_else(phone: Phone) -> None:
    for path in ("/admin", "/j", "/static/none.css", "/api", "/board/open"):
        assert (await phone.get(path)).status in {303, 403, 404}
    assert (await phone.get("/nothing", **JSON)).json["error"].startswith("There is no such page")
    french = await phone.get("/nothing", accept_language="fr")
    assert french.text.startswith("Cette page n’existe pas")
    assert (await phone.get("/votes")).status == 405
    assert (await phone.ask("DELETE", "/cards", {})).status == 405


async def test_key_and_cookies_hold_after_a_restart(tmp_path: Path) -> None:
    folder = tmp_path / "sessions" / "s"
    async with SessionWriter(folder) as writer:
        await fill(writer)
        server = PhoneServer(writer, port=0)
        address = await server.start()
        phone = Phone(address.url)
        await phone.get(f"/j/{address.key}")
        await open_vote(writer)
        await phone.post("/votes", {"card": "T07-E01", "dots": 2})
        await server.stop()
    async with SessionWriter(folder) as writer:
        server = PhoneServer(writer, port=phone.port)
        assert (await server.start()).key == address.key
        assert (await phone.get("/api/state")).json["mine"]["dots"] == {"T07-E01": 2}
        await server.stop()


async def test_the_projector_on_this_computer_sees_the_board_at_the_address_for_phones(writer: SessionWriter) -> None:
    """A browser here that opens the address of the Wi-Fi comes from that address, and not from the loopback."""
    found = await asyncio.to_thread(addresses)
    if not found:
        pytest.skip("this computer is in no network")
    server = PhoneServer(writer, found[0], 0)
    await server.start()
    here = Phone(server.address.url)
    page = await here.get("/board")
    assert (page.status, server.address.key in page.text) == (200, True)
    await server.stop()


@pytest.mark.parametrize(("client", "status"), [("192.0.2.77", 403), ("192.0.2.2", 200), ("nowhere", 403)])
async def test_the_board_is_for_this_computer_and_not_for_everybody_on_the_wifi(
    writer: SessionWriter, client: str, status: int
) -> None:
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": "/board",
        "raw_path": b"/board",
        "scheme": "http",
        "query_string": b"",
        "headers": [(b"host", b"192.0.2.2:8000")],
        "state": {"exchange": SimpleNamespace(reply=lambda *_: False)},
        "client": (client, 50000),
        "server": ("192.0.2.2", 8000),
    }
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    await web_app(Phones(writer, Door(writer.folder)))(scope, receive, send)
    assert sent[0]["status"] == status
