"""What is asked for and shown: the way in, pages, states and streams, of phones and of the board in a browser."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Mapping
from typing import Final

from starlette.responses import RedirectResponse, Response

from workshop.model.errors import Refused, WorkshopError
from workshop.model.session import Session
from workshop.publishing.picture.make import PictureChoice, need_libraries, picture_on_smallest, written
from workshop.publishing.picture.sheet import CHOICES, LAYOUTS, SIZES, Of
from workshop.store.writer import SessionWriter, now_ms
from workshop.web.board import board_page
from workshop.web.context import Phones
from workshop.web.credentials import Person
from workshop.web.html import element
from workshop.web.i18n import later
from workshop.web.layout import MOVED, key_page, moved_page
from workshop.web.offer_form import NOTHING_SAID, Notice
from workshop.web.participant import Asking, Reader
from workshop.web.phone import phone_page
from workshop.web.rate_limit import Entrance
from workshop.web.request import Declined, WebRequest
from workshop.web.responses import (
    ELSEWHERE,
    HEADERS,
    NO_PAGE,
    NOT_JOINED,
    asset_answer,
    html_answer,
    in_chosen_language,
    json_answer,
    json_told,
    plainly,
    refused,
    set_cookie,
    status_of,
)
from workshop.web.sse import Listener, Stream

_NO_COOKIES: Final = later(
    "You joined, and are asked for the key again? Then your browser keeps no cookies. "
    "Allow them for this address, or open it in another browser, and join again."
)


SECONDS: Final = 5
"""After which a browser asks for the picture anew: by a header, so that the picture needs no script."""

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'"
"""What a picture may do: use the letters inside it. It has no markup of anybody's, no script and no link."""


class PhoneRoutes:
    """The routes of a phone."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones
        self._entrance = Entrance(phones.door)

    async def join(self, request: WebRequest) -> Response:
        """Let somebody in who has the key, or a code on paper."""
        phones = self._phones
        person, key = phones.person(request), request.last or request.query_params.get("key", "")
        try:
            cookie = await self._entrance.admit(key, person)
        except WorkshopError as error:
            words = phones.words(request)
            return refused(request, error, key_page(words, words.say(str(error))))
        answer = RedirectResponse("/", 303, HEADERS)
        if cookie:
            set_cookie(answer, phones.door.cookie, cookie)
            phones.arrivals.expect(request.address)
        return answer

    async def moved(self, request: WebRequest) -> Response:
        """Let somebody in who comes from the laptop that had this table before, with what they had not sent there."""
        query, door = request.query_params, self._phones.door
        cookie = query.get("as", "")
        person = door.welcome(cookie, query.get("at", ""), query.get("seal", ""), now_ms())
        if person is None:
            return RedirectResponse("/", 303, HEADERS)
        to = "/board" if query.get("board") else "/"
        words = self._phones.words(request)
        said = [element("p", element("a", words.say(MOVED), href=to))]
        answer = html_answer(moved_page(words, said, here=to, owner=door.owner(person)))
        set_cookie(answer, door.cookie, cookie)
        return answer

    async def home(self, request: WebRequest) -> Response:
        """Return the participant's page, or ask for the key."""
        person = self._phones.person(request)
        if request.wants_json:
            return await self.state(request)
        if person is None:
            words = self._phones.words(request)
            refused = self._phones.arrivals.is_back(request.address)
            page = key_page(words, words.say(_NO_COOKIES) if refused else "")
            return in_chosen_language(request, html_answer(page))
        told = self._phones.flash.take(request.query_params.get("said", ""), person.id)
        page = self._page(request, person, told.said if told else NOTHING_SAID)
        return in_chosen_language(request, html_answer(page, told.status if told else 200))

    async def state(self, request: WebRequest) -> Response:
        """Return what this participant may see, as JSON."""
        person = self._phones.person(request)
        if person is None:
            return json_answer({"error": self._phones.words(request).say(NOT_JOINED)}, 403)
        asking = self._asking(request, person)
        return json_told(self._phones.teller.tell(asking.sight, self._phones.voting.mine(asking)))

    async def events(self, request: WebRequest) -> Response:
        """Return a phone's stream."""
        person = self._phones.person(request)
        if person is None:
            return json_answer({"error": self._phones.words(request).say(NOT_JOINED)}, 403)
        if self._phones.is_elsewhere(request):
            return json_answer({"error": self._phones.words(request).say(ELSEWHERE)}, 409)
        phones, who, seen = self._phones, person.id, request.seen
        channel = phones.channel(phones.words(request), may_vote=phones.voting.may_vote(person))

        def begin(listener: Listener) -> None:
            phones.presence.began(who, listener.end)
            phones.own_streams.setdefault(who, {})[listener] = None
            phones.feed.begin(channel, listener, seen)

        def end(listener: Listener) -> None:
            phones.feed.end(channel, listener)
            phones.presence.ended(who, listener.end)
            phones.own_streams[who].pop(listener, None)
            if not phones.own_streams[who]:
                del phones.own_streams[who]

        return Stream(begin, end)

    async def static(self, request: WebRequest) -> Response:
        """Return a style sheet or script."""
        return asset_answer(request) or plainly(self._phones.words(request), request, 404, NO_PAGE)

    def _asking(self, request: WebRequest, person: Person) -> Asking:
        return Asking(person, self._phones.words(request), self._phones.eyes.look())

    def _page(self, request: WebRequest, person: Person, said: Notice) -> bytes:
        asking = self._asking(request, person)
        mine = self._phones.voting.mine(asking)
        at = self._phones.channel(asking.words, may_vote=mine.may_vote).at()
        door = self._phones.door
        reader = Reader(asking.words, mine, door.bound, request.page_number, door.owner(person))
        if (hall := self._phones.hall) is not None:
            reader = reader._replace(votes_only=True, beside=hall.beside(person))
        return phone_page(asking.sight, reader, now_ms(), at, said)


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
    return written(picture_on_smallest(session, 0, choice, tuple(SIZES)), "svg", filling=True)


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
            return plainly(self._phones.words(request), request, 403, NOT_JOINED)
        try:
            return await self._live.answer(request.query_params)
        except Refused as refusal:
            return plainly(self._phones.words(request), request, status_of(refusal), str(refusal))

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
