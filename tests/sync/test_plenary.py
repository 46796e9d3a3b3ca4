"""A vote of the whole hall: front ends, desk and message server, and voters over real HTTP."""

from __future__ import annotations

import asyncio
import http.client
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from tests.sync.conftest import LEFT_OPEN, desk, needs_server, until
from workshop.model.ballots import result_of
from workshop.model.commands import AddCards, CloseBallot, DraftBallot, OpenBallot, RevealBallot, StartSession
from workshop.store.folder import load
from workshop.store.writer import SessionWriter

if TYPE_CHECKING:
    from workshop.live.front import FrontServer
    from workshop.sync.desk import SummitDesk
    from workshop.sync.hall_count import HallTally

pytestmark = [needs_server, LEFT_OPEN]

LOOPBACK = "127.0.0.1"
OK, SEE_OTHER = 200, 303


class Voter:
    """Somebody with a phone and no browser: one connection after another, one cookie."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookie = ""

    def ask(self, method: str, path: str, form: dict[str, object] | None = None) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 0, timeout=20)
        headers = {"accept": "application/json", "cookie": self.cookie}
        body = None
        if form is not None:
            body = urlencode(form)
            headers["content-type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return found

    def join(self, key: str) -> int:
        status, headers, _ = self.ask("GET", f"/j/{key}")
        self.cookie = headers.get("set-cookie", "").partition(";")[0]
        return status

    def vote(self, card: str, dots: int) -> tuple[int, dict[str, object]]:
        status, _, body = self.ask("POST", "/votes", {"card": card, "dots": dots})
        return status, json.loads(body)


class Hall:
    """A summit with its desk, the organiser who opens and closes votes, and front ends."""

    def __init__(self, place: Path, desk_: SummitDesk) -> None:
        self.place = place
        self.summit = place / "hall"
        self.desk = desk_
        self.ballot = ""
        self.cards: list[str] = []

    async def open_vote(self, *texts: str) -> None:
        async with SessionWriter(self.summit) as writer:
            if not writer.session.cards:
                await writer.do(AddCards("insight", writer.session.live_themes()[0].id, texts))
            self.cards = list(writer.session.cards)
            self.ballot = (await writer.do(DraftBallot("First picks", dots=3, most=2))).entry.id
            await writer.do(OpenBallot(self.ballot))

    async def close_vote(self) -> None:
        async with SessionWriter(self.summit) as writer:
            await writer.do(CloseBallot(self.ballot))

    async def count(self) -> HallTally:
        """Record a count of what has arrived."""
        found = self.tally()
        async with SessionWriter(self.summit) as writer:
            await writer.do(found.command)
        return found

    async def reveal(self) -> None:
        async with SessionWriter(self.summit) as writer:
            await writer.do(RevealBallot(self.ballot))

    def tally(self) -> HallTally:
        from workshop.sync.hall_count import tally  # noqa: PLC0415 - not where the extra is missing

        history = load(self.summit)
        return tally(self.summit, history, history.session.ballots[self.ballot])

    def dots(self) -> dict[str, int]:
        session = load(self.summit).session
        return {row.card: row.dots for row in result_of(session, session.ballots[self.ballot]).rows}

    def frontend(self, name: str) -> FrontServer:
        from workshop.live.front import FrontServer  # noqa: PLC0415 - as above
        from workshop.sync.membership import join  # noqa: PLC0415 - as above

        folder = self.place / f"front-{name}"
        return FrontServer(folder, join(folder / "front", self.desk.front_code), name)

    @asynccontextmanager
    async def front(self, name: str) -> AsyncIterator[tuple[FrontServer, str, str]]:
        server = self.frontend(name)
        address = await server.start(LOOPBACK, 0)
        try:
            yield server, address.url, address.key
        finally:
            await server.stop()


@asynccontextmanager
async def hall(place: Path) -> AsyncIterator[Hall]:
    """A hall whose vote is not open yet."""
    from workshop.web.credentials import Door  # noqa: PLC0415 - as above

    async with SessionWriter(place / "hall") as writer:
        await writer.do(StartSession("The hall", themes=(("Funding", ""),)))
    Door(place / "hall")
    async with desk(place / "hall") as opened:
        yield Hall(place, opened)


def asks(front: FrontServer, ballot: str) -> bool:
    """Whether a front end lets people vote on a ballot now."""
    assert front.phones is not None
    known = front.phones.phones.writer.session.ballots.get(ballot)
    return known is not None and known.state == "open"


async def test_two_front_ends_take_one_vote_that_is_counted_exactly_at_the_desk(tmp_path: Path) -> None:
    async with hall(tmp_path) as it, it.front("a") as (a, url_a, key), it.front("b") as (b, url_b, other_key):
        assert key == other_key
        await it.open_vote("Trust", "Time")
        await until(lambda: asks(a, it.ballot) and asks(b, it.ballot))
        voters = [Voter(url_a if number % 2 else url_b) for number in range(10)]
        for number, voter in enumerate(voters):
            assert await asyncio.to_thread(voter.join, key) == SEE_OTHER
            assert await asyncio.to_thread(voter.vote, "I01", 2) == (
                OK,
                {"card": "I01", "dots": 2, "left": 1, "receipt": "Dots left: 1 of 3"},
            )
            if number < 3:
                assert (await asyncio.to_thread(voter.vote, "I02", 1))[0] == OK
        status, told = await asyncio.to_thread(voters[0].vote, "I02", 2)
        assert (status, told["error"]) == (409, "You have 3 dots in all, and this card can have 1 of them.")
        await it.close_vote()
        await until(lambda: it.tally().command.fronts == ("a", "b"))
        assert (await asyncio.to_thread(voters[0].vote, "I02", 0))[1]["error"] == "No vote is open just now."
        await it.count()
        await it.reveal()
        trust, time = it.cards
        assert it.dots() == {trust: 20, time: 3}
        await until(lambda: all(_shows(front, it.ballot) for front in (a, b)))
        shown = json.loads((await asyncio.to_thread(voters[1].ask, "GET", "/api/state"))[2])
        assert "20" in json.dumps(shown)


def _shows(front: FrontServer, ballot: str) -> bool:
    assert front.phones is not None
    return front.phones.phones.writer.session.ballots[ballot].state == "revealed"
