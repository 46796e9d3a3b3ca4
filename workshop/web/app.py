"""The web application of one room: who may ask, what there is to ask for, and what phones send in.

A page elsewhere must not use a phone's cookie: a request that comes from another origin is refused. Nor may a name
elsewhere be pointed at this computer ("DNS rebinding"): the host asked for must be the one that answers. No
facilitator's power is among the routes. What is sent in is acknowledged once it is on the disk, or refused with its
words given back.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache, partial
from ipaddress import ip_address
from typing import Final
from urllib.parse import quote, urlencode

from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Receive, Scope, Send

from workshop.model.errors import NotWritten, WorkshopError
from workshop.web.context import Phones
from workshop.web.credentials import Person
from workshop.web.i18n import Words, later
from workshop.web.layout import key_page
from workshop.web.offer_form import Notice, Told
from workshop.web.participant import BOUND, Acknowledgement, Asking
from workshop.web.rate_limit import RateLimit
from workshop.web.request import Declined, WebRequest, read_form
from workshop.web.responses import (
    ALWAYS,
    ELSEWHERE,
    HEADERS,
    NO_PAGE,
    NOT_JOINED,
    TOO_MANY,
    json_answer,
    not_written,
    plainly,
    refused,
    status_of,
)
from workshop.web.routes import BoardRoutes, PhoneRoutes

Act = Callable[[Asking, Mapping[str, str]], Awaitable[Acknowledgement]]

_FROM_ELSEWHERE: Final = later("This came from another page, and was not carried out.")
_NOT_OURS: Final = later("This is not the address of these pages. Type the one that stands on the board.")
_TWICE: Final = later("This says the same thing twice, and was not carried out.")
_WENT_WRONG: Final = later("Something unexpected went wrong. Please try again.")
_HOST: Final = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::[0-9]{1,5})?")
"""A host as it stands in an address: a name or a number, in brackets where that has colons, and perhaps a port."""


def web_app(phones: Phones) -> Guard:
    """Return the web application of one room."""
    site = Site(phones)
    return Guard(site.lead if phones.hall else site.answer, phones.words, phones.hall.address if phones.hall else "")


class Guard:
    """Lets through to ``answer`` what comes from our own pages, or from no page at all."""

    def __init__(
        self,
        answer: Callable[[WebRequest], Awaitable[Response]],
        words: Callable[[WebRequest], Words],
        also: str = "",
    ) -> None:
        self._answer = answer
        self._words = words
        self._also = also.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return
        sent = False

        async def guarded(message: Message) -> None:
            nonlocal sent
            if message["type"] == "http.response.start":
                sent = True
                own = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in ALWAYS if each[0] not in own)]
            await send(message)

        asked = WebRequest(scope, receive)
        if asked.twice:
            await _refuse(asked, guarded, 400, self._words(asked).say(_TWICE))
            return
        sentence = refusal(asked, self._also)
        if sentence:
            await _refuse(asked, guarded, 403, self._words(asked).say(sentence))
            return
        try:
            answer = await self._answer(asked)
            await answer(scope, receive, guarded)
        except Exception as error:  # noqa: BLE001 - one request must not disturb the room
            told = {"message": f"{scope['method']} {scope['path']} failed", "exception": error}
            asyncio.get_running_loop().call_exception_handler(told)
            if not sent:
                await _refuse(asked, guarded, 500, self._words(asked).say(_WENT_WRONG))
        finally:
            scope["state"].clear()  # else request and connection hold each other until the collector comes by


def refusal(asked: WebRequest, also: str = "") -> str:
    """Return why a request is refused; nothing where it is not.

    ``also`` is an address before this one, with its port: a balancer's, which leaves the requests as they are.
    """
    host, server = asked.field(b"host"), asked.scope["server"]
    if not (_is_ours(host, str(server[0]) if server else "") or (also and host.lower() == also)):
        return _NOT_OURS
    origin = asked.field(b"origin")
    if origin and origin.lower() != f"http://{host.lower()}":
        return _FROM_ELSEWHERE
    if asked.field(b"sec-fetch-site") in {"cross-site", "same-site"} and asked.method != "GET":
        return _FROM_ELSEWHERE
    return ""


@lru_cache(64)
def _is_ours(host: str, reached: str) -> bool:
    """Return whether a host is the address that was reached, or this computer's name for itself."""
    named = _HOST.fullmatch(host.lower())
    name = (named[1] or named[2]) if named else ""
    try:
        return name == reached or (name == "localhost" and ip_address(reached).is_loopback)
    except ValueError:
        return False


async def _refuse(asked: WebRequest, send: Send, status: int, sentence: str) -> None:
    """Say a sentence: as words to a browser, which whoever typed a wrong address reads, else as JSON."""
    answer = json_answer({"error": sentence}, status)
    if asked.wants(b"text/html"):
        answer = Response(sentence, status, HEADERS, "text/plain")
    await answer(asked.scope, asked.receive, send)


