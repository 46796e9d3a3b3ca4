"""The routes: what phones and the board can ask for. No facilitator's power is among them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final

from starlette.responses import RedirectResponse, Response

from workshop.model.errors import WorkshopError
from workshop.store.writer import now_ms
from workshop.web.assets import assets
from workshop.web.board_routes import BoardRoutes
from workshop.web.context import Phones
from workshop.web.credentials import Person
from workshop.web.i18n import later
from workshop.web.join import Entrance
from workshop.web.join_page import key_page
from workshop.web.middleware import Guard
from workshop.web.moved import arrival_page
from workshop.web.offer_form import NOTHING_SAID, Notice
from workshop.web.participant import Asking
from workshop.web.phone import phone_page
from workshop.web.reader import Reader
from workshop.web.refusals import ELSEWHERE, NO_PAGE, NOT_JOINED, TOO_MANY, plainly, refused
from workshop.web.request import WebRequest
from workshop.web.responses import (
    HEADERS,
    Declined,
    html_answer,
    in_chosen_language,
    json_answer,
    json_told,
    set_cookie,
)
from workshop.web.sent_forms import Forms
from workshop.web.sse import Listener
from workshop.web.sse_response import Stream

YEAR: Final = 365 * 24 * 3600


def web_app(phones: Phones) -> Guard:
    """Return the web application of one room."""
    site = Site(phones)
    return Guard(site.lead if phones.hall else site.answer, phones.words, phones.hall.address if phones.hall else "")


class Site:
    """The routes of one room."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones
        self._entrance = Entrance(phones.door)
        self._forms = Forms(phones)
        take, offering, voting = self._forms.carry_out, phones.offering, phones.voting
        board = BoardRoutes(phones)
        self._routes: Mapping[str, tuple[str, Callable[[WebRequest], Awaitable[Response]]]] = {
            "/": ("GET", self.home),
            "/j": ("GET", self.join),
            "/moved": ("GET", self.moved),
            "/cards": ("POST", partial(take, offering.offer, phones.offers)),
            "/questions": ("POST", partial(take, offering.ask, phones.offers)),
            "/votes": ("POST", partial(take, voting.vote, phones.votes)),
            "/answers": ("POST", partial(take, voting.answer, phones.votes)),
            "/tags": ("POST", partial(take, offering.tag, phones.offers)),
            "/finished": ("POST", partial(take, voting.finish, phones.votes)),
            "/reword": ("POST", partial(take, offering.reword, phones.offers)),
            "/take-back": ("POST", partial(take, offering.take_back, phones.offers)),
            "/events": ("GET", self.events),
            "/api/state": ("GET", self.state),
            "/board": ("GET", board.board),
            "/board/events": ("GET", board.events),
            "/board/picture": ("GET", board.picture),
        }
        self._below = {"j": ("GET", self.join), "static": ("GET", self.static)}

    async def answer(self, request: WebRequest) -> Response:
        """Answer whatever is asked for."""
        path = request.scope["path"]
        route = self._routes.get(path) or self._routes.get(path.rstrip("/")) or self._below.get(request.first)
        if route is None:
            return plainly(self._phones, request, 404, NO_PAGE)
        method, answer = route
        if request.method != method and (request.method, method) != ("HEAD", "GET"):
            if request.method == "GET" and request.wants_page:
                return RedirectResponse("/", 303, HEADERS)
            return plainly(self._phones, request, 405, NO_PAGE, {"allow": method})
        if (
            method == "GET"
            and (person := self._phones.person(request))
            and (wait := self._phones.looks.wait(person.id))
        ):
            return plainly(self._phones, request, 429, TOO_MANY, {"retry-after": str(int(wait) + 1)})
        return await answer(request)

    async def lead(self, request: WebRequest) -> Response:
        """Answer at one front end of a hall: whoever is at home at another one is led there."""
        hall = self._phones.hall
        try:
            led = await hall.lead(request, self._phones.person(request)) if hall else None
        except Declined as error:
            if request.wants_json:
                return refused(request, error, b"", self._phones.words(request).say(str(error)))
            return plainly(self._phones, request, error.status, str(error))
        return led or await self.answer(request)

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
        answer = html_answer(arrival_page(self._phones.words(request), door.owner(person), to))
        set_cookie(answer, door.cookie, cookie)
        return answer

    async def home(self, request: WebRequest) -> Response:
        """Return the participant's page, or ask for the key."""
        person = self._phones.person(request)
        if request.wants_json:
            return await self.state(request)
        if person is None:
            words = self._phones.words(request)
            refused = self._phones.arrivals.refused(request.address)
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
        if self._forms.is_elsewhere(request):
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
        """Return a style sheet or script; its name says what is in it, so it may be kept for ever."""
        asset = assets().get(request.last)
        if asset is None:
            return plainly(self._phones, request, 404, NO_PAGE)
        headers = {"cache-control": f"public, max-age={YEAR}, immutable", "vary": "accept-encoding"}
        headers["x-content-type-options"] = "nosniff"
        if "gzip" in request.field(b"accept-encoding"):
            return Response(asset.packed, 200, headers | {"content-encoding": "gzip"}, asset.type)
        return Response(asset.plain, 200, headers, asset.type)

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


_NO_COOKIES: Final = later(
    "You joined, and are asked for the key again? Then your browser keeps no cookies. "
    "Allow them for this address, or open it in another browser, and join again."
)
