"""A front end that is out of reach: its voters are told so, and go on at another one; each is counted once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest

from tests.sync.conftest import LEFT_OPEN, needs_server, until, unused_port
from tests.sync.test_plenary import LOOPBACK, OK, SEE_OTHER, Hall, Voter, asks, hall, off, shows
from workshop.model.commands import Undo
from workshop.model.errors import Refused
from workshop.store.folder import load
from workshop.store.writer import SessionWriter, now_ms
from workshop.sync.hall_count import SILENT, desk_has_closed, home_after, move_voters, moves_of

if TYPE_CHECKING:
    from workshop.live.front import FrontServer

pytestmark = [needs_server, LEFT_OPEN]

AWAY = "Your votes are kept at another address of the hall, which does not answer just now."


def test_a_voter_is_at_home_where_the_last_move_led() -> None:
    moves = (("a", "b"), ("b", "c"), ("c", "a"))
    assert home_after("a", 0, ()) == ("a", 0)
    assert home_after("a", 0, moves) == ("a", 3)
    assert home_after("b", 0, moves) == ("a", 3)
    assert home_after("b", 1, moves[:2]) == ("c", 2)
    assert home_after("d", 0, moves) == ("d", 0)


class Left(NamedTuple):
    """A hall of two front ends, of which ``gone`` has been stopped in the middle of a vote."""

    hall: Hall
    url: str
    key: str
    gone: str
    ana: Voter
    ben: Voter
    here: FrontServer


def at(url: str, voter: Voter) -> Voter:
    """Return a phone that comes to another address as who it is there already: its cookie is of one host."""
    voter.url, voter.host = url, urlsplit(url).netloc
    return voter


@asynccontextmanager
async def left(place: Path) -> AsyncIterator[Left]:
    """Let Ana and Ben vote at b, which then goes; a stays."""
    async with hall(place) as it, it.front("a") as (a, url, key):
        away = it.frontend("b")
        gone = (await away.start(LOOPBACK, unused_port())).url
        await it.open_vote("Trust", "Time")
        await until(lambda: asks(a, it.ballot) and asks(away, it.ballot))
        ana, ben = Voter(gone), Voter(gone)
        for voter in (ana, ben):
            assert await off(voter.join, key) == SEE_OTHER
            assert (await off(voter.vote, "I01", 2))[0] == OK
        await until(lambda: a.link is not None and len(a.link.roster) == 2)
        await away.stop()
        yield Left(it, url, key, gone, ana, ben, a)


async def moved(it: Left) -> None:
    """Move the voters of b to a, as soon as b has been silent for long enough."""

    def could_be() -> bool:
        with suppress(Refused):
            move_voters(it.hall.summit, "b", "a", now_ms())
        return bool(moves_of(it.hall.summit))

    await until(could_be)
    await until(lambda: it.here.link is not None and it.here.link.home_after("f002", 0) == ("f001", 1))


async def test_who_is_at_home_at_a_dead_front_end_is_told_so_and_waits(tmp_path: Path) -> None:
    async with left(tmp_path) as it:
        ana = at(it.url, it.ana)
        status, told = await off(ana.vote, "I01", 1)
        assert (status, told["error"]) == (503, AWAY)
        status, _, body = await off(ana.page, "/")
        assert status == 503
        assert AWAY in body.decode()
        assert "They are not lost. Keep this page open: it goes on by itself." in body.decode()
        assert it.gone in body.decode()
        fresh = Voter(it.url)
        assert (await off(fresh.page, f"/at-home/{ana.cookie.partition('=')[2]}"))[0] == 503
        assert (await off(ana.ask, "GET", "/api/state"))[0] == 503


@pytest.mark.first
async def test_moved_voters_vote_anew_and_each_is_counted_once_when_the_dead_one_is_back(tmp_path: Path) -> None:
    async with left(tmp_path) as it:
        home = it.ana.cookie.partition("=")[2]
        ben = it.ben.cookie
        await moved(it)
        at(it.url, it.ana)
        status, told = await off(it.ana.vote, "I02", 1)
        assert (status, told["keep"]) == (409, True)
        phone = Voter(it.url)
        status, headers, _ = await off(phone.page, f"/at-home/{home}")
        assert (status, headers["location"]) == (SEE_OTHER, "/")
        phone.cookie = headers["set-cookie"].partition(";")[0]
        page = (await off(phone.page, "/"))[2].decode()
        assert "The address where you voted before does not answer, so you vote here now." in page
        assert (await off(phone.vote, "I02", 1))[1]["left"] == 2
        assert "so you vote here now" not in (await off(phone.page, "/"))[2].decode()
        trust, time = it.hall.cards
        back = it.hall.frontend("b")
        await back.start(LOOPBACK, urlsplit(it.gone).port or 0)
        try:
            it.ana.url, it.ana.host = it.gone, urlsplit(it.gone).netloc
            assert (await off(it.ana.vote, "I01", 1))[0] == 409
            status, headers, _ = await off(it.ana.page, "/")
            assert headers["location"].startswith(f"{it.url}at-home/")
            arriving = headers["location"].removeprefix(it.url[:-1])
            it.ben.cookie = ben
            assert (await off(at(it.gone, it.ben).page, "/"))[1]["location"].startswith(f"{it.url}at-home/")
            again = Voter(it.url)
            status, headers, _ = await off(again.page, arriving)
            assert headers["set-cookie"].partition(";")[0] == phone.cookie
            at(it.gone, phone)
            assert (await off(phone.vote, "I02", 2))[1]["left"] == 1
            new = Voter(it.gone)
            assert await off(new.join, it.key) == SEE_OTHER
            assert (await off(new.page, "/"))[0] == OK
            assert (await off(new.vote, "I02", 1))[0] == OK
            await it.hall.close_vote()
            await until(lambda: it.hall.tally().command.fronts == ("a", "b"))
            assert it.hall.tally().command.counts == ((trust, 2, 1), (time, 3, 2))
            assert it.hall.tally().command.ballots == 3
        finally:
            await back.stop()


@pytest.mark.first
async def test_ballots_of_the_dead_front_end_wait_for_a_recount_and_replace_nothing_newer(tmp_path: Path) -> None:
    async with left(tmp_path) as it:
        home = it.ana.cookie.partition("=")[2]
        await moved(it)
        phone = Voter(it.url)
        headers = (await off(phone.page, f"/at-home/{home}"))[1]
        phone.cookie = headers["set-cookie"].partition(";")[0]
        assert (await off(phone.vote, "I02", 2))[0] == OK
        await it.hall.close_vote()
        await until(lambda: it.hall.tally().command.fronts == ("a",))
        trust, time = it.hall.cards
        assert it.hall.tally().missing == ("b",)
        await it.hall.count()
        await it.hall.reveal()
        assert it.hall.dots() == {trust: 0, time: 2}
        await until(lambda: shows(it.here, it.hall.ballot))
        assert "Not counted yet: those at b" in (await off(phone.page, "/"))[2].decode()
        assert "Not counted yet: those at b" in (await off(phone.page, "/board"))[2].decode()
        back = it.hall.frontend("b")
        await back.start(LOOPBACK, urlsplit(it.gone).port or 0)
        try:
            await until(lambda: it.hall.tally().command.fronts == ("a", "b"))
            await it.hall.count()
            assert it.hall.dots() == {trust: 2, time: 2}
        finally:
            await back.stop()


@pytest.mark.first
async def test_a_move_that_cannot_be_is_refused_in_a_sentence(tmp_path: Path) -> None:
    async with left(tmp_path) as it:
        summit = it.hall.summit
        with pytest.raises(Refused, match="“a” is in reach: its voters go on there"):
            move_voters(summit, "a", "b", now_ms())
        with pytest.raises(Refused, match=r"No front end is called “c”\. They are: a, b\."):
            move_voters(summit, "b", "c", now_ms())
        with pytest.raises(Refused, match="“a” has not been heard for 5 seconds either"):
            move_voters(summit, "b", "a", now_ms() + 3 * SILENT)
        await until(
            lambda: any(remark.startswith("Front end b is out of reach since") for remark in it.hall.desk.remarks)
        )
        await moved(it)
        with pytest.raises(Refused, match="The voters of “b” are at “a” already"):
            move_voters(summit, "b", "a", now_ms())
        assert moves_of(summit) == (("f002", "f001"),)
        with pytest.raises(Refused, match="None has been heard yet"):
            move_voters(tmp_path, "b", "a", now_ms())


async def test_a_close_that_is_undone_lets_front_ends_go_on_and_is_counted_whole_after(tmp_path: Path) -> None:
    async with hall(tmp_path) as it, it.front("a") as (a, url, key):
        await it.open_vote("Trust", "Time")
        await until(lambda: asks(a, it.ballot))
        ana = Voter(url)
        await off(ana.join, key)
        assert (await off(ana.vote, "I01", 2))[0] == OK
        await it.close_vote()
        await until(lambda: it.tally().command.fronts == ("a",))
        await it.count()
        async with SessionWriter(it.summit) as writer:
            await writer.do(Undo())
            assert writer.session.ballots[it.ballot].state == "open"
        await until(lambda: asks(a, it.ballot))
        assert (await off(ana.vote, "I02", 1))[1]["left"] == 0
        await it.close_vote()
        assert load(it.summit).session.ballots[it.ballot].counted is None
        await until(lambda: desk_has_closed(it.summit, it.ballot) and it.tally().command.fronts == ("a",))
        trust, time = it.cards
        assert it.tally().command.counts == ((trust, 2, 1), (time, 1, 1))
