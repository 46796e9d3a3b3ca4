"""The preview of an import: what a paper would become, and how the names of its lists were understood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Static

from workshop.keymap import Place, bindings
from workshop.screens.console_screen import MOVES, ConsoleScreen
from workshop.screens.paper import actions
from workshop.screens.paper.look_words import rows_of, would_be
from workshop.widgets.foot import Foot
from workshop.widgets.head import Head, HeadState
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from workshop.keymap import Keyboard
    from workshop.screens.paper.look import PaperLook
    from workshop.store.catalogue import Catalogue
    from workshop.store.locations import Home


class Made(Vertical):
    """What would be made. Its keys take effect in the order in which they are pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, *bindings("paper", "everywhere", plain=True)]


class PaperPreview(ConsoleScreen):
    """A paper before it is imported; ``started`` is called with the folder of the session that was made of it."""

    CSS_PATH = Path(__file__).with_name("paper.tcss")
    places: ClassVar[tuple[Place, ...]] = ("paper", "everywhere")

    action_accept_paper = actions.accept_paper
    action_read_list = actions.read_list
    action_see_lines = actions.see_lines
    action_use_rules = actions.use_rules
    action_other_paper = actions.other_paper
    action_leave_paper = actions.leave_paper

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
        with Made():
            yield Rows(id="made")
        yield Static(id="said")
        yield Foot()

    def on_mount(self) -> None:
        """Show the paper, with the first list that nobody knows at the cursor."""
        self.set_focus(self.rows)
        self.show_paper(self.look)
        unsure = next((f"list:{each.name}" for each in self.look.intake.lists if not each.certain), "")
        self.rows.go_to(unsure or self.rows.rows[0].id)
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
