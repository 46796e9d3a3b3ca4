"""A room with cards in it, phones that are served, and a phone that has joined."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.web.client import Phone
from workshop.model import commands as c
from workshop.model.board import Card
from workshop.model.events import BallotDrafted
from workshop.room import Room
from workshop.web.server import PhoneServer

QUESTION = "What would make people use the park in winter?"
INSIGHTS = ("Paths flood by the east gate", "Nobody knows what is on", "Lights go out at four")
EXPERIMENTS = ("Lend head torches at the library", "Winter tea cart run by the school")

Join = Callable[[], Awaitable[Phone]]


async def fill(room: Room) -> None:
    await room.do(c.StartSession("Green spaces", (("Green spaces", QUESTION),), "7", tags=(("safe", ""),)))
    theme = room.board.live_themes()[0].id
    await room.do(c.AddCards("insight", theme, INSIGHTS))
    await room.do(c.AddCards("experiment", theme, EXPERIMENTS))


def card(room: Room, label: str) -> Card:
    return next(card for card in room.board.cards.values() if card.label == label)


async def open_vote(room: Room, dots: int = 5, most: int = 3, title: str = "", decider: str = "") -> str:
    """Open a vote on the experiments; give its id."""
    draft = c.DraftBallot(kinds=("experiment",), dots=dots, most=most, title=title, decider=decider)
    (event,) = (await room.do(draft)).entry.events
    assert isinstance(event, BallotDrafted)
    await room.do(c.OpenBallot(event.ballot))
    return event.ballot


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with Room(tmp_path / "sessions" / "green-spaces") as room:
        await fill(room)
        yield room


@pytest.fixture
async def server(room: Room) -> AsyncIterator[PhoneServer]:
    server = PhoneServer(room, "127.0.0.1", 0)
    await server.start()
    yield server
    await server.stop()
    assert not server.problem


@pytest.fixture
def join(server: PhoneServer) -> Join:
    """Let another phone join."""

    async def one() -> Phone:
        phone = Phone(server.address.url)
        assert (await phone.get(f"/j/{server.address.key}")).status == 303
        return phone

    return one


@pytest.fixture
async def phone(join: Join) -> Phone:
    return await join()
