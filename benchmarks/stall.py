"""How long the console's loop stands still while much is done: whoever types then waits that long.

``python -m benchmarks.stall`` prints, for a session of 5 000 cards open in the console, the longest time between two
ticks of the loop while the appendix is written, a thousand changes come at once, the board is shown, and tables are
merged.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from textual.pilot import Pilot

from benchmarks.console import make_session
from benchmarks.measure import HEADING, Figure
from workshop.app import Console
from workshop.keymap import Keyboard
from workshop.live.follower import OwnTable
from workshop.live.interpreter import HANDOVER
from workshop.live.merge import gather
from workshop.live.workspace import Workspace
from workshop.model.commands import AddCards, RetitleSession, StartSession
from workshop.screens.board.screen import BoardScreen
from workshop.store.locations import Home, session_folders
from workshop.store.writer import SessionWriter

CARDS: Final = 5000
CHANGES: Final = 1000
PHONES: Final = 200
SHOWN: Final = 0.5
"""Seconds in which what came is shown."""

TABLES: Final = 40
CARDS_EACH: Final = 100
TICK: Final = 0.002
IDLE: Final = 2.0
LIMIT: Final = 50.0
SIZE: Final = (120, 40)


class Stall(NamedTuple):
    """The longest time between two ticks in milliseconds, and the most that our own process computed between two."""

    wall: float
    own: float


async def longest_stall(work: Callable[[], Awaitable[object]]) -> Stall:
    """Return how long the loop stands still at most while ``work`` is done.

    Other programs lengthen the time on the wall; they do not lengthen what this process computes, in all its
    threads, from one tick to the next.
    """
    wall = own = 0.0

    async def tick() -> None:
        nonlocal wall, own
        while True:
            before, computed = time.perf_counter(), time.process_time()
            await asyncio.sleep(TICK)
            wall = max(wall, time.perf_counter() - before - TICK)
            own = max(own, time.process_time() - computed)

    ticking = asyncio.create_task(tick())
    await asyncio.sleep(5 * TICK)
    await work()
    await asyncio.sleep(5 * TICK)
    ticking.cancel()
    with suppress(asyncio.CancelledError):
        await ticking
    return Stall(wall * 1000, own * 1000)


@asynccontextmanager
async def at_the_table(home: Home, slug: str) -> AsyncIterator[tuple[Workspace, Pilot[int]]]:
    """Open a session in a console; wait until its first appendix is written and all is quiet."""
    workspace = Workspace(home, home.sessions / slug)
    sys.setswitchinterval(HANDOVER)  # as the program itself does
    try:
        async with Console(home, workspace).run_test(size=SIZE) as pilot:
            workspace.auto_exporter.write_now()
            await written(workspace, 0)
            await pilot.pause()
            yield workspace, pilot
    finally:
        await workspace.close()


async def written(workspace: Workspace, since: int) -> None:
    """Wait until the appendix has been written after a moment."""
    while workspace.status.appendix <= since:
        assert not workspace.status.behind, workspace.status.sentence
        await asyncio.sleep(0.01)


async def export(workspace: Workspace) -> None:
    """Change something, and let the appendix be written."""
    since = workspace.status.appendix
    await workspace.do(RetitleSession(f"Changed at {since}"))
    workspace.auto_exporter.write_now()
    await written(workspace, since)


async def burst(workspace: Workspace) -> None:
    """Let two hundred phones send five cards each, as fast as they are answered, and let the cards be shown."""
    theme = workspace.session.live_themes()[0].id

    async def phone(number: int) -> None:
        for card in range(CHANGES // PHONES):
            await workspace.writer.do(AddCards("insight", theme, (f"Card {card} of phone {number}",)))

    await asyncio.gather(*map(phone, range(PHONES)))
    await asyncio.sleep(SHOWN)


async def paste(workspace: Workspace) -> None:
    """Record a thousand pasted lines, and let the cards be shown."""
    theme = workspace.session.live_themes()[0].id
    await workspace.record("insight", theme, tuple(f"Pasted line number {n}" for n in range(CHANGES)))
    await asyncio.sleep(SHOWN)


async def session(workspace: Workspace, pilot: Pilot[int]) -> None:
    """Show the board over the table until all its pages are there, for another size, and while a card comes."""
    page = BoardScreen(OwnTable(workspace), Keyboard())
    await pilot.app.push_screen(page)
    pages = 0
    for width, height in (SIZE, (SIZE[0], SIZE[1] // 2)):
        await pilot.resize_terminal(width, height)
        while page.spread.pages <= pages:  # noqa: ASYNC110 - no event tells it
            await asyncio.sleep(TICK)
        pages = max(1, page.spread.pages)
    await workspace.record("insight", workspace.session.live_themes()[0].id, ("One more",))
    await asyncio.sleep(SHOWN)
    pilot.app.pop_screen()


async def merge(home: Home, workspace: Workspace) -> None:
    """Merge the tables into the summit that is open, and take them up."""
    sources = [folder for folder in session_folders(home) if folder.name.startswith("table-")]
    merged = await asyncio.to_thread(gather, home, sources, workspace.folder.name, lambda _done, _of: None)
    assert merged.taken == TABLES
    await workspace.take_up_tables()
    await asyncio.sleep(SHOWN)


async def make_summit(home: Home) -> str:
    """Record tables of a hundred cards each, and begin a summit with one of them; return its slug."""
    for number in range(TABLES + 1):
        async with SessionWriter(home.sessions / (f"table-{number}" if number else "first")) as writer:
            await writer.do(StartSession(f"Table {number}", (), str(number)))
            theme = writer.session.live_themes()[0].id
            cards = (AddCards("insight", theme, (f"Card {n} of table {number}",)) for n in range(CARDS_EACH))
            await asyncio.gather(*(writer.do(wish) for wish in cards))
    gather(home, [home.sessions / "first"], "summit", lambda _done, _of: None)
    async with SessionWriter(home.sessions / "summit") as writer:
        await writer.do(StartSession("Summit", bare=True))
    return "summit"


async def measure(home: Home, slug: str) -> list[Figure]:
    """Measure everything in one console."""
    summit = await make_summit(home)
    async with at_the_table(home, summit) as (merged, _):
        merging = await longest_stall(lambda: merge(home, merged))
    async with at_the_table(home, slug) as (workspace, pilot):
        idle = await longest_stall(lambda: asyncio.sleep(IDLE))
        found = [
            ("an export", await longest_stall(lambda: export(workspace))),
            (f"{CHANGES} changes at once", await longest_stall(lambda: burst(workspace))),
            (f"{CHANGES} pasted lines", await longest_stall(lambda: paste(workspace))),
            ("the board", await longest_stall(lambda: session(workspace, pilot))),
        ]
    names = [(f"longest stall by {what}, {CARDS} cards", stall) for what, stall in found]
    names.append((f"longest stall by merging {TABLES} tables of {CARDS_EACH}", merging))
    return [
        Figure(name, f"{stall.own:.1f} ms", f"wall {stall.wall:.0f}, idle {idle.wall:.0f} ms", stall.own, LIMIT)
        for name, stall in names
    ]


def figures() -> Iterator[Figure]:
    """Measure everything."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        slug = make_session(home, CARDS)
        yield from asyncio.run(measure(Home(home), slug))


if __name__ == "__main__":
    print(f"load {os.getloadavg()[0]:.1f}")
    print(HEADING)
    for figure in figures():
        print(figure, flush=True)
