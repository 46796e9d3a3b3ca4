"""The console in a real terminal, against a bare Textual app of one Static measured in the same run.

``python -m benchmarks.console`` prints each figure with its floor and the ratio promised.
"""

from __future__ import annotations

import asyncio
import os
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from benchmarks.measure import HEADING, Figure
from workshop.model.commands import AddCards, StartSession
from workshop.room import Room

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
SIZE: Final = (40, 120)
PATIENCE: Final = 20.0
ROUNDS: Final = 7
KEYS: Final = 60


class Terminal:
    """A program in a pseudo terminal; ``seen`` is what it has painted since the last key."""

    def __init__(self, *argv: str, **environment: str) -> None:
        import fcntl  # noqa: PLC0415 - not on Windows
        import pty  # noqa: PLC0415 - not on Windows
        import struct  # noqa: PLC0415 - with them
        import termios  # noqa: PLC0415 - not on Windows

        self.began = time.perf_counter()
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor"} | environment)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
            os.execv(sys.executable, [sys.executable, *argv])  # noqa: S606 - this very Python
        self.seen = b""

    def wait_for(self, words: bytes, since: float) -> float:
        """Give the milliseconds from ``since`` until ``words`` were painted."""
        end = time.perf_counter() + PATIENCE
        while words not in self.seen:
            if not self._read(end - time.perf_counter()):
                raise TimeoutError(f"{words!r} was not painted; {self.seen[-2000:]!r}")
        return (time.perf_counter() - since) * 1000

    def settle(self, quiet: float = 0.15) -> None:
        """Wait until nothing has been painted for a while."""
        while self._read(quiet):
            pass
        self.seen = b""

    def press(self, keys: bytes, words: bytes = b"") -> float:
        """Press keys; give the milliseconds until something, or ``words``, was painted."""
        self.seen = b""
        began = time.perf_counter()
        os.write(self.handle, keys)
        return self.wait_for(words or b"\x1b[", began)

    def memory(self) -> int:
        """Give the most memory the program has had, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) // 1024

    def end(self) -> None:
        """Stop the program."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, 9)
        os.close(self.handle)
        os.waitpid(self.pid, 0)

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self.handle], [], [], max(0, patience))
        if not ready:
            return False
        with suppress(OSError):
            self.seen += os.read(self.handle, 65536)
            return True
        return False


def p95(figures: list[float]) -> float:
    """Give the value that 95 of 100 do not exceed."""
    return sorted(figures)[int(len(figures) * 0.95)]


def make_session(home: Path, count: int) -> str:
    """Record a session of ``count`` cards; give its slug."""
    slug = f"cards-{count}"

    async def work() -> None:
        async with Room(home / "sessions" / slug) as room:
            await room.do(StartSession(f"{count} cards", (("Parks", "What would people use in winter?"),), "7"))
            theme = room.board.live_themes()[0].id
            words = "people would come if the lights stayed on and somebody told them what is on"
            wishes = (
                AddCards("experiment" if n % 5 == 0 else "insight", theme, (f"Card {n}: {words[: 20 + n % 55]}",))
                for n in range(1, count + 1)
            )
            await asyncio.gather(*(room.do(wish) for wish in wishes))

    asyncio.run(work())
    return slug


def console(home: Path, slug: str) -> Terminal:
    """Open a session in the console."""
    return Terminal("-m", "workshop", "--home", str(home), "open", slug)


def first_paint(start: tuple[str, ...], words: bytes) -> float:
    """Give the milliseconds until a program has painted ``words``."""
    terminal = Terminal(*start)
    try:
        return terminal.wait_for(words, terminal.began)
    finally:
        terminal.end()


def flush(folder: Path) -> float:
    """Give the milliseconds that the disk takes to flush a line, p95."""
    figures = []
    with (folder / "flush").open("ab") as file:
        for _ in range(40):
            began = time.perf_counter()
            file.write(b"x" * 200)
            file.flush()
            os.fdatasync(file.fileno())
            figures.append((time.perf_counter() - began) * 1000)
    return p95(figures)


def starts(home: Path, slugs: dict[int, str]) -> Iterator[Figure]:
    """Measure first paints, in turns, so that a busy moment meets all alike."""
    programs = {count: ("-m", "workshop", "--home", str(home), "open", slug) for count, slug in slugs.items()}
    floors: list[float] = []
    figures: dict[int, list[float]] = {count: [] for count in programs}
    for _ in range(ROUNDS):
        floors.append(first_paint(("-c", BARE), b"the floor"))
        for count, program in programs.items():
            figures[count].append(first_paint(program, f"Card {count}:".encode()))
    floor = statistics.median(floors)
    for (count, times), limit in zip(figures.items(), (2.0, 2.5), strict=True):
        ours = statistics.median(times)
        yield Figure(f"first paint, {count} cards", _ms(ours), f"bare app {_ms(floor)}", ours / floor, limit)


def presses(terminal: Terminal, keys: list[bytes]) -> float:
    """Give the milliseconds from a key to its paint, p95."""
    figures = []
    for key in keys:
        terminal.settle(0.03)
        figures.append(terminal.press(key))
    return p95(figures)


def bare_key() -> float:
    """Give the milliseconds from a key to its paint in a bare app, p95."""
    bare = Terminal("-c", BARE)
    bare.wait_for(b"the floor", 0)
    bare.settle()
    floor = presses(bare, [b"a", b"b"] * (KEYS // 2))
    bare.end()
    return floor


def recorded(terminal: Terminal, label: int) -> float:
    """Give the milliseconds from Enter until the card's number is painted, p95; ``label`` is the last one."""
    figures = []
    for number in range(label + 1, label + 1 + KEYS // 2):
        terminal.press(b"one more line")
        terminal.settle(0.05)
        figures.append(terminal.press(b"\r", f"I{number}".encode()))
        terminal.settle(0.05)
    return p95(figures)


def keys(home: Path, slug: str, count: int) -> Iterator[Figure]:
    """Measure keys at many cards: a letter, Enter, scrolling; then the memory."""
    floor = bare_key()
    named = f"bare app {_ms(floor)}"
    terminal = console(home, slug)
    terminal.wait_for(f"Card {count}:".encode(), 0)
    terminal.settle(0.5)
    letter = presses(terminal, [b"x"] * KEYS)
    yield Figure(f"a letter, {count} cards, p95", _ms(letter), named, letter / floor, 3.0)
    enter, disk = recorded(terminal, count - count // 5), flush(home)
    yield Figure(f"Enter to a durable card, {count} cards, p95", _ms(enter), f"flush {_ms(disk)}", enter - disk, 30)
    terminal.press(b"\x1b[A")
    terminal.settle(0.3)
    for name, key in (("card", b"\x1b[A"), ("page", b"\x1b[5~")):
        scroll = presses(terminal, [key] * KEYS)
        yield Figure(f"scrolling by a {name}, {count} cards, p95", _ms(scroll), named, scroll, 16)
    memory = terminal.memory()
    terminal.end()
    yield Figure(f"memory, {count} cards", f"{memory} MB", "", memory, 110)


def figures() -> Iterator[Figure]:
    """Measure everything."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        slugs = {count: make_session(home, count) for count in (100, 5000)}
        yield from starts(home, slugs)
        yield from keys(home, slugs[5000], 5000)


def _ms(figure: float) -> str:
    return f"{figure:.1f} ms"


if __name__ == "__main__":
    print(HEADING)
    for figure in figures():
        print(figure, flush=True)
