"""A vote of the whole hall: front ends, desk and message server, and voters over real HTTP."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import signal
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from urllib.parse import urlencode, urlsplit

import pytest

from tests.sync.conftest import LEFT_OPEN, desk, needs_server, table, until
from tests.sync.wire import Balancer, Tap, Wire
from workshop.live.workspace import Workspace
from workshop.model.ballots import result_of
from workshop.model.commands import (
    AddCards,
    CloseBallot,
    DraftBallot,
    DraftScale,
    OpenBallot,
    RevealBallot,
    StartSession,
)
from workshop.model.entry import HALL
from workshop.model.errors import Refused
from workshop.model.events import BallotCounted
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter
from workshop.sync.connection import connect

if TYPE_CHECKING:
    from workshop.live.front import FrontServer
    from workshop.sync.desk import SummitDesk
    from workshop.sync.hall_count import HallTally
    from workshop.sync.join_code import JoinCode

pytestmark = [needs_server, LEFT_OPEN]

LOOPBACK = "127.0.0.1"
OK, SEE_OTHER = 200, 303
PHONES = ThreadPoolExecutor(32, "phones")
T = TypeVar("T")
P = ParamSpec("P")


async def off(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do what a phone does beside the loop, in threads that are the phones' alone."""
    return await asyncio.get_running_loop().run_in_executor(PHONES, partial(work, *args, **kwargs))


