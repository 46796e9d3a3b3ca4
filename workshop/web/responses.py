"""What is answered: a page, or JSON where that is asked for; a refusal is a status and a sentence."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from workshop.model.errors import NotWritten, WorkshopError
from workshop.web.i18n import LANGUAGE_COOKIE, LANGUAGES
from workshop.web.layout import POLICY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Receive, Scope, Send

    from workshop.web.request import WebRequest

HEADERS: Final = {
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
ALWAYS: Final = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]
"""What no answer goes without."""

_RAW: Final = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
_HEAD: Final = b"".join(b"%b: %b\r\n" % header for header in (*_RAW, *ALWAYS))


WEEK: Final = 7 * 24 * 3600


class Quick(Response):
    """A whole answer whose headers were put together once: five hundred phones may ask in one instant."""

    def __init__(self, body: bytes, status: int, kind: bytes) -> None:
        self.status_code = status
        self.body = body
        self.background = None
        self._kind = kind

    @cached_property
    def raw_headers(self) -> list[tuple[bytes, bytes]]:  # type: ignore[override]
        """The headers one by one, for whoever adds to them."""
        return [*_RAW, (b"content-type", self._kind), (b"content-length", b"%d" % len(self.body))]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Write all of it at once; the usual way where something was added to it, or cannot be written now."""
        plain = "raw_headers" not in self.__dict__ and scope["method"] != "HEAD"
        if not (plain and scope["state"]["exchange"].reply(self.status_code, self._rest())):
            await super().__call__(scope, receive, send)

    def _rest(self) -> bytes:
        body = bytes(self.body)
        return b"%bcontent-type: %b\r\ncontent-length: %d\r\n\r\n%b" % (_HEAD, self._kind, len(body), body)


class Declined(WorkshopError):
    """A refusal with its status; ``wait`` are seconds after which it may be tried again.

    ``keep`` says that what was sent belongs elsewhere: the phone keeps it, and does not send it by itself.
    """

    def __init__(self, status: int, sentence: str, wait: float = 0, *, keep: bool = False) -> None:
        super().__init__(sentence)
        self.status = status
        self.wait = wait
        self.keep = keep


def status_of(error: WorkshopError) -> int:
    """Return the status of a refusal: 503 where the disk refused, 409 where a rule did."""
    if isinstance(error, Declined):
        return error.status
    return 503 if isinstance(error, NotWritten) else 409


_as_json: Final = json.JSONEncoder(ensure_ascii=False).encode


def json_answer(value: Mapping[str, object], status: int = 200) -> Response:
    """Return JSON."""
    return json_told(_as_json(value).encode(), status)


def json_told(body: bytes, status: int = 200) -> Response:
    """Return JSON that is written already."""
    return Quick(body, status, b"application/json")


def html_answer(body: bytes, status: int = 200) -> Response:
    """Return a page."""
    return Quick(body, status, b"text/html; charset=utf-8")


def set_cookie(answer: Response, name: str, value: str) -> None:
    """Let a phone keep something for a week, where no script can read it."""
    answer.set_cookie(name, value, max_age=WEEK, path="/", httponly=True, samesite="lax")


def in_chosen_language(request: WebRequest, answer: Response) -> Response:
    """Remember the language that was chosen on the page."""
    chosen = request.query_params.get("lang", "")
    if chosen in LANGUAGES:
        set_cookie(answer, LANGUAGE_COOKIE, chosen)
    return answer
