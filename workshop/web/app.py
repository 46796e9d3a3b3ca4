"""The routes: what phones and the board can ask for. No facilitator's power is among them."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from starlette.responses import RedirectResponse, Response

from workshop.model.errors import NotWritten, Refused, WorkshopError
from workshop.store.writer import now_ms
from workshop.web.assets import assets
from workshop.web.board import board_page
from workshop.web.context import LANGUAGE_COOKIE
from workshop.web.flash import Told
from workshop.web.forms import number, read_form
from workshop.web.i18n import LANGUAGES, later
from workshop.web.join import Entrance
from workshop.web.live_picture import LivePicture
from workshop.web.middleware import Guard
from workshop.web.moved import arrival_page
from workshop.web.participant import Asking
from workshop.web.phone import NOTHING_SAID, Notice, key_page, phone_page
from workshop.web.reader import BOUND, Reader
from workshop.web.responses import HEADERS, Declined, html_answer, json_answer, json_told, set_cookie, status_of
from workshop.web.sse_response import Stream

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from workshop.web.context import Phones
    from workshop.web.credentials import Person
    from workshop.web.i18n import Words
    from workshop.web.participant import Acknowledgement
    from workshop.web.rate_limit import RateLimit
    from workshop.web.request import WebRequest
    from workshop.web.sse import Listener

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
        self._picture = LivePicture(phones.writer)
        self._routes: Mapping[str, tuple[str, Callable[[WebRequest], Awaitable[Response]]]] = {
            "/": ("GET", self.home),
            "/j": ("GET", self.join),
            "/moved": ("GET", self.moved),
            "/cards": ("POST", self.cards),
            "/questions": ("POST", self.questions),
            "/votes": ("POST", self.votes),
            "/answers": ("POST", self.answers),
            "/tags": ("POST", self.tags),
            "/finished": ("POST", self.finished),
            "/reword": ("POST", self.reword),
            "/take-back": ("POST", self.take_back),
            "/events": ("GET", self.events),
            "/api/state": ("GET", self.state),
            "/board": ("GET", self.board),
            "/board/events": ("GET", self.board_events),
            "/board/picture": ("GET", self.board_picture),
        }
        self._below = {"j": ("GET", self.join), "static": ("GET", self.static)}

    async def answer(self, request: WebRequest) -> Response:
        """Answer whatever is asked for."""
        path = request.scope["path"]
        route = self._routes.get(path) or self._routes.get(path.rstrip("/")) or self._below.get(_first(path))
        if route is None:
            return self._plainly(request, 404, _NO_PAGE)
        method, answer = route
        if request.method != method and (request.method, method) != ("HEAD", "GET"):
            if request.method == "GET" and request.wants_page:
                return RedirectResponse("/", 303, HEADERS)
            return self._plainly(request, 405, _NO_PAGE, {"allow": method})
        if (
            method == "GET"
            and (person := self._phones.person(request))
            and (wait := self._phones.looks.wait(person.id))
        ):
            return self._plainly(request, 429, _TOO_MANY, {"retry-after": str(int(wait) + 1)})
        return await answer(request)

    async def lead(self, request: WebRequest) -> Response:
        """Answer at one front end of a hall: whoever is at home at another one is led there."""
        hall = self._phones.hall
        try:
            led = await hall.lead(request, self._phones.person(request)) if hall else None
        except Declined as error:
            if request.wants_json:
                return _refused(request, error, b"", self._phones.words(request).say(str(error)))
            return self._plainly(request, error.status, str(error))
        return led or await self.answer(request)

    async def join(self, request: WebRequest) -> Response:
        """Let somebody in who has the key, or a code on paper."""
        phones = self._phones
        person, key = phones.person(request), _last(request) or request.query_params.get("key", "")
        try:
            cookie = await self._entrance.admit(key, person)
        except WorkshopError as error:
            words = phones.words(request)
            return _refused(request, error, key_page(words, words.say(str(error))))
        answer = RedirectResponse("/", 303, HEADERS)
        if cookie:
            set_cookie(answer, phones.door.cookie, cookie)
            phones.arrivals.expect(_address(request))
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
            refused = self._phones.arrivals.refused(_address(request))
            page = key_page(words, words.say(_NO_COOKIES) if refused else "")
            return _in_chosen_language(request, html_answer(page))
        told = self._phones.flash.take(request.query_params.get("said", ""), person.id)
        page = self._page(request, person, told.said if told else NOTHING_SAID)
        return _in_chosen_language(request, html_answer(page, told.status if told else 200))

    async def state(self, request: WebRequest) -> Response:
        """Return what this participant may see, as JSON."""
        person = self._phones.person(request)
        if person is None:
            return json_answer({"error": self._phones.words(request).say(_NOT_JOINED)}, 403)
        asking = self._asking(request, person)
        return json_told(self._phones.teller.tell(asking.sight, self._phones.wishes.mine(asking)))

    async def cards(self, request: WebRequest) -> Response:
        """Take an offered card."""
        return await self._carry_out(request, self._phones.wishes.offer, self._phones.offers)

    async def questions(self, request: WebRequest) -> Response:
        """Take a question to the room."""
        return await self._carry_out(request, self._phones.wishes.ask, self._phones.offers)

    async def votes(self, request: WebRequest) -> Response:
        """Take dots."""
        return await self._carry_out(request, self._phones.wishes.vote, self._phones.votes)

    async def answers(self, request: WebRequest) -> Response:
        """Take answers to a scale."""
        return await self._carry_out(request, self._phones.wishes.answer, self._phones.votes)

    async def tags(self, request: WebRequest) -> Response:
        """Take a tag."""
        return await self._carry_out(request, self._phones.wishes.tag, self._phones.offers)

    async def finished(self, request: WebRequest) -> Response:
        """Take note that somebody is done."""
        return await self._carry_out(request, self._phones.wishes.finish, self._phones.votes)

    async def reword(self, request: WebRequest) -> Response:
        """Take other words for a line that waits."""
        return await self._carry_out(request, self._phones.wishes.reword, self._phones.offers)

    async def take_back(self, request: WebRequest) -> Response:
        """Take a line back that waits."""
        return await self._carry_out(request, self._phones.wishes.take_back, self._phones.offers)

    async def events(self, request: WebRequest) -> Response:
        """Return a phone's stream."""
        person = self._phones.person(request)
        if person is None:
            return json_answer({"error": self._phones.words(request).say(_NOT_JOINED)}, 403)
        if self._is_elsewhere(request):
            return json_answer({"error": self._phones.words(request).say(_ELSEWHERE)}, 409)
        phones, who, seen = self._phones, person.id, _seen(request)
        channel = phones.channel(phones.words(request), may_vote=phones.wishes.may_vote(person))

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

    async def board(self, request: WebRequest) -> Response:
        """Return the board, on this computer and to those who joined."""
        words = self._phones.words(request)
        if not self._may_see_board(request):
            return _refused(request, Declined(403, words.say(_NOT_JOINED)), key_page(words, words.say(_NOT_JOINED)))
        sight = self._phones.eyes.look()
        if request.wants_json:
            return json_told(self._phones.teller.tell(sight))
        at = self._phones.board_channel(words).at()
        number, mapped = _page_number(request), self._phones.map.shown(request.query_params.get("show", ""))
        page = board_page(sight, words, self._phones.joining, now_ms(), at=at, number=number, mapped=mapped)
        return _in_chosen_language(request, html_answer(page))

    async def board_events(self, request: WebRequest) -> Response:
        """Return a board's stream."""
        if not self._may_see_board(request):
            return json_answer({"error": self._phones.words(request).say(_NOT_JOINED)}, 403)
        feed, seen = self._phones.feed, _seen(request)
        channel = self._phones.board_channel(self._phones.words(request))
        return Stream(lambda each: feed.begin(channel, each, seen), lambda each: feed.end(channel, each))

    async def board_picture(self, request: WebRequest) -> Response:
        """Return the graphic record as it is now, to those who may see the board."""
        if not self._may_see_board(request):
            return self._plainly(request, 403, _NOT_JOINED)
        try:
            return await self._picture.answer(request.query_params)
        except Refused as refusal:
            return self._plainly(request, status_of(refusal), str(refusal))

    async def static(self, request: WebRequest) -> Response:
        """Return a style sheet or script; its name says what is in it, so it may be kept for ever."""
        asset = assets().get(_last(request))
        if asset is None:
            return self._plainly(request, 404, _NO_PAGE)
        headers = {"cache-control": f"public, max-age={YEAR}, immutable", "vary": "accept-encoding"}
        headers["x-content-type-options"] = "nosniff"
        if "gzip" in request.field(b"accept-encoding"):
            return Response(asset.packed, 200, headers | {"content-encoding": "gzip"}, asset.type)
        return Response(asset.plain, 200, headers, asset.type)

    async def _carry_out(
        self,
        request: WebRequest,
        wish: Callable[[Asking, Mapping[str, str]], Awaitable[Acknowledgement]],
        pace: RateLimit,
    ) -> Response:
        """Carry out a command, and answer when it is on the disk."""
        person = self._phones.person(request)
        form: Mapping[str, str] = {}
        try:
            form = await read_form(request)
            if person is None:
                raise Declined(403, _NOT_JOINED, keep=True)
            if self._is_elsewhere(request):
                raise Declined(409, _ELSEWHERE, keep=True)
            if wait := pace.wait(person.id):
                raise Declined(429, _TOO_MANY, wait)
            form = {**form, BOUND: request.query_params.get(BOUND, "")} if request.scope["query_string"] else form
            answer = await wish(self._wishing(request, person), form)
        except WorkshopError as error:
            return self._refusal(request, person, form, error)
        self._phones.tell_other_pages(person, but=int(request.wants_json))
        if request.wants_json:
            return json_answer(answer.data)
        return self._back(request, person, form, Notice(answer.sentence))

    def _is_elsewhere(self, request: WebRequest) -> bool:
        """Return whether a form, or a page that listens, belongs to another session than is served here now."""
        bound = request.query_params.get(BOUND, "") if request.scope["query_string"] else ""
        door, ballots = self._phones.door, self._phones.writer.session.ballots
        return bool(bound) and bound not in {door.bound(""), *(door.bound(ballot) for ballot in ballots)}

    def _back(
        self, request: WebRequest, person: Person, form: Mapping[str, str], said: Notice, status: int = 200
    ) -> Response:
        """Lead back to the page, and the card, that a form came from; what there is to say is said there.

        So that going back in a browser without a script leads to pages, and never asks to send a form again.
        """
        query = {"page": str(_page_number(request))} if _page_number(request) > 1 else {}
        if said.sentence:
            query["said"] = self._phones.flash.put(Told(person.id, said, status))
        card = form.get("card", "")[:40]
        place = f"#{quote(card)}" if card and not said.sentence else ""
        return RedirectResponse(f"/{'?' if query else ''}{urlencode(query)}{place}", 303, HEADERS)

    def _refusal(
        self, request: WebRequest, person: Person | None, form: Mapping[str, str], error: WorkshopError
    ) -> Response:
        """Say why not, and give what was typed back."""
        words = self._phones.words(request)
        sentence = _not_written(words, error) if isinstance(error, NotWritten) else words.say(str(error))
        if request.wants_json:
            return _refused(request, error, b"", sentence)
        if person is None:
            return _refused(request, error, key_page(words, sentence))
        said = Notice(
            sentence,
            refused=True,
            kind=form.get("kind", ""),
            text=form.get("text", ""),
            form=(form.get("form") or form.get("sheet", ""))[:80],
            asked=request.scope["path"].startswith("/questions"),
        )
        return self._back(request, person, form, said, status_of(error))

    def _asking(self, request: WebRequest, person: Person) -> Asking:
        return Asking(person, self._phones.words(request), self._phones.eyes.look())

    def _wishing(self, request: WebRequest, person: Person) -> Asking:
        return Asking(person, self._phones.words(request), self._phones.eyes.glance())

    def _page(self, request: WebRequest, person: Person, said: Notice) -> bytes:
        asking = self._asking(request, person)
        mine = self._phones.wishes.mine(asking)
        at = self._phones.channel(asking.words, may_vote=mine.may_vote).at()
        door = self._phones.door
        reader = Reader(asking.words, mine, door.bound, _page_number(request), door.owner(person))
        if (hall := self._phones.hall) is not None:
            reader = reader._replace(votes_only=True, beside=hall.beside(person))
        return phone_page(asking.sight, reader, now_ms(), at, said)

    def _plainly(
        self, request: WebRequest, status: int, sentence: str, more: Mapping[str, str] | None = None
    ) -> Response:
        """Answer with a sentence and no page: there is none, or not in that way, or not so soon."""
        told = self._phones.words(request).say(sentence)
        answer = json_answer({"error": told}, status)
        if not request.wants_json:
            answer = Response(told, status, HEADERS, "text/plain")
        answer.headers.update(more or {})
        return answer

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


