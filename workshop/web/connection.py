"""One connection as uvicorn knows it, made patient only so far: half a request and silence do not keep a place."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

if TYPE_CHECKING:
    from uvicorn.config import Config

PATIENCE: Final = 10.0
"""Seconds for the head of a request: on the slowest Wi-Fi it takes one."""

STALLED: Final = 30.0
"""Seconds for which it may leave unread what was sent to it."""

HEAD_LIMIT: Final = 16 * 1024
"""Bytes of the head of a request; a browser sends about one thousand."""


class Crowd(ServerState):
    """What all connections share. ``silent`` are those that have not asked anything yet, the oldest first."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self.silent: dict[Connection, None] = {}

    def make_room(self) -> None:
        """Let the oldest silent connection go where there are too many: whoever has asked something stays."""
        if len(self.connections) > self.most and (oldest := next(iter(self.silent), None)):
            oldest.leave()


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
        self._crowd = server_state if isinstance(server_state, Crowd) else Crowd(1000)
        self._late: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for what it wants."""
        super().connection_made(transport)
        self._crowd.silent[self] = None
        self._await_head()
        self._crowd.make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._end_wait()
        self._go_on()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; give up on a head without end."""
        super().data_received(data)
        if self._late is not None:
            self._head += len(data)
            if self._head > HEAD_LIMIT and not self.transport.is_closing():
                self.send_400_response("The head of this request is too long.")

    def on_message_begin(self) -> None:
        """Begin to wait for a whole head, on a connection that is used again too."""
        super().on_message_begin()
        self.scope["state"]["connection"] = self
        if self._late is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        """Stop waiting: it has said what it wants."""
        self._end_wait()
        self._head = 0
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """Begin to lose patience: more is on its way to it than it reads."""
        super().pause_writing()
        if self._stalled is None:
            self._stalled = self.loop.call_later(STALLED, self.leave)

    def resume_writing(self) -> None:
        """It reads again."""
        self._go_on()
        super().resume_writing()

    @property
    def has_come_whole(self) -> bool:
        """Whether the last of a request is there, so that nothing need be waited for."""
        return not self.cycle.more_body

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
        self._end_wait()
        if not self.transport.is_closing():
            self.transport.abort()

    def _go_on(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    def _await_head(self) -> None:
        self._late = self.loop.call_later(PATIENCE, self.leave)

    def _end_wait(self) -> None:
        self._crowd.silent.pop(self, None)
        if self._late is not None:
            self._late.cancel()
            self._late = None
