"""A room with cards in it, phones that are served, and a phone that has joined."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.web.client import Phone
from workshop.model import commands as c
from workshop.model.events import BallotDrafted
from workshop.model.session import Card
from workshop.store.writer import SessionWriter
from workshop.web.server import PhoneServer

QUESTION = "What would make people use the park in winter?"
INSIGHTS = ("Paths flood by the east gate", "Nobody knows what is on", "Lights go out at four")
EXPERIMENTS = ("Lend head torches at the library", "Winter tea cart run by the school")

Join = Callable[[], Awaitable[Phone]]


async def fill(writer: SessionWriter) -> None:
    await writer.do(c.StartSession("Green spaces", (("Green spaces", QUESTION),), "7", tags=(("safe", ""),)))
    theme = writer.session.live_themes()[0].id
    await writer.do(c.AddCards("insight", theme, INSIGHTS))
    await writer.do(c.AddCards("experiment", theme, EXPERIMENTS))


def card(writer: SessionWriter, label: str) -> Card:
    return next(card for card in writer.session.cards.values() if card.label == label)


async def open_vote(
    writer: SessionWriter, dots: int = 5, most: int = 3, title: str = "", decider: str = c.DECIDER
) -> str:
    """Open a vote on the experiments; return its id."""
    draft = c.DraftBallot(kinds=("experiment",), dots=dots, most=most, title=title, decider=decider)
    (event,) = (await writer.do(draft)).entry.events
    assert isinstance(event, BallotDrafted)
    await writer.do(c.OpenBallot(event.ballot))
    return event.ballot


@asynccontextmanager
async def recorded(folder: Path) -> AsyncIterator[SessionWriter]:
    """Keep a room with cards in it open for writing."""
    async with SessionWriter(folder) as writer:
        await fill(writer)
        yield writer


@asynccontextmanager
async def served(writer: SessionWriter) -> AsyncIterator[PhoneServer]:
    """Serve phones, and see that the server ends without a problem."""
    server = PhoneServer(writer, "127.0.0.1", 0)
    await server.start()
    yield server
    await server.stop()
    assert not server.problem


@pytest.fixture
async def writer(tmp_path: Path) -> AsyncIterator[SessionWriter]:
    async with recorded(tmp_path / "sessions" / "green-spaces") as writer:
        yield writer


@pytest.fixture
async def server(writer: SessionWriter) -> AsyncIterator[PhoneServer]:
    async with served(writer) as server:
        yield server


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
