"""Ten thousand voters of a hall, over four front ends, with the real message server, on loopback.

``python -m benchmarks.plenary [VOTERS]``, and part of ``make load-summit``. One front end and the server are killed in
the middle; a voter whose line broke tries again, as a phone does. All of it, and the voters, share this computer:
laptops of a hall do not.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from benchmarks.load.crowd import Answer, Crowd, Line
from benchmarks.load.program import Served
from benchmarks.load.scenes import join
from benchmarks.measure import HEADING, Figure, ms, p
from workshop.model import commands as c
from workshop.model.ballots import result_of
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.sharedctypes import Synchronized

VOTERS: Final = 10_000
FRONTS: Final = 4
DOTS: Final = 3
CARDS: Final = 12
LINES: Final = 24
"""Phones of one front end that ask at the same moment, each again as soon as it is answered."""

OK, SEE_OTHER = 200, 303
BROKEN: Final = 0
AGAIN_AFTER: Final = 0.1
LISTENING: Final = 500
PATIENCE: Final = 600.0
KILL_FRONT_AT, KILL_SERVER_AT = 0.35, 0.6


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


async def make_table(folder: Path) -> None:
    """Record what the hall will vote on."""
    async with SessionWriter(folder) as writer:
        await writer.do(c.StartSession("Learning", (("Parks", "What would people use in winter?"),), "7"))
        theme = writer.session.live_themes()[0].id
        for number in range(CARDS):
            await writer.do(c.AddCards("experiment", theme, (f"Experiment {number}: one lit loop for a month",)))


async def open_vote(folder: Path) -> str:
    """Open a vote on all cards of a session; return its name."""
    async with SessionWriter(folder) as writer:
        ballot = (await writer.do(c.DraftBallot(dots=DOTS, most=DOTS))).entry.id
        await writer.do(c.OpenBallot(ballot))
        return ballot


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


def cores(home: Home, summit: str, wall: subprocess.Popen[str], fronts: list[Front]) -> list[float]:
    """Return the seconds of a core that front ends, wall and message server have used."""
    return [sum(each.program.cpu for each in fronts), core(wall.pid), core(server_of(home, summit))]


def core(pid: int) -> float:
    """Return the seconds for which a process has used a core."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text("utf-8").split()[0]) for task in tasks) / 1e9


def server_of(home: Home, summit: str) -> int:
    """Return the message server's process."""
    pid = json.loads((home.sessions / summit / "wall" / "server.json").read_bytes())["pid"]
    assert isinstance(pid, int)
    return pid


def line_of(home: Home, summit: str) -> float:
    """Return the bytes of a line in the desk's copies."""
    files = (home.sessions / summit / "wall" / "hall").glob("f*/*.jsonl")
    lines = [len(line) for path in files for line in path.read_bytes().splitlines(keepends=True)]
    return sum(lines) / len(lines)


def listening(program: Served) -> tuple[float, float, float]:
    """Return the KB for each phone whose page listens, and milliseconds of a core to let it in and to tell it."""
    crowd = Crowd(program.url)
    memory, began = program.memory_now, program.cpu
    cookies, _ = join(crowd, program, LISTENING)
    pages: list[Answer] = []
    heard = [0]

    def hear(data: bytes) -> None:
        heard[0] += bool(data)

    for cookie in cookies:
        line = crowd.line()
        line.ask(crowd.request("/", cookie), pages.append)
        crowd.listen(crowd.request("/events", cookie), hear)
    crowd.run(lambda: heard[0] >= LISTENING and len(pages) == LISTENING)
    arrived = program.cpu
    before = heard[0]
    crowd.line().ask(crowd.request("/votes", cookies[0], {"card": shown_id(0), "dots": 1}), pages.append)
    crowd.run(lambda: heard[0] >= before + LISTENING)
    told, grown = program.cpu - arrived, program.memory_now - memory
    crowd.end()
    return grown * 1024 / LISTENING, (arrived - began) * 1000 / LISTENING, told * 1000 / LISTENING


def end_all(fronts: list[Front]) -> None:
    """End all front ends, those that came later too."""
    for each in fronts:
        each.program.end()


class Front(NamedTuple):
    """One front end, and the port that it keeps."""

    program: Served
    port: int


def front(home: Home, summit: str, number: int, port: int = 0) -> Front:
    """Start a front end."""
    port = port or free_port()
    words = ("serve", summit, "--front", f"f{number}", "--port", str(port))
    return Front(Served("-m", "workshop", "--home", str(home.path), *words), port)


def free_port() -> int:
    """Return a port that nobody takes now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_for_vote(home: Home, summit: str, ballot: str) -> None:
    """Return when every front end has the vote."""
    folders = [home.sessions / f"{summit}-front-f{number}" for number in range(FRONTS)]
    end = time.monotonic() + PATIENCE
    while not all(ballot in load(folder).session.ballots for folder in folders):
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.1)


def off_by(folder: Path, ballot: str, voters: int) -> int:
    """Return by how many dots, and ballots, the hall's count is not what was given."""
    session = load(folder).session
    result = result_of(session, session.ballots[ballot])
    given = Counter(shown_id(number + turn) for number in range(voters) for turn in range(DOTS))
    counted = {session.shown_id(session.cards[row.card]): row.dots for row in result.rows}
    return sum(abs(counted[card] - dots) for card, dots in given.items()) + abs(result.ballots - voters)


def said(home: Home, *words: str) -> str:
    """Run a command to its end; return what it said to people."""
    command = [sys.executable, "-m", "workshop", "--home", str(home.path), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr


def begun(home: Home, *words: str) -> subprocess.Popen[str]:
    """Start a command that goes on."""
    command = [sys.executable, "-m", "workshop", "--home", str(home.path), *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> None:
    """End it in good order."""
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)


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
