"""A page beside the table: of the same session, with its head, its question, and what was just said."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from workshop.keymap import Keyboard, Place, UserCommand, at
from workshop.rehearsal.mark import is_rehearsal
from workshop.screens.heading import Heading
from workshop.screens.page import Page
from workshop.screens.table.table_words import question_of
from workshop.widgets.foot import Foot, Hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from workshop.live.workspace import Workspace
    from workshop.model.history import Entry
    from workshop.model.session import Session, Theme


class SidePage(Page):
    """One more view of what the table is at."""

    shared: ClassVar[tuple[Place, ...]] = ("beside", "everywhere")

    def __init__(self, workspace: Workspace, keyboard: Keyboard, theme: str) -> None:
        super().__init__(keyboard)
        self.workspace = workspace
        self.theme_id = theme
        self._due = False
        self._trouble = ""
        self._end_watch: Callable[[], object] = bool

    @property
    def session(self) -> Session:
        """Return the session's board, as it is on the disk."""
        return self.workspace.session

    @property
    def theme(self) -> Theme | None:
        """Return the theme the page is about."""
        themes = self.session.live_themes()
        return next((theme for theme in themes if theme.id == self.theme_id), themes[0] if themes else None)

    @property
    def step(self) -> str:
        """Return what the head calls this step."""
        return ""

    def body(self) -> Iterable[Widget]:
        """Return what stands between the question and the foot."""
        return ()

    def compose(self) -> ComposeResult:
        """Return the head, the question, the body and the foot."""
        rehearsal = is_rehearsal(self.workspace.writer.history)
        yield Heading(self.session, self.theme, 0, self.workspace.status, rehearsal=rehearsal)
        yield Static(Content(question_of(self.theme)), id="theme")
        yield from self.body()
        yield Static(id="said")
        yield Foot(always=3)

    def on_mount(self) -> None:
        """Watch the session."""
        self._end_watch = self.workspace.watch(self._changed)
        self.bring_up_to_date()
        self.call_after_refresh(self.load_deeds)

    def on_unmount(self) -> None:
        """Stop watching."""
        self._end_watch()

    def _changed(self, entries: Sequence[Entry]) -> None:
        """Take note of a change; many at once are shown once."""
        if not entries:
            self.while_here(self.show_head)
        elif not self._due:
            self._due = True
            self.call_later(self._catch_up)

    def _catch_up(self) -> None:
        self._due = False
        self.while_here(self.bring_up_to_date)

    def bring_up_to_date(self) -> None:
        """Show what is true now."""
        self.put("#theme", question_of(self.theme))
        self.show_head()
        self.show_hints()

    def show_head(self) -> None:
        """Show the step, the time left, and whether all is saved; what is wrong stands in a sentence."""
        status = self.workspace.status
        if status.sentence != self._trouble:
            self._trouble = status.sentence
            self.say(status.sentence)
        here = self.workspace.phones.here
        self.query_one(Heading).tell(self.session, self.theme, 0, status, self.step, here=here)

    def on_heading_cue(self, message: Heading.Cue) -> None:
        """Say how much time is left."""
        message.stop()
        self.say(message.sentence)

    def hints(self) -> list[Hint]:
        """Return the footer's hints: what can be asked for now."""
        return [self._hint(command) for command in self.offered() if command.word]

    def offered(self) -> list[UserCommand]:
        """Return the commands that can be asked for now."""
        return list(at(self.place, *self.shared))
