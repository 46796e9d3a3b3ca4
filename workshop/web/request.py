"""A request. Its headers are looked up by name: a phone sends a dozen, and five are looked at for each dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

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
