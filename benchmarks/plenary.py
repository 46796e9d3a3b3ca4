"""Ten thousand voters of a hall, over four front ends, with the real message server, on loopback.

``python -m benchmarks.plenary [VOTERS]``, and part of ``make load-summit``. One front end and the server are killed in
the middle; a voter whose line broke tries again, as a phone does. All of it, and the voters, share this computer:
laptops of a hall do not.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.hall_programs import (
    FRONTS,
    begun,
    cores,
    end_all,
    ended,
    front,
    line_of,
    listening,
    make_table,
    open_vote,
    said,
    server_of,
    wait_for_vote,
)
from benchmarks.hall_voters import DOTS, Running, shown_id
from benchmarks.load.program import Served
from benchmarks.measure import HEADING, Figure, ms, p
from workshop.model.ballots import result_of
from workshop.store.folder import load
from workshop.store.locations import Home

VOTERS: Final = 10_000
KILL_FRONT_AT, KILL_SERVER_AT = 0.35, 0.6


class Cost(NamedTuple):
    """What ``docs/scale.md`` reckons with.

    Milliseconds of a core for each vote, at front ends, wall and message server, and for counting it; bytes of a vote;
    for each phone KB, and milliseconds to let it in and to tell it something.
    """

    front: float
    wall: float
    server: float
    counting: float
    line: float
    phone: float
    arrival: float
    push: float


class Result(NamedTuple):
    """What a run gave: votes a second, seconds of each, refusals, requests sent again."""

    rate: float
    took: list[float]
    refused: int
    again: int
    cost: Cost | None = None


def timed(running: Running, votes: int, began: float) -> Result:
    """Wait for all, and put together how it went."""
    running.until(1.0, votes)
    took = time.perf_counter() - began
    went = running.went()
    seconds = list(itertools.chain.from_iterable(each.took for each in went))
    refused = sum(sum(each.refused.values()) for each in went)
    return Result(votes / took, seconds, refused, sum(each.again for each in went))


def alone(home: Home, voters: int) -> Result:
    """Measure one front end without a summit: a table's server, as it always was."""
    folder = home.sessions / "alone"
    asyncio.run(make_table(folder))
    asyncio.run(open_vote(folder))
    program = Served("-m", "workshop", "--home", str(home.path), "serve", "alone", "--port", "0")
    try:
        began = time.perf_counter()
        running = Running([(program.url, program.key)], voters)
        running.until(0.001, voters * DOTS)
        began = time.perf_counter()
        return timed(running, voters * DOTS, began)
    finally:
        program.end()


