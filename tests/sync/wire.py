"""A wire between tables and the server: it can be cut, and everything that goes over it in clear is kept."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from typing import TYPE_CHECKING, Self

from workshop.sync.join_code import JoinCode, trusting

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.sync.desk import SummitDesk

LOOPBACK = "127.0.0.1"


class Wire:
    """Ends the tables' encryption with the desk's own key, keeps what is said, and says it on to the server."""

    def __init__(self, desk: SummitDesk) -> None:
        self.said = bytearray()
        self.up = True
        self._desk = desk
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    @property
    def code(self) -> JoinCode:
        """The code that leads over this wire."""
        assert self._server is not None
        return self._desk.code._replace(port=self._server.sockets[0].getsockname()[1])

    async def __aenter__(self) -> Self:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        folder: Path = self._desk.folder
        context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
        self._server = await asyncio.start_server(self._carry, LOOPBACK, 0, ssl=context)
        return self

    async def __aexit__(self, *error: object) -> None:
        assert self._server is not None
        self._server.close()
        self.cut()

    def cut(self) -> None:
        """Break every connection; new ones are refused until ``mend``."""
        self.up = False
        for writer in self._open:
            writer.transport.abort()

    def mend(self) -> None:
        """Let connections through again."""
        self.up = True

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            if not self.up:
                writer.transport.abort()
                return
            there, back = await asyncio.open_connection(
                LOOPBACK, self._desk.server.port, ssl=trusting(self._desk.server.certificate)
            )
            self._open |= {writer, back}
            await asyncio.gather(self._pump(reader, back), self._pump(there, writer))
            self._open -= {writer, back}

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                self.said += data
                writer.write(data)
                await writer.drain()
        writer.transport.abort()


class Tap:
    """A wire on which everything is kept as it goes over it, without the key to read it."""

    def __init__(self, where: tuple[str, int]) -> None:
        self.said = bytearray()
        self.port = 0
        self._where = where
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._carry, LOOPBACK, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *error: object) -> None:
        assert self._server is not None
        self._server.close()

    def there(self) -> tuple[str, int]:
        """Where the next connection leads."""
        return self._where

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self.there())
        await asyncio.gather(self._pump(reader, back), self._pump(there, writer))

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                self.said += data
                writer.write(data)
                await writer.drain()
        writer.transport.abort()


class Balancer(Tap):
    """Leads each connection to the next of the ports behind it."""

    def __init__(self) -> None:
        super().__init__((LOOPBACK, 0))
        self.behind: list[int] = []
        self._count = 0

    def there(self) -> tuple[str, int]:
        """Where the next connection leads."""
        self._count += 1
        return LOOPBACK, self.behind[self._count % len(self.behind)]
