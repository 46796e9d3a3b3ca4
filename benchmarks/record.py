"""The promises of the record: writing, opening, changing, listing, exporting, merging."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.measure import Figure, best, ms, process, seconds, side_by_side, without_collection
from workshop.live.publish import PublishRequest, files_of
from workshop.model.commands import AddCards, Command, DraftBallot, NoteCard, OpenBallot, SetDots, StartSession
from workshop.model.entry import Entry
from workshop.model.history import History
from workshop.publishing.publication import APPENDIX
from workshop.store.codec import encode
from workshop.store.folder import JOURNAL, TABLES, load
from workshop.store.foreign import JournalLine
from workshop.store.journal import Journal
from workshop.store.merge import merge_tables
from workshop.store.writer import SessionWriter

NOW = 1_795_338_843_000
WORDS = (
    *("paths", "flood", "by", "the", "east", "gate", "nobody", "knows", "what", "is", "on", "in"),
    *("park", "when", "lights", "go", "out", "at", "four", "café", "shuts", "October", "walkers"),
)


def figures() -> Iterator[Figure]:
    """Measure them all, one after another."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("WORKSHOP_BENCH")) as folder:
        home = Path(folder)
        yield durable_entries(home)
        yield one_event()
        yield from opening(home)
        yield listing(home)
        yield from documents(home)
        yield merging(home)
        yield receiving(home)


def sentence(number: int) -> str:
    """Return a card's words, another for each number."""
    return " ".join(WORDS[(number * step) % len(WORDS)] for step in range(3, 14)) + f" {number}"


class Table:
    """A session in memory, to which commands are given without a disk."""

    def __init__(self, themes: int = 1, table: str = "7", node: str = "bench0", now: int = NOW) -> None:
        self.history = History()
        self.node = node
        self._now = now
        self.do(StartSession(f"Table {table}", tuple((f"Theme {n}", "Why?") for n in range(themes)), table))
        self.themes = [theme.id for theme in self.history.session.live_themes()]

    def do(self, command: Command) -> Entry:
        """Carry out one command."""
        self._now += 5
        return self.history.record(command, self._now, self.node, "facilitator")

    def add(self, cards: int, start: int = 0) -> None:
        """Add cards, turn about to all themes, two insights to one experiment."""
        for number in range(start, start + cards):
            kind = "insight" if number % 3 else "experiment"
            self.do(AddCards(kind, self.themes[number % len(self.themes)], (sentence(number),)))

    def save(self, folder: Path) -> None:
        """Write the journal as one group."""
        journal = Journal(folder / JOURNAL, self.node)
        journal.append(self.history.entries)
        journal.close()


def durable_entries(home: Path, waiting: int = 64, groups: int = 40) -> Figure:
    """Durable entries a second through the room with 64 waiting, and raw JSON, append and fdatasync in groups of 64."""
    folder = home / "durable"
    Table().save(folder)

    async def through_the_room() -> float:
        async with SessionWriter(folder) as writer:
            theme = writer.session.live_themes()[0].id

            async def person(number: int) -> None:
                for turn in range(groups):
                    await writer.do(AddCards("insight", theme, (sentence(number * groups + turn),)))

            start = asyncio.get_running_loop().time()
            await asyncio.gather(*map(person, range(waiting)))
            return asyncio.get_running_loop().time() - start

    with without_collection():
        pairs = [(asyncio.run(through_the_room()), raw_appending(home / "raw", waiting, groups)) for _ in range(5)]
    ours, floor = (min(column) for column in zip(*pairs, strict=True))
    count = waiting * groups
    rate = f"{count / ours:,.0f}/s"
    return Figure("durable entries, 64 waiting", rate, f"raw {count / floor:,.0f}/s", floor / ours, 0.3, at_least=True)


def raw_appending(path: Path, waiting: int, groups: int) -> float:
    """Return the seconds for the same entries as plain JSON, appended and flushed in groups."""
    stamp = "20261122T091403.512Z-000-k7q2ab"
    card = {"type": "CardAdded", "card": stamp, "kind": "insight", "theme": f"{stamp}/000001"}
    head = {"id": stamp, "by": "facilitator", "v": 1}
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def line(number: int) -> str:
        return json.dumps({"n": number, **head, "events": [{**card, "label": f"I{number}", "text": sentence(number)}]})

    def write() -> None:
        for group in range(groups):
            lines = [line(number) for number in range(group * waiting, (group + 1) * waiting)]
            os.write(file, "\n".join(lines).encode())
            os.fdatasync(file)

    taken = seconds(write)
    os.close(file)
    return taken


def one_event() -> Figure:
    """One card added at 5 000 cards and at 100: decide, apply, keep."""

    def added(cards: int) -> float:
        table = Table(themes=3)
        table.add(cards)
        starts = iter(range(cards, cards + 1_000, 200))
        with without_collection():
            return best(lambda: table.add(200, next(starts))) / 200

    pairs = [(added(5_000), added(100)) for _ in range(3)]
    large, small = (min(column) for column in zip(*pairs, strict=True))
    return Figure(
        "one event at 5 000 cards", f"{large * 1e6:.0f} µs", f"at 100 {small * 1e6:.0f} µs", large / small, 1.5
    )


OPENING = """
import json, sys, time
from pathlib import Path

def most_memory():  # in MB; getrusage would tell of the parent, if that had more
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024

folder = Path(sys.argv[1])
if sys.argv[2] == "ours":
    from workshop.store.folder import load
    start = time.perf_counter(); history = load(folder); taken = time.perf_counter() - start
else:
    lines = b"".join(p.read_bytes() for p in (folder / "journal").iterdir()).split(b"\\n")[:-1]
    start = time.perf_counter(); kept = [json.loads(line) for line in lines]; taken = time.perf_counter() - start
print(taken, most_memory())
"""


