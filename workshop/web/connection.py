"""One connection as uvicorn knows it, made patient only so far: half a request and silence do not keep a place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final, NoReturn

from httptools import HttpParserError
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

PATIENCE: Final = 10.0
"""Seconds for the head of a request: on the slowest Wi-Fi it takes one."""

STALLED: Final = 30.0
"""Seconds for which it may leave unread what was sent to it."""

IDLE: Final = 20.0
"""Seconds for which a connection is kept for another request."""

HEAD_LIMIT: Final = 16 * 1024
"""Bytes of the head of a request; a browser sends about one thousand."""

PIPELINED: Final = 16
"""Requests that may wait on one connection for the answer to those before them; browsers send one at a time."""

_TOO_MANY: Final = "That were too many requests in one."
_TOO_LONG: Final = "The head of this request is too long."


class Waits:
    """Connections that are waited for, the longest first; who takes longer than ``seconds`` is given up.

    One timer for all of them: two for each request cost more than reading it.
    """

    def __init__(self, seconds: Callable[[], float], give_up: Callable[[Connection], None]) -> None:
        self._seconds = seconds
        self._give_up = give_up
        self._since: dict[Connection, float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def add(self, connection: Connection) -> None:
        """Begin to wait, unless we do already."""
        if connection not in self._since:
            self._since[connection] = now = connection.loop.time()
            if self._timer is None:
                self._timer = connection.loop.call_at(now + self._seconds(), self._look, connection.loop)

    def drop(self, connection: Connection) -> None:
        """Wait no longer."""
        if self._since.pop(connection, None) is not None and not self._since and self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        while self._since:
            connection, since = next(iter(self._since.items()))
            if since + self._seconds() > loop.time():
                self._timer = loop.call_at(since + self._seconds(), self._look, loop)
                return
            del self._since[connection]
            self._give_up(connection)


class Crowd(ServerState):
    """What all connections share. ``silent`` are those that have not asked anything yet, the oldest first.

    ``places`` are the connections of each address, the oldest first.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self.silent: dict[Connection, None] = {}
        self.places: dict[str, dict[Connection, None]] = {}
        self.asking = Waits(lambda: PATIENCE, Connection.leave)
        self.idle = Waits(lambda: IDLE, Connection.timeout_keep_alive_handler)
        self.stalled = Waits(lambda: STALLED, Connection.leave)
        self._dated: tuple[object, bytes] = (None, b"")

    def take(self, connection: Connection) -> None:
        """Return a connection a place; where there is none, one of the address that holds most of them goes.

        Of that address the oldest goes that has not asked anything, else the newest: whoever was here stays. A room
        behind one address so keeps all places while nobody else wants them, and no device elsewhere can keep it out.
        """
        self.silent[connection] = None
        self.places.setdefault(connection.address, {})[connection] = None
        if len(self.connections) > self.most:
            crowded = max(self.places.values(), key=len)
            silent = (each for each in self.silent if each in crowded and each is not connection)
            (next(silent, None) or next(reversed(crowded))).leave()

    def forget(self, connection: Connection) -> None:
        """Return the place of a connection away."""
        self.silent.pop(connection, None)
        places = self.places.get(connection.address, {})
        places.pop(connection, None)
        if not places:
            self.places.pop(connection.address, None)

    @property
    def date(self) -> bytes:
        """Return the headers that uvicorn adds to every answer, as they are sent; it makes them anew each second."""
        headers = self.default_headers
        if self._dated[0] is not headers:
            self._dated = (headers, b"".join(b"%b: %b\r\n" % header for header in headers))
        return self._dated[1]


class Exchange:
    """One request and its answer, for what would cost too much by way of messages: five hundred ask in an instant."""

    __slots__ = ("_cycle", "connection")

    def __init__(self, connection: Connection, cycle: RequestResponseCycle) -> None:
        self.connection = connection
        self._cycle = cycle

    @property
    def body(self) -> bytes | None:
        """All that was sent in, or None where more of it is on its way."""
        return None if self._cycle.more_body else bytes(self._cycle.body)

    def reply(self, status: int, rest: bytes) -> bool:
        """Write a whole answer, in one piece; say whether that could be done, or it must go the usual way."""
        cycle = self._cycle
        if cycle.response_started or not cycle.keep_alive or cycle.more_body or cycle.flow.write_paused:
            return False
        if not cycle.disconnected:
            cycle.transport.write(b"".join((STATUS_LINE[status], self.connection.crowd.date, rest)))
        cycle.response_started = cycle.response_complete = True
        cycle.message_event.set()
        cycle.on_response()
        return True


