"""The board in a second terminal, and the rehearsal in one: followed, killed, hung up, resized."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.console.test_terminal import Terminal
from workshop.store.folder import load
from workshop.store.locations import Home

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

SIZE = (80, 24)
ALTERNATE = ("display-message", "-p", "#{alternate_on}")


@pytest.fixture
def console(home: Home, folder: Path) -> Iterator[Terminal]:
    terminal = Terminal(home, folder.name, SIZE)
    terminal.start()
    yield terminal
    terminal.end()


@pytest.fixture
def board(home: Home, folder: Path) -> Iterator[Terminal]:
    terminal = Terminal(home, folder.name, SIZE, "board", "INSIGHTS")
    terminal.start()
    yield terminal
    terminal.end()


@pytest.fixture
def rehearsal(home: Home) -> Iterator[Terminal]:
    terminal = Terminal(home, "", SIZE, "demo")
    terminal.start()
    yield terminal
    terminal.end()


def test_the_board_follows_the_console_also_after_that_was_killed_and_opened_again(
    console: Terminal, board: Terminal
) -> None:
    console.type("Said while all look on")
    console.press("Enter")
    board.until(partial(board.shows, "I04 Said while all look on"))
    os.kill(console.pid(), signal.SIGKILL)
    console.until(console.dead)
    assert board.shows("Said while all look on")
    console.again()
    console.type("Said afterwards")
    console.press("Enter")
    board.until(partial(board.shows, "I05 Said afterwards"))
    for width, height in (("60", "20"), ("200", "50"), ("80", "24")):
        board.tmux("resize-window", "-x", width, "-y", height)
        board.until(partial(board.shows, "people use the park in winter?"))
        board.until(partial(board.shows, "I05 Said afterwards"))


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_board_that_loses_its_terminal_restores_it_and_writes_nothing(
    board: Terminal, folder: Path, number: signal.Signals
) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    os.kill(board.pid(), number)
    board.until(board.dead)
    assert board.tmux(*ALTERNATE).strip() == "0"
    assert "Traceback" not in board.screen()
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    board.again()
    board.until(partial(board.shows, "I03 Lights go out at four"))


def test_a_board_of_a_folder_that_may_only_be_read_is_shown(home: Home, folder: Path, board: Terminal) -> None:
    del home
    board.end()
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        board.again()
        board.until(partial(board.shows, "I03 Lights go out at four"))
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_a_rehearsal_that_was_broken_off_is_as_it_was_and_the_next_begins_afresh(
    rehearsal: Terminal, home: Home, number: signal.Signals
) -> None:
    rehearsal.press("F4", "F4", "F4")
    rehearsal.until(partial(rehearsal.shows, "I02"))
    rehearsal.type("my own half")
    folder = home.sessions / "rehearsal"
    draft = folder / "draft.json"
    rehearsal.until(lambda: draft.exists() and "my own half" in draft.read_text())
    os.kill(rehearsal.pid(), number)
    rehearsal.until(rehearsal.dead)
    if number != signal.SIGKILL:
        assert rehearsal.tmux(*ALTERNATE).strip() == "0"
        assert "Traceback" not in rehearsal.screen()
    cards = [card.text for card in load(folder).session.ordered()]
    opened = Terminal(home, "rehearsal", (200, 50))
    opened.start()
    try:
        opened.until(partial(opened.shows, "REHEARSAL · Table 7"))
        opened.until(partial(opened.shows, "my own half"))
        assert [card.text for card in load(folder).session.ordered()] == cards
        assert len(cards) >= 2
        os.kill(opened.pid(), signal.SIGKILL)
        opened.until(opened.dead)
    finally:
        opened.end()
    if number == signal.SIGKILL:
        rehearsal.again()
        rehearsal.until(partial(rehearsal.shows, "INSIGHTS 0"))
        assert not rehearsal.shows("my own half")
