"""The program in a real terminal: killed, hung up, resized, pasted into."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from workshop.model.map_view import map_view
from workshop.store.folder import load
from workshop.store.locations import Home

PATIENCE = 40.0

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Terminal:
    """A tmux server of its own, with one window."""

    def __init__(
        self, home: Home, slug: str, size: tuple[int, int], command: str = "open", painted: str = "Insight ›"
    ) -> None:
        self._server = _server()
        self._home = home
        self._slug = slug
        self._size = size
        self._command = command
        self._painted = painted

    def tmux(self, *arguments: str, text: str | None = None) -> str:
        command = [*self._server, *arguments]
        done = subprocess.run(command, check=True, capture_output=True, text=True, input=text, env=_environment())
        return done.stdout

    def start(self) -> None:
        width, height = map(str, self._size)
        words = [word for word in (self._command, self._slug) if word]
        program = [sys.executable, "-m", "workshop", *words]
        environment = ("-e", f"WORKSHOP_HOME={self._home.path}", "-e", f"PYTHONPATH={Path.cwd()}")
        size = ("-x", width, "-y", height)
        self.tmux("new-session", "-d", *size, *environment, *program, ";", "set", "-g", "remain-on-exit", "on")
        self.until(lambda: self._painted in self.screen())
        if self._command == "board":
            self.press("l")  # it begins in large letters, in which no words can be looked for

    def again(self) -> None:
        self.end()
        self._server = _server()
        self.start()

    def end(self) -> None:
        subprocess.run([*self._server, "kill-server"], check=False, capture_output=True)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def shows(self, words: str) -> bool:
        return words in self.screen()

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", text)

    def paste(self, text: str) -> None:
        self.tmux("load-buffer", "-", text=text)
        self.tmux("paste-buffer", "-p")

    def pid(self) -> int:
        return int(self.tmux("display-message", "-p", "#{pane_pid}"))

    def dead(self) -> bool:
        return self.tmux("display-message", "-p", "#{pane_dead}").strip() == "1"

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, self.screen()
            time.sleep(0.05)


def _environment() -> dict[str, str]:
    """Return the environment without a size of the terminal: some who run tests set one."""
    return {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "TMUX"}}


def _server() -> tuple[str, ...]:
    return ("tmux", "-L", f"workshop-{secrets.token_hex(4)}", "-f", "/dev/null")


@pytest.fixture(params=[(80, 24)], ids=["80x24"])
def terminal(home: Home, folder: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    terminal = Terminal(home, folder.name, request.param)
    terminal.start()
    yield terminal
    terminal.end()


def test_three_lines_and_the_draft_are_there_after_a_kill(terminal: Terminal, folder: Path) -> None:
    for number in (1, 2, 3):
        terminal.type(f"Typed line {number}")
        terminal.press("Enter")
    terminal.until(lambda: "I06 Typed line 3" in terminal.screen())
    terminal.type("and a half")
    terminal.until(lambda: (folder / "draft.json").exists() and "a half" in (folder / "draft.json").read_text())
    os.kill(terminal.pid(), signal.SIGKILL)
    terminal.until(terminal.dead)
    texts = [card.text for card in load(folder).session.ordered()]
    assert texts[-3:] == ["Typed line 1", "Typed line 2", "Typed line 3"]
    terminal.again()
    for words in ("I06 Typed line 3", "Insight › and a half", "What would make people use the park in winter?"):
        terminal.until(partial(terminal.shows, words))


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_lost_terminal_or_a_shutdown_loses_nothing_and_restores_the_terminal(
    terminal: Terminal, folder: Path, home: Home, number: signal.Signals
) -> None:
    terminal.type("Typed line")
    terminal.press("Enter")
    terminal.until(lambda: "I04 Typed line" in terminal.screen())
    terminal.type("and a half")
    terminal.until(lambda: "and a half" in terminal.screen())
    os.kill(terminal.pid(), number)
    terminal.until(terminal.dead)
    assert terminal.tmux("display-message", "-p", "#{alternate_on}").strip() == "0"
    assert "Traceback" not in terminal.screen()
    assert (home.exports / folder.name / "appendix.txt").exists()
    terminal.again()
    terminal.until(lambda: "Insight › and a half" in terminal.screen())


def test_another_size_shows_the_same_question_cards_and_line(terminal: Terminal) -> None:
    terminal.type("half")
    for width, height in (("60", "20"), ("200", "50"), ("80", "24")):
        terminal.tmux("resize-window", "-x", width, "-y", height)
        for words in ("Insight › half", "people use the park in winter?", "I03 Lights go out at four"):
            terminal.until(partial(terminal.shows, words))


def test_two_hundred_pasted_lines_become_cards_once_the_person_has_said_so(terminal: Terminal, folder: Path) -> None:
    terminal.paste("".join(f"Pasted {n}\n" for n in range(200)))
    terminal.until(lambda: "200 lines were pasted" in terminal.screen())
    terminal.press("Enter")
    terminal.until(lambda: "INSIGHTS 203" in terminal.screen())
    assert len(load(folder).session.cards) == 205


@pytest.mark.usefixtures("usual")
def test_whoever_leaves_is_told_where_the_appendix_lies(terminal: Terminal, folder: Path) -> None:
    terminal.press("Escape")
    terminal.until(partial(terminal.shows, "Esc to the line"))
    terminal.press("q")
    terminal.until(terminal.dead)
    said = terminal.tmux("capture-pane", "-p", "-J", "-S", "-9").replace("\n", "")
    assert "“Green spaces” is recorded. Its appendix is in" in said
    assert f"exports/{folder.name}: appendix.docx, appendix.html, appendix.txt" in said


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_newcomer_comes_from_the_list_of_sessions_to_a_word_file_with_a_result(
    home: Home, size: tuple[int, int]
) -> None:
    """With no key but those that stand on the screen at the moment when they are pressed."""
    terminal = Terminal(home, "", size, command="", painted="N new")
    terminal.start()
    try:
        for shown, keys in (
            ("N new", ("n",)),
            ("Title ›", (*"Library", "Enter")),
            ("Enter start", ("Enter",)),
            ("Insight ›", (*"Closes too early", "Enter")),
            ("Tab experiment", ("Tab",)),
            ("Experiment ›", (*"Open until eight", "Enter")),
            ("E01 Open until eight", (*"A sign at the stop", "Enter")),
            ("E02 A sign at the stop", ("Escape",)),
            ("Esc to the line", ("3",)),
            ("O open the vote", ("o",)),
            ("B by hand", ("b",)),
            ("Enter take", ("2", "Enter")),
            ("Taken: 1 ballot in", ("Escape",)),
            ("C close", ("c",)),
            ("R reveal", ("r",)),
            ("5 appendix", ("5",)),
            ("[5 appendix]", ()),
            ("Esc back", ("Escape",)),
            ("Esc to the line", ("q",)),
            ("Q quit", ("q",)),
        ):
            terminal.until(partial(terminal.shows, shown))
            if keys:
                terminal.press(*(key if len(key) > 1 else key.replace(" ", "Space") for key in keys))
        terminal.until(terminal.dead)
    finally:
        terminal.end()
    (file,) = home.exports.glob("library/appendix.docx")
    words = zipfile.ZipFile(file).read("word/document.xml").decode()
    assert all(text in words for text in ("Closes too early", "Open until eight", "2 of 3 dots used"))


def test_a_second_day_is_mapped_by_key_on_the_smallest_screen(terminal: Terminal, folder: Path) -> None:
    """Two headings, each made with a card under it, and a line that is linked with its likeliest source."""
    for shown, keys in (
        ("Insight ›", ("Escape",)),
        ("Esc to the line", ("8",)),
        ("No heading yet: + makes one.", ("+",)),
        ("1 placed under it", (*"After dark", "Enter")),
        ("U undoes it.", ("+",)),
        ("1 placed under it", (*"Money", "Enter")),
        ("B Money", ("Tab",)),
        ("A After dark", ("Enter",)),
        ("A line under “After dark”", tuple("Torches from the library")),
        ("shares:", ("Tab",)),
        ("linked", ("Enter",)),
        ("L01", ("Tab",)),
        ("A After dark", ("Escape",)),
        ("Esc to the line", ("q",)),
    ):
        terminal.until(partial(terminal.shows, shown))
        terminal.press(*(key if len(key) > 1 else key.replace(" ", "Space") for key in keys))
    terminal.until(terminal.dead)
    view = map_view(load(folder).session)
    (line,) = view.headings[0].lines
    assert line.text == "Torches from the library"
    assert len(line.sources) == 1
    assert [len(heading.cards) for heading in view.headings] == [1, 1]
    assert view.counts.in_lines == 1
