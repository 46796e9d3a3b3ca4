"""What is answered: a page, or JSON where that is asked for; a refusal is a status and a sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from workshop.model.errors import NotWritten, WorkshopError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

HEADERS: Final = {
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


_RAW: Final = [(name.encode(), value.encode()) for name, value in HEADERS.items()]


class Quick(Response):
    """A whole answer whose headers were put together once: five hundred phones may ask in one instant."""

    def __init__(self, body: bytes, status: int, kind: bytes) -> None:
        self.status_code = status
        self.body = body
        self.background = None
        self.raw_headers = [*_RAW, (b"content-type", kind), (b"content-length", b"%d" % len(body))]


class Declined(WorkshopError):
    """A refusal with its status; ``wait`` are seconds after which it may be tried again."""

    def __init__(self, status: int, sentence: str, wait: float = 0) -> None:
        super().__init__(sentence)
        self.status = status
        self.wait = wait


def status_of(error: WorkshopError) -> int:
    """Give the status of a refusal: 503 where the disk refused, 409 where a rule did."""
    if isinstance(error, Declined):
        return error.status
    return 503 if isinstance(error, NotWritten) else 409


def wants_json(request: Request) -> bool:
    """Say whether JSON is asked for."""
    return "application/json" in request.headers.get("accept", "")


def json_answer(value: Mapping[str, object], status: int = 200) -> Response:
    """Give JSON."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Quick(body, status, b"application/json")


def html_answer(body: bytes, status: int = 200) -> Response:
    """Give a page."""
    return Quick(body, status, b"text/html; charset=utf-8")
