"""What is answered: a page, or JSON where that is asked for; a refusal is a status and a sentence."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Final

from starlette.requests import Request
from starlette.responses import Response

from workshop.model.errors import NotWritten, WorkshopError
from workshop.web.assets import assets
from workshop.web.i18n import LANGUAGE_COOKIE, LANGUAGES, Words, later
from workshop.web.layout import POLICY
from workshop.web.request import Declined, WebRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Receive, Scope, Send


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
YEAR: Final = 365 * 24 * 3600

_as_json: Final = json.JSONEncoder(ensure_ascii=False).encode

NOT_JOINED: Final = later("You have not joined yet. Scan the code on the board, or type the key.")
TOO_MANY: Final = later("That was too much at once from this phone. Wait a moment, and send it again.")
ELSEWHERE: Final = later(
    "This page belongs to another conversation than the one at this address now. What you wrote stays on this page."
)

NO_PAGE: Final = later("There is no such page here. Go to the address on the board.")
_DISK_FULL: Final = later("disk full")
_DISK_REFUSED: Final = later(
    "The facilitator’s computer could not write this down just now{reason}. "
    "It is kept here; tell the facilitator, and send it again."
)


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


def status_of(error: WorkshopError) -> int:
    """Return the status of a refusal: 503 where the disk refused, 409 where a rule did."""
    if isinstance(error, Declined):
        return error.status
    return 503 if isinstance(error, NotWritten) else 409


def json_answer(value: Mapping[str, object], status: int = 200, more: Mapping[str, str] | None = None) -> Response:
    """Return JSON, with ``more`` headers."""
    answer = json_told(_as_json(value).encode(), status)
    if more:
        answer.headers.update(more)
    return answer


def json_told(body: bytes, status: int = 200) -> Response:
    """Return JSON that is written already."""
    return Quick(body, status, b"application/json")


def html_answer(body: bytes, status: int = 200) -> Response:
    """Return a page."""
    return Quick(body, status, b"text/html; charset=utf-8")


def asset_answer(request: Request) -> Response | None:
    """Return the style sheet or script at the end of the path; its name says what is in it, so it may be kept."""
    asset = assets().get(str(request.scope["path"]).rpartition("/")[2])
    if asset is None:
        return None
    headers = {"cache-control": f"public, max-age={YEAR}, immutable", "vary": "accept-encoding"}
    headers["x-content-type-options"] = "nosniff"
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, 200, headers | {"content-encoding": "gzip"}, asset.type)
    return Response(asset.plain, 200, headers, asset.type)


def set_cookie(answer: Response, name: str, value: str) -> None:
    """Let a phone keep something for a week, where no script can read it."""
    answer.set_cookie(name, value, max_age=WEEK, path="/", httponly=True, samesite="lax")


def in_chosen_language(request: WebRequest, answer: Response) -> Response:
    """Remember the language that was chosen on the page."""
    chosen = request.query_params.get("lang", "")
    if chosen in LANGUAGES:
        set_cookie(answer, LANGUAGE_COOKIE, chosen)
    return answer


def plainly(
    words: Words, request: WebRequest, status: int, sentence: str, more: Mapping[str, str] | None = None
) -> Response:
    """Answer with a sentence and no page: there is none, or not in that way, or not so soon."""
    told = words.say(sentence)
    answer = json_answer({"error": told}, status)
    if not request.wants_json:
        answer = Response(told, status, HEADERS, "text/plain")
    answer.headers.update(more or {})
    return answer


def not_written(words: Words, error: NotWritten) -> str:
    """Say that the disk refused, without the names of files; where it is full, that too."""
    reason = f" ({words.say(_DISK_FULL)})" if _DISK_FULL in str(error) else ""
    return words.say(_DISK_REFUSED).format(reason=reason)


def refused(request: WebRequest, error: WorkshopError, page: bytes, sentence: str = "") -> Response:
    """Return a refusal as it was asked for."""
    status = status_of(error)
    told: dict[str, object] = {"error": sentence or str(error)}
    if isinstance(error, Declined) and error.keep:
        told["keep"] = True
    answer = json_answer(told, status) if request.wants_json else html_answer(page, status)
    if isinstance(error, Declined) and error.wait:
        answer.headers["retry-after"] = str(int(error.wait) + 1)
    return answer
