"""One of several front ends of a vote of the whole hall: who is at home here, and where the others are.

Where a phone is at home its dots are journalled, and nowhere else. Whoever comes to another front end is led home: a
page by a redirect that brings the cookie along, what is sent in by sending it on.

Where the home does not answer, they are told so and wait, until it does or the desk has moved its voters to another
front end. A moved phone is given a new cookie before dots are taken from it: from then on no front end takes dots from
it as it was, so nothing of before the move can come after what was taken behind it.
"""

from __future__ import annotations

import asyncio
import secrets
from asyncio import Event
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlencode, urlsplit

from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response

from workshop.model.errors import NotWritten, Refused
from workshop.web.credentials import Door, Person, plain_key
from workshop.web.html import element
from workshop.web.i18n import later, preferred, words_for
from workshop.web.layout import moved_page
from workshop.web.request import Declined, WebRequest, read_form
from workshop.web.responses import HEADERS, html_answer, set_cookie

BETWEEN: Final = "~"
"""Stands in a person's name between what is random and the front end that they are at home at, and where they moved."""

_USED: Final = later("This code was used before, here or at another address of the hall. Ask for another one.")
_NOT_CHECKED: Final = later("Codes cannot be checked just now. Yours is not used up: try again in a minute.")
AT_HOME: Final = "/at-home/"
OFFERING: Final = frozenset({"/cards", "/questions", "/tags", "/reword", "/take-back"})
"""What a table takes beside votes, and a front end does not."""

SENDERS: Final = 8
SENT_ON_WITHIN: Final = 10.0
AGAIN_AFTER: Final = 3
ASK_AGAIN: Final = 2.0
"""Seconds for which it is believed that a front end answers, or does not."""

ANSWERS_WITHIN: Final = 1.0
BEFORE_ANYBODY: Final = 3.0
"""Seconds for which a front end that was started waits to hear whether its voters have been moved meanwhile."""

BESIDE: Final = 2
"""Other addresses that stand on a phone's page, for when this one is away."""

_NOT_HERE: Final = later("There is no such page here. Go to the address on the board.")
_HOME_IS_AWAY: Final = later("Your votes are kept at another address of the hall, which does not answer just now.")
_WAIT_HERE: Final = later("They are not lost. Keep this page open: it goes on by itself.")
_MOVED: Final = later("You vote at another address of the hall now. Load this page again: it leads you there.")


class HallLink(Protocol):
    """The way to the hall's desk: where all front ends are, and the one place where a code is claimed.

    ``heard`` is set once the desk has answered.
    """

    heard: Event

    @property
    def roster(self) -> Mapping[str, str]:
        """Return the front ends' addresses by name."""

    @property
    def moves_made(self) -> int:
        """Return the number of the last move."""

    def home_after(self, home: str, moved: int) -> tuple[str, int]:
        """Return where those are at home now who were at ``home`` after a move, and the last move of theirs."""

    async def claim(self, name: str) -> bool:
        """Return whether a code is this front end's now. Raises ``Refused`` where that cannot be said."""


class HallDoor(Door):
    """The door of one front end."""

    def __init__(self, folder: Path, home: str) -> None:
        super().__init__(folder)
        self.home = home
        self.link: HallLink | None = None

    def admit(self, *, paper: bool = False) -> str:
        """Return a cookie for somebody new, who is at home here from now on: moves of before are none of theirs."""
        name = f"{secrets.token_urlsafe(16)}{BETWEEN}{self.home}"
        return self.cookie_for(Person(name, paper, self.home, self.link.moves_made if self.link else 0))

    def cookie_for(self, person: Person) -> str:
        """Return the cookie of somebody at home where ``person`` says; they stay who they are."""
        parts = [person.id, person.home, str(person.moved)] if person.moved else [person.id]
        return self._sealed(f"{'b' if person.paper else 'p'}{BETWEEN.join(parts)}")

    def _person(self, cookie: str) -> Person | None:
        person = super()._person(cookie)
        if person is None:
            return None
        match person.id.split(BETWEEN):
            case [own, first, home, moved]:
                return Person(f"{own}{BETWEEN}{first}", person.paper, home, int(moved))
            case [_, home]:
                return person._replace(home=home)
            case _:  # let in at the hall's own address, which is on the same computer
                return person._replace(home=self.home)

    def now(self, person: Person) -> Person:
        """Return somebody as they are at home now, as far as the desk was heard."""
        if self.link is None:
            return person
        home, moved = self.link.home_after(person.home, person.moved)
        return person._replace(home=home, moved=moved)

    async def spend(self, text: str) -> bool:
        """Use up a code on paper, once for the whole hall. Raises ``Declined`` and ``NotWritten``."""
        number = self._codes.get(plain_key(text))
        if number is None:
            return False
        if number in self._spent:
            raise Declined(403, _USED)
        self._spent.add(number)
        try:
            if self.link is None or not await self.link.claim(self._seal("claim", str(number))):
                raise Declined(403, _USED) if self.link else Declined(503, _NOT_CHECKED, 20)
            await self._keep()
        except Refused as error:
            self._spent.discard(number)
            raise Declined(503, _NOT_CHECKED, 20) from error
        except (Declined, NotWritten):
            self._spent.discard(number)
            raise
        return True

    def hear(self, told: Mapping[str, Any]) -> None:
        """Take note of the key, and of how many codes were printed, as the desk says."""
        self.key = str(told.get("key") or self.key)
        printed = int(told.get("codes") or 0)
        if printed != self._printed:
            self._printed = printed
            self._codes = self._numbered()


