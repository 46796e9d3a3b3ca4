"""The web server inside somebody else's event loop: it takes no signals, writes nothing, and ends when told."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
import sys
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import uvicorn

from workshop.model.errors import Refused
from workshop.store.writer import SessionWriter
from workshop.store.writing_right import note_phones
from workshop.web.app import web_app
from workshop.web.connection import Connection, Crowd
from workshop.web.context import Phones
from workshop.web.credentials import Door
from workshop.web.hall import Hall
from workshop.web.network import PortTaken

WAITING: Final = 1024
"""Connections that may wait to be taken: a room that joins in one instant."""

MOST_CONNECTIONS: Final = 12_000
SPARE_FILES: Final = 256
"""Files left for the rest of the program when connections use up the others."""

GRACE: Final = 2
"""Seconds for answers under way when the server ends."""

KEPT: Final = "What was acknowledged is recorded."


class Address(NamedTuple):
    """Where phones find the room: the address to type, the key to type there, and what the QR code says."""

    url: str
    key: str

    @property
    def join(self) -> str:
        """Return the address that joins at once."""
        return f"{self.url}j/{self.key}"

    @property
    def board(self) -> str:
        """Return the address of the board."""
        return f"{self.url}board"


class Embedding:
    """A web application that listens in the loop that is running, until it is stopped. Start and stop it once.

    ``ended`` resolves when it ends, expected or not; ``problem`` says why.
    """

    def __init__(self, app: object, name: str) -> None:
        self.problem = ""
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._app = app
        self._name = name
        self._server: _EmbeddedServer | None = None
        self._task: asyncio.Task[None] | None = None

    async def listen(self, listening: socket.socket) -> None:
        """Return when it answers. Raises ``Refused``."""
        self._server = _EmbeddedServer(_configured(self._app), _room_for_files())
        self._task = asyncio.create_task(self._serve(self._server, listening), name=self._name)
        ready = asyncio.create_task(self._server.ready.wait(), name=f"{self._name}: ready")
        either: set[asyncio.Future[Any]] = {ready, self.ended}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            raise Refused(self.problem or f"The server for {self._name} ended before it began.")

    async def stop(self) -> None:
        """Answer what is under way, and stop listening."""
        if self._server is not None and self._task is not None:
            self._server.should_exit = True
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._task, GRACE + 2)

    async def _serve(self, server: _EmbeddedServer, listening: socket.socket) -> None:
        try:
            await server.serve(sockets=[listening])
        except (Exception, SystemExit) as error:  # noqa: BLE001 - told to whoever watches, never to the loop
            self.problem = f"The server for {self._name} ended ({type(error).__name__}: {error}). {KEPT}"
        finally:
            listening.close()
            if not self.ended.done():
                self.ended.set_result(None)


class PhoneServer(Embedding):
    """Phones and the browser board for one room, in the loop that is running.

    ::

        phones = PhoneServer(room, "192.168.1.23", 8000)
        address = await phones.start()   # raises PortTaken (``.free`` is another port) and Refused, with a sentence
        address.url, address.key, address.join
        phones.people                    # how many are here: a number, never names
        phones.door.codes                # paper ballots: printed, spent, unspent
        phones.ended.add_done_callback(…)
        await phones.stop()              # a moment, also with phones that listen

    ``port`` 0 takes any that is free. ``host`` is the one address it listens at, and should be the one that phones
    reach.
    """

    def __init__(
        self, writer: SessionWriter, host: str = "127.0.0.1", port: int = 8000, hall: Hall | None = None
    ) -> None:
        self.door = hall.door if hall else Door(writer.folder)
        self.phones = Phones(writer, self.door, hall)
        super().__init__(web_app(self.phones), "phones")
        self.address = Address("", self.door.key)
        self._folder = writer.folder
        self._host = host
        self._port = port

    @property
    def people(self) -> int:
        """Return how many phones are here now."""
        return self.phones.presence.people

    async def start(self) -> Address:
        """Listen; return when phones are answered."""
        listening = bind(self._host, self._port)
        host, port = f"[{self._host}]" if ":" in self._host else self._host, listening.getsockname()[1]
        self.address = Address(f"http://{host}:{port}/", self.door.key)
        self.phones.open(self.address.url, self.address.join)
        await self.listen(listening)
        await asyncio.to_thread(note_phones, self._folder, self.address.url)
        return self.address

    async def new_key(self) -> Address:
        """Take a new key to join with, and show it; who has joined stays in. Raises ``NotWritten``."""
        self.address = Address(self.address.url, await self.door.new_key())
        self.phones.open(self.address.url, self.address.join)
        self.phones.feed.changed(anew=True)
        return self.address

    async def stop(self) -> None:
        """End the streams, answer what is under way, and stop listening."""
        self.phones.feed.close()
        if self._task is not None:
            await asyncio.to_thread(note_phones, self._folder, "")
        await super().stop()


class _EmbeddedServer(uvicorn.Server):
    """uvicorn without signal handlers, which belong to the host program."""

    def __init__(self, config: uvicorn.Config, most: int) -> None:
        super().__init__(config)
        self.server_state = Crowd(most)
        self.ready = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        self.ready.set()


def _configured(app: object) -> uvicorn.Config:
    logging.getLogger("uvicorn").addHandler(logging.NullHandler())
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=GRACE,
        server_header=False,
        loop="none",
        ws="none",
        http=Connection,
        backlog=WAITING,
        proxy_headers=False,
    )


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises ``PortTaken`` and ``Refused`` with what to do."""
    try:
        return _listening(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(port, _free_port(host, port)) from error
        raise Refused(_sentence(error, host, port)) from error
    except OverflowError as error:
        raise Refused(f"{port} is not a port: ports go from 1 to 65535.") from error


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # IPPROTO_TCP is named because asyncio sends small answers at once (TCP_NODELAY) only where it is.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(WAITING)
        listening.setblocking(False)  # noqa: FBT003 - the library's own
    except BaseException:
        listening.close()
        raise
    return listening


def _free_port(host: str, port: int) -> int:
    """Return a port that is free now: one of the next nine, else any."""
    for other in (*range(port + 1, min(port + 10, 65536)), 0):
        with contextlib.suppress(OSError), _listening(host, other) as listening:
            return int(listening.getsockname()[1])
    return 0


def _sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return f"This computer has no address {host} now. “workshop doctor” lists those it has."
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"Port {port} may not be used by this user. Choose one from 1024 on."
    return f"Phones cannot be served at {host}, port {port} ({error.strerror or error}). Choose another address."


def _room_for_files() -> int:
    """Let this program have as many open files as it may; return how many can be connections."""
    if sys.platform == "win32":
        return MOST_CONNECTIONS
    import resource  # noqa: PLC0415 - not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + SPARE_FILES
    if soft < wanted and hard != soft:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else max(64, min(MOST_CONNECTIONS, soft - SPARE_FILES))
