"""The console in a real terminal, against a bare Textual app of one Static measured in the same run.

Each program is started once before it is measured, so that Python's compiled files are there for both, as they
are on a table's computer from the second start on. What is compared takes turns: a busy moment meets all alike.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from benchmarks.measure import Figure, Samples
from benchmarks.terminal import Terminal, python
from workshop.model.commands import AddCards, StartSession
from workshop.store.atomic_files import flush
from workshop.store.writer import SessionWriter

BARE: Final = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("the floor")
    def on_key(self, event):
        self.query_one(Static).update(f"the key {event.key}")
Bare().run()
"""
FEW: Final = 100
MANY: Final = 5000
STARTS: Final = 9
KEYS: Final = 100
LINES: Final = 100
WORDS: Final = "people would come if the lights stayed on and somebody told them what is on"

PACE: Final = 60 / (90 * 5)
"""Seconds between two keys of ninety words a minute, a word being five keys, as typists count."""

TYPED: Final = 30
"""Seconds for which the typist types: the appendix is written meanwhile."""


def figures() -> Iterator[Figure]:
    """Measure everything the console promises of speed; say so where that cannot be done."""
    if sys.platform == "win32":
        yield Figure("the console in a terminal", "skipped", "needs a pseudo terminal", 0, 0)
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["PYTHONPYCACHEPREFIX"] = str(home / "compiled")
        try:
            slugs = {cards: make_session(home, cards) for cards in (FEW, MANY)}
            yield from starts(home, slugs)
            yield from keys(home, slugs[MANY])
            yield from typist(home, slugs[MANY])
        finally:
            del os.environ["PYTHONPYCACHEPREFIX"]


def make_session(home: Path, cards: int) -> str:
    """Record a session of so many cards, four insights to an experiment; return its slug."""
    slug = f"cards-{cards}"

    async def work() -> None:
        async with SessionWriter(home / "sessions" / slug) as writer:
            await writer.do(StartSession(f"{cards} cards", (("Parks", "What would people use in winter?"),), "7"))
            theme = writer.session.live_themes()[0].id
            wishes = (
                AddCards("experiment" if n % 5 == 0 else "insight", theme, (f"Card {n}: {WORDS[: 20 + n % 55]}",))
                for n in range(1, cards + 1)
            )
            await asyncio.gather(*(writer.do(wish) for wish in wishes))

    asyncio.run(work())
    return slug


def console(home: Path, slug: str) -> Terminal:
    """Open a session in the console."""
    return python("-m", "workshop", "--home", str(home), "open", slug)


def starts(home: Path, slugs: Mapping[int, str]) -> Iterator[Figure]:
    """Measure first paints: until the last card is on the screen."""
    floors: list[float] = []
    ours: dict[int, list[float]] = {cards: [] for cards in slugs}
    for _ in range(STARTS + 1):
        floors.append(_first_paint(lambda: python("-c", BARE), b"the floor"))
        for cards, slug in slugs.items():
            ours[cards].append(_first_paint(lambda slug=slug: console(home, slug), f"Card {cards}:".encode()))  # type: ignore[misc]
    floor = statistics.median(floors[1:])
    for (cards, times), limit in zip(ours.items(), (2.0, 2.5), strict=True):
        ratio = statistics.median(time / floor for time, floor in zip(times[1:], floors[1:], strict=True))
        yield Figure(
            f"first paint, {cards} cards", _ms(statistics.median(times[1:])), f"bare app {_ms(floor)}", ratio, limit
        )


def _first_paint(start: Callable[[], Terminal], words: bytes) -> float:
    terminal = start()
    try:
        return terminal.wait_for(words, terminal.began)
    finally:
        terminal.end()


