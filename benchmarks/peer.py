"""The console beside kanban-tui, a Textual program of cards in columns, with as many cards in both.

It is installed from PyPI into an environment that is thrown away afterwards; where that cannot be done, the
comparison says that it was skipped.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.console import console, make_session
from benchmarks.measure import Figure
from benchmarks.terminal import Terminal

PEER: Final = "kanban-tui"
CARDS: Final = 200
STARTS: Final = 2
KEYS: Final = 20
PATIENCE: Final = 300
"""Seconds for pip: a slow line is not a reason to wait for ever."""


class _Seen(NamedTuple):
    """What was seen of a program: milliseconds to its first cards and from a key to its paint, and its MB."""

    start: float
    key: float
    memory: float


def figures() -> Iterator[Figure]:
    """Measure both, or say that the peer could not be had."""
    if sys.platform == "win32":
        yield skipped("needs a pseudo terminal")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            program = install(folder)
            theirs = [_look(Terminal(program, HOME=name), b"Card 1", b"\x1b[B") for _ in range(STARTS + 1)]
        except (OSError, ValueError, subprocess.SubprocessError, sqlite3.Error) as error:
            yield skipped(f"not to be had: {type(error).__name__}")
            return
        slug = make_session(folder, CARDS)
        ours = [_look(console(folder, slug), f"Card {CARDS}:".encode(), b"\x1b[A") for _ in range(STARTS + 1)]
    for what, unit, place in (("first paint", "ms", 0), ("a cursor key", "ms", 1), ("memory", "MB", 2)):
        one, other = (statistics.median(seen[place] for seen in runs[1:]) for runs in (ours, theirs))
        yield Figure(f"{what}, {CARDS} cards", f"{one:.1f} {unit}", f"{PEER} {other:.1f} {unit}", one / other, 1)


def skipped(why: str) -> Figure:
    """Return the line that says why there is no comparison."""
    return Figure(f"beside {PEER}", "skipped", why, 0, 1)


def install(folder: Path) -> str:
    """Install the peer and give it its cards; return the program. Raises what pip, it and its store raise."""
    venv.create(folder / "venv", with_pip=True)
    pip = [str(folder / "venv" / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, PEER], check=True, timeout=PATIENCE, capture_output=True)
    program = str(folder / "venv" / "bin" / PEER)
    environment = {**os.environ, "HOME": str(folder)}
    for words in (("board", "create", "Cards", "--set-active"), ("task", "create", "Card 1")):
        subprocess.run([program, *words], check=True, timeout=PATIENCE, capture_output=True, env=environment)
    (store,) = folder.rglob("kanban_tui.db")
    with closing(sqlite3.connect(store)) as database:
        database.executemany(
            "INSERT INTO tasks (title, column, description, creation_date, position) "
            "SELECT ?, column, '', creation_date, ? FROM tasks WHERE task_id = 1",
            [(f"Card {n}", n - 1) for n in range(2, CARDS + 1)],
        )
        database.commit()
    return program


def _look(terminal: Terminal, words: bytes, key: bytes) -> _Seen:
    """Start, wait for the cards, and move the cursor."""
    try:
        start = terminal.wait_for(words, terminal.began)
        terminal.settle(1)
        keys = []
        for _ in range(KEYS):
            keys.append(terminal.press(key))
            terminal.settle(0.1)
        return _Seen(start, statistics.median(keys), terminal.memory())
    finally:
        terminal.end()
