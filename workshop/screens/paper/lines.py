"""The lines of a paper before it is imported, each with what it became, to be mended with a key."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.widgets import Static

from workshop.keymap import Place, bindings
from workshop.screens.console_screen import MOVES, ConsoleScreen
from workshop.screens.paper import line_actions as actions
from workshop.screens.paper.look_words import would_be
from workshop.widgets.foot import Foot
from workshop.widgets.head import Head, HeadState
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from workshop.importing.line_map import MapRow
    from workshop.keymap import Keyboard
    from workshop.screens.paper.look import PaperLook

_NAMED: Final = re.compile(r"[Ll]ines? ((?:\d+(?:, )?)+)")
"""Where a remark names lines."""


class ByLine(Vertical):
    """The lines. Its keys take effect in the order in which they are pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("lines", "everywhere", plain=True), *MOVES]


class PaperLines(ConsoleScreen):
    """A paper line by line. ``look`` is how it stands now, ``accepted`` whether it is to be imported so."""

    CSS_PATH = Path(__file__).with_name("paper.tcss")
    places: ClassVar[tuple[Place, ...]] = ("lines", "everywhere")

    action_line_becomes = actions.line_becomes
    action_line_theme = actions.line_theme
    action_line_question = actions.line_question
    action_line_kind = actions.line_kind
    action_line_more = actions.line_more
    action_line_note = actions.line_note
    action_line_alike = actions.line_alike
    action_next_unsure = actions.next_unsure
    action_undo_line = actions.undo_line
    action_keep_rules = actions.keep_rules
    action_accept_lines = actions.accept_lines
    action_leave_lines = actions.leave_lines

    def __init__(self, look: PaperLook, keyboard: Keyboard, at: int = 0, words: str = "") -> None:
        super().__init__(keyboard)
        self.look = look
        self.accepted = False
        self.before: list[PaperLook] = []
        self.lines: Sequence[MapRow] = ()
        self._at, self._words = at, words

    def compose(self) -> ComposeResult:
        """Return the lines, between head and foot."""
        yield Head(HeadState("Import"))
        yield Static(id="would")
        with ByLine():
            yield Rows(id="made")
        yield Static(id="said")
        yield Foot()

    async def on_mount(self) -> None:
        """Show the lines, with the one that was asked for at the cursor."""
        self.set_focus(self.rows)
        await self.show_lines(self.look)
        asked = (place for place, row in enumerate(self.lines) if self._is_asked(row))
        self.rows.go_to(str(next(asked, 0)))
        self.show_hints()

    def _is_asked(self, row: MapRow) -> bool:
        return row.number == self._at or bool(self._words and self._words in row.text)

    async def show_lines(self, look: PaperLook) -> None:
        """Show how the lines are read."""
        from workshop.importing.line_map import rows_of  # noqa: PLC0415 - the readers; not before asked for

        self.look = look
        self.lines = await asyncio.to_thread(rows_of, look.intake.seen)
        self.query_one(Head).show(HeadState(f"Import · {look.path.name} · line by line", "nothing is made yet"))
        self.put("#would", would_be(look))
        rows = [Row(str(place), row.word, row.text, self._marks(row)) for place, row in enumerate(self.lines)]
        self.rows.show(rows)

    def _marks(self, row: MapRow) -> str:
        said = "changed  " if row.key in self.look.line_map.rows or row.shape in self.look.line_map.shapes else ""
        return f"{said}{row.shape}"

    @property
    def place_here(self) -> int:
        """Return the place of the line at the cursor."""
        row = self.rows.cursor_row
        return int(row.id) if row else 0

    @property
    def line_here(self) -> MapRow:
        """Return the line at the cursor."""
        return self.lines[self.place_here]

    def unsure(self) -> Iterator[int]:
        """Return the places of lines that a remark names, and of notes."""
        found = (number for remark in self.look.intake.remarks for number in _NAMED.findall(remark))
        named = {int(number) for numbers in found for number in numbers.split(", ") if number}
        return (place for place, row in enumerate(self.lines) if row.number in named or row.word == "note")

    async def on_rows_picked(self, message: Rows.Picked) -> None:
        """Say what a line is when it is clicked twice."""
        message.stop()
        if message.twice:
            await self.action_run("line_becomes")