_NOT_JOINED: Final = later("You have not joined yet. Scan the code on the board, or type the key.")
_TOO_MANY: Final = later("That was too much at once from this phone. Wait a moment, and send it again.")
_ELSEWHERE: Final = later(
    "This page belongs to another conversation than the one at this address now. What you wrote stays on this page."
)
_NO_COOKIES: Final = later(
    "You joined, and are asked for the key again? Then your browser keeps no cookies. "
    "Allow them for this address, or open it in another browser, and join again."
)
_DISK_FULL: Final = later("disk full")
_DISK_REFUSED: Final = later(
    "The facilitator’s computer could not write this down just now{reason}. "
    "It is kept here; tell the facilitator, and send it again."
)
_NO_PAGE: Final = later("There is no such page here. Go to the address on the board.")


def _not_written(words: Words, error: NotWritten) -> str:
    """Say that the disk refused, without the names of files; where it is full, that too."""
    reason = f" ({words.say(_DISK_FULL)})" if _DISK_FULL in str(error) else ""
    return words.say(_DISK_REFUSED).format(reason=reason)


def _refused(request: WebRequest, error: WorkshopError, page: bytes, sentence: str = "") -> Response:
    """Return a refusal as it was asked for."""
    status = status_of(error)
    told: dict[str, object] = {"error": sentence or str(error)}
    if isinstance(error, Declined) and error.keep:
        told["keep"] = True
    answer = json_answer(told, status) if request.wants_json else html_answer(page, status)
    if isinstance(error, Declined) and error.wait:
        answer.headers["retry-after"] = str(int(error.wait) + 1)
    return answer


def _address(request: WebRequest) -> str:
    return request.client.host if request.client else ""


def _first(path: str) -> str:
    """Return the first of the two parts of a path; nothing where it has more or fewer."""
    parts = path.split("/")
    return parts[1] if len(parts) == 3 else ""  # noqa: PLR2004 - "", the first, the last


def _last(request: WebRequest) -> str:
    """Return the second part of a path: a key, or a file's name."""
    return str(request.scope["path"]).rpartition("/")[2] if _first(request.scope["path"]) else ""


def _in_chosen_language(request: WebRequest, answer: Response) -> Response:
    """Remember the language that was chosen on the page."""
    chosen = request.query_params.get("lang", "")
    if chosen in LANGUAGES:
        set_cookie(answer, LANGUAGE_COOKIE, chosen)
    return answer


def _page_number(request: WebRequest) -> int:
    return min(max(number(request.query_params.get("page", "1")) or 1, 1), 999)


def _seen(request: WebRequest) -> int:
    """Return the number of the page that a phone has: as it last heard, else as it says."""
    text = request.field(b"last-event-id") or request.query_params.get("at", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0  # noqa: PLR2004 - 64 bits
