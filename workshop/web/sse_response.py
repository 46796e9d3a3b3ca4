"""A response that goes on: server-sent events, until the phone goes or the room does.

Five hundred streams are written to ten times a second, so the pieces go straight to the connection: one task that
wakes for each piece and each phone would cost ten times as much.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from workshop.web.sse import Listener

_HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
]


class Stream(Response):
    """Begins with ``begin`` and ends with ``end``, which are given the listener; between them others write to it."""

    def __init__(self, begin: Callable[[Listener], None], end: Callable[[Listener], None]) -> None:
        super().__init__()
        self._begin = begin
        self._end = end

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait until it ends."""
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
            return
        listener = Listener(scope["state"]["exchange"].connection)
        self._begin(listener)
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self._end(listener)
