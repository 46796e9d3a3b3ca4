"""What phones and boards find at the old address of a table that goes on at another laptop.

Until that laptop lets phones join, they are asked to wait. Then each phone is led there with a ticket that lets it in
as who it is: a cookie belongs to an address, and does not go along by itself. What it has not sent goes along too.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from workshop.store.writer import now_ms
from workshop.web.app import Guard
from workshop.web.credentials import Door, Person
from workshop.web.html import element
from workshop.web.i18n import Words, preferred, words_for
from workshop.web.layout import MOVED, MOVES, moved_page
from workshop.web.request import WebRequest
from workshop.web.responses import HEADERS, asset_answer, html_answer, json_answer
from workshop.web.server import Embedding, bind

WAIT: Final = 3
"""Seconds after which a phone asks again."""


class Signpost:
    """Answers at a table's old address. ``to`` is where the table goes on, once that is known."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self.to = ""
        self.led: set[str] = set()
        self._door = Door(folder)
        self._host, self._port = host, port
        self._embedding: Embedding | None = None

    async def start(self) -> None:
        """Listen. Raises ``Refused`` where the port is taken."""
        self._embedding = Embedding(Guard(self._answer, _words), "phones at the old address")
        await self._embedding.listen(bind(self._host, self._port))

    async def stop(self) -> None:
        """Stop listening."""
        if self._embedding is not None:
            await self._embedding.stop()

    async def _answer(self, request: WebRequest) -> Response:
        path = request.scope["path"]
        if path.startswith("/static/"):
            return asset_answer(request) or Response("", 404)
        if path.endswith("/events"):
            # A page that listens loads itself anew, once it can be led on.
            moved = Response("event: moved\ndata: -\n\n", 200, HEADERS, "text/event-stream")
            return moved if self.to else Response("", 503, HEADERS)
        words = _words(request)
        if request.method not in {"GET", "HEAD"} or request.wants_json:
            return json_answer({"error": words.say(MOVES)}, 503, {"retry-after": str(WAIT)})
        return html_answer(self._page(words, self._person(request), board=path.startswith("/board")))

    def _person(self, request: WebRequest) -> tuple[Person, str] | None:
        cookie = request.cookies.get(self._door.cookie, "")
        person = self._door.person(cookie) if cookie else None
        return (person, cookie) if person else None

    def _page(self, words: Words, known: tuple[Person, str] | None, *, board: bool) -> bytes:
        owner, to = "", ""
        if known is not None:
            owner = self._door.owner(known[0])
            to = self.to and f"{self.to}moved?{urlencode(self._ticket(known[1], board=board))}"
            if to:
                self.led.add(owner)
        said = [element("p", words.say(MOVED if self.to else MOVES))]
        said += [element("p", element("a", self.to, href=to or self.to))] if self.to else []
        return moved_page(words, said, to=to, owner=owner)

    def _ticket(self, cookie: str, *, board: bool) -> dict[str, str]:
        now = now_ms()
        ticket = {"as": cookie, "at": str(now), "seal": self._door.ticket(cookie, now)}
        return ticket | ({"board": "1"} if board else {})


def _words(request: WebRequest) -> Words:
    return words_for(preferred(request.field(b"accept-language")))
