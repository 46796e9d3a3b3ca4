"""What a room does: it joins, votes within half a minute, votes in one instant, and votes as fast as it is let."""

from __future__ import annotations

import re
import time
from functools import partial
from typing import Final, NamedTuple

from benchmarks.load.crowd import Answer, Crowd, Line
from benchmarks.load.program import BALLOTS, Program
from benchmarks.load.session import DOTS, shown_id

OK: Final = 200
SEE_OTHER: Final = 303
VOTED: Final = re.compile(rb"(\d+) of \d+ have voted")
TOGETHER: Final = 0.3
"""Seconds that are waited for the last thing to be shown."""


class Votes(NamedTuple):
    """What came of votes within a time: seconds to each acknowledgement, each status, and seconds until shown.

    ``late`` is how late the phones themselves were: what the machine did not let happen in time.
    """

    late: list[float]
    taken: list[float]
    statuses: list[int]
    on_board: list[float]
    on_console: list[float]


class Shown:
    """Notes when which number of voters was shown somewhere."""

    def __init__(self, words: re.Pattern[bytes]) -> None:
        self._words = words
        self.moments: list[tuple[float, int]] = []

    def heard(self, data: bytes) -> None:
        """Look for the number."""
        now = time.perf_counter()
        self.moments += [(now, int(found[1])) for found in self._words.finditer(data)]

    def delays(self, first: list[float]) -> list[float]:
        """Return how long each voter was waited for: ``first`` are the moments at which they first voted, in order."""
        if not self.moments:
            return []
        return [
            min((at for at, n in self.moments if n > place), default=9e9) - sent for place, sent in enumerate(first)
        ]


def join(crowd: Crowd, program: Program, count: int) -> tuple[list[bytes], float]:
    """Let so many join at once from one address; return the cookies of those let in, and the seconds."""
    cookies: list[bytes] = []
    statuses: list[int] = []
    request = crowd.request(f"/j/{program.key}")
    began = time.perf_counter()

    def joined(line: Line, answer: Answer) -> None:
        statuses.append(answer.status)
        if answer.status == SEE_OTHER:
            cookies.append(answer.whole.partition(b"set-cookie: ")[2].partition(b";")[0])
        crowd.close(line)

    for _ in range(count):
        line = crowd.line()
        line.ask(request, partial(joined, line))
    crowd.run(lambda: len(statuses) == count)
    return cookies, time.perf_counter() - began


def vote(crowd: Crowd, cookies: list[bytes], turn: int) -> list[bytes]:
    """Return everybody's request: another card each turn, so that after five all dots are given."""
    return [
        crowd.request("/votes", cookie, {"card": shown_id(place + turn), "dots": 1})
        for place, cookie in enumerate(cookies)
    ]


def within(crowd: Crowd, program: Program, cookies: list[bytes], seconds: float) -> Votes:
    """Let all give their five dots one by one within a time, while the board and the console look on."""
    board, console = Shown(VOTED), Shown(BALLOTS)
    watching = crowd.listen(crowd.request("/board/events"), board.heard)
    if program.screen is not None:
        program.screen.heard = console.heard
    lines = [crowd.line() for _ in cookies]
    answers: list[Answer] = []
    first: list[float] = []
    late: list[float] = []
    began = time.perf_counter()

    def ask(place: int, turn: int, request: bytes, due: float) -> None:
        now = time.perf_counter()
        late.append(now - due)
        if turn == 0:
            first.append(now)
        lines[place].ask(request, answers.append)

    for turn in range(DOTS):
        for place, request in enumerate(vote(crowd, cookies, turn)):
            due = began + seconds * (turn + place / len(cookies)) / DOTS
            crowd.at(due, partial(ask, place, turn, request, due))
    crowd.run(lambda: len(answers) == DOTS * len(cookies), seconds + 60)
    end = time.perf_counter() + TOGETHER
    crowd.run(lambda: time.perf_counter() > end)
    crowd.close(watching)
    hang_up(crowd, lines)
    taken, statuses = [each.took for each in answers], [each.status for each in answers]
    return Votes(late, taken, statuses, board.delays(first), console.delays(first))


def in_one_instant(crowd: Crowd, lines: list[Line], requests: list[bytes]) -> float:
    """Return the seconds until the last of many that asked in one instant was answered."""
    answers: list[Answer] = []
    began = time.perf_counter()
    for line, request in zip(lines, requests, strict=True):
        line.ask(request, answers.append)
    crowd.run(lambda: len(answers) == len(lines))
    statuses = {answer.status for answer in answers}
    assert statuses == {OK}, statuses
    return time.perf_counter() - began


class Rate(NamedTuple):
    """What a closed loop gave: answers a second, and the seconds of a core that the server used for each."""

    a_second: float
    cpu: float


def in_a_closed_loop(crowd: Crowd, program: Program, requests: list[bytes], seconds: float) -> Rate:
    """Let each connection ask again as soon as it is answered."""
    lines = [crowd.line() for _ in requests]
    began, cpu = time.perf_counter(), program.cpu
    end = began + seconds
    count, busy = 0, len(lines)

    def again(line: Line, request: bytes) -> None:
        def answered(answer: Answer) -> None:
            nonlocal count, busy
            assert answer.status == OK, answer.whole
            count += 1
            if time.perf_counter() < end:
                line.ask(request, answered)
            else:
                busy -= 1

        line.ask(request, answered)

    for line, request in zip(lines, requests, strict=True):
        again(line, request)
    crowd.run(lambda: not busy, seconds + 60)
    took, cpu = time.perf_counter() - began, program.cpu - cpu
    hang_up(crowd, lines)
    return Rate(count / took, cpu / count)


def hang_up(crowd: Crowd, lines: list[Line]) -> None:
    """Close connections."""
    for line in lines:
        crowd.close(line)
