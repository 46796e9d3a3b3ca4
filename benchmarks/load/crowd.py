"""Many phones in one process: plain sockets, one selector, requests that are bytes already.

A generator that costs as much as what it measures would measure itself: these cost a fifth of the server.
"""

from __future__ import annotations

import heapq
import itertools
import selectors
import socket
import time
from collections.abc import Callable
from typing import Final, NamedTuple, Protocol
from urllib.parse import urlencode, urlsplit

PIECE: Final = 65_536
LENGTH: Final = b"content-length: "


class Answer(NamedTuple):
    """What came back: the status (0 where the line broke), all of it, and the seconds that it took."""

    status: int
    whole: bytes
    took: float


class Source(Protocol):
    """What is read when something has come: ``read`` says whether there will be more."""

    @property
    def handle(self) -> Handle:
        """What the system waits for."""

    def read(self) -> bool:
        """Take what came."""


class Handle(Protocol):
    """A socket or a terminal."""

    def fileno(self) -> int:
        """Return the system's number of it."""

    def close(self) -> None:
        """Close it."""


class Ear:
    """A stream that is read; ``heard`` is given what comes, and nothing at its end."""

    def __init__(self, handle: socket.socket, heard: Callable[[bytes], None]) -> None:
        self.handle = handle
        self._heard = heard

    def read(self) -> bool:
        """Take what came; say whether there will be more."""
        try:
            data = self.handle.recv(PIECE)
        except BlockingIOError:
            return True
        except OSError:
            data = b""
        self._heard(data)
        return bool(data)


class Line:
    """A kept connection, on which one request at a time is answered."""

    def __init__(self, handle: socket.socket) -> None:
        self.handle = handle
        self._since = 0.0
        self._come = b""
        self._answered: Callable[[Answer], None] | None = None

    @property
    def open(self) -> bool:
        """Whether the other end has not hung up."""
        return self.handle.fileno() >= 0

    def ask(self, request: bytes, answered: Callable[[Answer], None]) -> None:
        """Send a request; ``answered`` is called with its answer."""
        self._answered = answered
        self._since = time.perf_counter()
        try:
            self.handle.send(request)
        except OSError:
            self._give(0, b"")

    def read(self) -> bool:
        """Take what came; return the answer once it is whole; say whether there will be more."""
        try:
            data = self.handle.recv(PIECE)
        except BlockingIOError:
            return True
        except OSError:
            data = b""
        if not data:
            self._give(0, self._come)
            return False
        whole = self._come + data if self._come else data
        end = whole.find(b"\r\n\r\n")
        place = whole.find(LENGTH, 0, end) + len(LENGTH)
        if end > 0 and len(whole) >= end + 4 + int(whole[place : whole.find(b"\r", place)]):
            self._come = b""
            self._give(int(whole[9:12]), whole)
        else:
            self._come = whole
        return True

    def _give(self, status: int, whole: bytes) -> None:
        answered, self._answered = self._answered, None
        if answered is not None:
            answered(Answer(status, whole, time.perf_counter() - self._since))


class Crowd:
    """All phones of a room, at one address; nothing happens outside ``run``."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._at = (parts.hostname or "", parts.port or 80)
        self._lines = selectors.DefaultSelector()
        self._later: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()

    def line(self) -> Line:
        """Open a connection."""
        line = Line(self._connected())
        self._lines.register(line.handle, selectors.EVENT_READ, line)
        return line

    def listen(self, request: bytes, heard: Callable[[bytes], None]) -> Ear:
        """Open a stream."""
        ear = Ear(self._connected(), heard)
        ear.handle.send(request)
        self._lines.register(ear.handle, selectors.EVENT_READ, ear)
        return ear

    def watch(self, ear: Source) -> None:
        """Read something else in the same turn, such as a terminal."""
        self._lines.register(ear.handle, selectors.EVENT_READ, ear)

    def close(self, line: Source) -> None:
        """Hang up."""
        if line.handle.fileno() >= 0:
            self._lines.unregister(line.handle)
            line.handle.close()

    def end(self) -> None:
        """Hang up everywhere."""
        for key in tuple(self._lines.get_map().values()):
            self.close(key.data)
        self._lines.close()

    def at(self, when: float, act: Callable[[], None]) -> None:
        """Do something at a moment of ``time.perf_counter``."""
        heapq.heappush(self._later, (when, next(self._order), act))

    def run(self, done: Callable[[], bool], patience: float = 60) -> None:
        """Let the phones go on until it is done. Raises ``TimeoutError``."""
        end = time.perf_counter() + patience
        while not done():
            now = time.perf_counter()
            if now > end:
                raise TimeoutError(f"not done after {patience:g} s")
            while self._later and self._later[0][0] <= now:
                heapq.heappop(self._later)[2]()
            wait = min(self._later[0][0], end) - time.perf_counter() if self._later else 0.5
            for key, _ in self._lines.select(max(0.0, min(wait, 0.5))):
                if not key.data.read():
                    self.close(key.data)

    def request(self, path: str, cookie: bytes = b"", fields: dict[str, object] | None = None) -> bytes:
        """Return a request as bytes, with the headers that a phone's browser sends."""
        body = urlencode(fields or {}).encode()
        head = b"%s %s HTTP/1.1\r\nhost: %s:%d\r\naccept: application/json\r\n" % (
            b"GET" if fields is None else b"POST", path.encode(), self._at[0].encode(), self._at[1])  # fmt: skip
        if cookie:
            head += b"cookie: " + cookie + b"\r\n"
        if fields is not None:
            head += b"content-type: application/x-www-form-urlencoded\r\ncontent-length: %d\r\n" % len(body)
        return head + b"\r\n" + body

    def _connected(self) -> socket.socket:
        handle = socket.create_connection(self._at, 20)
        handle.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        handle.setblocking(False)  # noqa: FBT003 - the library's own
        return handle
