"""The phones of a session: let in at an address the facilitator chose, counted, and sent away when it closes.

The web libraries are loaded when phones are first let in, and not before.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from workshop.model.errors import Refused
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter
from workshop.store.writing_right import phones_of

if TYPE_CHECKING:
    from workshop.web.credentials import Codes
    from workshop.web.server import Address, PhoneServer

LOOK: Final = 1.0
"""Seconds between two looks at how many people are here, and how many ballots on paper are used."""

SOON: Final = 0.5
"""Seconds within which an address on this computer answers."""

Squares: TypeAlias = Sequence[Sequence[bool]]
"""A code row by row, with its white border; True is black."""


class Invitation(NamedTuple):
    """How to join: the address and the key to type, what the code says, and the code itself."""

    address: str
    key: str
    join: str
    code: Squares

    @property
    def url(self) -> str:
        """Return the address as a browser takes it."""
        return f"http://{self.address}/"


class WifiCode(NamedTuple):
    """The Wi-Fi of the room, kept in memory alone; ``code`` lets a phone into it."""

    name: str
    password: str
    code: Squares


class PhoneAccess:
    """Where phones come in. ``told`` is called when people come or go, and when it ends by itself.

    ``problem`` says why it ended by itself.
    """

    def __init__(self, home: Home, writer: SessionWriter, told: Callable[[], None]) -> None:
        self.invitation: Invitation | None = None
        self.network: WifiCode | None = None
        self.problem = ""
        self.people = 0
        self._home = home
        self._writer = writer
        self._told = told
        self._server: PhoneServer | None = None
        self._turn = asyncio.Lock()
        self._looking: asyncio.TimerHandle | None = None
        self._seen: tuple[int, Codes] | None = None

    @property
    def here(self) -> int | None:
        """Return how many people are here, or none where phones cannot join."""
        return self.people if self.invitation else None

    @property
    def codes(self) -> Codes | None:
        """Count the single-use codes; none where every phone may vote."""
        door = self._server.door if self._server else None
        return door.codes if door and door.paper else None

    async def addresses(self) -> list[str]:
        """Return the addresses at which others may reach this computer, the likely one first."""
        from workshop.web.network import addresses  # noqa: PLC0415 - not to open a session

        return await asyncio.to_thread(addresses)

    async def open(self, host: str, port: int) -> Invitation:
        """Let phones in at an address of this computer. Raises ``PortTaken`` and ``Refused``."""
        async with self._turn:
            if self.invitation is None:
                self.invitation = await self._open(host, port)
                self._look()
                self._told()
            return self.invitation

    async def _open(self, host: str, port: int) -> Invitation:
        await asyncio.to_thread(load)
        from workshop.web.server import PhoneServer  # noqa: PLC0415 - as above

        server = PhoneServer(self._writer, host, port)
        found = await server.start()
        self.problem, self._server = "", server
        server.ended.add_done_callback(lambda _: self._ended(server))
        return _invitation(found)

    async def new_key(self) -> Invitation:
        """Take a new key to join with; who has joined stays in. Raises ``Refused`` and ``NotWritten``."""
        self.invitation = _invitation(await self._open_server().new_key())
        self._told()
        return self.invitation

    async def close(self) -> None:
        """Send the phones away and free the port; a moment, also with many that listen."""
        async with self._turn:
            server, self._server = self._server, None
            self._forget()
            if server is not None:
                await server.stop()
                self._told()

    def _ended(self, server: PhoneServer) -> None:
        """Take note that it ended though nobody closed it."""
        if server is self._server:
            self._server, self.problem = None, server.problem or "The server for phones ended. Start it again."
            self._forget()
            self._told()

    def _forget(self) -> None:
        self.invitation, self.people, self._seen = None, 0, None
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _look(self) -> None:
        """See how many are here; say so where it changed."""
        if self._server is None:
            return
        self._looking = asyncio.get_running_loop().call_later(LOOK, self._look)
        seen = (self._server.people, self._server.door.codes)
        if seen != self._seen:
            self._seen = seen
            self.people = seen[0]
            self._told()

    async def name_network(self, name: str, password: str) -> None:
        """Take note of the room's Wi-Fi, for its code; without a name there is none."""
        await asyncio.to_thread(load)
        from workshop.web.qr import matrix, wifi  # noqa: PLC0415 - as the module says

        self.network = WifiCode(name, password, matrix(wifi(name, password))) if name else None

    async def print_tent(self) -> list[Path]:
        """Write the page for the table; return its files. Raises ``Refused`` and ``NotWritten``."""
        from workshop.live.handouts import write_tent  # noqa: PLC0415 - as the module says

        address = self._open_server().address
        wifi = (self.network.name, self.network.password) if self.network else None
        folder = self._home.exports / self._writer.folder.name
        return await asyncio.to_thread(write_tent, folder, self._writer.session, address, wifi)

    async def outdated(self) -> str:
        """Say what was printed before with another address than the present one; nothing where nothing was."""
        from workshop.live.handouts import outdated  # noqa: PLC0415 - as the module says

        folder = self._home.exports / self._writer.folder.name
        return await asyncio.to_thread(outdated, folder, self._open_server().address)

    async def print_ballots(self, count: int) -> list[Path]:
        """Write ``count`` new single-use codes; from then on a vote takes one. Zero lets every phone vote again."""
        from workshop.live.handouts import write_ballots  # noqa: PLC0415 - as the module says

        server = self._open_server()
        codes = await server.door.print_codes(count)
        self._told()
        if not codes:
            return []
        folder = self._home.exports / self._writer.folder.name
        return await asyncio.to_thread(write_ballots, folder, self._writer.session, server.address, codes)

    def _open_server(self) -> PhoneServer:
        if self._server is None:
            raise Refused("Let phones join first: the address stands on the page.")
        return self._server


def invitation_of(folder: Path) -> Invitation | None:
    """Return how to join a session that another process writes and lets phones into; none where nobody answers."""
    try:
        url = urlsplit(phones_of(folder))
        with socket.create_connection((url.hostname or "", url.port or 0), SOON):
            pass
    except (OSError, ValueError):
        return None
    from workshop.web.credentials import key_of  # noqa: PLC0415 - as the module says
    from workshop.web.server import Address  # noqa: PLC0415 - as the module says

    return _invitation(Address(url.geturl(), key_of(folder)))


def _invitation(found: Address) -> Invitation:
    from workshop.web.qr import matrix  # noqa: PLC0415 - as the module says

    return Invitation(found.url.removeprefix("http://").rstrip("/"), found.key, found.join, matrix(found.join))


def load() -> None:
    """Load the web libraries; half a second, in a thread."""
    import workshop.web.server  # noqa: F401, PLC0415 - as the module says
