"""Whether this laptop could be the wall: the message server is started, asked, written to, ended; nothing is kept."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from workshop.sync.connection import check_durable, connect
from workshop.sync.receiver import make_stream
from workshop.sync.server import NatsServer
from workshop.sync.subjects import DESK, WITNESS

LINES: Final = 30


class Trial(NamedTuple):
    """How it went: the server's port, and milliseconds until a line is acknowledged, half of them less."""

    port: int
    line: float


async def try_server(place: Path, host: str) -> Trial:
    """Try it on the disk of ``place`` at the address ``host``. Raises ``Refused``, ``NotWritten``, one of ``LOST``."""
    with TemporaryDirectory(prefix=".workshop-doctor-", dir=place) as inside:
        folder = Path(inside)
        server = NatsServer(folder, host, told=lambda _: None)
        await server.start()
        try:
            password = server.secrets.password
            where = host, server.port, server.certificate
            await check_durable(*where, password(WITNESS), folder / "server.conf")
            async with await connect(*where, DESK, password(DESK)) as link:
                await make_stream(link, server.secrets.space)
                stream = link.client.jetstream()
                took = []
                for _ in range(LINES):
                    start = time.perf_counter()
                    await stream.publish("journal.trial", b"x" * 300)
                    took.append((time.perf_counter() - start) * 1000)
        finally:
            await server.stop()
        return Trial(server.port, median(took))
