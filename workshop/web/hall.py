"""One of several front ends of a vote of the whole hall: who is at home here, and where the others are.

All front ends have the hall's key and secret, so each knows every phone's cookie. The cookie also names the front end
that let its phone in: there the phone is at home, its dots are journalled there and nowhere else. Whoever comes to
another one is led home: a page by a redirect that brings the cookie along, what is sent in by sending it on.
"""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol
from urllib.parse import urlencode, urlsplit

from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response

from workshop.model.errors import NotWritten, Refused
from workshop.web.credentials import Door, Person, plain_key
from workshop.web.forms import read_form
from workshop.web.i18n import later
from workshop.web.responses import HEADERS, Declined, set_cookie

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workshop.web.request import WebRequest

AT_HOME: Final = "/at-home/"
OFFERING: Final = frozenset({"/cards", "/questions", "/tags", "/reword", "/take-back"})
"""What a table takes beside votes, and a front end does not."""

SENDERS: Final = 8
SENT_ON_WITHIN: Final = 10.0
BETWEEN: Final = "~"
"""Stands in a person's name between what is random and the front end that they are at home at."""

_USED: Final = later("This code was used before, here or at another address of the hall. Ask for another one.")
_NOT_CHECKED: Final = later("Codes cannot be checked just now. Yours is not used up: try again in a minute.")
_NOT_HERE: Final = later("There is no such page here. Go to the address on the board.")
_HOME_IS_AWAY: Final = later("Your votes are kept at another address of the hall, which does not answer just now.")


class HallLink(Protocol):
    """The way to the hall's desk: where all front ends are, and the one place where a code is claimed."""

    @property
    def roster(self) -> Mapping[str, str]:
        """Return the front ends' addresses by name."""

    async def claim(self, name: str) -> bool:
        """Return whether a code is this front end's now. Raises ``Refused`` where that cannot be said."""


class HallDoor(Door):
    """The door of one front end."""

    def __init__(self, folder: Path, home: str) -> None:
        super().__init__(folder)
        self.home = home
        self.link: HallLink | None = None

    def admit(self, *, paper: bool = False) -> str:
        """Return a cookie for somebody new, who is at home here from now on."""
        return self._sealed(f"{'b' if paper else 'p'}{secrets.token_urlsafe(16)}{BETWEEN}{self.home}")

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


def home_of(person: Person) -> str:
    """Return at which front end somebody is at home."""
    return person.id.partition(BETWEEN)[2]


class SentOn(NamedTuple):
    """What the other front end answered."""

    status: int
    kind: str
    location: str
    body: bytes


class Hall:
    """This front end among the others; ``address`` is one that stands before all of them, with its port."""

    def __init__(self, folder: Path, home: str, address: str = "") -> None:
        self.home = home
        self.address = address
        self.door = HallDoor(folder, home)
        # Threads of their own: a front end that does not answer must not keep the record or the door waiting.
        self._senders = ThreadPoolExecutor(SENDERS, "send on")

    async def lead(self, request: WebRequest, person: Person | None) -> Response | None:
        """Return where somebody is led; ``None`` where they are at home, or nobody yet. Raises ``Declined``."""
        path = str(request.scope["path"])
        if path.startswith(AT_HOME):
            return self._welcome(path.removeprefix(AT_HOME), person)
        if path in OFFERING:
            raise Declined(404, _NOT_HERE)
        roster = self.door.link.roster if self.door.link else {}
        home = home_of(person) if person else self.home
        if home == self.home or home not in roster or path.startswith("/static/"):
            return None
        if request.method == "GET":
            return RedirectResponse(f"{roster[home].rstrip('/')}{AT_HOME}{self._cookie(request)}", 303, HEADERS)
        return await self._send_on(request, roster[home])

    def _welcome(self, cookie: str, person: Person | None) -> Response:
        """Let in whom another front end has sent home; who is somebody already stays who they are."""
        answer = RedirectResponse("/", 303, HEADERS)
        coming = self.door.person(cookie)
        if person is None and coming is not None and home_of(coming) == self.home:
            set_cookie(answer, self.door.cookie, cookie)
        return answer

    async def _send_on(self, request: WebRequest, home: str) -> Response:
        """Send a form on to where it belongs, and give its answer back."""
        form = await read_form(request)
        query = request.scope["query_string"].decode("latin-1")
        path = f"{request.scope['path']}{'?' if query else ''}{query}"
        headers = {
            name: request.field(name.encode()) for name in ("accept", "accept-language") if request.field(name.encode())
        }
        headers |= {
            "cookie": f"{self.door.cookie}={self._cookie(request)}",
            "content-type": "application/x-www-form-urlencoded",
        }
        try:
            sending = partial(_sent_on, home, path, headers, urlencode(form).encode())
            got = await asyncio.get_running_loop().run_in_executor(self._senders, sending)
        except (OSError, HTTPException) as error:
            raise Declined(503, _HOME_IS_AWAY) from error
        more = {"location": got.location} if got.location else {}
        return Response(got.body, got.status, {**HEADERS, **more}, got.kind)

    def _cookie(self, request: WebRequest) -> str:
        return cookie_parser(request.field(b"cookie")).get(self.door.cookie, "")


def _sent_on(home: str, path: str, headers: Mapping[str, str], body: bytes) -> SentOn:
    parts = urlsplit(home)
    connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=SENT_ON_WITHIN)
    try:
        connection.request("POST", path, body, dict(headers))
        answer = connection.getresponse()
        kind, location = answer.headers.get("content-type", ""), answer.headers.get("location", "")
        return SentOn(answer.status, kind, location, answer.read())
    finally:
        connection.close()
