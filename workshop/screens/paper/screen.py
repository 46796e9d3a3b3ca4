"""The preview of an import: what a paper would become, and how the names of its lists were understood."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Static

from workshop.keymap import Place, bindings
from workshop.publishing.builder import counted
from workshop.screens.console_screen import MOVES, ConsoleScreen
from workshop.screens.paper import actions
from workshop.widgets.foot import Foot
from workshop.widgets.head import Head, HeadState
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from workshop.keymap import Keyboard
    from workshop.live.import_paper import Intake
    from workshop.model.commands import StartSession
    from workshop.model.session import Session
    from workshop.store.catalogue import Catalogue
    from workshop.store.locations import Home

FOR_THE_COMMAND_LINE = " --map "
"""What marks a remark that the list of lists says already, in the words of the command line."""


class Made(Vertical):
    """What would be made. Its keys take effect in the order in which they are pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, *bindings("paper", "everywhere", plain=True)]


class PaperPreview(ConsoleScreen):
    """A paper before it is imported; ``started`` is called with the folder of the session that was made of it."""

    CSS_PATH = Path(__file__).with_name("paper.tcss")
    places: ClassVar[tuple[Place, ...]] = ("paper", "everywhere")

    action_accept_paper = actions.accept_paper
    action_read_list = actions.read_list
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
        """Read a list otherwise when its name is clicked twice."""
        message.stop()
        if message.twice:
            await self.action_run("read_list")


class PaperLook:
    """A paper as it is read with a mapping from list names to kinds, and the session it would make.

    ``begun`` is how that session was set up before, if it was.
    """

    def __init__(
        self, path: Path, mapping: dict[str, str], begun: StartSession | None, intake: Intake, session: Session
    ) -> None:
        self.path = path
        self.mapping = mapping
        self.begun = begun
        self.intake = intake
        self.session = session

    async def otherwise(self, path: Path, mapping: dict[str, str]) -> PaperLook:
        """Read another paper, or this one in another way. Raises ``Unreadable`` and ``Refused``."""
        return await look_at(path, mapping, self.begun)


async def look_at(path: Path, mapping: dict[str, str], begun: StartSession | None = None) -> PaperLook:
    """Read a paper to look at. Raises ``Unreadable`` and ``Refused``."""
    from workshop.live.import_paper import rehearsed, set_up_as, take_in  # noqa: PLC0415 - the readers; not before asked for

    def read() -> PaperLook:
        intake = take_in(path, mapping, to_look_at=True)
        if begun is not None:
            intake = set_up_as(begun, intake)
        return PaperLook(path, mapping, begun, intake, rehearsed(intake).session)

    return await asyncio.to_thread(read)


def would_be(look: PaperLook) -> str:
    """Say in a sentence what would be made."""
    session, intake = look.session, look.intake
    cards = list(session.live_cards())
    parts = [counted(len(session.live_themes()), "theme", "themes")]
    for kind in session.kinds:
        count = sum(card.kind == kind.name for card in cards)
        if count:
            parts.append(counted(count, kind.singular.lower(), kind.plural.lower()))
    if intake.notes:
        parts.append(f"{counted(len(intake.notes), 'line', 'lines')} kept as notes")
    return f"“{intake.title}” would have {', '.join(parts)}."


def rows_of(look: PaperLook, known: str) -> Iterator[Row]:
    """Return what there is to look at: how lists are read, what is worth knowing, the cards, the notes."""
    session, intake = look.session, look.intake
    yield Row("lists", "", "HOW ITS LISTS ARE READ", "Enter changes one" if intake.lists else "it has none", quiet=True)
    for found in intake.lists:
        read = session.kind(found.kind).plural.lower() if found.kind else "notes"
        unsure = "" if found.certain else "a guess  " if found.kind else "not known  "
        yield Row(f"list:{found.name}", read, found.name, f"{unsure}{counted(found.lines, 'line', 'lines')}")
    remarks = [remark for remark in intake.remarks if FOR_THE_COMMAND_LINE not in remark]
    if known:
        remarks.append(f"This very paper was imported into “{known}” before; importing it makes a second session.")
    if remarks:
        yield Row("remarks", "", "WORTH KNOWING", quiet=True)
    for number, remark in enumerate(remarks):
        yield Row(f"remark {number}", "!", remark)
    cards = session.ordered()
    for theme in session.live_themes():
        yield Row(theme.id, "", f"THEME {theme.title}", "", (theme.question,) if theme.question else (), quiet=True)
        for card in cards:
            if card.theme == theme.id:
                yield Row(card.id, card.label, card.text, " ".join(f"#{tag}" for tag in card.tags))
    if intake.notes:
        yield Row("notes", "", "KEPT AS NOTES", quiet=True)
    for number, (line, text) in enumerate(intake.notes):
        yield Row(f"note {number}", f"line {line}", text)
