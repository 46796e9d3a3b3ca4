"""A room full of phones, on this computer alone: ``python -m benchmarks.load`` (traffic stays on 127.0.0.1).

Floors are taken in the same run: the same server with an empty handler, and raw append with fdatasync. The server
runs in a process of its own, as at a table; the phones run in this one, and share the computer's cores with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode, urlsplit

from benchmarks.measure import HEADING, Figure, ms
from workshop.model import commands as c
from workshop.model.events import BallotDrafted
from workshop.room import Room
from workshop.store.folder import load

PHONES: Final = 500
VOTES: Final = 5
SPREAD: Final = 20.0
CLOSED: Final = 200
SECONDS: Final = 4.0
ENTRIES: Final = 5000
OK: Final = 200
SEE_OTHER: Final = 303
EMPTY: Final = """
import asyncio, sys
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from workshop.web.server import bind, _configured, _EmbeddedServer, _room_for_files
async def nothing(request):
    await request.body()
    return Response(b'{}', 200, media_type='application/json')
async def main():
    listening = bind('127.0.0.1', 0)
    print('ready', f'http://127.0.0.1:{listening.getsockname()[1]}/', 'key', '-', flush=True)
    app = Starlette(routes=[Route('/votes', nothing, methods=['POST'])])
    await _EmbeddedServer(_configured(app), _room_for_files()).serve(sockets=[listening])
asyncio.run(main())
"""
SERVE: Final = "from workshop.cli import COMMANDS, main; COMMANDS.setdefault('serve', 'serve'); main()"


class Server(NamedTuple):
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    url: str
    key: str

    @property
    def memory(self) -> float:
        """Give the most memory it has had, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def end(self, number: int = signal.SIGTERM) -> None:
        """Stop it."""
        self.process.send_signal(number)
        self.process.wait(30)


def start(*arguments: str, **environment: str) -> Server:
    """Start a server; return when it says that it is ready."""
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}
    )
    assert process.stdout is not None
    _, url, _, key = process.stdout.readline().split()
    return Server(process, url, key)


class Line(asyncio.Protocol):
    """One kept connection, on which one request at a time is answered: little work, so that the server is measured."""

    def __init__(self) -> None:
        self.answer: asyncio.Future[tuple[int, bytes]] = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport | None = None
        self._come = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def ask(self, request: bytes) -> asyncio.Future[tuple[int, bytes]]:
        """Send a request; give its answer to come."""
        self.answer = asyncio.get_running_loop().create_future()
        assert self.transport is not None
        self.transport.write(request)
        return self.answer

    def data_received(self, data: bytes) -> None:
        """Take what came; give the answer once it is whole."""
        self._come += data
        end = self._come.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self._come[:end].lower()
        place = head.find(b"content-length: ")
        length = int(head[place + 16 : head.find(b"\r", place) if head.find(b"\r", place) > 0 else None])
        if len(self._come) >= end + 4 + length:
            whole, self._come = self._come, b""
            if not self.answer.done():
                self.answer.set_result((int(whole[9:12]), whole))

    def connection_lost(self, exc: Exception | None) -> None:
        """Say that no answer comes."""
        if not self.answer.done():
            self.answer.set_result((0, str(exc).encode()))


class Load:
    """The phones of a room."""

    def __init__(self, server: Server) -> None:
        parts = urlsplit(server.url)
        self.host, self.port, self.key = parts.hostname or "", parts.port or 0, server.key
        self.cookies: list[bytes] = []
        self.heard: dict[int, float] = {}

    async def line(self) -> Line:
        """Open a connection."""
        _, line = await asyncio.get_running_loop().create_connection(Line, self.host, self.port)
        return line

    def request(self, path: str, cookie: bytes = b"", fields: dict[str, object] | None = None) -> bytes:
        """Give a request as bytes."""
        body = urlencode(fields or {}).encode()
        method = b"GET" if fields is None else b"POST"
        head = b"%s %s HTTP/1.1\r\nhost: %s:%d\r\naccept: application/json\r\n" % (
            method, path.encode(), self.host.encode(), self.port)  # fmt: skip
        if cookie:
            head += b"cookie: " + cookie + b"\r\n"
        if fields is not None:
            head += b"content-type: application/x-www-form-urlencoded\r\ncontent-length: %d\r\n" % len(body)
        return head + b"\r\n" + body

    async def join(self) -> int:
        """Let one phone join; give the status."""
        line = await self.line()
        status, answer = await line.ask(self.request(f"/j/{self.key}"))
        if status == SEE_OTHER:
            self.cookies.append(answer.partition(b"set-cookie: ")[2].partition(b";")[0])
        assert line.transport is not None
        line.transport.close()
        return status

    async def listen(self, path: str, cookie: bytes, ear: Callable[[], asyncio.Protocol]) -> asyncio.Transport:
        """Open a stream."""
        transport, _ = await asyncio.get_running_loop().create_connection(ear, self.host, self.port)
        transport.write(self.request(path, cookie))
        return transport


