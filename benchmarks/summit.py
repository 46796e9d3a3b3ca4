"""``make load-summit``: what is promised of a live summit, with the real message server, on loopback.

``python -m benchmarks.summit [SECONDS]``: thirty tables record ten entries a second each, for so long (60 where nothing
is said); then ten thousand people vote over four front ends (``plenary.py``), and a session moves (``moving.py``). All
tables and the desk share one process here, which thirty laptops do not: the figures are the worse for it.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks import moving, plenary
from benchmarks.load.disk import raw_flushes
from benchmarks.measure import HEADING, Figure, ms, p
from workshop.model.commands import AddCards, StartSession
from workshop.model.hlc import moment_of
from workshop.store.folder import JOURNAL
from workshop.store.writer import SessionWriter, now_ms
from workshop.sync.desk import SummitDesk
from workshop.sync.membership import join
from workshop.sync.publisher import Publisher
from workshop.sync.server import NatsServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from workshop.model.entry import Entry
    from workshop.model.history import History

TABLES: Final = 30
A_SECOND: Final = 10
SECONDS: Final = 60.0
LATE: Final = 3_000
TYPED: Final = 300
APART: Final = 0.02
"""Seconds between two lines at the one table whose Enter is measured: far quicker than anybody types."""

MEGABYTE: Final = 1024.0


class TimedDesk(SummitDesk):
    """Notes how long each entry took from the table's clock to the wall's; here they are one clock."""

    def __init__(self, folder: Path) -> None:
        server = NatsServer(folder / "wall", "127.0.0.1", told=lambda _: None)
        super().__init__(folder, "Hall", server, told=lambda: None, now=now_ms)
        self.took: list[float] = []

    def _extend(self, session: str, history: History, entries: list[Entry]) -> None:
        super()._extend(session, history, entries)
        now = now_ms()
        self.took += [(now - moment_of(entry.id)) / 1000 for entry in entries]


class BusyTable:
    """A table that records, and sends where it has joined."""

    def __init__(self, writer: SessionWriter) -> None:
        self.writer = writer
        self.publisher: Publisher | None = None

    async def add(self, text: str) -> float:
        """Record a line; return how long it took."""
        start = time.perf_counter()
        await self.writer.do(AddCards("insight", self.writer.session.live_themes()[0].id, (text,)))
        return time.perf_counter() - start

    @property
    def complete(self) -> bool:
        """Whether the desk has told that its files are the same as these now are."""
        standing = self.publisher.standing if self.publisher else None
        return bool(standing and standing.complete and standing.recorded == len(self.writer.history.entries))

    def join(self, desk: SummitDesk) -> None:
        """Take part from now on."""
        known = join(self.writer.folder, desk.code)
        self.publisher = Publisher(self.writer.folder, known, self.writer.session, lambda: None, now_ms)
        self.writer.watch(self.publisher.flushed)


@asynccontextmanager
async def table(folder: Path, number: int) -> AsyncIterator[BusyTable]:
    """Open a table's session."""
    writer = SessionWriter(folder)
    await writer.do(StartSession("Leadership", themes=(("Funding", ""),), table=str(number)))
    seat = BusyTable(writer)
    try:
        yield seat
    finally:
        if seat.publisher is not None:
            await seat.publisher.close()
        await writer.close()


async def figures(place: Path, seconds: float) -> list[Figure]:
    """Measure everything, one after the other, with one desk."""
    desk = TimedDesk(place / "summit")
    await desk.start()
    try:
        return [await enter(place, desk), *await hall(place, desk, seconds), await late(place, desk), *memory(desk)]
    finally:
        await desk.stop()


async def enter(place: Path, desk: SummitDesk) -> Figure:
    """Measure Enter at one table, alone and taking part, in turns so that a slow moment meets both."""
    alone: list[float] = []
    taking_part: list[float] = []
    async with table(place / "alone", 98) as one, table(place / "part", 99) as other:
        other.join(desk)
        await complete([other])
        for number in range(TYPED):
            for seat, figures in ((one, alone), (other, taking_part)):
                figures.append(await seat.add(f"line {number}"))
                await asyncio.sleep(APART)
        await complete([other])
    ours, floor = p(taking_part, 95), p(alone, 95)
    return Figure("Enter's p95 at a table that takes part", ms(ours), f"alone {ms(floor)}", ours / floor, 1.1)