class Connection(HttpToolsProtocol):
    """A connection that must say what it wants within ``PATIENCE`` seconds, in a head of a sane size."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.crowd = server_state if isinstance(server_state, Crowd) else Crowd(1000)
        self._in_head = True
        self._head = self._piece = 0
        self._wrong = ""
        self.address = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for what it wants."""
        super().connection_made(transport)
        self.address = str(self.client[0]) if self.client else ""
        self.crowd.asking.add(self)
        self.crowd.take(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        super().connection_lost(exc)
        self.crowd.forget(self)
        for waits in (self.crowd.asking, self.crowd.idle, self.crowd.stalled):
            waits.drop(self)

    def data_received(self, data: bytes) -> None:
        """Take what came; return up on a head without end."""
        self.crowd.idle.drop(self)
        self._piece = len(data)
        super().data_received(data)
        if self._in_head:
            self._head += len(data)
            self.crowd.asking.add(self)
            if self._head > HEAD_LIMIT and not self.transport.is_closing():
                self.send_400_response(_TOO_LONG)

    def send_400_response(self, msg: str) -> None:
        """Say what is wrong with what came."""
        super().send_400_response(self._wrong or msg)

    def on_message_begin(self) -> None:
        """Begin to wait for a whole head, on a connection that is used again too."""
        super().on_message_begin()
        self._in_head = True

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a field of the head; what comes after a body ("trailers") is passed over, however much it is."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Stop waiting: it has said what it wants. A head that came whole may be too long all the same."""
        if self._long:
            self._give_up(_TOO_LONG)
        self.crowd.silent.pop(self, None)
        self.crowd.asking.drop(self)
        self._in_head, self._head = False, 0
        super().on_headers_complete()
        self.scope["state"]["exchange"] = Exchange(self, self.cycle)
        if len(self.pipeline) > PIPELINED:
            self._give_up(_TOO_MANY)

    def on_message_complete(self) -> None:
        """Stop waiting for the rest of what was answered before it had come."""
        rest = self._rest_is_coming
        super().on_message_complete()
        if rest:
            self.cycle.more_body = False
            self.crowd.asking.drop(self)
            self.crowd.idle.add(self)

    def on_response_complete(self) -> None:
        """Go on with the next request, or wait for it."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())
        elif self._rest_is_coming:
            self.crowd.asking.add(self)
        else:
            self.crowd.idle.add(self)

    def _give_up(self, sentence: str) -> NoReturn:
        """Let the parser stop here; the sentence is what is answered."""
        self._wrong = sentence
        raise HttpParserError(sentence)

    @property
    def _rest_is_coming(self) -> bool:
        """Whether it was answered before all of its request had come; it may not take for ever over the rest."""
        return bool(self.cycle.response_complete and self.cycle.more_body)

    @property
    def _long(self) -> bool:
        """Whether the head is too long; looked at closely only where so much came at once."""
        if self._piece <= HEAD_LIMIT:
            return False
        return len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers) > HEAD_LIMIT

    def pause_writing(self) -> None:
        """Begin to lose patience: more is on its way to it than it reads."""
        super().pause_writing()
        self.crowd.stalled.add(self)

    def resume_writing(self) -> None:
        """It reads again."""
        self.crowd.stalled.drop(self)
        super().resume_writing()

    @property
    def behind(self) -> bool:
        """Whether more is on its way to it than it reads."""
        return bool(self.flow.write_paused)

    def push(self, piece: bytes) -> None:
        """Write a piece of an answer that goes on."""
        if not self.transport.is_closing():
            self.transport.write(piece)

    def finish(self) -> None:
        """End an answer that goes on."""
        self.push(b"0\r\n\r\n")
        self.transport.close()

    def leave(self) -> None:
        """Break it off."""
        self.crowd.forget(self)
        if not self.transport.is_closing():
            self.transport.abort()
