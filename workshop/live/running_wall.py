"""A wall that runs: the message server, the desk that takes what tables send, and the page for browsers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from workshop.live.front import CODE_FILE
from workshop.live.moving import send_copy
from workshop.live.table_codes import write_code_sheet
from workshop.live.wall import Wall
from workshop.model.wall import closing
from workshop.store.writer import now_ms
from workshop.sync.connection import end
from workshop.sync.desk import SummitDesk
from workshop.sync.files import write_secret
from workshop.sync.join_code import JoinCode
from workshop.sync.parcels import MovingCode
from workshop.sync.server import NatsServer
from workshop.web.credentials import Door
from workshop.web.network import addresses, free_port
from workshop.web.wall import WallServer

LOOPBACK: Final = "127.0.0.1"
PORT: Final = 8100
COMPARE_EVERY: Final = 5.0
"""Seconds between two looks for cards that say almost the same."""


class WallPlace(NamedTuple):
    """Where a wall is: this computer's address, the ports of page and server, or the server that others run.

    ``expected`` is how many tables are to come.
    """

    host: str
    port: int = PORT
    nats_port: int = 0
    elsewhere: tuple[str, int] | None = None
    expected: int = 0


def own_place(expected: int) -> WallPlace:
    """Return a place for a wall on this computer: at the likely address, and at a port that is free."""
    host = next(iter(addresses()), LOOPBACK)
    return WallPlace(host, free_port(host, PORT), expected=expected)


class RunningWall:
    """One summit's wall. ``told`` is called when there is something new to see."""

    def __init__(self, summit: Path, title: str, place: WallPlace, told: Callable[[], None]) -> None:
        self.address = ""
        self.expected = place.expected
        self._summit = summit
        server = NatsServer(summit / "wall", place.host, place.nats_port, told=self._remark)
        self.desk = SummitDesk(
            summit, title, server, told=told, now=now_ms, elsewhere=place.elsewhere, expected=place.expected
        )
        self.wall = Wall(title, self.desk)
        self._page = WallServer(self.wall.view, place.host, place.port)
        self._comparing: asyncio.Task[None] | None = None

    def _remark(self, sentence: str) -> None:
        self.desk.remark(sentence)

    @property
    def code(self) -> str:
        """Return the code by which tables join."""
        return str(self.desk.code)

    def code_for(self, table: str) -> JoinCode:
        """Return the code by which one table joins. Raises ``Refused`` and ``NotWritten``."""
        return self.desk.code_for(table)

    def code_to_go_on(self, table: str) -> tuple[MovingCode, int, list[str]]:
        """Return the code by which another laptop goes on with a table whose own has died, and what is missing here.

        Raises ``NotFound``, ``Refused``, ``Damaged`` and ``NotWritten``.
        """
        return send_copy(self._summit, table)

    def write_codes(self, exports: Path, tables: int) -> Path:
        """Write a sheet with the codes of so many tables, by their numbers. Raises ``NotWritten``."""
        codes = [self.code_for(str(number)) for number in range(1, tables + 1)]
        return write_code_sheet(exports / self._summit.name, self.wall.title, codes)

    @property
    def front_code(self) -> str:
        """Return the code by which front ends of the hall's vote join."""
        return str(self.desk.front_code)

    @property
    def last_words(self) -> str:
        """Return what has arrived, in a sentence, for when the wall ends."""
        return closing(self.desk.tables())

    async def start(self) -> None:
        """Start all of it; return when tables can join. Raises ``Refused`` and ``NotWritten``; then nothing runs."""
        try:
            self.address = await self._page.start()
            await asyncio.to_thread(Door, self._summit)  # front ends are told the hall's key: there has to be one
            await self.desk.start()
            write_secret(self.desk.folder / CODE_FILE, f"{self.front_code}\n".encode())
        except BaseException:
            await self.stop()
            raise
        self._comparing = asyncio.create_task(self._compare(), name="compare the wall's cards")

    async def stop(self) -> None:
        """End all of it in good order."""
        if self._comparing is not None:
            await end(self._comparing)
        await self._page.stop()
        await self.desk.stop()

    async def _compare(self) -> None:
        while True:
            self.wall.view()
            await self.wall.compare()
            await asyncio.sleep(COMPARE_EVERY)
