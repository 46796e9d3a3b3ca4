"""A phone as small as can be: raw HTTP over a real socket, with cookies."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

JSON = {"accept": "application/json"}
PATIENCE = 20.0


class Answer(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever was answered
        return json.loads(self.body)

    def header(self, name: str) -> str:
        return next((value for known, value in self.headers if known == name), "")


class Phone:
    """A phone at ``url``; it has joined once it has followed a join address."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "", parts.port or 80
        self.cookies: dict[str, str] = {}

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.ask("GET", path, headers)

    async def post(self, path: str, fields: dict[str, object], **headers: str) -> Answer:
        body = urlencode(fields).encode()
        return await self.ask("POST", path, {**JSON, **headers}, body)

    async def send(self, path: str, fields: dict[str, object], **headers: str) -> Answer:
        """Send a form as a browser without a script does: what it answers leads to a page, which is given."""
        answer = await self.post(path, fields, accept="text/html", **headers)
        assert answer.status == 303
        return await self.get(answer.header("location").partition("#")[0], accept="text/html", **headers)

    async def ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None = None) -> Answer:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(self.host, self.port)
            try:
                writer.write(self.request(method, path, headers, body))
                answer = await read_answer(reader)
            finally:
                writer.close()
        self._take_cookies(answer)
        return answer

    def request(self, method: str, path: str, headers: dict[str, str], body: bytes | None = None) -> bytes:
        named = {"host": f"{self.host}:{self.port}", "connection": "close"}
        if self.cookies:
            named["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            named |= {"content-type": "application/x-www-form-urlencoded", "content-length": str(len(body))}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
        return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + (body or b"")

    @asynccontextmanager
    async def stream(self, path: str, **headers: str) -> AsyncIterator[Stream]:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(self.request("GET", path, headers))
        try:
            yield Stream(await read_head(reader), reader)
        finally:
            writer.close()

    def _take_cookies(self, answer: Answer) -> None:
        for name, value in answer.headers:
            if name == "set-cookie":
                cookie, _, content = value.partition(";")[0].partition("=")
                self.cookies[cookie] = content


class Event(NamedTuple):
    number: int
    name: str
    data: dict[str, str]


class Stream:
    """Server-sent events as they come."""

    def __init__(self, head: Answer, reader: asyncio.StreamReader) -> None:
        self.head = head
        self._reader = reader

    async def next(self, patience: float = PATIENCE) -> Event:
        """Return the next event; signs of life and settings are passed over."""
        number, name, data = 0, "message", None
        async with asyncio.timeout(patience):
            while True:
                line = (await self.line()).decode().rstrip("\n")
                field, _, value = line.partition(": ")
                if field == "id":
                    number = int(value)
                elif field == "event":
                    name = value
                elif field == "data":
                    data = json.loads(value)
                elif not line and data is not None:
                    return Event(number, name, data)

    @property
    def ended(self) -> bool:
        return self._reader.at_eof()

    async def line(self) -> bytes:
        """Return a line, without the lengths of the pieces in which it came."""
        line = await self._reader.readline()
        if not line:
            raise EOFError
        if line.endswith(b"\r\n"):
            return await self.line()
        return line


async def read_head(reader: asyncio.StreamReader) -> Answer:
    status = int((await reader.readline()).split()[1])
    headers = []
    while (line := (await reader.readline()).decode("latin-1").strip()) != "":
        name, _, value = line.partition(": ")
        headers.append((name.lower(), value))
    return Answer(status, headers, b"")


async def read_answer(reader: asyncio.StreamReader) -> Answer:
    answer = await read_head(reader)
    length = answer.header("content-length")
    body = await reader.readexactly(int(length)) if length else await reader.read()
    return answer._replace(body=body)