def opening(home: Path, entries: int = 50_000) -> Iterator[Figure]:
    """Opening a session of 50 000 entries (a tenth cards, the rest votes), and json.loads over its lines."""
    folder = home / "long"
    table = Table(themes=5)
    table.add(entries // 10)
    cards = [card.id for card in table.history.session.ordered()]
    ballot = table.do(DraftBallot(dots=100, most=100)).id
    table.do(OpenBallot(ballot))
    for number in range(entries - len(table.history.entries)):
        table.do(SetDots(ballot, f"voter{number // 20:08d}", cards[number % len(cards)], 1 + number % 3))
    table.save(folder)

    def run(side: str) -> tuple[float, float]:
        printed = subprocess.check_output([sys.executable, "-c", OPENING, str(folder), side], text=True).split()
        return float(printed[0]), float(printed[1])

    pairs = [(run("ours"), run("floor")) for _ in range(3)]
    ours, floor = min(o for (o, _), _ in pairs), min(f for _, (f, _) in pairs)
    memory = max(m for (_, m), _ in pairs)
    yield Figure("opening 50 000 entries", ms(ours), f"json.loads {ms(floor)}", ours / floor, 4)
    yield Figure("opening 50 000 entries, memory", f"{memory:.0f} MB", "promised 250 MB", memory / 250, 1)


def listing(home: Path, sessions: int = 30) -> Figure:
    """``workshop list`` of thirty tables as a process, and importing pydantic and tinydb."""
    place = home / "listing"
    for number in range(sessions):
        table = Table(table=str(number + 1), node=f"list{number:02d}")
        table.add(40)
        table.save(place / "sessions" / f"table-{number + 1}")
    ours = process(["-m", "workshop", "--home", str(place), "list"])
    ours()
    mine, floor = side_by_side(ours, process(["-c", "import pydantic, tinydb"]), times=11)
    return Figure("workshop list, as a process", ms(mine), f"imports {ms(floor)}", mine / floor, 1.5)


def documents(home: Path) -> Iterator[Figure]:
    """Word files: one table of 40 cards, and 40 tables of 30; Markdown of the same report beside them."""
    for name, themes, cards, limit in (("one table, 40 cards", 1, 40, 0.3), ("40 tables x 30 cards", 40, 1_200, 2.0)):
        table = Table(themes=themes)
        table.add(cards)
        wanted = PublishRequest(("docx", "md"))
        word, markdown = (
            best(partial(files_of, home, table.history, APPENDIX, form, wanted)) for form in wanted.formats
        )
        yield Figure(f"docx of {name}, seconds", ms(word), f"md {ms(markdown)}", word, limit)


def merging(home: Path, tables: int = 200, cards: int = 100) -> Figure:
    """200 tables of 100 cards into a summit, until its board is there; copying the same bytes beside it."""
    sources = []
    for number in range(tables):
        table = Table(themes=2, table=str(number + 1), node=f"merg{number:03d}", now=NOW + number * 1_000_000)
        table.add(cards)
        folder = home / "tables" / f"table-{number + 1}"
        table.save(folder)
        sources.append(folder)
    summit = home / "summit"

    def merge() -> None:
        merge_tables(sources, summit)
        Table(node="summit").save(summit)
        session = load(summit).session
        assert len(session.cards) == tables * cards

    def copy() -> None:
        for source in sources:
            for journal in (source / JOURNAL).iterdir():
                (home / "copied").write_bytes(journal.read_bytes())

    taken, floor = seconds(merge), seconds(copy)
    return Figure("merge of 200 tables x 100 cards, seconds", ms(taken), f"copying {ms(floor)}", taken, 3)


def receiving(home: Path) -> Figure:
    """One entry of a table taken up live: a summit of 200 tables of 100 cards with 1 000 acts of its own, and of 5."""

    def received(name: str, tables: int, own: int) -> float:
        folder = home / name
        every = [Table(2, str(n + 1), f"live{n:03d}", NOW + n * 1_000_000) for n in range(tables)]
        for table in every:
            table.add(100)
            table.save(home / "apart")
            (folder / TABLES).mkdir(parents=True, exist_ok=True)
            (home / "apart" / JOURNAL).rename(folder / TABLES / table.history.session.id)

        async def live() -> float:
            async with SessionWriter(folder) as writer:
                await writer.do(StartSession("Summit", bare=True))
                cards = list(writer.session.cards)
                for number in range(0, own, 50):
                    acts = (NoteCard(cards[n % len(cards)], f"Note {n}") for n in range(number, number + 50))
                    await asyncio.gather(*map(writer.do, acts))
                times = []
                for number in range(300):
                    table = every[number % len(every)]
                    kind, theme = ("insight", table.themes[number % 2])
                    entry = table.do(AddCards(kind, theme, (sentence(number),)))
                    raw = encode(entry, len(table.history.entries))
                    start = asyncio.get_running_loop().time()
                    await writer.receive(table.history.session.id, [JournalLine(table.node, raw)])
                    times.append(asyncio.get_running_loop().time() - start)
                assert writer.session == load(folder).session
                return sorted(times)[len(times) // 2]

        return asyncio.run(live())

    large, small = received("summit-large", 200, 1_000), received("summit-small", 5, 50)
    small_said = f"of 5 tables {small * 1e3:.2f} ms"
    return Figure("one entry of 200 tables taken up live", f"{large * 1e3:.2f} ms", small_said, large / small, 1.5)