async def hall(place: Path, desk: TimedDesk, seconds: float) -> list[Figure]:
    """Measure thirty tables at once."""
    async with AsyncExitStack() as stack:
        seats = [await stack.enter_async_context(table(place / f"t{n}", n)) for n in range(1, TABLES + 1)]
        for seat in seats:
            seat.join(desk)
        await complete(seats)
        desk.took.clear()
        await asyncio.gather(*(_record(seat, seconds) for seat in seats))
        took = list(desk.took)
        await complete(seats)
        recorded = sum(len(seat.writer.history.entries) for seat in seats)
        same = all(_same(place, seat) for seat in seats)
    floor = f"disk: {raw_flushes(place):.0f} flushes/s"
    note = f"p50 {ms(p(took, 50))}; {TABLES * A_SECOND} entries/s offered, each flushed at its table, server and desk"
    return [
        Figure("entry → wall, p95 (≤ 0.3 s)", ms(p(took, 95)), floor, p(took, 95), 0.3, note=note),
        Figure("entries lost or changed on the way", str(recorded), "the tables' files", float(not same), 0),
    ]


async def _record(seat: BusyTable, seconds: float) -> None:
    end = time.monotonic() + seconds
    due = time.monotonic()
    number = 0
    while time.monotonic() < end:
        await seat.add(f"line {number} of a table of the hall")
        number += 1
        due += 1 / A_SECOND
        await asyncio.sleep(max(0.0, due - time.monotonic()))


def _same(place: Path, seat: BusyTable) -> bool:
    """Return whether the desk has a table's files as they are."""
    session = seat.writer.session.id
    files = (seat.writer.folder / JOURNAL).glob("*.jsonl")
    return all((place / "summit" / "tables" / session / f.name).read_bytes() == f.read_bytes() for f in files)


async def late(place: Path, desk: SummitDesk) -> Figure:
    """Measure how long a table takes that joins with three thousand entries."""
    async with table(place / "late", 97) as seat:
        theme = seat.writer.session.live_themes()[0].id
        many = [seat.writer.do(AddCards("insight", theme, (f"line {n}",))) for n in range(LATE)]
        await asyncio.gather(*many)
        start = time.perf_counter()
        seat.join(desk)
        await complete([seat])
        took = time.perf_counter() - start
    floor = f"disk: {raw_flushes(place):.0f} flushes/s"
    return Figure(f"{LATE} entries late, until complete (≤ 3 s)", f"{took:.2f} s", floor, took, 3.0)


def memory(desk: SummitDesk) -> Iterator[Figure]:
    """Measure the server; the desk's own share cannot be told from the tables' here."""
    taken = resident(desk.server.pid)
    yield Figure("message server's memory (≤ 100 MB)", f"{taken:.0f} MB", "", taken, 100)


def resident(pid: int) -> float:
    """Return a process's memory in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return float(status.partition("VmRSS:")[2].split()[0]) / MEGABYTE


async def complete(seats: list[BusyTable]) -> None:
    """Return when the desk has everything that was recorded."""
    end = time.monotonic() + 60
    while not all(seat.complete for seat in seats):
        assert time.monotonic() < end, "not complete within a minute"
        await asyncio.sleep(0.01)


def main() -> int:
    """Print the figures; 1 where a promise is missed."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as place:
        measured = asyncio.run(figures(Path(place), seconds))
    with tempfile.TemporaryDirectory() as place:
        measured += plenary.figures(Path(place))
    with tempfile.TemporaryDirectory() as place:
        measured += moving.figures(Path(place))
    print(HEADING)
    for figure in measured:
        print(figure)
    return int(not all(figure.kept for figure in measured))


if __name__ == "__main__":
    sys.exit(main())
