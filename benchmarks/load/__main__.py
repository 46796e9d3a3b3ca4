"""``make load``: what is promised of a room full of phones, as ratios to floors taken in the same run.

``python -m benchmarks.load serve`` measures the server without a console, ``… hostile`` with ten thousand sockets
that dawdle.
"""

from __future__ import annotations

import asyncio
import os
import platform
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from benchmarks.load import hostile, scenes
from benchmarks.load.crowd import Crowd
from benchmarks.load.disk import Flushes, raw_flushes
from benchmarks.load.program import Program, console, empty, room
from benchmarks.load.session import DOTS, SLUG, make_session
from benchmarks.measure import HEADING, Figure, ms, p
from workshop.store.folder import load

PHONES: Final = 500
WITHIN: Final = 20.0
CLOSED: Final = 200
SECONDS: Final = 4.0
TIMES: Final = 4


def floors() -> tuple[float, scenes.Rate]:
    """Return the empty handler's time for an instant of five hundred, and its rate in a closed loop."""
    program = empty()
    try:
        crowd = Crowd(program.url)
        cookie = b"workshop-123456=" + b"x" * 48
        requests = scenes.vote(crowd, [cookie] * PHONES, 0)
        at_once = instant(crowd, [requests] * TIMES)
        return at_once, scenes.in_a_closed_loop(crowd, program, requests[:CLOSED], SECONDS)
    finally:
        program.end()


def instant(crowd: Crowd, turns: list[list[bytes]]) -> float:
    """Return the shortest of several instants; between them the room comes to rest."""
    lines = [crowd.line() for _ in turns[0]]
    figures = []
    for requests in turns:
        figures.append(scenes.in_one_instant(crowd, lines, requests))
        end = time.perf_counter() + 1
        crowd.run(lambda end=end: time.perf_counter() > end)  # type: ignore[misc]
    scenes.hang_up(crowd, lines)
    return min(figures)


def figures(start: Callable[[Path, str], Program]) -> Iterator[Figure]:
    """Measure everything."""
    at_once, floor = floors()
    print(f"# floor: closed loop {floor.a_second:,.0f}/s at {floor.cpu * 1e6:.0f} µs of a core each")
    # Killed, the program leaves its export worker, which may still be writing.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        home = Path(place)
        folder = asyncio.run(make_session(home))
        print(f"# floor: raw append and fdatasync, one at a time {raw_flushes(home):,.0f}/s")
        program = start(home, SLUG)
        try:
            crowd = Crowd(program.url)
            if program.screen is not None:
                crowd.watch(program.screen)
            cookies, took = scenes.join(crowd, program, PHONES)
            refused = PHONES - len(cookies)
            yield Figure(f"{PHONES} joins at once, one address, refused", str(refused), f"in {took:.1f} s", refused, 0)
            yield Figure("… within seconds", f"{took:.1f} s", "", took, 20)
            ears = [crowd.listen(crowd.request("/events", cookie), lambda _: None) for cookie in cookies]
            yield from votes(crowd, program, cookies, home)
            yield from loop(crowd, program, cookies, f", {PHONES} streams", 1500)
            for ear in ears:
                crowd.close(ear)
            last = instant(crowd, [scenes.vote(crowd, cookies, turn) for turn in range(TIMES)])
            name = f"{PHONES} votes in one instant, the last"
            yield Figure(name, ms(last), f"empty {ms(at_once)}", last / at_once, 3)
            yield from loop(crowd, program, cookies, "", 4000, floor)
            yield Figure("memory, MB", f"{program.memory:.0f} MB", "", program.memory, 170)
            program.end(signal.SIGKILL)
            yield kept(folder)
        finally:
            program.end(signal.SIGKILL)


def votes(crowd: Crowd, program: Program, cookies: list[bytes], disk: Path) -> Iterator[Figure]:
    """Measure five votes of each within half a minute, with all streams open."""
    with Flushes(disk) as flushes:
        told = scenes.within(crowd, program, cookies, WITHIN)
    refused = sum(status != scenes.OK for status in told.statuses)
    yield Figure(f"{len(cookies)} phones, {DOTS} votes each, refused or lost", str(refused), "", refused, 0)
    for of, limit in ((95, 60), (99, 150)):
        taken = p(told.taken, of)
        floor = f"flush {ms(p(flushes.taken, of))}, late {ms(p(told.late, of))}"
        yield Figure(f"vote to acknowledged, p{of}, ms", ms(taken), floor, taken * 1000, limit)
    for where, delays in (("board", told.on_board), ("console", told.on_console)):
        if delays or program.screen is not None:
            shown = p(delays or [9e9], 95)
            yield Figure(f"vote to the {where}, p95, ms", ms(shown), "100 ms coalescing", shown * 1000, 250)


def loop(  # noqa: PLR0913, PLR0917 - what a closed loop is about
    crowd: Crowd, program: Program, cookies: list[bytes], listening: str, least: float, floor: scenes.Rate | None = None
) -> Iterator[Figure]:
    """Measure durable votes a second, and what of a core each takes."""
    rate = scenes.in_a_closed_loop(crowd, program, scenes.vote(crowd, cookies, 0)[:CLOSED], SECONDS)
    name, ours = f"{CLOSED} connections{listening}", f"{rate.a_second:,.0f}/s"
    yield Figure(f"{name}, votes/s", ours, f"{rate.cpu * 1e6:.0f} µs each", rate.a_second, least, at_least=True)
    if floor is not None:
        ratio = rate.a_second / floor.a_second
        yield Figure(f"{name}, of the floor's", ours, f"empty {floor.a_second:,.0f}/s", ratio, 0.35, at_least=True)


def kept(folder: Path) -> Figure:
    """Say how many voters' five votes are on the disk; all were acknowledged."""
    ballot = load(folder).session.open_ballot()
    whole = sum(sum(dots.values()) == DOTS for dots in ballot.votes.values()) if ballot else 0
    return Figure(
        "voters whose votes are kept after kill -9", str(whole), "all acknowledged", whole, PHONES, at_least=True
    )


def attacked() -> Iterator[Figure]:
    """Measure a phone's votes among sockets that dawdle."""
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(make_session(Path(place), 500))
        program = room(Path(place), SLUG)
        try:
            yield from hostile.figures(Crowd(program.url), program)
        finally:
            program.end()


def main() -> int:
    """Print a line a promise; return 1 where one was missed."""
    what = sys.argv[1] if len(sys.argv) > 1 else "console"
    told = attacked() if what == "hostile" else figures(room if what == "serve" else console)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {what}")
    print(HEADING)
    missed = 0
    for figure in told:
        print(figure, flush=True)
        missed += not figure.kept
    return 1 if missed else 0


sys.exit(main())
