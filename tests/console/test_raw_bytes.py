"""What goes to a real terminal, byte for byte: nothing that somebody typed can act on it."""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from rich.color import Color

from tests.console.test_hostile import HOSTILE
from tests.console.test_looks import ratio
from workshop.live.export_worker import write_here
from workshop.model.commands import AddCards, NoteCard, RewordTheme, TagCard
from workshop.model.entry import Entry
from workshop.model.events import CardAdded
from workshop.store.codec import encode
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.writer import SessionWriter

PATIENCE = 40.0

OURS = re.compile(
    rb"\x1b\[[0-9;:?<>=$ ]*[@-~]"  # what moves, colours and sets: CSI
    rb"|\x1b[=>78cM]"
    rb"|\x1bP\$?[\x20-\x7e]*\x1b\\"  # asking for a setting: DCS
    rb"|\x1b\]22;[a-z-]*\x07"  # the shape of the mouse's pointer
)
"""What Textual itself sends. A title (OSC 0, 2), the clipboard (OSC 52) and links (OSC 8) are not among it."""

PLANTED = (
    *(b"\x1b]2;", b"\x1b]52;", b"\x1b]0;", b"\x1b[31mred"),
    *("\x9b".encode(), "\u202e".encode(), "\u2066".encode(), "\u202c".encode(), b"a" + b"\xcc\x81" * 5),
)
"""Pieces of the planted words that could act, or write over their neighbours, if they got through."""

BURIED = "\x1b]0;OWNED\x07 \x1b[31mred \x9b2J \u202eevil \ud800 lone"


async def plant(folder: Path) -> None:
    """Write hostile words wherever words can be, also past the program into a journal."""
    async with SessionWriter(folder) as writer:
        theme = writer.session.live_themes()[0].id
        await writer.do(AddCards("insight", theme, (*HOSTILE, BURIED)))
        await writer.do(RewordTheme(theme, HOSTILE[1] + HOSTILE[2], HOSTILE[0] + HOSTILE[3] + BURIED))
        for card in list(writer.session.live_cards()):
            await writer.do(NoteCard(card.id, BURIED + HOSTILE[2]))
            await writer.do(TagCard(card.id, HOSTILE[2]))
    stamp = "20991122T091403.512Z-000-zzzzzz"
    entry = Entry(stamp, "facilitator", (CardAdded(stamp, "insight", theme, "I99", f"Tampered {BURIED}"),))
    (folder / "journal" / "zzzzzz.jsonl").write_bytes(encode(entry, 1))


@pytest.fixture(autouse=True)
def written(home: Home, folder: Path) -> None:
    """The appendix is there, so that the program does not write it when it is left."""
    write_here(home, folder)


class Screen:
    """The program behind a terminal of our own, which writes down every byte."""

    def __init__(self, file: int, pid: int) -> None:
        self.pid = pid
        self.bytes = b""
        self.ended = False
        self._file = file

    def read(self) -> None:
        while select.select([self._file], [], [], 0.02)[0]:
            try:
                data = os.read(self._file, 1 << 16)
            except OSError:
                data = b""
            if not data:
                self.ended = True
                return
            self.bytes += data

    def press(self, keys: str) -> None:
        self.send(keys.encode())

    def send(self, data: bytes) -> None:
        os.write(self._file, data)

    def until(self, words: str, since: int = 0) -> int:
        """Wait until words have been painted; return where the bytes end."""
        end = time.monotonic() + PATIENCE
        while words not in plain(self.bytes[since:]):
            assert time.monotonic() < end, plain(self.bytes[since:])[-3000:]
            self.read()
        return len(self.bytes)


def plain(data: bytes) -> str:
    return OURS.sub(b"", data).decode(errors="replace")


@contextmanager
def screen(
    home: Home, *arguments: str, size: tuple[int, int] = (100, 30), module: bool = True, **more: str
) -> Iterator[Screen]:
    """Run ``workshop`` behind a terminal; ``more`` are variables of its environment (empty: not set)."""
    pid, file = pty.fork()
    if not pid:
        program = [sys.executable, *(("-m", "workshop") if module else ()), *arguments]
        os.execve(sys.executable, program, _environment(home, more))  # noqa: S606
    fcntl.ioctl(file, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    it = Screen(file, pid)
    try:
        yield it
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        while os.waitpid(pid, os.WNOHANG) == (0, 0):
            assert time.monotonic() < end
            it.read()
        it.read()
        os.close(file)


def _environment(home: Home, more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "TMUX", "NO_COLOR"}}
    ours = {"WORKSHOP_HOME": str(home.path), "PYTHONPATH": str(Path.cwd()), "TERM": "xterm-256color", **more}
    return {name: value for name, value in (kept | ours).items() if value or name not in ours}