class Hall:
    """This front end among the others; ``address`` is one that stands before all of them, with its port."""

    def __init__(self, folder: Path, home: str, address: str = "") -> None:
        self.home = home
        self.address = address
        self.door = HallDoor(folder, home)
        # Threads of their own: a front end that does not answer must not keep the record or the door waiting.
        self._senders = ThreadPoolExecutor(SENDERS, "send on")
        self._asked: dict[str, tuple[float, asyncio.Task[bool]]] = {}
        self._is_new = True

    async def lead(self, request: WebRequest, person: Person | None) -> Response | None:
        """Return where somebody is led; ``None`` where they are at home, or nobody yet. Raises ``Declined``."""
        path = str(request.scope["path"])
        arriving = path.startswith(AT_HOME)
        if path in OFFERING:
            raise Declined(404, _NOT_HERE)
        if path.startswith("/static/"):
            return None
        if self._is_new:
            await self._hear_first()
        who = self._who(person, path) if arriving else person
        if who is None:
            return RedirectResponse("/", 303, HEADERS) if arriving else None
        now = self.door.now(who)
        if request.method == "POST":
            return await self._sent_in(request, now, is_moved=now.moved != who.moved)
        if now.home != self.home:
            return await self._lead_home(request, now)
        if now == person:
            return RedirectResponse("/", 303, HEADERS) if arriving else None
        answer = RedirectResponse("/", 303, HEADERS)
        set_cookie(answer, self.door.cookie, self.door.cookie_for(now))
        return answer

    def beside(self, person: Person) -> Sequence[str]:
        """Return other addresses at which somebody may go on when this one is away."""
        roster = self._roster
        others = sorted(roster.keys() - {self.home}, key=lambda user: (user < self.home, user))
        return [self._door_of(roster[user], person) for user in others[:BESIDE]]

    @property
    def _roster(self) -> Mapping[str, str]:
        return self.door.link.roster if self.door.link else {}

    def _door_of(self, address: str, person: Person) -> str:
        """Return where somebody is let in at another front end, as who they are."""
        return f"{address.rstrip('/')}{AT_HOME}{self.door.cookie_for(person)}"

    async def _hear_first(self) -> None:
        """Wait a moment for the desk's first word: somebody else may have taken over the voters of this front end."""
        if self.door.link is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.door.link.heard.wait(), BEFORE_ANYBODY)
        self._is_new = False

    def _who(self, person: Person | None, path: str) -> Person | None:
        """Return who arrives with a cookie in the address; who is somebody already stays who they are."""
        coming = self.door.person(path.removeprefix(AT_HOME))
        if coming is None or (person and (coming.id != person.id or coming.moved < person.moved)):
            return person
        return coming

    async def _sent_in(self, request: WebRequest, now: Person, *, is_moved: bool) -> Response | None:
        """Take what is sent in here, or send it on; nothing is taken from a phone that has yet to hear of its move."""
        if is_moved:
            raise Declined(409, _MOVED, keep=True)
        if now.home == self.home:
            return None
        if now.home not in self._roster:
            raise Declined(503, _HOME_IS_AWAY, AGAIN_AFTER)
        return await self._send_on(request, self._roster[now.home])

    async def _lead_home(self, request: WebRequest, now: Person) -> Response:
        """Lead somebody to their home where it answers; else they wait here."""
        address = self._roster.get(now.home, "")
        if address and await self._answers(address):
            return RedirectResponse(self._door_of(address, now), 303, HEADERS)
        if request.wants_json:
            raise Declined(503, _HOME_IS_AWAY, AGAIN_AFTER)
        words = words_for(preferred(request.field(b"accept-language")))
        said = [element("p", words.say(sentence)) for sentence in (_HOME_IS_AWAY, _WAIT_HERE)]
        return html_answer(moved_page(words, [*said, element("p", address)]), 503)

    async def _answers(self, address: str) -> bool:
        """Return whether a front end lets one connect; it is asked every two seconds at most."""
        loop = asyncio.get_running_loop()
        at, asking = self._asked.get(address, (0.0, None))
        if asking is None or loop.time() - at > ASK_AGAIN:
            asking = loop.create_task(_lets_connect(address), name="does it answer?")
            self._asked[address] = loop.time(), asking
        return await asyncio.shield(asking)

    async def _send_on(self, request: WebRequest, home: str) -> Response:
        """Send a form on to where it belongs, and give its answer back."""
        form = await read_form(request)
        query = request.scope["query_string"].decode("latin-1")
        path = f"{request.scope['path']}{'?' if query else ''}{query}"
        headers = {
            name: request.field(name.encode()) for name in ("accept", "accept-language") if request.field(name.encode())
        }
        headers |= {
            "cookie": f"{self.door.cookie}={cookie_parser(request.field(b'cookie')).get(self.door.cookie, '')}",
            "content-type": "application/x-www-form-urlencoded",
        }
        try:
            sending = partial(_sent_on, home, path, headers, urlencode(form).encode())
            return await asyncio.get_running_loop().run_in_executor(self._senders, sending)
        except (OSError, HTTPException) as error:
            raise Declined(503, _HOME_IS_AWAY, AGAIN_AFTER) from error


async def _lets_connect(address: str) -> bool:
    parts = urlsplit(address)
    try:
        connecting = asyncio.open_connection(parts.hostname, parts.port or 80)
        _, writer = await asyncio.wait_for(connecting, ANSWERS_WITHIN)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


def _sent_on(home: str, path: str, headers: Mapping[str, str], body: bytes) -> Response:
    """Return what the other front end answered."""
    parts = urlsplit(home)
    connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=SENT_ON_WITHIN)
    try:
        connection.request("POST", path, body, dict(headers))
        answer = connection.getresponse()
        kind, location = answer.headers.get("content-type", ""), answer.headers.get("location", "")
        more = {"location": location} if location else {}
        return Response(answer.read(), answer.status, {**HEADERS, **more}, kind)
    finally:
        connection.close()
