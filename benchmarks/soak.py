"""Phones that come and go for half an hour: ``python -m benchmarks.soak [MINUTES]``, or ``make soak``.

Fifty votes a second, a phone that leaves and one that joins each second. Each vote stays in the record, and the
record is kept in memory; what it takes is measured in the same run, by opening the same record anew.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.load.crowd import Answer, Crowd, Ear, Line
from benchmarks.load.program import Program, room
from benchmarks.load.session import DOTS, SLUG, make_session, shown_id
from benchmarks.measure import HEADING, Figure
from workshop.store.folder import load

MINUTES: Final = 30.0
SETTLING: Final = 1 / 6
"""The part of the time after which nothing may grow any more: five minutes of thirty."""

A_SECOND: Final = 50
PRESENT: Final = 100
OK: Final = 200


class Sample(NamedTuple):
    """What the server had at a moment: seconds since the start, MB, open files and sockets, votes so far."""

    at: float
    memory: float
    files: int
    votes: int


class Guest:
    """One phone: its stream, its line, and its dots, which it moves about."""

    def __init__(self, crowd: Crowd, cookie: bytes, line: Line) -> None:
        self.cookie = cookie
        self.line = line
        self.busy = False
        self._turn = 0
        self.ear: Ear = crowd.listen(crowd.request("/events", cookie), lambda _: None)

    def next_vote(self, crowd: Crowd) -> bytes:
        """Return the next request: a dot on one of five cards, then off it again."""
        card, dots = self._turn % DOTS, 1 - self._turn // DOTS % 2
        self._turn += 1
        return crowd.request("/votes", self.cookie, {"card": shown_id(card), "dots": dots})


class Soak:
    """Lets phones come, vote and go at one server, ``pace`` times as fast, and looks at it now and then."""

    def __init__(self, program: Program, seconds: float, pace: float = 1.0) -> None:
        self.samples: list[Sample] = []
        self.votes = 0
        self.failed: list[int] = []
        self.slowest = 0.0
        self._program = program
        self._seconds = seconds
        self._pace = pace
        self._crowd = Crowd(program.url)
        self._guests: list[Guest] = []
        self._chance = random.Random(7)  # noqa: S311 - repeatable, not secret
        self._began = time.perf_counter()

    def run(self) -> None:
        """Go on for the whole time."""
        for _ in range(PRESENT):
            self._join()
        self._crowd.run(lambda: len(self._guests) == PRESENT)
        self._began = time.perf_counter()
        self._vote(self._began)
        self._come_and_go(self._began)
        self._look(self._began)
        self._crowd.run(lambda: time.perf_counter() - self._began > self._seconds, self._seconds + 60)
        self._crowd.end()

    def growth(self, of: Callable[[Sample], float]) -> float:
        """Return by how much the middle of the last part is more than that of the part after settling."""
        first = [of(s) for s in self.samples if SETTLING <= s.at / self._seconds < 2 * SETTLING]
        last = [of(s) for s in self.samples if s.at / self._seconds >= 1 - SETTLING]
        return statistics.median(last) - statistics.median(first)

    def _vote(self, due: float) -> None:
        guest = self._chance.choice(self._guests) if self._guests else None
        if guest and not guest.busy:
            guest.busy = True
            if not guest.line.open:  # kept for twenty seconds without a request; a browser opens another
                guest.line = self._crowd.line()
            guest.line.ask(guest.next_vote(self._crowd), lambda answer: self._voted(guest, answer))
        following = due + 1 / A_SECOND / self._pace
        self._crowd.at(following, lambda: self._vote(following))

    def _voted(self, guest: Guest, answer: Answer) -> None:
        guest.busy = False
        self.slowest = max(self.slowest, answer.took)
        if answer.status == OK:
            self.votes += 1
        elif guest in self._guests:
            self.failed.append(answer.status)

    def _come_and_go(self, due: float) -> None:
        leaving = self._guests.pop(self._chance.randrange(len(self._guests)))
        self._crowd.close(leaving.line)
        self._crowd.close(leaving.ear)
        self._join()
        following = due + 1 / self._pace
        self._crowd.at(following, lambda: self._come_and_go(following))

    def _join(self) -> None:
        line = self._crowd.line()

        def joined(answer: Answer) -> None:
            cookie = answer.whole.partition(b"set-cookie: ")[2].partition(b";")[0]
            self._guests.append(Guest(self._crowd, cookie, line))

        line.ask(self._crowd.request(f"/j/{self._program.key}"), joined)

    def _look(self, due: float) -> None:
        at = time.perf_counter() - self._began
        self.samples.append(Sample(at, self._program.memory_now, self._program.files, self.votes))
        step = self._seconds / 60
        self._crowd.at(due + step, lambda: self._look(due + step))


def opened_anew(home: Path) -> float:
    """Return the MB of a server that has just opened the record."""
    program = room(home, SLUG)
    try:
        return program.memory_now
    finally:
        program.end()


def main(minutes: float) -> int:
    """Run it; return 1 where something grew that should not."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        folder = asyncio.run(make_session(home))
        before = opened_anew(home)
        program = room(home, SLUG)
        soak = Soak(program, minutes * 60)
        cpu = program.cpu
        try:
            soak.run()
            used = (program.cpu - cpu) / (minutes * 60)
        finally:
            program.end()
        entries = len(load(folder).entries)
        record = (opened_anew(home) - before) / max(1, soak.votes)
        for sample in soak.samples[:: max(1, len(soak.samples) // 12)]:
            print(f"# {sample.at:6.0f} s  {sample.memory:6.1f} MB  {sample.files} files  {sample.votes:,} votes")
        slowest = f"slowest {soak.slowest * 1000:.0f} ms"
        print(f"# {soak.votes:,} votes, {slowest}, server {used:.0%} of a core, {entries:,} entries")
        return report(soak, record)


def report(soak: Soak, record: float) -> int:
    """Print what grew after the first part of the time; ``record`` are the MB of one vote in the record."""
    grown, files = soak.growth(lambda s: s.memory), soak.growth(lambda s: s.files)
    kept = record * soak.growth(lambda s: s.votes)
    figures = [
        Figure("votes refused or lost", str(len(soak.failed)), str(Counter(soak.failed) or ""), len(soak.failed), 0),
        Figure("open files, growth", f"{files:+.0f}", "", files, 5),
        Figure("memory, growth beyond the record's, MB", f"{grown:+.1f} MB", f"record {kept:+.1f} MB", grown - kept, 5),
    ]
    print(HEADING)
    for figure in figures:
        print(figure)
    return sum(not figure.kept for figure in figures) and 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES))
