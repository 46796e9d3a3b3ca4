"""Tells phones and boards what has changed: drawn once for all who see the same, at most every tenth of a second.

A message says which parts of a page are new. Its number grows only when something that this audience sees has
changed, so it tells nothing of cards that wait or of dots. Whoever does not read is not waited for: a phone that has
fallen behind gets no more, and is told to fetch the page again ("resync") when it reads on.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple, Protocol

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from workshop.model.entry import Entry
from workshop.model.session import Session
from workshop.store.writer import SessionWriter
from workshop.web.html import Html
from workshop.web.i18n import words_for
from workshop.web.layout import timer
from workshop.web.view_cache import ViewCache, VisibleState

PAUSE: Final = 0.1
"""Seconds between two messages."""

MANY: Final = 100
"""Streams that are told as often as that; five hundred are told every half second, and the board goes on as before."""

TURN: Final = 50
"""Streams written to before somebody who votes has a turn."""

HEARTBEAT: Final = 15.0
"""Seconds between two signs of life, so that nothing on the way closes the line."""

_HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
]


def _piece(text: str) -> bytes:
    """Return a piece of a chunked answer, made once for all who get it."""
    data = text.encode()
    return b"%x\r\n%b\r\n" % (len(data), data)


_ALIVE: Final = _piece(": here\nevent: beat\ndata: {}\n\n")
"""A comment would do for what is on the way; the event is for the page, which must notice a server that is silent."""

MINE: Final = _piece("event: mine\ndata: {}\n\n")
"""Asks one person's pages to fetch what is their own: it has changed."""

_RESYNC: Final = _piece("event: resync\ndata: {}\n\n")


class Seen(NamedTuple):
    """What a group of phones or boards has in common, and so is drawn once."""

    role: Literal["participant", "board"]
    language: str
    may_vote: bool = True


class Wire(Protocol):
    """What a stream is written to, at once and without waiting."""

    @property
    def behind(self) -> bool:
        """Whether what was written before is still waiting to be read."""

    def push(self, piece: bytes) -> None:
        """Write a piece of the answer."""

    def finish(self) -> None:
        """End the answer."""


