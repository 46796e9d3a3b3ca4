"""A page beside the table, about the same session: a few facts above a list, and what was just said below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Static

from workshop.live.autosave import UNSEEN, shown_time
from workshop.screens.page import Page
from workshop.widgets.foot import Foot
from workshop.widgets.head import Head, HeadState
from workshop.widgets.moves import moves
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from workshop.keymap import Keyboard, Place
    from workshop.live.workspace import Workspace
    from workshop.model.history import Entry
    from workshop.model.session import Session


class Body(Vertical):
    """What has the keys. They take effect one after the other, in the order in which they are pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [*moves("screen.rows_")]


class Aside(Page):
    """One more view of a session; ``step`` is what the head calls it. ``read`` brings it up to date."""

    shared: ClassVar[tuple[Place, ...]] = ("beside", "everywhere")
    step: ClassVar[str] = ""

    def __init__(self, workspace: Workspace, keyboard: Keyboard) -> None:
        super().__init__(keyboard)
        self.workspace = workspace
        self._reading = self._due = False
        self._wrong = ""
        self._end_watch: Callable[[], object] = bool

    @property
    def session(self) -> Session:
        """Return the session's board, as it is on the disk."""
        return self.workspace.session

    @property
    def rows(self) -> Rows:
        """Return the list."""
        return self.query_one("#rows", Rows)

    def body(self) -> Body:
        """Return what the list stands in."""
        return Body()

    def compose(self) -> ComposeResult:
        """Return the head, the facts, the list and the foot."""
        yield Head(self._head())
        yield Static(id="facts")
        with self.body():
            yield Rows("Reading …", id="rows")
        yield Static(id="said")
        yield Foot(always=3)

    def on_mount(self) -> None:
        """Take the keys and watch the session; what is to be shown is read meanwhile."""
        self.set_focus(self.rows)
        self._end_watch = self.workspace.watch(self._changed)
        self.show_hints()
        self.call_after_refresh(self.load_deeds)
        self.look_again()

    def on_unmount(self) -> None:
        """Stop watching."""
        self._end_watch()

    def _changed(self, entries: Sequence[Entry]) -> None:
        """Show the status; look again where what is shown may have changed."""
        if not entries:
            self.while_here(self.show_status)
        elif not all(isinstance(event, UNSEEN) for entry in entries for event in entry.events):
            self.look_again()

    def look_again(self) -> None:
        """Read what is to be shown; what changes meanwhile is read after it."""
        self._due = True
        if not self._reading and self.is_attached:
            self._reading = True
            self.run_worker(self._read(), group="reading", description="Read what is shown", exclusive=True)

    async def _read(self) -> None:
        try:
            while self._due and self.is_attached:
                self._due = False
                await self.read()
        finally:
            self._reading = False

    async def read(self) -> None:
        """Read what is to be shown, beside the loop, and show it."""

    def show_status(self) -> None:
        """Show whether all is saved and when the appendix was written; what is wrong stands in a sentence."""
        sentence = self.workspace.status.sentence
        if sentence != self._wrong:
            self._wrong = sentence
            self.say(sentence)
        self.query_one(Head).show(self._head())

    def _head(self) -> HeadState:
        status = self.workspace.status
        table = f"Table {self.session.table} · " if self.session.table else ""
        written = f"Appendix {shown_time(status.appendix)}" if status.appendix else ""
        return HeadState(
            f"{table}{self.session.title}",
            self.step,
            state=status.state,
            written=written,
            behind=status.behind,
        )

    def action_rows_step(self, rows: int) -> None:
        """Move the cursor by a row."""
        self.rows.action_step(rows)

    def action_rows_turn(self, pages: int) -> None:
        """Move the cursor by a page."""
        self.rows.action_turn(pages)

    def action_rows_end(self, place: str) -> None:
        """Move the cursor to the first or last row."""
        self.rows.action_end(place)