class Deaf(asyncio.Protocol):
    """A phone's stream: it takes what comes, and costs the phones' process as little as can be."""


class Board(asyncio.Protocol):
    """The board's stream: it notes when which number of voters was shown."""

    def __init__(self) -> None:
        self.shown: list[tuple[float, int]] = []

    def data_received(self, data: bytes) -> None:
        """Look for "12 of 500 have voted"."""
        for found in re.finditer(rb"(\d+) of \d+ have voted", data):
            self.shown.append((time.perf_counter(), int(found[1])))


def p(figures: list[float], of: float) -> float:
    """Give the value that ``of`` in a hundred do not exceed."""
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * of / 100))]


async def timed(answer: Awaitable[tuple[int, bytes]]) -> tuple[float, int]:
    """Give how long an answer took, and its status."""
    began = time.perf_counter()
    status, _ = await answer
    return time.perf_counter() - began, status


async def instant(load: Load, requests: list[bytes], lines: list[Line]) -> float:
    """Give the seconds until the last of many that asked in one instant was answered."""
    began = time.perf_counter()
    answers = await asyncio.gather(*(line.ask(each) for line, each in zip(lines, requests, strict=True)))
    del load
    assert {status for status, _ in answers} == {200}, {status for status, _ in answers}
    return time.perf_counter() - began


async def closed_loop(requests: list[bytes], lines: list[Line]) -> float:
    """Give the answers a second of connections that ask again as soon as they are answered."""
    count, end = 0, time.perf_counter() + SECONDS

    async def one(line: Line, request: bytes) -> None:
        nonlocal count
        while time.perf_counter() < end:
            status, _ = await line.ask(request)
            assert status == OK, status
            count += 1

    await asyncio.gather(*(one(line, request) for line, request in zip(lines, requests, strict=True)))
    return count / SECONDS


def raw_flush(folder: Path) -> float:
    """Give how many lines a second raw append and fdatasync keep, one at a time."""
    with (folder / "raw").open("ab", buffering=0) as file:
        began, count = time.perf_counter(), 0
        while time.perf_counter() - began < 1:
            file.write(b"x" * 330 + b"\n")
            os.fdatasync(file.fileno())
            count += 1
    return count


async def make_session(home: Path) -> Path:
    """Record what is there before: many entries, and an open vote on a dozen cards."""
    folder = home / "sessions" / "room"
    async with Room(folder) as room:
        await room.do(c.StartSession("A full room", (("Parks", "What would people use in winter?"),), "7"))
        theme = room.board.live_themes()[0].id
        wishes = (
            c.AddCards("insight", theme, (f"Line {n}: people would come if somebody lit it",))
            for n in range(ENTRIES - 16)
        )
        await asyncio.gather(*(room.do(wish) for wish in wishes))
        for n in range(12):
            await room.do(c.AddCards("experiment", theme, (f"Experiment {n}: one lit loop, tested for a month",)))
        await open_vote(room)
    return folder


async def open_vote(room: Room) -> None:
    """Open a vote on the experiments."""
    (event,) = (await room.do(c.DraftBallot(kinds=("experiment",), dots=5, most=3))).entry.events
    assert isinstance(event, BallotDrafted)
    await room.do(c.OpenBallot(event.ballot))


class Report:
    """Prints figures as they come."""

    def __init__(self) -> None:
        self.missed = 0
        print(HEADING)

    def say(  # noqa: PLR0913 - what a figure has
        self, name: str, ours: str, floor: str, value: float, limit: float, *, at_least: bool = False
    ) -> None:
        """Print one."""
        figure = Figure(name, ours, floor, value, limit, at_least)
        self.missed += not figure.kept
        print(figure, flush=True)


async def floors(report: Report) -> tuple[float, float]:
    """Give the empty handler's time for an instant of 500, and its rate in a closed loop."""
    empty = start("-c", EMPTY)
    load = Load(empty)
    try:
        lines = [await load.line() for _ in range(PHONES)]
        request = load.request("/votes", fields={"card": "T07-E01", "dots": 1})
        await instant(load, [request] * PHONES, lines)
        at_once = min([await instant(load, [request] * PHONES, lines) for _ in range(3)])
        rate = await closed_loop([request] * CLOSED, lines[:CLOSED])
        print(f"# floor: {PHONES} at once {ms(at_once)}, closed loop {rate:,.0f}/s")
    finally:
        empty.end()
    del report
    return at_once, rate


