"""Where the program makes a mistake of its own, nothing recorded is lost, and the room sees a sentence and no code."""

from __future__ import annotations

from pathlib import Path

from tests.console.test_raw_bytes import plain, screen
from workshop.live.draft import read_draft
from workshop.screens.crash_report import FILE, told
from workshop.store.folder import load
from workshop.store.locations import Home
from workshop.store.writing_right import WritingRight

BROKEN = """
import sys
from workshop.screens.table.screen import Table
Table.go_to_kind = lambda page, kind: 1 / 0
from workshop.cli import workshop
sys.argv = ["workshop", "open", "green-spaces"]
workshop()
"""


def test_a_mistake_ends_the_program_with_a_sentence_and_the_session_goes_on(home: Home, folder: Path) -> None:
    with screen(home, "-c", BROKEN, module=False) as it:
        it.until("Insight")
        it.press("Trees\r")
        it.until("I04")
        it.press("half a thought")
        it.until("half a thought")
        it.press("\t")
        end = it.until("to the makers.")
    said = " ".join(plain(it.bytes[:end]).split())
    assert "Everything recorded is on the disk" in said
    assert "Traceback" not in said
    assert "ZeroDivisionError" in (home.path / FILE).read_text("utf-8")
    WritingRight(folder).give_up()
    assert len(load(folder).session.cards) == 6
    assert read_draft(folder).text == "half a thought"


def test_where_it_cannot_be_written_down_its_kind_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert "What happened: ValueError, and it could not be written down." in told(tmp_path, ValueError("x"))
