"""The voters of a hall: they join, give their dots one by one, and try again where a line breaks."""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from benchmarks.load.crowd import Answer, Crowd, Line

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.sharedctypes import Synchronized

DOTS: Final = 3
CARDS: Final = 12
LINES: Final = 24
"""Phones of one front end that ask at the same moment, each again as soon as it is answered."""

OK, SEE_OTHER = 200, 303
BROKEN: Final = 0
AGAIN_AFTER: Final = 0.1
PATIENCE: Final = 600.0


class Went(NamedTuple):
    """How it went at one front end: seconds of each vote, refusals by status, requests that were sent again."""

    took: list[float]
    refused: dict[int, int]
    again: int
    cpu: float


class Voters:
    """The voters of one front end: they join, give each dot to another card, and go."""

    def __init__(self, url: str, key: str, numbers: range, voted: Synchronized[int]) -> None:
        self.took: list[float] = []
        self.refused: Counter[int] = Counter()
        self.again = 0
        self._crowd = Crowd(url)
        self._key = key
        self._numbers = iter(numbers)
        self._voted = voted
        self._busy = LINES

    def run(self) -> Went:
        """Let all of them vote."""
        for _ in range(LINES):
            self._connect(self._next)
        self._crowd.run(lambda: not self._busy, PATIENCE)
        return Went(self.took, dict(self.refused), self.again, time.process_time())

    def _connect(self, then: Any) -> None:  # noqa: ANN401 - whatever goes on over the new line
        try:
            line = self._crowd.line()
        except OSError:
            self._crowd.at(time.perf_counter() + AGAIN_AFTER, partial(self._connect, then))
        else:
            then(line)

    def _next(self, line: Line) -> None:
        number = next(self._numbers, None)
        if number is None:
            self._busy -= 1
            self._crowd.close(line)
        else:
            self._ask(self._crowd.request(f"/j/{self._key}"), partial(self._joined, number), line)

    def _ask(self, request: bytes, then: Any, line: Line) -> None:  # noqa: ANN401 - as above
        line.ask(request, partial(self._answered, request, then, line))

    def _answered(self, request: bytes, then: Any, line: Line, answer: Answer) -> None:  # noqa: ANN401 - as above
        if answer.status == BROKEN:
            self.again += 1
            when = time.perf_counter() + AGAIN_AFTER
            self._crowd.at(when, partial(self._connect, partial(self._ask, request, then)))
        elif answer.status in {OK, SEE_OTHER}:
            then(line, answer)
        else:
            self.refused[answer.status] += 1
            self._next(line)

    def _joined(self, number: int, line: Line, answer: Answer) -> None:
        cookie = answer.whole.partition(b"set-cookie: ")[2].partition(b";")[0]
        self._vote(number, 0, cookie, line)

    def _vote(self, number: int, turn: int, cookie: bytes, line: Line) -> None:
        request = self._crowd.request("/votes", cookie, {"card": shown_id(number + turn), "dots": 1})
        self._ask(request, partial(self._had, number, turn, cookie), line)

    def _had(self, number: int, turn: int, cookie: bytes, line: Line, answer: Answer) -> None:
        self.took.append(answer.took)
        with self._voted.get_lock():
            self._voted.value += 1
        if turn + 1 < DOTS:
            self._vote(number, turn + 1, cookie, line)
        else:
            self._next(line)


def let_vote(url: str, key: str, numbers: range, voted: Synchronized[int], told: Connection) -> None:
    """Let voters vote; for a process of its own."""
    told.send(Voters(url, key, numbers, voted).run())


def shown_id(number: int) -> str:
    """Return the id of one of the cards."""
    return f"T07-E{1 + number % CARDS:02d}"


class Running:
    """Voters of several front ends under way, each front end's in a process of its own."""

    def __init__(self, places: list[tuple[str, str]], voters: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.voted: Synchronized[int] = context.Value("i", 0)
        share = voters // len(places)
        self._processes = []
        self._told = []
        for number, (url, key) in enumerate(places):
            theirs, ours = context.Pipe()
            numbers = range(number * share, (number + 1) * share)
            process = context.Process(target=let_vote, args=(url, key, numbers, self.voted, ours))
            process.start()
            self._processes.append(process)
            self._told.append(theirs)

    def until(self, share: float, of: int) -> None:
        """Wait until so much has been voted."""
        while self.voted.value < share * of:
            if not all(process.is_alive() or process.exitcode == 0 for process in self._processes):
                raise RuntimeError("Voters have ended by a mistake.")
            time.sleep(0.02)

    def went(self) -> list[Went]:
        """Return how it went, once all have voted."""
        found = [told.recv() for told in self._told]
        for process in self._processes:
            process.join()
        return found
