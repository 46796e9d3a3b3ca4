"""A request and the form in it: short, within a time, or a refusal.

Its headers are looked up by name: a phone sends a dozen, and five are looked at for each dot.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from workshop.model.errors import WorkshopError
from workshop.web.i18n import later

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Receive, Scope

    from workshop.web.connection import Exchange


LIMIT: Final = 32 * 1024
"""Bytes of a form: a card of 2,000 characters takes 24,000 at most."""

READ_OFF: Final = 1024 * 1024
"""Bytes of a form too long that are still taken off the line, so that the refusal is read."""

PATIENCE: Final = 10.0
"""Seconds for all of a form."""

FIELDS: Final = 20
TYPES: Final = ("application/x-www-form-urlencoded", "application/json")


_TOO_LONG: Final = later("That is too long. A card may have 2,000 characters.")


class Declined(WorkshopError):
    """A refusal with its status; ``wait`` are seconds after which it may be tried again.

    ``keep`` says that what was sent belongs elsewhere: the phone keeps it, and does not send it by itself.
    """

    def __init__(self, status: int, sentence: str, wait: float = 0, *, keep: bool = False) -> None:
        super().__init__(sentence)
        self.status = status
        self.wait = wait
        self.keep = keep


async def read_form(request: WebRequest) -> Mapping[str, str]:
    """Return the fields of a form, the first of each name. Raises ``Declined``: 400, 408 or 413."""
    kind = request.field(b"content-type").partition(";")[0].strip().lower()
    try:
        body = request.exchange.body
        if body is None:
            async with asyncio.timeout(PATIENCE):
                body = await _coming(request)
    except TimeoutError as error:
        raise Declined(408, later("That took too long to arrive. Please send it again.")) from error
    except ClientDisconnect as error:
        raise Declined(400, later("That did not arrive whole. Please send it again.")) from error
    if len(body) > LIMIT:
        raise Declined(413, _TOO_LONG)
    if not body:
        return {}
    if kind not in TYPES:
        raise Declined(400, later("This is not a form of these pages."))
    try:
        return _json(body) if kind == "application/json" else _encoded(body)
    except (ValueError, TypeError, RecursionError) as error:
        raise Declined(400, later("This form cannot be read. Please send it again.")) from error


async def _coming(request: WebRequest) -> bytes:
    pieces, length = [], 0
    async for piece in request.stream():
        length += len(piece)
        if length <= LIMIT:
            pieces.append(piece)
        elif length > READ_OFF:
            break
    if length > LIMIT:
        raise Declined(413, _TOO_LONG)
    return b"".join(pieces)


def _encoded(body: bytes) -> Mapping[str, str]:
    text = body.decode("ascii")
    if "%" in text or "+" in text or text.count("&") >= FIELDS:
        pairs = parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=FIELDS)
    else:  # dots, sent most often, are as they stand
        pairs = [(name, value) for name, _, value in (pair.partition("=") for pair in text.split("&") if pair)]
    return dict(reversed(pairs))


def _json(body: bytes) -> Mapping[str, str]:
    value = json.loads(body)
    if not isinstance(value, dict):
        raise TypeError
    return {name: str(field) for name, field in value.items() if isinstance(field, str | int)}


def number(text: str) -> int | None:
    """Return a small whole number, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None  # noqa: PLR2004 - small


class WebRequest(Request):
    """What somebody asks for."""

    def __init__(self, scope: Scope, receive: Receive | None = None) -> None:
        super().__init__(scope, *((receive,) if receive else ()))
        self._fields: dict[bytes, bytes] = dict(scope["headers"])

    @property
    def twice(self) -> bool:
        """Whether something is said twice that can be true once, and who reads it first would take it otherwise."""
        headers = self.scope["headers"]
        return len(self._fields) < len(headers) and any(
            sum(name == once for name, _ in headers) > 1 for once in (b"host", b"origin", b"cookie", b"content-type")
        )

    def field(self, name: bytes) -> str:
        """Return the header ``name``, written small; empty where it was not sent."""
        return self._fields.get(name, b"").decode("latin-1")

    def wants(self, kind: bytes) -> bool:
        """Return whether an answer of this kind is asked for."""
        return kind in self._fields.get(b"accept", b"")

    @property
    def wants_json(self) -> bool:
        """Whether JSON is asked for."""
        return self.wants(b"application/json")

    @property
    def exchange(self) -> Exchange:
        """The connection's side of it."""
        exchange: Exchange = self.scope["state"]["exchange"]
        return exchange

    @property
    def address(self) -> str:
        """The address that it comes from; empty where that is not known."""
        return self.client.host if self.client else ""

    @property
    def first(self) -> str:
        """The first of the two parts of the path; nothing where it has more or fewer."""
        parts = self.scope["path"].split("/")
        return parts[1] if len(parts) == 3 else ""  # noqa: PLR2004 - "", the first, the last

    @property
    def last(self) -> str:
        """The second part of the path: a key, or a file's name."""
        return str(self.scope["path"]).rpartition("/")[2] if self.first else ""

    @property
    def page_number(self) -> int:
        """The page of a list that is asked for, the first where none is."""
        return min(max(number(self.query_params.get("page", "1")) or 1, 1), 999)

    @property
    def seen(self) -> int:
        """The number of the page that a phone has: as it last heard, else as it says."""
        text = self.field(b"last-event-id") or self.query_params.get("at", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0  # noqa: PLR2004 - 64 bits
