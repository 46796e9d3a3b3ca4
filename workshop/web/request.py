"""A request. Its headers are looked up by name: a phone sends a dozen, and five are looked at for each dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

from workshop.web.forms import number

if TYPE_CHECKING:
    from starlette.types import Receive, Scope

    from workshop.web.connection import Exchange


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

    @property
    def wants_json(self) -> bool:
        """Whether JSON is asked for."""
        return b"application/json" in self._fields.get(b"accept", b"")

    @property
    def wants_page(self) -> bool:
        """Whether a browser asks for a page, as when somebody loads anew what a form gave."""
        return b"text/html" in self._fields.get(b"accept", b"")

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