def keys(home: Path, slug: str) -> Iterator[Figure]:
    """Measure keys at many cards: a letter, scrolling, Enter; then the memory, when the appendix has been written."""
    bare, ours = python("-c", BARE), console(home, slug)
    try:
        bare.wait_for(b"the floor", 0)
        ours.wait_for(f"Card {MANY}:".encode(), 0)
        for terminal in (bare, ours):
            terminal.settle(1)
        letter, floor = _in_turns(ours, bare)
        yield Figure(
            f"a letter, {MANY} cards, p95",
            _ms(letter.p95),
            f"bare app {_ms(floor.p95)}",
            letter.p95 / floor.p95,
            3.0,
            note=f"{letter}; bare app: {floor}",
        )
        yield from _scrolling(ours)
        ours.press(b"\x1b")
        ours.settle()
        enter, disk = _recorded(ours, home)
        yield Figure(
            f"Enter to a durable card, {MANY} cards, p95",
            _ms(enter.p95),
            f"less a flush, {_ms(disk.p95)}",
            enter.p95 - disk.p95,
            30,
            note=f"{enter}; a flush: {disk}",
        )
        _wait_for(home / "exports" / slug)
        memory = ours.memory()
        yield Figure(f"memory, {MANY} cards", f"{memory} MB", "with an appendix written", memory, 110)
    finally:
        bare.end()
        ours.end()


def _scrolling(ours: Terminal) -> Iterator[Figure]:
    """Measure moving through the cards, by one and by a page."""
    ours.press(b"\x1b[A")
    for name, key in (("card", b"\x1b[A"), ("page", b"\x1b[5~")):
        used, scroll = ours.processor(), Samples()
        for _ in range(KEYS):
            _press(scroll, ours, key)
        used = (ours.processor() - used) / KEYS
        yield Figure(
            f"scrolling by a {name}, {MANY} cards, p95",
            _ms(scroll.p95),
            f"of processor {_ms(used)}",
            scroll.p95,
            16,
            note=str(scroll),
        )


def _in_turns(ours: Terminal, bare: Terminal) -> tuple[Samples, Samples]:
    """Return the milliseconds from a letter to its paint, of both."""
    letter, floor = Samples(), Samples()
    for n in range(KEYS):
        _press(letter, ours, b"x")
        _press(floor, bare, b"x" if n % 2 else b"y")
    return letter, floor


def _press(samples: Samples, terminal: Terminal, key: bytes) -> None:
    terminal.settle(0.04)
    samples.take(lambda: terminal.press(key))


def _recorded(terminal: Terminal, home: Path) -> tuple[Samples, Samples]:
    """Return the milliseconds from Enter until the card stands there with its number, and of a flush meanwhile.

    A number is shown only when the card is on the disk.
    """
    enters, flushes = Samples(), Samples()
    terminal.press(b"\x15")
    last = MANY - MANY // 5
    for number in range(last + 1, last + 1 + LINES):
        terminal.press(b"one more line")
        terminal.settle(0.06)
        enters.take(lambda number=number: terminal.press(b"\r", f"I{number}".encode()))  # type: ignore[misc]
        terminal.settle(0.06)
        flushes.take(lambda: _flush(home))
    return enters, flushes


def _flush(folder: Path) -> float:
    with (folder / "flush").open("ab") as file:
        file.write(b"x" * 200)
        file.flush()
        began = time.perf_counter()
        flush(file.fileno())
        return (time.perf_counter() - began) * 1000


def typist(home: Path, slug: str) -> Iterator[Figure]:
    """Let somebody type card after card without waiting for anything; return the slowest key."""
    ours = console(home, slug)
    try:
        ours.wait_for(f"Card {MANY}:".encode(), 0)
        ours.settle(1)
        slowest, began = 0.0, time.perf_counter()
        for n in range(int(TYPED / PACE)):
            due = began + n * PACE
            ours.drain(due)
            place = n % (len(WORDS) + 1)
            ours.press(WORDS[place : place + 1].encode() or b"\r")
            slowest = max(slowest, (time.perf_counter() - due) * 1000)
        pause = PACE * 1000
        yield Figure(
            f"typing 90 words a minute, {MANY} cards", _ms(slowest), f"a key each {_ms(pause)}", slowest, pause
        )
    finally:
        ours.end()


def _wait_for(folder: Path) -> None:
    """Wait until an appendix is in the folder."""
    end = time.perf_counter() + 60
    while not (folder.is_dir() and any(folder.iterdir())) and time.perf_counter() < end:
        time.sleep(0.1)


def _ms(figure: float) -> str:
    return f"{figure:.1f} ms"
