"""Ten thousand sockets that dawdle, and a phone that votes between them: ``python -m benchmarks.load hostile``."""

from __future__ import annotations

import resource
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import Final

from benchmarks.load import scenes
from benchmarks.load.crowd import Answer, Crowd, Line
from benchmarks.load.program import Program
from benchmarks.measure import Figure, ms, p

SOCKETS: Final = 10_000
SPARE: Final = 300
ASKED: Final = 100
EVERY: Final = 0.05


def figures(crowd: Crowd, program: Program) -> Iterator[Figure]:
    """Open them: silent ones, half a head, half a form, streams that are never read; then vote."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    count = min(SOCKETS, hard - SPARE)
    cookies, _ = scenes.join(crowd, program, 50)
    line = crowd.line()
    alone = _asked(crowd, line, cookies[0])
    halves = [b"", b"GET / HTTP/1.1\r\nhost: x\r\n", b"POST /cards HTTP/1.1\r\ncontent-length: 9999\r\n\r\ntext="]
    streams = [crowd.request("/events", cookie) for cookie in cookies]
    opened = []
    for place in range(count):
        kind = place % 4
        opened.append(_opened(program, halves[kind] if kind < len(halves) else streams[place // 4 % len(streams)]))
    still = program.files
    beside = _asked(crowd, line, cookies[0])
    for handle in opened:
        handle.close()
    yield Figure(
        f"vote, {count:,} sockets dawdle, p95, ms", ms(beside), f"{still:,} open, alone {ms(alone)}", beside * 1000, 150
    )
    yield Figure("memory, MB", f"{program.memory:.0f} MB", "", program.memory, 300)


def _opened(program: Program, said: bytes) -> socket.socket:
    host, _, port = program.url.removeprefix("http://").rstrip("/").partition(":")
    handle = socket.create_connection((host, int(port)), 20)
    with suppress(OSError):
        handle.send(said)
    return handle


def _asked(crowd: Crowd, line: Line, cookie: bytes) -> float:
    """Return the seconds to an acknowledgement that 95 of 100 votes take, one after the other."""
    answers: list[Answer] = []
    (request,) = scenes.vote(crowd, [cookie], 0)

    def answered(answer: Answer) -> None:
        answers.append(answer)
        if len(answers) < ASKED:
            crowd.at(time.perf_counter() + EVERY, ask)

    ask = partial(line.ask, request, answered)
    ask()
    crowd.run(lambda: len(answers) == ASKED)
    statuses = {answer.status for answer in answers}
    assert statuses == {scenes.OK}, statuses
    return p([answer.took for answer in answers], 95)