class Site:
    """The routes of one room, and the forms that its phones send in."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones
        offering, voting, page, board = phones.offering, phones.voting, PhoneRoutes(phones), BoardRoutes(phones)
        self._routes: Mapping[str, tuple[str, Callable[[WebRequest], Awaitable[Response]]]] = {
            "/": ("GET", page.home),
            "/j": ("GET", page.join),
            "/moved": ("GET", page.moved),
            "/cards": ("POST", partial(self._carry_out, offering.offer, phones.offers)),
            "/questions": ("POST", partial(self._carry_out, offering.ask, phones.offers)),
            "/votes": ("POST", partial(self._carry_out, voting.vote, phones.votes)),
            "/answers": ("POST", partial(self._carry_out, voting.answer, phones.votes)),
            "/tags": ("POST", partial(self._carry_out, offering.tag, phones.offers)),
            "/finished": ("POST", partial(self._carry_out, voting.finish, phones.votes)),
            "/reword": ("POST", partial(self._carry_out, offering.reword, phones.offers)),
            "/take-back": ("POST", partial(self._carry_out, offering.take_back, phones.offers)),
            "/events": ("GET", page.events),
            "/api/state": ("GET", page.state),
            "/board": ("GET", board.board),
            "/board/events": ("GET", board.events),
            "/board/picture": ("GET", board.picture),
        }
        self._below = {"j": ("GET", page.join), "static": ("GET", page.static)}

    async def answer(self, request: WebRequest) -> Response:
        """Answer whatever is asked for."""
        path = request.scope["path"]
        route = self._routes.get(path) or self._routes.get(path.rstrip("/")) or self._below.get(request.first)
        if route is None:
            return plainly(self._phones.words(request), request, 404, NO_PAGE)
        method, answer = route
        if request.method != method and (request.method, method) != ("HEAD", "GET"):
            if request.method == "GET" and request.wants(b"text/html"):
                return RedirectResponse("/", 303, HEADERS)
            return plainly(self._phones.words(request), request, 405, NO_PAGE, {"allow": method})
        if (
            method == "GET"
            and (person := self._phones.person(request))
            and (wait := self._phones.looks.wait(person.id))
        ):
            return plainly(self._phones.words(request), request, 429, TOO_MANY, {"retry-after": str(int(wait) + 1)})
        return await answer(request)

    async def lead(self, request: WebRequest) -> Response:
        """Answer at one front end of a hall: whoever is at home at another one is led there."""
        hall = self._phones.hall
        try:
            led = await hall.lead(request, self._phones.person(request)) if hall else None
        except Declined as error:
            if request.wants_json:
                return refused(request, error, b"", self._phones.words(request).say(str(error)))
            return plainly(self._phones.words(request), request, error.status, str(error))
        return led or await self.answer(request)

    async def _carry_out(self, act: Act, pace: RateLimit, request: WebRequest) -> Response:
        """Do what a form asks for, and answer when it is on the disk."""
        person = self._phones.person(request)
        form: Mapping[str, str] = {}
        try:
            form = await read_form(request)
            if person is None:
                raise Declined(403, NOT_JOINED, keep=True)
            if self._phones.is_elsewhere(request):
                raise Declined(409, ELSEWHERE, keep=True)
            if wait := pace.wait(person.id):
                raise Declined(429, TOO_MANY, wait)
            form = {**form, BOUND: request.query_params.get(BOUND, "")} if request.scope["query_string"] else form
            answer = await act(Asking(person, self._phones.words(request), self._phones.eyes.glance()), form)
        except WorkshopError as error:
            return self._refusal(request, person, form, error)
        self._phones.tell_other_pages(person, but=int(request.wants_json))
        if request.wants_json:
            return json_answer(answer.data)
        return self._back(request, person, form, Notice(answer.sentence))

    def _back(
        self, request: WebRequest, person: Person, form: Mapping[str, str], said: Notice, status: int = 200
    ) -> Response:
        """Lead back to the page, and the card, that a form came from; what there is to say is said there.

        So that going back in a browser without a script leads to pages, and never asks to send a form again.
        """
        query = {"page": str(request.page_number)} if request.page_number > 1 else {}
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
        sentence = not_written(words, error) if isinstance(error, NotWritten) else words.say(str(error))
        if request.wants_json:
            return refused(request, error, b"", sentence)
        if person is None:
            return refused(request, error, key_page(words, sentence))
        said = Notice(
            sentence,
            refused=True,
            kind=form.get("kind", ""),
            text=form.get("text", ""),
            form=(form.get("form") or form.get("sheet", ""))[:80],
            asked=request.scope["path"].startswith("/questions"),
        )
        return self._back(request, person, form, said, status_of(error))
