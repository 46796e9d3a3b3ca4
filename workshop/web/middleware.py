"""Stands before everything: who may ask at all, and what no answer goes without.

A page elsewhere must not use a phone's cookie: a request that comes from another origin is refused. Nor may a name
elsewhere be pointed at this computer ("DNS rebinding"): the host asked for must be the one that answers.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from functools import lru_cache
from ipaddress import ip_address
from typing import Final

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from workshop.web.i18n import Words, later
from workshop.web.request import WebRequest
from workshop.web.responses import ALWAYS


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
            await _refuse(guarded, 400, self._words(asked).say(_TWICE))
            return
        sentence = refusal(asked, self._also)
        if sentence:
            await _refuse(guarded, 403, self._words(asked).say(sentence))
            return
        try:
            answer = await self._answer(asked)
            await answer(scope, receive, guarded)
        except Exception as error:  # noqa: BLE001 - one request must not disturb the room
            told = {"message": f"{scope['method']} {scope['path']} failed", "exception": error}
            asyncio.get_running_loop().call_exception_handler(told)
            if not sent:
                await _refuse(guarded, 500, self._words(asked).say(_WENT_WRONG))
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


_FROM_ELSEWHERE: Final = later("This came from another page, and was not carried out.")
_NOT_OURS: Final = later("This is not the address of these pages. Type the one that stands on the board.")
_TWICE: Final = later("This says the same thing twice, and was not carried out.")
_WENT_WRONG: Final = later("Something unexpected went wrong. Please try again.")


_HOST: Final = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::[0-9]{1,5})?")
"""A host as it stands in an address: a name or a number, in brackets where that has colons, and perhaps a port."""


@lru_cache(64)
def _is_ours(host: str, reached: str) -> bool:
    """Return whether a host is the address that was reached, or this computer's name for itself."""
    named = _HOST.fullmatch(host.lower())
    name = (named[1] or named[2]) if named else ""
    try:
        return name == reached or (name == "localhost" and ip_address(reached).is_loopback)
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