def nothing_stray(data: bytes) -> None:
    """Assert that every control sequence is one of ours, and that no planted piece came through."""
    for piece in PLANTED:
        assert piece not in data, piece
    left = OURS.sub(b"", data)
    assert b"\x1b" not in left, left[max(0, left.find(b"\x1b") - 60) : left.find(b"\x1b") + 60]
    assert not set(left) & (set(range(32)) - set(b"\r\n\t\x0f\x08"))


@pytest.mark.first
def test_nothing_that_was_imported_typed_pasted_or_written_into_a_journal_acts_on_a_terminal(
    home: Home, tmp_path: Path
) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_bytes(
        b"\x1b]0;OWNED\x1b\\\n\nInsights\n- \xed\xa0\x80 \xc2\x9b31m \xe2\x80\xaeevil \x1b[31mred\n- Fine\n"
    )
    with screen(home, "import", str(paper), "--slug", "paper") as it:
        end = time.monotonic() + PATIENCE
        while not it.ended:
            assert time.monotonic() < end
            it.read()
    nothing_stray(it.bytes)
    folder = home.sessions / "paper"
    asyncio.run(plant(folder))
    write_here(home, folder)
    cards = len(load(folder).session.cards)
    the_table_its_details_and_its_help_come_clean(home)
    assert len(load(folder).session.cards) == cards
    the_board_comes_clean(home)


def the_table_its_details_and_its_help_come_clean(home: Home) -> None:
    """Go through the table, bytes that are no letters and rubbish that is pasted among the keys."""
    with screen(home, "open", "paper", size=(100, 40)) as it:
        for words in ("Insight", "Tampered"):
            it.until(words)
        it.send(b"caf\xe9 \xff\xfe and on")
        it.until("and on")
        it.send(b"\x15\x1b[200~line \x1b[31mone\nline \x1b]2;two\x07\n" + bytes(range(1, 256)) + b"\x1b[201~")
        at = it.until("lines were pasted")
        it.press("\x1b")
        at = it.until("Insight", at)
        it.press("\x1b")
        at = it.until("reword", at)
        it.press("\x1b[H")
        it.until("Fine")
        for keys, words in (("\r", "kind"), ("\x1b", "reword"), ("?", "ON THE CARDS"), ("\x1b", "reword")):
            it.press(keys)
            at = it.until(words, at)
        it.press("f")
        at = it.until("Show which cards?", at)
        it.press("\x1b")
        it.until("reword", at)
    assert "[@click=app.quit]" in plain(it.bytes)
    nothing_stray(it.bytes)


def the_board_comes_clean(home: Home) -> None:
    with screen(home, "board", "paper", size=(100, 40)) as it:
        at = it.until("INSIGHTS 12")
        it.press("l")
        at = it.until("I01", at)
        for words in ("Fine", "Tampered"):
            while words not in plain(it.bytes):
                it.press("\x1b[C")
                at = it.until("I", len(it.bytes))
        it.press("l")
        at = it.until("I01", at)
        it.press("k")
        at = it.until("Show which theme?", at)
        it.press("\x1b")
        it.until("next page", at)
    assert "]2;TITLE" in plain(it.bytes)
    nothing_stray(it.bytes)


@pytest.mark.parametrize("command", ["open", "board"])
def test_without_colours_the_terminal_is_sent_none_and_all_is_said_in_words(
    home: Home, folder: Path, command: str
) -> None:
    with screen(home, command, folder.name, NO_COLOR="1", COLORTERM="truecolor") as it:
        shown_plainly(it, command)
        it.until("Paths flood by the east gate")
        it.until("help")
    shades = set(re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", it.bytes))
    assert shades
    assert all(red == green == blue for red, green, blue in shades)
    assert not re.search(rb"[34]8;5;", it.bytes)


@pytest.mark.parametrize("command", ["open", "board"])
def test_a_terminal_of_256_colours_is_sent_those_and_text_still_stands_out(
    home: Home, folder: Path, command: str
) -> None:
    with screen(home, command, folder.name, COLORTERM="") as it:
        shown_plainly(it, command)
        it.until("Paths flood by the east gate")
        it.until("help")
    assert not re.search(rb"[34]8;2;", it.bytes)
    assert re.search(rb"[34]8;5;", it.bytes)
    at = it.bytes.index(b"Paths flood by the east gate")
    style = re.findall(rb"\x1b\[([0-9;]*)m", it.bytes[:at])[-1]
    assert contrast_of(style) >= 7


def shown_plainly(it: Screen, command: str) -> None:
    """Let the board write in letters that can be found among the bytes; it begins with large ones."""
    if command == "board":
        it.until("letters")
        it.press("l")


def contrast_of(style: bytes) -> float:
    """Return the contrast that a select-graphic-rendition sequence of 256 colours makes."""
    values = {kind: f"color({number})" for kind, number in re.findall(r"([34]8);5;(\d+)", style.decode())}
    text, ground = (Color.parse(values[kind]).get_truecolor().hex for kind in ("38", "48"))
    return ratio(text, ground)
