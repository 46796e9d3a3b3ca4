"""The table: the question, the cards in columns, and one line to write. The heart of the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from workshop.keymap import Keyboard, Place, bindings
from workshop.rehearsal.mark import is_rehearsal
from workshop.screens.card_rows import CardFilter
from workshop.screens.heading import Heading
from workshop.screens.page import Page
from workshop.screens.table.columns import Columns, View
from workshop.screens.table.entry import EntryLine
from workshop.screens.table.table_words import question_of
from workshop.screens.table.timer_words import OVER
from workshop.widgets.foot import Foot, Hint
from workshop.widgets.line import Line
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from workshop.live.workspace import Workspace
    from workshop.model.history import Entry
    from workshop.model.session import Kind, Session, Theme
    from workshop.widgets.row import Row


class Table(Page):
    """The console of a live session; ``card`` is the shown id of a card to begin at.

    ``theme`` and ``kind`` are what Enter records to; ``under_way`` are the kinds of the lines that are being recorded.
    """

    CSS_PATH = Path(__file__).with_name("table.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("table", "everywhere")]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - an instance's in Textual
        (0, "-narrow"),
        (70, "-normal"),
        (120, "-wide"),
    ]
    deed_files: ClassVar[tuple[str, ...]] = (
        "table.actions",
        "table.card_actions",
        "table.theme_actions",
        "steps_actions",
        "places_actions",
        "aside_actions",
        "table.timer_actions",
    )
    places: ClassVar[tuple[Place, ...]] = ("cards", "line", "table", "everywhere")
    shared: ClassVar[tuple[Place, ...]] = ("table", "everywhere")

    def __init__(self, workspace: Workspace, keyboard: Keyboard, card: str = "") -> None:
        super().__init__(keyboard)
        self.workspace = workspace
        self.sieve = CardFilter()
        self.marked: frozenset[str] = frozenset()
        self.under_way: list[str] = []
        self.read_at = ""
        self.bell = False
        self._theme = workspace.draft.theme
        self._kind = workspace.draft.kind
        cards = workspace.session.live_cards() if card else ()
        self._first = next((c for c in cards if card == workspace.session.shown_id(c)), None)
        if self._first is not None:
            self._theme, self._kind = self._first.theme, self._first.kind
        self._due = False
        self._wrong = ""
        self._end_watch: Callable[[], None] = _nothing

    # What it is about

    @property
    def session(self) -> Session:
        """Return the session's board, as it is on the disk."""
        return self.workspace.session

    @property
    def theme(self) -> Theme | None:
        """Return the theme that is shown and recorded to."""
        themes = self.session.live_themes()
        return next((theme for theme in themes if theme.id == self._theme), themes[0] if themes else None)

    @property
    def kind(self) -> Kind:
        """Return the kind that Enter records."""
        kinds = self.session.kinds
        return next((kind for kind in kinds if kind.name == self._kind), kinds[0])

    @property
    def _view(self) -> View:
        return View(self.theme.id if self.theme else "", self.kind.name, self.sieve)

    def go_to_theme(self, theme: str) -> None:
        """Show another theme."""
        self._theme, self.marked = theme, frozenset()
        self.keep_draft()
        self.bring_up_to_date({kind.name for kind in self.session.kinds})

    def go_to_kind(self, kind: str) -> None:
        """Record another kind from now on."""
        self._kind = kind
        self.keep_draft()
        self.bring_up_to_date()

    def sift(self, sieve: CardFilter) -> None:
        """Show only what the sieve lets through."""
        self.sieve = sieve
        self.bring_up_to_date()

    def mark(self, cards: frozenset[str]) -> None:
        """Mark these cards and no others."""
        self.marked = cards
        self.cards.mark(cards)

    # Parts

    def compose(self) -> ComposeResult:
        """Return the head, the columns, the line and the foot."""
        self._fit(self.app.size.width)
        rehearsal = is_rehearsal(self.workspace.writer.history)
        yield Heading(self.session, self.theme, 0, self.workspace.status, rehearsal=rehearsal)
        yield Static(Content(question_of(self.theme)), id="theme")
        yield Columns(self.workspace, self._view, id="columns")
        yield Static(id="said")
        commands = self.keyboard.line_commands()
        yield EntryLine(commands, self.workspace.draft.text, f"{self.kind.singular} › ", id="line")
        yield Foot()

    def _fit(self, width: int) -> None:
        """Choose the number of columns before the first layout; later Textual does."""
        name = next(name for least, name in reversed(self.HORIZONTAL_BREAKPOINTS) if width >= least)
        self.add_class(name)

    @property
    def line(self) -> EntryLine:
        """Return the entry line."""
        return self.query_one("#line", EntryLine)

    @property
    def cards(self) -> Columns:
        """Return the cards."""
        return self.query_one("#columns", Columns)

    @property
    def columns(self) -> list[Rows]:
        """Return the columns, a kind each."""
        return self.cards.all

    @property
    def column(self) -> Rows:
        """Return the column that has the keyboard, else the one of the kind that is written."""
        return self.cards.current

    @property
    def place(self) -> Place:
        """Return where the keyboard is."""
        return "cards" if isinstance(self.focused, Rows) else "line"

    def on_mount(self) -> None:
        """Begin to watch the session, at the line."""
        self._end_watch = self.workspace.watch(self._changed)
        self.set_focus(self.line)
        if self._first is not None and self.column.go_to(self._first.id):
            self.set_focus(self.column)
        self._show_head()
        self.show_hints()
        self.call_after_refresh(self.load_deeds)
        if self.workspace.draft.unsent:
            from workshop.screens.table.actions import resend  # noqa: PLC0415 - as in record

            self.run_worker(resend(self), group="record", description="Record what waited")

    def on_unmount(self) -> None:
        """Stop watching."""
        self._end_watch()

    # What is shown

    def _changed(self, entries: Sequence[Entry]) -> None:
        """Take note of a change; many at once are shown once."""
        if not entries:
            self.while_here(self._show_status)
        elif not self._due:
            self._due = True
            self.call_later(self.while_here, self.bring_up_to_date)

    def bring_up_to_date(self, follow: Collection[str] = ()) -> None:
        """Show what is true now; kinds to ``follow``, and those being recorded, from their last card."""
        self._due = False
        self.cards.show(self._view, {*follow, *self.under_way})
        self.put("#theme", question_of(self.theme))
        self.line.ask(f"{self.kind.singular} › ")
        self._show_status()
        self.show_hints()
        self.cards.show_details()

    def _show_status(self) -> None:
        """Show whether all is saved; what is wrong stands in a sentence until it is mended."""
        sentence = self.workspace.status.sentence
        if sentence != self._wrong:
            self._wrong = sentence
            self.say(sentence)
        self._show_head()

    def _show_head(self) -> None:
        waiting = self.cards.waiting(self.session)
        self.query_one(Heading).tell(
            self.session, self.theme, waiting, self.workspace.status, here=self.workspace.phones.here
        )

    def on_heading_cue(self, message: Heading.Cue) -> None:
        """Say how much time is left."""
        message.stop()
        self.say(message.sentence)
        if message.sentence == OVER and self.bell:
            self.app.bell()

    def details_of_cursor(self) -> list[Row]:
        """Return everything about the card at the cursor."""
        row = self.column.cursor_row
        return self.cards.beside.about(row.id) if row else []

    def hints(self) -> list[Hint]:
        """Return the footer's hints; Tab says which kind comes next."""
        kinds = self.session.kinds
        following = kinds[(kinds.index(self.kind) + 1) % len(kinds)].singular.lower()
        hints = (hint for hint in super().hints() if hint.command != "summit" or self.workspace.is_summit)
        return [h._replace(word=following) if h.command == "flip_kind" else h for h in hints]

    # The line

    def keep_draft(self) -> None:
        """Keep what is written."""
        theme = self.theme
        self.workspace.keep(self.kind.name, theme.id if theme else "", self.line.text)

    def on_line_changed(self, message: Line.Changed) -> None:
        """Keep what is written, as it is written."""
        message.stop()
        self.keep_draft()

    async def on_line_wanted(self, message: Line.Wanted) -> None:
        """Record, or do what the key stands for."""
        message.stop()
        if message.command == "record" and message.text.strip():
            self.record((message.text,))
        else:
            await self.action_run(message.command)

    def on_line_pasted(self, message: Line.Pasted) -> None:
        """Ask what several pasted lines are to be."""
        message.stop()
        from workshop.screens.table.actions import paste  # noqa: PLC0415 - as in record

        self.run_worker(paste(self, message.lines), group="deeds", description="Paste several lines")

    def record(self, texts: tuple[str, ...]) -> None:
        """Record lines as cards of the kind and theme that are shown."""
        from workshop.screens.table.actions import record_lines  # noqa: PLC0415 - loaded once there is paint

        self.run_worker(record_lines(self, texts), group="record", description="Record what was written")

    # The cards

    def on_rows_left(self, message: Rows.Left) -> None:
        """Go from the last card to the line below it."""
        message.stop()
        self.set_focus(self.line)

    async def on_rows_picked(self, message: Rows.Picked) -> None:
        """Show the details of a card that was clicked twice."""
        message.stop()
        if message.twice:
            await self.action_run("details")

    def on_descendant_focus(self) -> None:
        """Show what the keys do here."""
        self.show_hints()
        self.cards.show_details()


def _nothing() -> None:
    """Do nothing."""
