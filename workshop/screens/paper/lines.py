"""The lines of a paper before it is imported, each with what it became, to be mended with a key."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from textual.app import ComposeResult
from textual.widgets import Static

from workshop.importing.line_map import LineMap, MapRow, rows_of, word_of
from workshop.importing.map_text import text_of_rules
from workshop.keymap import Keyboard, bindings
from workshop.model.errors import Refused
from workshop.screens.console_screen import MOVES, ConsoleScreen
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.paper.look import PaperLook, would_be
from workshop.store.atomic_files import write_file
from workshop.widgets.foot import Foot
from workshop.widgets.head import Head, HeadState
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

_NAMED: Final = re.compile(r"[Ll]ines? ((?:\d+(?:, )?)+)")
"""Where a remark names lines."""

RULES: Final = "papers.map"
"""What a map for other papers is called unless a person names it."""

_PLACES: Final = (
    ("theme", "A theme: what follows comes under it"),
    ("question", "The question of its theme"),
    ("more", "The rest of the line above"),
    ("note", "A note beside the cards"),
    ("detail", "A note on the card above"),
    ("title", "The paper's title"),
    ("subtitle", "What stands below the title"),
    ("label", "Of no use: a label, an agenda, a page's head"),
)


class PaperLines(ConsoleScreen):
    """A paper line by line. ``look`` is how it stands now, ``accepted`` whether it is to be imported so."""

    CSS_PATH = Path(__file__).with_name("paper.tcss")
    BINDINGS = bindings("lines", "everywhere", plain=True) + MOVES
    places = ("lines", "everywhere")
    picks = "line_becomes"

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
        yield Rows(id="made")
        yield Static(id="said")
        yield Foot()

    async def on_mount(self) -> None:
        """Show the lines, with the one that was asked for at the cursor."""
        self.set_focus(self.rows)
        await self.show_lines(self.look)
        wanted = (row.number == self._at or (self._words and self._words in row.text) for row in self.lines)
        self.rows.go_to(str(next((place for place, asked in enumerate(wanted) if asked), 0)))
        self.show_hints()

    async def show_lines(self, look: PaperLook) -> None:
        """Show how the lines are read."""
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
        return int(self.rows.here or 0)

    @property
    def line_here(self) -> MapRow:
        """Return the line at the cursor."""
        return self.lines[self.place_here]

    def unsure(self) -> Iterator[int]:
        """Return the places of lines that a remark names, and of notes."""
        found = (number for remark in self.look.intake.remarks for number in _NAMED.findall(remark))
        named = {int(number) for numbers in found for number in numbers.split(", ") if number}
        return (place for place, row in enumerate(self.lines) if row.number in named or row.word == "note")

    async def action_line_becomes(self) -> None:
        """Choose what the line at the cursor is, from all that it may be."""
        line = self.line_here
        kinds = {kind.name: kind for kind in self.look.session.kinds}
        options = [Option(name, "", f"{kind.singular}: a card") for name, kind in kinds.items()]
        options += [Option(word, "", said) for word, said in _PLACES]
        options += [
            Option(f"list {name}", "", f"A list's name: {k.plural.lower()} follow") for name, k in kinds.items()
        ]
        options += [
            Option("list note", "", "A list's name: notes follow"),
            Option("", "", "A card of another kind …"),
            Option("list", "", "A list's name: another kind follows …"),
        ]
        word = await self.answer(Choose(f"“{line.text[:60]}” is", options, line.word))
        if word in {"", "list"}:
            kind = await self.words(Ask("One of that kind is called", hint="Such as Worry · Enter saves · Esc cancels"))
            word = f"{word} {kind}".strip()
        await self._become(line, word)

    async def action_line_theme(self) -> None:
        """Make the line a theme."""
        await self._become(self.line_here, "theme")

    async def action_line_question(self) -> None:
        """Make the line the question of its theme."""
        await self._become(self.line_here, "question")

    async def action_line_kind(self) -> None:
        """Make the line a card of the next kind."""
        line = self.line_here
        names = [kind.name for kind in self.look.session.kinds]
        after = names.index(line.word) + 1 if line.word in names else 0
        await self._become(line, names[after % len(names)])

    async def action_line_more(self) -> None:
        """Make the line the rest of the one above."""
        await self._become(self.line_here, "more")

    async def action_line_note(self) -> None:
        """Make the line a note."""
        await self._become(self.line_here, "note")

    async def _become(self, line: MapRow, word: str) -> None:
        wanted = word_of(word, f"Line {line.number}")
        await self._read(self.look.line_map.with_row(line, wanted))
        others = sum(row.shape == line.shape for row in self.lines) - 1
        alike = f" A reads the other {others} of the shape {line.shape} so." if others else ""
        self.say(f"Line {line.number} is read as {wanted}.{alike}")

    async def action_line_alike(self) -> None:
        """Read all lines that look like the one at the cursor as it is."""
        line = self.line_here
        await self._read(self.look.line_map.with_shape(line))
        count = sum(row.shape == line.shape for row in self.lines)
        which = (
            f"All {count} lines of the shape {line.shape} are"
            if count > 1
            else f"The one line of the shape {line.shape} is"
        )
        self.say(f"{which} read as {line.word}. S keeps that for other papers.")

    async def _read(self, line_map: LineMap) -> None:
        before = self.look
        await self.show_lines(await before.otherwise(line_map=line_map))
        self.before.append(before)

    async def action_next_unsure(self) -> None:
        """Go to the next line that a remark names, or that is a note; from the last to the first."""
        places = list(self.unsure())
        if not places:
            raise Refused("No line of it is in doubt.")
        self.rows.go_to(str(next((place for place in places if place > self.place_here), places[0])))

    async def action_undo_line(self) -> None:
        """Take back the last correction."""
        if not self.before:
            raise Refused("Nothing was corrected here.")
        await self.show_lines(self.before.pop())
        self.say("The last correction is taken back.")

    async def action_keep_rules(self) -> None:
        """Write what was corrected, and holds for other papers, into a map."""
        rules = self.look.rules()
        if not rules:
            raise Refused(
                "Nothing that holds for other papers was corrected: a list's name, or all lines of a shape (A)."
            )
        usual = str(self.look.path.with_name(RULES))
        said = "; ".join(rules)
        answer = await self.words(Ask(f"Save “{said}” in which file?", usual, "Other papers are read by it with R"))
        path = await asyncio.to_thread(lambda: Path(answer.strip()).expanduser())
        taken, question = await asyncio.to_thread(path.exists), f"{path.name} is there already."
        if taken and not await self.agreed(question, "Replace it", "Leave it as it is"):
            return
        await asyncio.to_thread(write_file, path, text_of_rules(rules).encode())
        self.say(
            f"Saved in {path.name}. R on the preview of another paper reads it so, and so does --edit {path.name}."
        )

    async def action_accept_lines(self) -> None:
        """Import the paper as its lines stand."""
        self.accepted = True
        self.dismiss()

    async def action_leave_lines(self) -> None:
        """Go back to what would be made."""
        self.dismiss()