async def joins(load: Load, report: Report) -> None:
    """Let everybody join from one address."""
    began = time.perf_counter()
    statuses = await asyncio.gather(*(load.join() for _ in range(PHONES)))
    refused = sum(status != SEE_OTHER for status in statuses)
    took = time.perf_counter() - began
    report.say(f"{PHONES} joins from one address, refused", f"{refused}", f"in {took:.1f} s", refused, 0)
    report.say("… within seconds", f"{took:.1f} s", "", took, 20)


def votes_of(load: Load, place: int, turn: int) -> bytes:
    """Give one phone's request: another card each time."""
    fields = {"card": f"T07-E{1 + (place + turn) % 12:02d}", "dots": 1}
    return load.request("/votes", load.cookies[place], fields)


async def room_votes(load: Load, report: Report) -> int:
    """Let all vote five times within the time, with streams open; give how many were acknowledged."""
    lines = [await load.line() for _ in range(PHONES)]
    taken: list[float] = []
    statuses: list[int] = []
    first: list[float] = []
    board = Board()
    watching = await load.listen("/board/events", b"", lambda: board)

    async def phone(place: int) -> None:
        for turn in range(VOTES):
            await asyncio.sleep(SPREAD / VOTES * (1 if turn else place / PHONES))
            took, status = await timed(lines[place].ask(votes_of(load, place, turn)))
            if turn == 0:
                first.append(time.perf_counter() - took)
            taken.append(took)
            statuses.append(status)

    await asyncio.gather(*(phone(place) for place in range(PHONES)))
    await asyncio.sleep(0.3)
    watching.close()
    first.sort()
    delays = [min((at for at, count in board.shown if count > n), default=9e9) - first[n] for n in range(len(first))]
    refused = sum(status != OK for status in statuses)
    report.say(f"{PHONES} phones x {VOTES} votes, streams open, refused", f"{refused}", "", refused, 0)
    report.say("vote to acknowledged, p95, ms", ms(p(taken, 95)), "", p(taken, 95) * 1000, 60)
    report.say("vote to acknowledged, p99, ms", ms(p(taken, 99)), "", p(taken, 99) * 1000, 150)
    report.say("vote to the board's stream, p95, ms", ms(p(delays, 95)), "100 ms coalescing", p(delays, 95) * 1000, 250)
    for line in lines:
        assert line.transport is not None
        line.transport.close()
    return statuses.count(200)


async def rates(load: Load, report: Report, floor: tuple[float, float], listening: str, least: float) -> None:
    """Measure an instant, and the closed loop."""
    lines = [await load.line() for _ in range(PHONES)]
    if not listening:
        asks = [[votes_of(load, place, turn % VOTES) for place in range(PHONES)] for turn in range(4)]
        at_once = min([await instant(load, requests, lines) for requests in asks])
        report.say(
            f"{PHONES} votes in one instant, the last", ms(at_once), f"empty {ms(floor[0])}", at_once / floor[0], 3
        )
    rate = await closed_loop([votes_of(load, place, 0) for place in range(CLOSED)], lines[:CLOSED])
    name = f"closed loop, {CLOSED} connections{listening}"
    if not listening:
        report.say(
            f"{name}, of the floor's rate",
            f"{rate:,.0f}/s",
            f"empty {floor[1]:,.0f}/s",
            rate / floor[1],
            0.35,
            at_least=True,
        )
    report.say(f"{name}, durable votes/s", f"{rate:,.0f}/s", "", rate, least, at_least=True)
    for line in lines:
        assert line.transport is not None
        line.transport.close()


async def main() -> int:
    """Measure everything; give 1 where a promise was missed."""
    report = Report()
    floor = await floors(report)
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        folder = await make_session(home)
        print(f"# floor: raw append and fdatasync, one at a time {raw_flush(home):,.0f}/s")
        server = start("-c", SERVE, "--home", place, "serve", "room", "--port", "0")
        try:
            load_ = Load(server)
            await joins(load_, report)
            streams = [await load_.listen("/events", cookie, Deaf) for cookie in load_.cookies]
            acknowledged = await room_votes(load_, report)
            await rates(load_, report, floor, f", {PHONES} streams", 1500)
            for stream in streams:
                stream.close()
            await rates(load_, report, floor, "", 4000)
            report.say("memory, MB", f"{server.memory:.0f} MB", "", server.memory, 170)
            server.end(signal.SIGKILL)
            kept = load(folder).board.open_ballot()
            full = sum(len(dots) == VOTES for dots in kept.votes.values()) if kept else 0
            report.say(
                "voters whose five votes are on disk after kill -9",
                f"{full}",
                f"{acknowledged} acknowledged",
                full,
                PHONES,
                at_least=True,
            )
        finally:
            with contextlib.suppress(ProcessLookupError):
                server.process.kill()
    return 1 if report.missed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
