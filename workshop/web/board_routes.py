"""The board in a browser: its page, its stream and the graphic record, for this computer and for those who joined."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

from workshop.model.errors import Refused
from workshop.model.session import Session
from workshop.publishing.picture.make import PictureChoice, need_libraries, picture_of, written
from workshop.publishing.picture.sheet import CHOICES, LAYOUTS, SIZES, Of
from workshop.store.writer import SessionWriter, now_ms
from workshop.web.board import board_page
from workshop.web.context import Phones
from workshop.web.layout import key_page
from workshop.web.request import WebRequest
from workshop.web.responses import (
    HEADERS,
    NOT_JOINED,
    Declined,
    html_answer,
    in_chosen_language,
    json_answer,
    json_told,
    plainly,
    refused,
    status_of,
)
from workshop.web.sse import Stream

SECONDS: Final = 5
"""After which a browser asks for the picture anew: by a header, so that the picture needs no script."""

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'"
"""What a picture may do: use the letters inside it. It has no markup of anybody's, no script and no link."""


class LivePicture:
    """Draws the picture of a room, anew only where something has changed, and beside the loop."""

    def __init__(self, writer: SessionWriter) -> None:
        self._writer = writer
        self._lock = asyncio.Lock()
        self._known: dict[PictureChoice, tuple[Session, bytes]] = {}

    async def answer(self, asked: Mapping[str, str]) -> Response:
        """Return the picture that was asked for. Raises ``Refused`` where there is none."""
        need_libraries()
        layout = next((each for each in LAYOUTS if each == asked.get("layout")), LAYOUTS[0])
        of: Of = next((each for each in CHOICES if each == asked.get("of")), "all")
        svg = await self._drawn(PictureChoice(layout, of=of))
        headers = {**HEADERS, "refresh": str(SECONDS), "content-security-policy": POLICY}
        return Response(svg, 200, headers, "image/svg+xml")

    async def _drawn(self, choice: PictureChoice) -> bytes:
        async with self._lock:
            session = self._writer.session
            known, svg = self._known.get(choice, (None, b""))
            if known is not session:
                svg = await asyncio.to_thread(_svg, session, choice)
                self._known[choice] = (session, svg)
            return svg


def _svg(session: Session, choice: PictureChoice) -> bytes:
    """Return the picture on the smallest sheet that holds it, as large as the window."""
    *smaller, largest = SIZES
    for size in smaller:
        try:
            return written(picture_of(session, 0, choice._replace(size=size)), "svg", filling=True)
        except Refused:
            continue
    return written(picture_of(session, 0, choice._replace(size=largest)), "svg", filling=True)


class BoardRoutes:
    """The routes of the board."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones
        self._live = LivePicture(phones.writer)

    async def board(self, request: WebRequest) -> Response:
        """Return the board, on this computer and to those who joined."""
        words = self._phones.words(request)
        if not self._may_see_board(request):
            return refused(request, Declined(403, words.say(NOT_JOINED)), key_page(words, words.say(NOT_JOINED)))
        sight = self._phones.eyes.look()
        if request.wants_json:
            return json_told(self._phones.teller.tell(sight))
        at = self._phones.board_channel(words).at()
        number, mapped = request.page_number, self._phones.map.shown(request.query_params.get("show", ""))
        page = board_page(sight, words, self._phones.joining, now_ms(), at=at, number=number, mapped=mapped)
        return in_chosen_language(request, html_answer(page))

    async def events(self, request: WebRequest) -> Response:
        """Return a board's stream."""
        if not self._may_see_board(request):
            return json_answer({"error": self._phones.words(request).say(NOT_JOINED)}, 403)
        feed, seen = self._phones.feed, request.seen
        channel = self._phones.board_channel(self._phones.words(request))
        return Stream(lambda each: feed.begin(channel, each, seen), lambda each: feed.end(channel, each))

    async def picture(self, request: WebRequest) -> Response:
        """Return the graphic record as it is now, to those who may see the board."""
        if not self._may_see_board(request):
            return plainly(self._phones, request, 403, NOT_JOINED)
        try:
            return await self._live.answer(request.query_params)
        except Refused as refusal:
            return plainly(self._phones, request, status_of(refusal), str(refusal))

    def _may_see_board(self, request: WebRequest) -> bool:
        """Return whether the board may be shown: the projector hangs on this computer, or its browser has joined.

        The key stands on it, so it must not be there for everybody on the Wi-Fi. Who comes from the very address at
        which we listen is on this computer: no answer would find its way back to anybody else.
        """
        if self._phones.person(request):
            return True
        client, server = request.client, request.scope["server"]
        if client is None or not server:
            return False
        try:
            theirs, ours = ipaddress.ip_address(client.host), ipaddress.ip_address(server[0])
        except ValueError:
            return False
        return theirs.is_loopback or theirs == ours