class Listener:
    """One stream. What the phone does not read waits in its connection, up to a bound; then nothing is added."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._lost = False

    def put(self, piece: bytes) -> None:
        """Send a piece; to a phone that does not read, a request to fetch the page anew once it does."""
        if self._wire.behind:
            self._lost = True
        elif self._lost:
            self._lost = False
            self._wire.push(_RESYNC)
        else:
            self._wire.push(piece)

    def end(self) -> None:
        """End the stream."""
        self._wire.finish()


class Channel:
    """One audience's page: the parts as they were told last, and the number of that telling.

    It is not told again before ``due``, a time of the loop.
    """

    def __init__(self, draw: Callable[[VisibleState], Mapping[str, Html]], eyes: ViewCache, language: str) -> None:
        self.number = time.time_ns() // 1_000_000
        self.listeners: dict[Listener, None] = {}
        self.due = 0.0
        self._draw = draw
        self._eyes = eyes
        self._words = words_for(language)
        self._told: Mapping[str, object] = {}
        self._drawn: tuple[VisibleState | None, int, Mapping[str, object]] = (None, 0, {})

    def at(self) -> int:
        """Return the number of the page as it is now. While nobody listens, this is when changes are noticed."""
        if not self.listeners and self._told != (parts := self._parts()):
            self._told = parts
            self.number += 1
        return self.number

    def greeting(self, seen: int, now: int) -> bytes:
        """Return what somebody needs who has the page numbered ``seen``."""
        if seen == self.at():
            return _piece("retry: 2000\n\n")
        return _piece(f"retry: 2000\n{self._message(self._parts(), now)}")

    def news(self, now: int, turn: int) -> bytes:
        """Return what is new, as a piece; nothing where nothing is. ``turn`` grows when it is to be drawn anew."""
        if not self.listeners:
            return b""
        parts = self._parts(turn)
        changed = {name: html for name, html in parts.items() if self._told.get(name) != html}
        if not changed:
            return b""
        self._told = parts
        self.number += 1
        return _piece(self._message(changed, now))

    def _parts(self, turn: int = 0) -> Mapping[str, object]:
        """Return the parts as they are; of the time it counts how it runs, not how much of it is left just now."""
        sight = self._eyes.look()
        if self._drawn[0] is not sight or turn > self._drawn[1]:
            self._drawn = (sight, turn, {**self._draw(sight), "timer": sight.view.timer})
        return self._drawn[2]

    def _message(self, parts: Mapping[str, object], now: int) -> str:
        drawn = dict(parts)
        if "timer" in drawn:
            drawn["timer"] = timer(self._eyes.look().view.timer, now, self._words)
        return f"id: {self.number}\ndata: {json.dumps(drawn, ensure_ascii=False)}\n\n"


class Feed:
    """All streams of a room."""

    def __init__(self, writer: SessionWriter, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._channels: dict[Seen, Channel] = {}
        self._due: asyncio.TimerHandle | None = None
        self._beat: asyncio.TimerHandle | None = None
        self._last = 0.0
        self._closed = False
        self._turn = 0
        writer.watch(self._changed)

    def channel(self, seen: Seen, eyes: ViewCache, draw: Callable[[VisibleState], Mapping[str, Html]]) -> Channel:
        """Return an audience's channel; it is made when somebody of it comes first."""
        if (channel := self._channels.get(seen)) is None:
            channel = self._channels[seen] = Channel(draw, eyes, seen.language)
        return channel

    def begin(self, channel: Channel, listener: Listener, seen: int) -> None:
        """Tell somebody what they have not seen yet, and from now on what is new."""
        listener.put(channel.greeting(seen, self._clock()))
        channel.listeners[listener] = None
        if self._closed:
            listener.end()
        elif self._beat is None:
            self._beat = asyncio.get_running_loop().call_later(HEARTBEAT, self._signs_of_life)

    def end(self, channel: Channel, listener: Listener) -> None:
        """Forget somebody who has gone."""
        channel.listeners.pop(listener, None)

    def close(self) -> None:
        """End all streams."""
        self._closed = True
        for timer_ in (self._due, self._beat):
            if timer_ is not None:
                timer_.cancel()
        for channel in self._channels.values():
            for listener in tuple(channel.listeners):
                listener.end()

    def changed(self, *, anew: bool = False) -> None:
        """Tell what is new, now or once ``PAUSE`` has passed; ``anew`` where it is not the record that changed."""
        self._turn += anew
        if not self._closed:
            self._tell_at(self._last + PAUSE)

    def _tell_at(self, when: float) -> None:
        loop = asyncio.get_running_loop()
        when = max(when, loop.time())
        if self._due is not None and self._due.when() <= when:
            return
        if self._due is not None:
            self._due.cancel()
        self._due = loop.call_at(when, self._tell)

    def _changed(self, session: Session, entries: list[Entry]) -> None:
        del session, entries
        self.changed()

    def _tell(self) -> None:
        self._due = None
        self._last = at = asyncio.get_running_loop().time()
        for seen, channel in sorted(self._channels.items(), key=lambda each: each[0].role):
            if at < channel.due:
                self._tell_at(max(channel.due, at + PAUSE))
            elif piece := channel.news(self._clock(), self._turn):
                channel.due = at + PAUSE * max(1, len(channel.listeners) / MANY)
                self._send(list(channel.listeners), piece, seen.role == "board")

    def _send(self, listeners: list[Listener], piece: bytes, at_once: bool = False) -> None:  # noqa: FBT001, FBT002
        """Write to some, and to the others after whoever waits has had a turn."""
        many = len(listeners) if at_once else TURN
        for listener in listeners[:many]:
            listener.put(piece)
        if len(listeners) > many:
            asyncio.get_running_loop().call_soon(self._send, listeners[many:], piece)

    def _signs_of_life(self) -> None:
        self._beat = asyncio.get_running_loop().call_later(HEARTBEAT, self._signs_of_life)
        for channel in self._channels.values():
            self._send(list(channel.listeners), _ALIVE)


class Stream(Response):
    """Begins with ``begin`` and ends with ``end``, which are given the listener; between them others write to it.

    Five hundred are written to ten times a second, so the pieces go straight to the connection: one task that wakes for
    each piece and each phone would cost ten times as much.
    """

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
