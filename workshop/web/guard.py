"""Stands before everything: who may ask at all, and what no answer goes without.

A page elsewhere must not use a phone's cookie: a request that comes from another origin is refused. Nor may a name
elsewhere be pointed at this computer ("DNS rebinding"): the host asked for must be the one that answers.
"""

from __future__ import annotations

import asyncio
import json
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from workshop.web.frame import POLICY

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALWAYS: Final = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]


class Guard:
    """Lets through what comes from our own pages, or from no page at all."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return
        sent = False

        async def guarded(message: Message) -> None:
            nonlocal sent
            if message["type"] == "http.response.start":
                sent = True
                message["headers"] = [*message["headers"], *_ALWAYS]
            await send(message)

        headers = dict(scope["headers"])
        sentence = refusal(scope, headers)
        if sentence:
            await _refuse(guarded, 403, sentence)
            return
        try:
            await self._app(scope, receive, guarded)
        except Exception as error:  # noqa: BLE001 - one request must not disturb the room
            told = {"message": f"{scope['method']} {scope['path']} failed", "exception": error}
            asyncio.get_running_loop().call_exception_handler(told)
            if not sent:
                await _refuse(guarded, 500, "Something unexpected went wrong. Please try again.")


def refusal(scope: Scope, headers: dict[bytes, bytes]) -> str:
    """Give why a request is refused; nothing where it is not."""
    host, server = headers.get(b"host", b"").decode("latin-1"), scope["server"]
    if not _is_ours(host, str(server[0]) if server else ""):
        return "This is not the address of these pages. Type the one that stands on the board."
    origin = headers.get(b"origin")
    if origin is not None and origin.decode("latin-1").lower() != f"http://{host.lower()}":
        return "This came from another page, and was not carried out."
    if headers.get(b"sec-fetch-site", b"none") in {b"cross-site", b"same-site"} and scope["method"] != "GET":
        return "This came from another page, and was not carried out."
    return ""


@lru_cache(64)
def _is_ours(host: str, reached: str) -> bool:
    """Say whether a host is the address that was reached, or this computer's name for itself."""
    try:
        name = urlsplit(f"//{host}").hostname
        return name is not None and (name == reached or (name == "localhost" and ip_address(reached).is_loopback))
    except ValueError:
        return False


async def _refuse(send: Send, status: int, sentence: str) -> None:
    body = json.dumps({"error": sentence}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
