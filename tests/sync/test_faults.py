"""What no fault of network, server, desk or table may do: cost a line, or tell a secret."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from nats.aio.transport import TcpTransport

from tests.sync.conftest import LEFT_OPEN, Table, copies, desk, journals, needs_server, table, until
from tests.sync.wire import Tap, Wire
from workshop.live.merge import gather
from workshop.model.commands import (
    AddCards,
    CloseBallot,
    DraftBallot,
    HideCard,
    OpenBallot,
    RevealBallot,
    SetDots,
    ShowCard,
)
from workshop.store.folder import TABLES
from workshop.store.locations import Home
from workshop.sync.connection import connect
from workshop.sync.subjects import JournalAddress, inbox_of, report_subject

pytestmark = [needs_server, LEFT_OPEN]

TABLES_AT_ONCE = 8
ENTRIES = int(os.environ.get("SUMMIT_ENTRIES", "800"))


@pytest.mark.slow
@pytest.mark.first
async def test_after_kills_and_cuts_the_wall_has_what_the_sticks_have(tmp_path: Path) -> None:
    chance = random.Random(13)  # noqa: S311 - the same each time
    home = Home(tmp_path)
    live, stick = home.sessions / "live", home.sessions / "stick"
    folders = [home.sessions / f"table-{number}" for number in range(TABLES_AT_ONCE)]
    async with desk(live) as hall, Wire(hall) as wire, AsyncExitStack() as stack:
        seats = [await stack.enter_async_context(table(folder, n)) for n, folder in enumerate(folders)]
        for seat in seats:
            seat.join(wire.code)
        acknowledged: set[str] = set()
        killed: set[int] = set()
        for number in range(ENTRIES):
            seat = chance.choice(seats)
            acknowledged.add((await seat.add(f"line {number}")).entry.id)
            if number % (ENTRIES // 5) == ENTRIES // 10:
                await until(lambda: hall.server.pid not in killed)
                killed.add(hall.server.pid)
                os.kill(hall.server.pid, signal.SIGKILL)
            if number % (ENTRIES // 3) == ENTRIES // 6:
                wire.cut()
            if number % (ENTRIES // 3) == ENTRIES // 4:
                wire.mend()
        wire.mend()
        await until(lambda: all(seat.publisher is not None and seat.publisher.standing.complete for seat in seats))
        assert all(heard.complete for heard in hall.tables())
        assert len(killed) == 5
        assert any("is started again. Nothing is lost" in remark for remark in hall.remarks)
    gather(home, folders, "stick", lambda _done, _of: None)
    assert copies(live) == copies(stick)
    there = b"".join(copies(live).values()).decode()
    assert all(entry in there for entry in acknowledged)


async def test_messages_that_come_twice_and_out_of_order_make_the_same_files(tmp_path: Path) -> None:
    summit = tmp_path / "summit"
    async with desk(summit) as hall, table(tmp_path / "table") as seven:
        publisher = seven.join(hall.code)
        await seven.arrives()
        await publisher.close()
        for number in range(40):
            await seven.add(f"line {number}")
        await _send_in_disorder(hall.server.certificate, seven, hall.where)
        await until(lambda: copies(summit) == journals(tmp_path / "table"))
        await until(lambda: not list(summit.rglob("*.ahead")))
        assert not hall.remarks


async def test_a_damaged_line_is_set_aside_named_and_asked_for_again(tmp_path: Path) -> None:
    summit = tmp_path / "summit"
    async with desk(summit) as hall, table(tmp_path / "table") as seven:
        publisher = seven.join(hall.code)
        await seven.arrives()
        user, password = publisher.membership.user, publisher.membership.password
        link = await connect(*hall.where, hall.server.certificate, user, password)
        node = next(iter(journals(tmp_path / "table"))).removesuffix(".jsonl")
        subject = JournalAddress(user, seven.writer.session.id, node).subject
        await link.client.jetstream().publish(subject, b'{"n":2,"id":"broken"}\n')
        await link.close()
        await until(lambda: bool(hall.remarks))
        (remark,) = hall.remarks
        assert remark.startswith(f"T07 ({node}.jsonl): a line arrived damaged (its checksum does not fit).")
        assert remark.endswith("It was set aside, and is asked for again.")
        await seven.add("the true second line")
        await until(lambda: copies(summit) == journals(tmp_path / "table"))
        assert [path.read_bytes() for path in summit.glob("wall/set-aside/*")] == [b'{"n":2,"id":"broken"}\n']


async def test_a_table_can_send_for_no_other_table(tmp_path: Path) -> None:
    summit = tmp_path / "summit"
    async with desk(summit) as hall, table(tmp_path / "seven") as seven, table(tmp_path / "eight", 8) as eight:
        publisher, other = seven.join(hall.code), eight.join(hall.code)
        await seven.arrives()
        await eight.arrives()
        line = next(iter(journals(tmp_path / "seven").values())).splitlines(keepends=True)[0]
        user, password = publisher.membership.user, publisher.membership.password
        link = await connect(*hall.where, hall.server.certificate, user, password)
        forged = JournalAddress(other.membership.user, eight.writer.session.id, "forged").subject
        await link.client.publish(forged, line)
        own = JournalAddress(user, eight.writer.session.id, "forged").subject
        await link.client.jetstream().publish(own, line)
        await until(lambda: bool(hall.remarks))
        assert any("permissions violation" in error for error in link.errors)
        await link.close()
        assert "for a session that this table has not joined with" in hall.remarks[0]
        assert not (summit / TABLES / eight.writer.session.id / "forged.jsonl").exists()


async def test_no_dot_and_no_hidden_card_is_on_the_wire_before_the_reveal(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, Wire(hall) as wire, table(tmp_path / "table") as seven:
        publisher = seven.join(wire.code)
        do = seven.writer.do
        await seven.add("open to all")
        (first,) = seven.writer.session.cards
        await do(AddCards("insight", seven.theme, ("OFFERED and waiting",), "participant", held=True), "participant")
        offered = list(seven.writer.session.cards)[-1]
        await seven.add("shown at first")
        hidden = list(seven.writer.session.cards)[-1]
        await seven.arrives()
        await do(HideCard(hidden))
        await do(AddCards("insight", seven.theme, ("still goes",)))
        await do(DraftBallot(dots=3, most=3))
        (ballot,) = seven.writer.session.ballots
        await do(OpenBallot(ballot))
        for voter in range(20):
            await do(SetDots(ballot, f"voter{voter:08d}", first, 2), "")
        await do(CloseBallot(ballot))
        await seven.arrives()
        assert b"open to all" in wire.said
        assert b"still goes" in wire.said
        assert b"OFFERED" not in wire.said
        assert b"DotsSet" not in wire.said
        assert b"voter0000" not in wire.said
        kept = b"".join(path.read_bytes() for path in (tmp_path / "summit").rglob("*") if path.is_file())
        assert b"still goes" in kept
        assert not any(word in kept for word in (b"OFFERED", b"DotsSet", b"voter0000"))
        assert publisher.standing.withheld == 21
        await do(RevealBallot(ballot))
        await do(ShowCard(offered))
        await until(lambda: publisher.standing.complete)
        assert wire.said.count(b'"DotsSet"') == 20
        assert b"OFFERED and waiting" in wire.said


async def test_between_table_and_server_nothing_can_be_read(tmp_path: Path) -> None:
    async with desk(tmp_path / "summit") as hall, Tap(hall.where) as tap, table(tmp_path / "table") as seven:
        code = hall.code_for("7")._replace(port=tap.port)
        publisher = seven.join(code)
        await seven.add("open to all")
        await seven.arrives()
        password = publisher.membership.password
        assert len(tap.said) > 2_000
        for word in (b"open to all", b"CardAdded", b"Leadership", password.encode(), code.password.encode()):
            assert word not in tap.said


async def test_after_a_kill_of_the_table_the_next_opening_sends_the_rest(tmp_path: Path) -> None:
    summit = tmp_path / "summit"
    async with desk(summit) as hall:
        async with table(tmp_path / "table") as seven:
            publisher = seven.join(hall.code)
            await seven.arrives()
            publisher.standing = publisher.standing._replace(connected=False)
            publisher._task.cancel()  # as when the program is killed
            await seven.add("recorded and not sent")
        async with table(tmp_path / "table") as again:
            again.join(hall.code)
            await again.add("after the kill")
            await again.arrives()
        assert copies(summit) == journals(tmp_path / "table")


async def test_a_line_that_breaks_while_it_is_closed_leaves_no_task_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path / "summit") as hall, table(tmp_path / "table") as seven:
        publisher = seven.join(hall.code)
        await seven.arrives()
        before = asyncio.all_tasks()
        user, password = publisher.membership.user, publisher.membership.password
        link = await connect(*hall.where, hall.server.certificate, user, password)
        await link.client.subscribe(f"{inbox_of(user)}.x", cb=_nothing)
        await link.client.publish(report_subject(user), b"not sent yet")

        async def broken(_: TcpTransport) -> None:
            raise ConnectionResetError

        with monkeypatch.context() as line:
            line.setattr(TcpTransport, "drain", broken)
            await link.close()
        await until(lambda: not {task for task in asyncio.all_tasks() - before if "nats" in repr(task)})


async def _nothing(_: object) -> None:
    """Hear something."""


async def _send_in_disorder(certificate: bytes, seven: Table, where: tuple[str, int]) -> None:
    """Send every line of a table twice, in any order, as its user."""
    assert seven.publisher is not None
    user, password = seven.publisher.membership.user, seven.publisher.membership.password
    link = await connect(*where, certificate, user, password)
    lines = [
        (name.removesuffix(".jsonl"), line)
        for name, data in journals(seven.writer.folder).items()
        for line in data.splitlines(keepends=True)
    ] * 2
    random.Random(7).shuffle(lines)  # noqa: S311 - the same each time
    for node, line in lines:
        subject = JournalAddress(user, seven.writer.session.id, node).subject
        await link.client.jetstream().publish(subject, line)
        await asyncio.sleep(0)
    await link.close()