def figures(place: Path, voters: int = VOTERS) -> list[Figure]:
    """Measure one front end by itself, then four for the hall, with both kills."""
    home = Home(place)
    floor = alone(home, voters // FRONTS)
    calm, _ = hall(home, voters, kill=False)
    rough, exact = hall(home, voters, kill=True)
    return [
        _rate(calm, floor, "votes/s of four front ends"),
        _slow(calm, floor, "p95 of a vote, four front ends"),
        _rate(rough, floor, "votes/s, with both kills"),
        *_costs(calm),
        Figure("votes refused", str(rough.refused + calm.refused), "", rough.refused + calm.refused, 0),
        Figure("dots too many or too few", str(exact), f"{voters} × {DOTS}", exact, 0, note=_note(rough)),
    ]


def _costs(calm: Result) -> list[Figure]:
    """Return what ``docs/scale.md`` reckons with; promised is only that it does not grow past twice of that."""
    cost = calm.cost
    assert cost is not None
    return [
        Figure("a core's time for a vote: front end", f"{cost.front:.2f} ms", "", cost.front, 0.8),
        Figure("a core's time for a vote: wall", f"{cost.wall:.2f} ms", "", cost.wall, 0.15),
        Figure("a core's time for a vote: message server", f"{cost.server:.3f} ms", "", cost.server, 0.1),
        Figure("time to close and count, for a vote", f"{cost.counting:.3f} ms", "", cost.counting, 1.0),
        Figure("bytes of a vote in the record", f"{cost.line:.0f}", "", cost.line, 500),
        Figure("memory for a phone that listens", f"{cost.phone:.0f} KB", "", cost.phone, 50),
        Figure("a core's time to let a phone in", f"{cost.arrival:.2f} ms", "", cost.arrival, 8),
        Figure("a core's time to tell a phone", f"{cost.push:.3f} ms", "", cost.push, 0.5),
    ]


def _rate(found: Result, floor: Result, name: str) -> Figure:
    return Figure(
        name, f"{found.rate:.0f}", f"one, no summit {floor.rate:.0f}", found.rate / floor.rate, 0.5, at_least=True
    )


def _slow(found: Result, floor: Result, name: str) -> Figure:
    ours, theirs = p(found.took, 95), p(floor.took, 95)
    return Figure(name, ms(ours), f"one, no summit {ms(theirs)}", ours / theirs, 8.0)


def _note(rough: Result) -> str:
    return f"{rough.again} requests were sent again because a line broke; p95 {ms(p(rough.took, 95))} with both kills"


def hall(home: Home, voters: int, *, kill: bool) -> tuple[Result, int]:
    """Let the hall vote; return how it went, and how many dots the count is off."""
    summit = f"hall-{'kills' if kill else 'calm'}"
    asyncio.run(make_table(home.sessions / f"table-{summit}"))
    said(home, "merge", f"table-{summit}", "--into", summit)
    with ExitStack() as stack:
        wall = begun(home, "wall", summit, "--headless", "--host", "127.0.0.1", "--port", "0")
        stack.callback(ended, wall)
        assert wall.stdout is not None
        lines = [wall.stdout.readline() for _ in range(3)]
        assert lines[2].startswith("front"), lines
        fronts = [front(home, summit, number) for number in range(FRONTS)]
        stack.callback(end_all, fronts)
        ballot = asyncio.run(open_vote(home.sessions / summit))
        wait_for_vote(home, summit, ballot)
        votes = voters * DOTS
        before = cores(home, summit, wall, fronts)
        running = Running([(each.program.url, each.program.key) for each in fronts], voters)
        running.until(0.001, votes)
        began = time.perf_counter()
        if kill:
            running.until(KILL_FRONT_AT, votes)
            fronts[1].program.end(signal.SIGKILL)
            fronts[1] = front(home, summit, 1, fronts[1].port)
            running.until(KILL_SERVER_AT, votes)
            os.kill(server_of(home, summit), signal.SIGKILL)
        result = timed(running, votes, began)
        after = cores(home, summit, wall, fronts)
        spent = [(now - was) * 1000 / votes for now, was in zip(after, before, strict=True)]
        phones = listening(fronts[0].program) if not kill else (0.0, 0.0, 0.0)
        began = time.perf_counter()
        sys.stderr.write(said(home, "plenary", summit, "close", "--wait", "60"))
        took = (time.perf_counter() - began) * 1000 / votes
        if not kill:
            result = result._replace(cost=Cost(spent[0], spent[1], spent[2], took, line_of(home, summit), *phones))
    return result, off_by(home.sessions / summit, ballot, voters)


def off_by(folder: Path, ballot: str, voters: int) -> int:
    """Return by how many dots, and ballots, the hall's count is not what was given."""
    session = load(folder).session
    result = result_of(session, session.ballots[ballot])
    given = Counter(shown_id(number + turn) for number in range(voters) for turn in range(DOTS))
    counted = {session.shown_id(session.cards[row.card]): row.dots for row in result.rows}
    return sum(abs(counted[card] - dots) for card, dots in given.items()) + abs(result.ballots - voters)


def main() -> int:
    """Print the figures; 1 where a promise is missed."""
    voters = int(sys.argv[1]) if len(sys.argv) > 1 else VOTERS
    with tempfile.TemporaryDirectory() as place:
        measured = figures(Path(place), voters)
    print(HEADING)
    for figure in measured:
        print(figure)
    return int(not all(figure.kept for figure in measured))


if __name__ == "__main__":
    sys.exit(main())
