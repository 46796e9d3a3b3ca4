"""The order of cards on a ballot: each its own and always the same, or as they were said where a session says so."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.model.table import table
from tests.web.client import Phone
from tests.web.conftest import Join, fill, open_vote
from workshop.model import commands as c
from workshop.model.views import visible
from workshop.store.writer import SessionWriter
from workshop.web.ballot import NOBODY, arranged
from workshop.web.credentials import Door
from workshop.web.server import PhoneServer

MANY = 85


async def many(writer: SessionWriter) -> None:
    texts = tuple(f"Card {n} " + "lit & warm " * (n % 9) for n in range(MANY))
    await writer.do(c.AddCards("experiment", writer.session.live_themes()[0].id, texts))


async def order_of(phone: Phone) -> list[list[str]]:
    """Return the ids on each page, as far as there are pages."""
    pages: list[list[str]] = []
    while True:
        text = (await phone.get(f"/?page={len(pages) + 1}")).text
        pages.append(re.findall(r'<li id="(T07-\w+)"', text))
        if f'page={len(pages) + 1}" rel="next"' not in text:
            return pages


async def test_two_ballots_have_each_their_order_and_one_keeps_its_own(writer: SessionWriter, join: Join) -> None:
    await many(writer)
    ballot = await open_vote(writer)
    ana, ben = await join(), await join()
    first, other = await order_of(ana), await order_of(ben)
    assert first != other
    assert await order_of(ana) == first
    said = [writer.session.shown_id(writer.session.cards[card]) for card in writer.session.ballots[ballot].cards]
    for pages in (first, other):
        assert sorted(card for page in pages for card in page) == sorted(said)
        assert [card for page in pages for card in page] != said


async def test_a_card_keeps_its_place_and_page_once_it_has_dots(writer: SessionWriter, phone: Phone) -> None:
    await many(writer)
    await open_vote(writer, dots=9, most=9)
    before = await order_of(phone)
    for page in before[:3]:
        await phone.post("/votes", {"card": page[-1], "dots": 3})
    assert await order_of(phone) == before


async def test_an_order_outlasts_a_restart(tmp_path: Path) -> None:
    async with SessionWriter(tmp_path / "park") as writer:
        await fill(writer)
        await many(writer)
        await open_vote(writer)
        orders = []
        cookies: dict[str, str] = {}
        for _ in range(2):
            server = PhoneServer(writer, "127.0.0.1", 0)
            await server.start()
            phone = Phone(server.address.url)
            phone.cookies |= cookies
            if not cookies:
                await phone.get(f"/j/{server.address.key}")
            cookies = phone.cookies
            orders.append(await order_of(phone))
            await server.stop()
        assert orders[0] == orders[1]


async def test_a_session_may_choose_the_order_in_which_cards_were_said(writer: SessionWriter, join: Join) -> None:
    await many(writer)
    await writer.do(c.ChooseBallotOrder(said=True))
    ballot = await open_vote(writer)
    said = [writer.session.shown_id(writer.session.cards[card]) for card in writer.session.ballots[ballot].cards]
    for phone in (await join(), await join()):
        assert [card for page in await order_of(phone) for card in page] == said


async def test_a_phone_says_how_many_cards_were_read(writer: SessionWriter, phone: Phone) -> None:
    await many(writer)
    await open_vote(writer)
    pages, read = await order_of(phone), 0
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        read += len(page)
        assert f"Read: {read} of {MANY + 2}" in (await phone.get(f"/?page={number}")).text


async def test_what_all_phones_are_told_of_a_vote_has_no_order(writer: SessionWriter, phone: Phone) -> None:
    async with phone.stream("/events") as stream:
        await stream.next()
        await open_vote(writer)
        told = await stream.next()
        while "list" not in told.data:
            told = await stream.next()
        assert "T07-E01" not in told.data["list"]
        assert "Show the cards" in told.data["list"]


async def test_the_board_has_the_cards_as_they_were_said(writer: SessionWriter, phone: Phone) -> None:
    await open_vote(writer)
    page = (await phone.get("/board")).text
    assert page.index("T07-E01") < page.index("T07-E02")


def test_every_card_is_among_the_first_that_are_read_on_about_as_many_ballots() -> None:
    it = table()
    it.add(*(f"Card {number}" for number in range(85)), kind="experiment")
    cards = [card for theme in visible(it.session, "participant").themes for card in theme.cards]
    ballots, read = 1_000, 25
    first = Counter(card.id for ballot in range(ballots) for card in arranged(cards, ballot.to_bytes(16, "big"))[:read])
    fair = ballots * read / len(cards)
    assert len(first) == len(cards)
    assert fair * 0.8 < min(first.values()) <= max(first.values()) < fair * 1.2
    said = Counter(card.id for _ in range(ballots) for card in arranged(cards, None)[:read])
    assert sorted(said.values()) == [ballots] * read


def test_an_order_names_no_token_and_no_person(tmp_path: Path) -> None:
    door = Door(tmp_path)
    person = door.person(door.admit())
    assert person is not None
    key = door.order(person, "ballot").decode()
    for known in (person.id, door.voter(person, "ballot"), door.bound("ballot"), door.owner(person), door.key):
        assert known not in key
    assert door.order(person, "other").decode() != key


@given(st.binary(min_size=1, max_size=64), st.integers(0, 9))
def test_an_order_stands_whatever_card_goes(key: bytes, gone: int) -> None:
    it = table()
    it.add(*(f"Card {n}" for n in range(10)))
    cards = list(visible(it.session, "participant").themes[0].cards)
    whole = arranged(cards, key)
    assert sorted(whole) == sorted(cards)
    fewer = [card for card in cards if card is not cards[gone]]
    assert arranged(fewer, key) == [card for card in whole if card is not cards[gone]]
    assert arranged(cards, None) == cards
    assert arranged(cards, NOBODY) == []
