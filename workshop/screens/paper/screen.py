"""The preview of an import: what a paper would become, and how the names of its lists were understood."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Static

from workshop.importing.map_text import read_map
from workshop.keymap import Keyboard, bindings
from workshop.live.new_session import begun
from workshop.model.errors import Refused
from workshop.screens.console_screen import MOVES, ConsoleScreen
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.home.browse import Browse, ChoosePaper
from workshop.screens.paper.look import PaperLook, rows_of, would_be
from workshop.store.catalogue import Catalogue
from workshop.store.locations import Home
from workshop.widgets.foot import Foot
from workshop.widgets.head import Head, HeadState
from workshop.widgets.rows import Rows


class PaperPreview(ConsoleScreen):
    """A paper before it is imported; ``started`` is called with the folder of the session that was made of it."""

    CSS_PATH = Path(__file__).with_name("paper.tcss")
    BINDINGS = bindings("paper", "everywhere", plain=True) + MOVES
    places = ("paper", "everywhere")

    def __init__(
        self,
        home: Home,
        look: PaperLook,
        keyboard: Keyboard,
        catalogue: Catalogue | None,
        started: Callable[[Path], object],
    ) -> None:
        super().__init__(keyboard)
        self.home = home
        self.look = look
        self.catalogue = catalogue
        self.started = started

    def compose(self) -> ComposeResult:
        """Return what would be made, between head and foot."""
        yield Head(HeadState("Import"))
        yield Static(id="would")
        yield Rows(id="made")
        yield Static(id="said")
        yield Foot()

    def on_mount(self) -> None:
        """Show the paper, with the first list that nobody knows at the cursor."""
        self.set_focus(self.rows)
        self.show_paper(self.look)
        unsure = next((f"list:{each.name}" for each in self.look.intake.lists if not each.certain), "")
        self.rows.go_to(unsure)
        self.show_hints()

    def show_paper(self, look: PaperLook) -> None:
        """Show what a paper would become, read in this way."""
        self.look = look
        self.query_one(Head).show(HeadState(f"Import · {look.path.name}", "nothing is made yet"))
        self.put("#would", would_be(look))
        self.rows.show([*rows_of(look, self._known())])

    def _known(self) -> str:
        """Return the session that this very paper was imported into before."""
        rows = self.catalogue.sessions() if self.catalogue else ()
        digest = self.look.intake.command.digest
        return next((str(row["slug"]) for row in rows if digest in row["papers"]), "")

    async def on_rows_picked(self, message: Rows.Picked) -> None:
        """Read a list otherwise when its name is clicked twice; see the lines of what else is."""
        message.stop()
        if message.twice:
            await self.action_run("read_list" if message.row_id.startswith("list") else "see_lines")

    async def action_accept_paper(self) -> None:
        """Make the session that is shown."""
        intake = self.look.intake
        if not any(theme.title or theme.cards for theme in intake.command.themes):
            raise Refused("No line of it is a card yet. Go to a list's name and press Enter, or see its lines with L.")
        folder = await begun(self.home, intake.title, intake.start, intake.command)
        self.dismiss()
        self.started(folder)

    async def action_read_list(self) -> None:
        """Say which kind a list's lines are."""
        name = await self._list_at_cursor()
        kinds = {kind.name: kind.plural for kind in self.look.session.kinds}
        options = [Option(kind, "", plural) for kind, plural in kinds.items()]
        options += [Option("note", "", "Notes: they become no cards"), Option("", "", "Another kind …")]
        kind = await self.answer(Choose(f"The lines under “{name}” are", options))
        if not kind:
            kind = await self.words(Ask("One of them is called", hint="Such as Worry · Enter saves · Esc cancels"))
        mapping = {**self.look.mapping, name: kind.casefold()}
        self.show_paper(await self.look.otherwise(mapping=mapping))
        self.say("")

    async def _list_at_cursor(self) -> str:
        row = self.rows.cursor_row
        if row is not None and row.id.startswith("list:"):
            return row.id.removeprefix("list:")
        lists = self.look.intake.lists
        if not lists:
            raise Refused("This paper has no lists with a name.")
        options = [Option(found.name, "", found.name, (f"read as {found.kind or 'notes'}",)) for found in lists]
        return await self.answer(Choose("Read which list otherwise?", options))

    async def action_other_paper(self) -> None:
        """Look at another paper."""
        path = await self.answer(ChoosePaper(self.look.path.parent))
        rules = self.look.rules()
        self.show_paper(await self.look.of_another(path))
        self.say(f"It is read as the paper before was: {'; '.join(rules)}." if rules else "")

    async def action_see_lines(self) -> None:
        """Show each line of the paper with what it became, to change that."""
        from workshop.screens.paper.lines import PaperLines  # noqa: PLC0415 - not before it is asked for

        row = self.rows.cursor_row
        number = re.fullmatch(r"line (\d+)", row.label) if row else None
        words = row.text if row and not row.quiet and row.label != "!" else ""
        lines = PaperLines(self.look, self.keyboard, int(number[1]) if number else -1, "" if number else words)
        await self.visit(lines)
        self.show_paper(lines.look)
        if lines.accepted:
            await self.action_accept_paper()

    async def action_use_rules(self) -> None:
        """Read the paper by a map that was written of another."""
        path = await self.answer(Browse("By which map?", self.look.path.parent, _is_map, "No map (.map) lies here."))
        line_map = await asyncio.to_thread(read_map, path)
        self.show_paper(await self.look.otherwise(line_map=line_map))
        self.say(f"Read as {path.name} says. L shows it line by line.")

    async def action_leave_paper(self) -> None:
        """Go back; nothing was made."""
        self.dismiss()


def _is_map(path: Path) -> bool:
    return path.suffix.lower() == ".map" and path.is_file()
