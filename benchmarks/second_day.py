"""The second day by key in a terminal: 85 cards placed and 16 lines linked among a thousand cards, and the memory.

``python -m benchmarks.second_day`` prints them.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.measure import HEADING, Figure
from benchmarks.record import sentence
from benchmarks.terminal import Terminal, python
from workshop.model.commands import AddCards, MakeHeading, StartSession
from workshop.store.writer import SessionWriter

CARDS: Final = 1_000
THEMES: Final = 13
HEADINGS: Final = ("Communities", "Roles", "Funding", "Outcomes")
LETTERS: Final = b"abcd"
PLACED: Final = 85
LINES: Final = 16
LETTERS_TIMED: Final = 6
WAIT: Final = 50.0
"""Milliseconds of processor that no key takes."""

MEMORY: Final = 110


def figures() -> Iterator[Figure]:
    """Measure the second day, each key until what it did stands there."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, compiled(Path(name) / "compiled"):
        home = Path(name)
        make_summit(home)
        terminal = python("-m", "workshop", "--home", name, "open", "day-two")
        try:
            terminal.wait_for(b"1 of 13", 0)
            terminal.settle(1)
            terminal.press(b"\x1b")
            terminal.settle()
            terminal.press(b"8", b"not yet looked at 1000 of 1000")
            terminal.settle(1)
            yield _told(f"a card placed, {CARDS} cards", place(terminal))
            linked, others = link(terminal)
            yield _told(f"a source linked, {CARDS} cards", linked)
            yield _told(f"any other key of a line, {CARDS} cards", others)
            yield Figure(f"memory of a map of {CARDS} cards, MB", f"{terminal.memory()}", "", terminal.memory(), MEMORY)
        finally:
            terminal.end()


@contextmanager
def compiled(folder: Path) -> Iterator[None]:
    """Let the program compile its modules into ``folder`` once, wherever it lies."""
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)
    try:
        yield
    finally:
        del os.environ["PYTHONPYCACHEPREFIX"]


def _told(name: str, computed: list[float]) -> Figure:
    """Return the longest: what the program computes for one key, which a busy machine does not change."""
    middle = statistics.median(computed)
    return Figure(f"{name}, the longest, ms", f"{max(computed):.0f}", f"{middle:.0f} the middle", max(computed), WAIT)


def _computed(terminal: Terminal, keys: bytes, words: bytes) -> float:
    """Press keys; return the milliseconds of processor until what they did stands there, and all is quiet again."""
    before = terminal.processor()
    terminal.press(keys, words)
    terminal.settle(0.1)
    return terminal.processor() - before


def _waited(terminal: Terminal, keys: bytes, words: bytes = b"\x1b[") -> float:
    """Press keys; return the milliseconds of processor until what they did stands there; then wait for quiet."""
    before = terminal.processor()
    terminal.press(keys, words)
    waited = terminal.processor() - before
    terminal.settle(0.1)
    return waited


def make_summit(home: Path) -> None:
    """Record a thousand experiments under thirteen themes, and four headings."""

    async def work() -> None:
        async with SessionWriter(home / "sessions" / "day-two") as writer:
            themes = tuple((f"Theme {number}", "") for number in range(1, THEMES + 1))
            await writer.do(StartSession("Day two", themes, ""))
            texts = [f"{sentence(number)} {number}" for number in range(CARDS)]
            for at, theme in enumerate(writer.session.live_themes()):
                await writer.do(AddCards("experiment", theme.id, tuple(texts[at::THEMES])))
            for name in HEADINGS:
                await writer.do(MakeHeading(name))

    asyncio.run(work())


def place(terminal: Terminal) -> list[float]:
    """Place cards under the headings in turn, one key a card."""
    computed: list[float] = []
    for number in range(PLACED):
        letter = LETTERS[number % 4 : number % 4 + 1]
        computed.append(_computed(terminal, letter, f"Placed {number + 1} ".encode()))
    return computed


def link(terminal: Terminal) -> tuple[list[float], list[float]]:
    """Write lines under a heading, and link each with its likeliest card by one key; return that, and the other keys.

    A few letters of each line are typed by themselves, the others in one.
    """
    linked, others = [], [_waited(terminal, b"\t")]
    for number in range(LINES):
        text = sentence(number * 7)[:60]
        others.append(_waited(terminal, b"\r", b"A line under"))
        others += [_waited(terminal, letter.encode()) for letter in text[:LETTERS_TIMED]]
        terminal.press(text[LETTERS_TIMED:].encode())
        terminal.settle(0.3)
        linked.append(_computed(terminal, b"\t", b"linked"))
        others.append(_waited(terminal, b"\r", f"L{number + 1:02d}".encode()))
    return linked, others


if __name__ == "__main__":
    print(HEADING)
    for figure in figures():
        print(figure, flush=True)
