"""What a live summit takes of memory: the desk's process with thirty tables, and a table's console that takes part."""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measure import HEADING, Figure
from benchmarks.terminal import Terminal
from workshop.model.commands import AddCards, StartSession
from workshop.store.writer import SessionWriter, now_ms
from workshop.sync.join_code import read_code
from workshop.sync.membership import join
from workshop.sync.publisher import Publisher

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES: Final = 30
ENTRIES: Final = 334
RUNS: Final = 3
SETTLE: Final = 6.0
"""Seconds until a console has joined, and has nothing more to load."""

MEGABYTE: Final = 1024.0
NAME: Final = "leadership"


def resident(pid: int) -> float:
    """Return a process's memory in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return float(status.partition("VmRSS:")[2].split()[0]) / MEGABYTE


def of_children(pid: int) -> float:
    """Return the memory in MB of what a process has started: of the desk, the message server and who watches it."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for task in tasks for child in task.read_text(encoding="ascii").split()]
    return sum(resident(child) + of_children(child) for child in children)


@contextmanager
def wall(home: Path) -> Iterator[tuple[int, str]]:
    """Start a wall in a process of its own; return its id and the code."""
    command = [sys.executable, "-m", "workshop", "--home", str(home), "wall", "hall"]
    command += ["--headless", "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield process.pid, process.stdout.readline().split()[1]
        finally:
            process.terminate()


async def fill(folder: Path, number: int) -> SessionWriter:
    """Record a table's entries."""
    writer = SessionWriter(folder)
    await writer.do(StartSession(f"Table {number}", themes=(("Leadership", ""),), table=str(number)))
    theme = writer.session.live_themes()[0].id
    texts = (f"What table {number} said as line {line} of what it talked about" for line in range(ENTRIES - 1))
    await asyncio.gather(*(writer.do(AddCards("insight", theme, (text,))) for text in texts))
    return writer


async def send_all(place: Path, code: str) -> None:
    """Let thirty tables send all they have; return when the desk has it."""
    async with AsyncExitStack() as stack:
        publishers = []
        for number in range(1, TABLES + 1):
            writer = await fill(place / f"t{number}", number)
            stack.push_async_callback(writer.close)
            membership = join(writer.folder, read_code(code))
            publisher = Publisher(writer.folder, membership, writer.session, lambda: None, now_ms)
            stack.push_async_callback(publisher.close)
            publishers.append(publisher)
        while not all(publisher.standing.complete for publisher in publishers):  # noqa: ASYNC110 - it may take long
            await asyncio.sleep(0.1)


def of_desk(place: Path) -> Iterator[Figure]:
    """Measure the desk's process and the server's, when everything has arrived and was compared."""
    with wall(place / "home") as (pid, code):
        asyncio.run(send_all(place, code))
        time.sleep(SETTLE)
        ours, server = resident(pid), of_children(pid)
    said = f"{TABLES} × {ENTRIES} entries"
    yield Figure("desk's memory (≤ 200 MB)", f"{ours:.0f} MB", said, ours, 200)
    yield Figure("message server's memory beside it (≤ 100 MB)", f"{server:.0f} MB", said, server, 100)


def of_console(place: Path) -> Iterator[Figure]:
    """Measure a table's console alone and taking part, in turns."""
    alone, part = place / "alone", place / "part"
    for home in (alone, part):
        asyncio.run(_one_table(home / "sessions" / NAME))
    with wall(place / "hall") as (_, code):
        join(part / "sessions" / NAME, read_code(code))
        pairs = [tuple(_console_memory(home) for home in (alone, part)) for _ in range(RUNS)]
    floor, ours = (statistics.median(each) for each in zip(*pairs, strict=True))
    grown = ours - floor
    yield Figure("a console's memory by taking part (≤ 10 MB)", f"{grown:+.1f} MB", f"alone {floor:.0f} MB", grown, 10)


async def _one_table(folder: Path) -> None:
    await (await fill(folder, 7)).close()


def _console_memory(home: Path) -> float:
    argv = (sys.executable, "-m", "workshop", "open", NAME)
    terminal = Terminal(*argv, WORKSHOP_HOME=str(home), PATH=os.environ["PATH"])
    try:
        terminal.drain(time.perf_counter() + SETTLE)
        return resident(terminal.pid)
    finally:
        terminal.end()


def main() -> int:
    """Print the figures; 1 where a promise is missed."""
    print(HEADING)
    kept = True
    for part in (of_desk, of_console):
        with tempfile.TemporaryDirectory() as place:
            for figure in part(Path(place)):
                print(figure, flush=True)
                kept = kept and figure.kept
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