class Voter:
    """Somebody with a phone and no browser: one connection after another, one cookie."""

    def __init__(self, url: str, host: str = "") -> None:
        self.url = url
        self.host = host or urlsplit(url).netloc
        self.cookie = ""

    def page(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Ask for a page, as a browser does."""
        return self.ask("GET", path, accept="text/html")

    def ask(
        self, method: str, path: str, form: dict[str, object] | None = None, accept: str = "application/json"
    ) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 0, timeout=20)
        headers = {"host": self.host, "accept": accept, "cookie": self.cookie}
        body = None
        if form is not None:
            body = urlencode(form)
            headers["content-type"] = "application/x-www-form-urlencoded"
        with closing(connection):
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

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
            await writer.do(found.command, HALL)
        return found

    async def reveal(self) -> None:
        async with SessionWriter(self.summit) as writer:
            await writer.do(RevealBallot(self.ballot))

    def tally(self) -> HallTally:
        from workshop.sync.hall_count import opened_at, tally  # noqa: PLC0415 - as above

        history = load(self.summit)
        opened = opened_at(history.entries, self.ballot)
        return tally(self.summit, history.session.ballots[self.ballot], opened)

    def dots(self) -> dict[str, int]:
        session = load(self.summit).session
        return {row.card: row.dots for row in result_of(session, session.ballots[self.ballot]).rows}

    def frontend(self, name: str, code: JoinCode | None = None, folder: str = "", address: str = "") -> FrontServer:
        from workshop.live.front import FrontServer  # noqa: PLC0415 - as above
        from workshop.sync.membership import join  # noqa: PLC0415 - as above

        place = self.place / (folder or f"front-{name}")
        return FrontServer(place, join(place / "front", code or self.desk.front_code), name, address)

    @asynccontextmanager
    async def front(self, name: str, code: JoinCode | None = None) -> AsyncIterator[tuple[FrontServer, str, str]]:
        server = self.frontend(name, code)
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
            assert await off(voter.join, key) == SEE_OTHER
            assert await off(voter.vote, "I01", 2) == (
                OK,
                {"card": "I01", "dots": 2, "left": 1, "receipt": "Dots left: 1 of 3"},
            )
            if number < 3:
                assert (await off(voter.vote, "I02", 1))[0] == OK
        status, told = await off(voters[0].vote, "I02", 2)
        assert (status, told["error"]) == (409, "You have 3 dots in all, and this card can have 1 of them.")
        await it.close_vote()
        await until(lambda: it.tally().command.fronts == ("a", "b"))
        assert (await off(voters[0].vote, "I02", 0))[1]["error"] == "No vote is open just now."
        await it.count()
        await it.reveal()
        trust, time = it.cards
        assert it.dots() == {trust: 20, time: 3}
        await until(lambda: all(shows(front, it.ballot) for front in (a, b)))
        shown = json.loads((await off(voters[1].ask, "GET", "/api/state"))[2])
        assert "20" in json.dumps(shown)


def shows(front: FrontServer, ballot: str) -> bool:
    assert front.phones is not None
    return front.phones.phones.writer.session.ballots[ballot].state == "revealed"


async def test_who_comes_to_another_front_end_is_led_home_and_votes_there(tmp_path: Path) -> None:
    async with hall(tmp_path) as it, it.front("a") as (a, url_a, key), it.front("b") as (b, url_b, _):
        await it.open_vote("Trust", "Time")
        await until(lambda: asks(a, it.ballot) and asks(b, it.ballot))
        ana = Voter(url_a)
        await off(ana.join, key)
        ana.url, ana.host = url_b, urlsplit(url_b).netloc
        await until(lambda: b.link is not None and len(b.link.roster) == 2)
        assert await off(ana.vote, "I01", 1) == (
            OK,
            {"card": "I01", "dots": 1, "left": 2, "receipt": "Dots left: 2 of 3"},
        )
        status, headers, _ = await off(ana.ask, "GET", "/")
        assert status == SEE_OTHER
        assert headers["location"].startswith(f"{url_a}at-home/p")
        fresh = Voter(url_a)
        status, headers, _ = await off(fresh.ask, "GET", headers["location"].removeprefix(url_a[:-1]))
        assert (status, headers["location"]) == (SEE_OTHER, "/")
        assert headers["set-cookie"].partition(";")[0] == ana.cookie
        forged = await off(fresh.ask, "GET", "/at-home/pnobody~f001.x")
        assert (forged[0], "set-cookie" in forged[1]) == (SEE_OTHER, False)
        assert (await off(ana.ask, "POST", "/cards", {"text": "More"}))[0] == 404
        assert (await off(ana.ask, "GET", "/static/none"))[0] == 404
        await it.close_vote()
        await until(lambda: it.tally().command.fronts == ("a", "b"))
        assert it.tally().command.counts == ((it.cards[0], 1, 1),)
        assert _own_lines(tmp_path / "front-b") == []
        await a.stop()
        ana.url, ana.host = url_b, urlsplit(url_b).netloc
        status, told = await off(ana.vote, "I01", 1)
        assert (status, told["error"]) == (
            503,
            "Your votes are kept at another address of the hall, which does not answer just now.",
        )


def _own_lines(folder: Path) -> list[bytes]:
    own = [path for path in (folder / "journal").glob("*.jsonl") if not path.name.startswith("hall")]
    return [line for path in own for line in path.read_bytes().splitlines()]


async def test_a_code_on_paper_is_used_once_in_the_whole_hall(tmp_path: Path) -> None:
    from workshop.web.credentials import Door  # noqa: PLC0415 - not where the extra is missing

    async with hall(tmp_path) as it:
        codes = await Door(it.summit).print_codes(8)
        async with it.front("a") as (a, url_a, key), it.front("b") as (b, url_b, _):
            await it.open_vote("Trust")
            await until(lambda: asks(a, it.ballot) and asks(b, it.ballot))
            twice = [Voter(url) for _ in codes for url in (url_a, url_b)]
            used = [code for code in codes for _ in range(2)]
            statuses = await asyncio.gather(*(off(voter.join, code) for voter, code in zip(twice, used, strict=True)))
            pairs = [sorted(statuses[place : place + 2]) for place in range(0, len(statuses), 2)]
            assert pairs == [[SEE_OTHER, 403]] * len(codes)
            status, _, body = await off(Voter(url_a).ask, "GET", f"/j/{codes[0]}")
            assert (status, json.loads(body)["error"]) == (
                403,
                "This code was used before, here or at another address of the hall. Ask for another one.",
            )
            statuses = [(await off(voter.vote, "I01", 1))[0] for voter in twice]
            assert sorted(statuses) == [OK] * 8 + [403] * 8
            stranger = Voter(url_b)
            assert await off(stranger.join, key) == SEE_OTHER
            assert (await off(stranger.vote, "I01", 1))[0] == 403


async def test_a_code_that_cannot_be_checked_is_not_used_up(tmp_path: Path) -> None:
    from workshop.web.credentials import Door  # noqa: PLC0415 - not where the extra is missing

    async with hall(tmp_path) as it:
        (code,) = await Door(it.summit).print_codes(1)
        async with it.front("a") as (a, url, _):
            link = a.link
            assert link is not None
            await until(lambda: link.connected)
            await it.desk.server.stop()
            await until(lambda: not link.connected)
            status, _, body = await off(Voter(url).ask, "GET", f"/j/{code}")
            assert (status, json.loads(body)["error"]) == (
                503,
                "Codes cannot be checked just now. Yours is not used up: try again in a minute.",
            )
            await it.desk.server.start()
            await until(lambda: link.connected)
            assert await off(Voter(url).join, code) == SEE_OTHER


async def test_a_code_claimed_by_a_front_end_that_was_killed_then_is_let_in_there(tmp_path: Path) -> None:
    from workshop.web.credentials import Door  # noqa: PLC0415 - not where the extra is missing

    async with hall(tmp_path) as it:
        (code,) = await Door(it.summit).print_codes(1)
        async with it.front("a") as (a, url_a, _), it.front("b") as (b, url_b, _):
            assert a.link is not None
            assert b.link is not None
            links = (a.link, b.link)
            await until(lambda: all(link.connected for link in links))
            name = Door(it.summit)._seal("claim", "0")
            assert await a.link.claim(name)
            assert await off(Voter(url_b).join, code) == 403
            assert await off(Voter(url_a).join, code) == SEE_OTHER
            assert await off(Voter(url_a).join, code) == 403


async def test_a_front_end_that_is_missing_is_named_and_its_ballots_are_added_by_a_recount(tmp_path: Path) -> None:
    async with hall(tmp_path) as it, it.front("a") as (a, url_a, key):
        away = it.frontend("b")
        address = await away.start(LOOPBACK, 0)
        await it.open_vote("Trust", "Time")
        await until(lambda: asks(a, it.ballot) and asks(away, it.ballot))
        ana, ben = Voter(url_a), Voter(address.url)
        for voter, card in ((ana, "I01"), (ben, "I02")):
            await off(voter.join, key)
            await off(voter.vote, card, 2)
        await away.stop()
        await it.close_vote()
        await until(lambda: it.tally().command.fronts == ("a",))
        assert (await it.count()).missing == ("b",)
        await it.reveal()
        trust, time = it.cards
        assert it.dots() == {trust: 2, time: 0}
        async with it.front("b") as (b, _, _):
            await until(lambda: it.tally().command.fronts == ("a", "b"))
            await it.count()
            assert it.dots() == {trust: 2, time: 2}
            await until(lambda: _counted(a, it.ballot) == _counted(b, it.ballot) == ("a", "b"))
        counts = [e for entry in load(it.summit).entries for e in entry.events if isinstance(e, BallotCounted)]
        assert [event.missing for event in counts] == [("b",), ()]


def _counted(front: FrontServer, ballot: str) -> tuple[str, ...]:
    assert front.phones is not None
    counted = front.phones.phones.writer.session.ballots[ballot].counted
    return counted.fronts if counted else ()


async def test_nothing_of_a_running_vote_is_on_the_wire_for_a_table(tmp_path: Path) -> None:
    async with hall(tmp_path) as it, Wire(it.desk) as wire, Wire(it.desk) as opened, Tap(it.desk.where) as tap:
        code = it.desk.front_code
        with_key = code._replace(port=opened.code.port)
        fronts = it.desk.front_code._replace(port=tap.port)
        there = it.front("b", with_key)
        async with it.front("a", fronts) as (a, url, key), there as (b, url_b, _), table(tmp_path / "table") as seven:
            publisher = seven.join(wire.code)
            await seven.arrives()
            await it.open_vote("Trust")
            await until(lambda: asks(a, it.ballot) and asks(b, it.ballot))
            ana, ben = Voter(url), Voter(url_b)
            await off(ana.join, key)
            await off(ben.join, key)
            user, password = publisher.membership.user, publisher.membership.password
            spy = await connect(*it.desk.where, it.desk.server.certificate, user, password)
            newcomer = await connect(*it.desk.where, it.desk.server.certificate, "front", code.password)
            heard: list[bytes] = []

            async def hear(message: object) -> None:
                heard.append(bytes(getattr(message, "data", b"")))

            for link in (spy, newcomer):
                for subject in ("journal.>", "fronts.>", "_INBOX.f001.>", "$KV.>", ">"):
                    await link.client.subscribe(subject, cb=hear)
                await link.client.flush()
            for voter in (ana, ben):
                assert (await off(voter.vote, "I01", 2))[0] == OK
            arrived = it.desk.hall._copies.arrived
            await until(lambda: [sum(arrived(user).values()) for user in ("f001", "f002")] == [1, 1])
            token, bens = (
                json.loads(_own_lines(tmp_path / f"front-{name}")[0])["events"][0]["voter"].encode() for name in "ab"
            )
            assert bens in opened.said  # with the desk's own key it can be read: what is captured is the votes
            assert bens not in wire.said
            files = [path for path in (it.summit / "wall").rglob("*") if path.is_file()]
            in_clear = [path for path in files if token in path.read_bytes()]
            assert {path.suffix for path in in_clear} == {".jsonl", ".blk"}
            assert [path for path in in_clear if not _is_private(path)] == []
            assert token in next((it.summit / "wall").rglob("f001/*.jsonl")).read_bytes()
            assert heard == []
            assert len([error for error in spy.errors if "permissions violation" in error.lower()]) == 5
            assert b"AllocationSet" not in wire.said
            assert token not in wire.said
            assert len(tap.said) > 1000
            assert b"AllocationSet" not in tap.said
            assert token not in tap.said
            assert b"BallotCounted" not in b"".join(path.read_bytes() for path in it.summit.rglob("hall*.jsonl"))
            for link in (spy, newcomer):
                await link.close()


def _is_private(path: Path) -> bool:
    """Whether nobody but its owner can read a file: by its own mode, or that of a folder it lies in."""
    return any(place.stat().st_mode & 0o077 == 0 for place in (path, *path.parents[:4]))


async def test_a_table_s_code_lets_no_front_end_in(tmp_path: Path) -> None:
    async with hall(tmp_path) as it:
        front = it.frontend("a", it.desk.code)
        with pytest.raises(Refused, match="does not know this code's secret"):
            await front.start(LOOPBACK, 0)
        async with it.front("a"):
            other = it.frontend("a", folder="elsewhere")
            with pytest.raises(Refused, match="“a” serves this hall already"):
                await other.start(LOOPBACK, 0)


async def test_votes_go_on_while_the_server_is_killed_and_none_is_lost(tmp_path: Path) -> None:
    async with hall(tmp_path) as it, it.front("a") as (a, url_a, key), it.front("b") as (b, url_b, _):
        await it.open_vote("Trust", "Time")
        await until(lambda: asks(a, it.ballot) and asks(b, it.ballot))
        voters = [Voter(url_a if number % 2 else url_b) for number in range(12)]
        for number, voter in enumerate(voters):
            assert await off(voter.join, key) == SEE_OTHER
            assert (await off(voter.vote, "I01", 2))[0] == OK
            if number == 5:
                os.kill(it.desk.server.pid, signal.SIGKILL)
            assert (await off(voter.vote, "I02", 1))[0] == OK
        await it.close_vote()
        await until(lambda: it.tally().command.fronts == ("a", "b"))
        assert it.tally().command.counts == ((it.cards[0], 24, 12), (it.cards[1], 12, 12))
        for name, user in (("a", "f001"), ("b", "f002")):
            there = it.summit / "wall" / "hall" / user
            assert b"".join(path.read_bytes() for path in there.iterdir()).splitlines() == _own_lines(
                tmp_path / f"front-{name}"
            )


async def test_the_console_counts_by_itself_and_shows_no_result_before(tmp_path: Path) -> None:
    async with hall(tmp_path) as it, it.front("a") as (a, url, key):
        away = it.frontend("b")
        await away.start(LOOPBACK, 0)
        await it.open_vote("Trust", "Time")
        await until(lambda: asks(a, it.ballot) and asks(away, it.ballot))
        ana = Voter(url)
        await off(ana.join, key)
        await off(ana.vote, "I01", 2)
        await away.stop()
        console = Workspace(Home(tmp_path), it.summit)
        try:
            await console.do(CloseBallot(it.ballot))
            await until(lambda: console.status.sentence == "The hall's vote is not counted yet: waiting for b.")
            with pytest.raises(Refused, match="waiting for b"):
                await console.do(RevealBallot(it.ballot))
            async with it.front("b"):
                await until(lambda: console.session.ballots[it.ballot].counted is not None)
                await console.do(RevealBallot(it.ballot))
                assert console.status.sentence == ""
        finally:
            await console.close()
        assert it.dots() == {it.cards[0]: 2, it.cards[1]: 0}


@pytest.mark.first
async def test_a_close_undone_in_the_console_waits_for_nobody_and_a_scale_is_refused(tmp_path: Path) -> None:
    async with hall(tmp_path) as it:
        away = it.frontend("b")
        address = await away.start(LOOPBACK, 0)
        await it.open_vote("Trust", "Time")
        await until(lambda: asks(away, it.ballot))
        ana = Voter(address.url)
        await off(ana.join, address.key)
        assert (await off(ana.vote, "I01", 2))[0] == OK
        console = Workspace(Home(tmp_path), it.summit)
        try:
            await away.stop()
            await until(lambda: console.status.sentence.startswith("Front end b is out of reach since "))
            assert console.status.sentence.endswith("or: workshop plenary hall move --from b --to …")
            await console.do(CloseBallot(it.ballot))
            await until(lambda: "waiting for b" in console.status.sentence)
            await console.undo()
            await until(lambda: "out of reach" in console.status.sentence)
            assert console.session.ballots[it.ballot].state == "open"
            await console.do(CloseBallot(it.ballot))
            async with it.front("b"):
                await until(lambda: console.session.ballots[it.ballot].counted is not None)
                await console.do(RevealBallot(it.ballot))
                await console.do(DraftScale("How sure?"))
                with pytest.raises(Refused, match="they take dots, not answers to a scale"):
                    await console.do(OpenBallot())
                assert console.session.open_ballot() is None
                await console.do(DraftBallot("Again"))
                await console.do(OpenBallot())
        finally:
            await console.close()
        assert it.dots() == {it.cards[0]: 2, it.cards[1]: 0}


async def test_all_front_ends_stand_behind_one_address(tmp_path: Path) -> None:
    async with hall(tmp_path) as it, Balancer() as balancer:
        fronts = [it.frontend(name, address=f"vote.hall:{balancer.port}") for name in ("a", "b")]
        urls = [await front.start(LOOPBACK, 0) for front in fronts]
        balancer.behind = [urlsplit(each.url).port or 0 for each in urls]
        await it.open_vote("Trust")
        await until(lambda: all(asks(front, it.ballot) for front in fronts))
        await until(lambda: all(len(front.link.roster) == 2 for front in fronts if front.link))
        voters = [Voter(f"http://{LOOPBACK}:{balancer.port}/", f"vote.hall:{balancer.port}") for _ in range(4)]
        for voter in voters:
            assert await off(voter.join, urls[0].key) == SEE_OTHER
            assert [(await off(voter.vote, "I01", dots))[0] for dots in (1, 2, 1, 2)] == [OK] * 4
            where = [(await off(voter.ask, "GET", "/"))[0] for _ in range(4)]
            assert sorted(where) == [OK, OK, SEE_OTHER, SEE_OTHER]
        stranger = Voter(urls[0].url, "elsewhere.example")
        assert await off(stranger.join, urls[0].key) == 403
        await it.close_vote()
        await until(lambda: it.tally().command.fronts == ("a", "b"))
        assert it.tally().command.counts == ((it.cards[0], 8, 4),)
        assert min(len(_own_lines(tmp_path / f"front-{name}")) for name in ("a", "b")) > 0
        for front in fronts:
            await front.stop()
