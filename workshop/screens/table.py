"""The table: the question, the cards in columns, and one line to write. The heart of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from workshop.commands import Keyboard, Place, bindings
from workshop.room import now_ms
from workshop.screens.deck import Deck, Sieve
from workshop.screens.page import Page
from workshop.screens.table_words import cue_of, head_of, question_of
from workshop.widgets.foot import Foot, Hint
from workshop.widgets.head import Head
from workshop.widgets.line import Line
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from workshop.desk.live import Desk
    from workshop.model.board import Board, Kind, Theme
    from workshop.model.history import Entry
    from workshop.screens.details import Trail
    from workshop.widgets.head import HeadState
    from workshop.widgets.row import Row

_WAYS = {
    "up": "step(-1)",
    "down": "step(1)",
    "pageup": "turn(-1)",
    "pagedown": "turn(1)",
    "home": "end('first')",
    "end": "end('last')",
}
REST = 0.08
"""Seconds for which the cursor rests before the card's details are shown."""


class Columns(Horizontal):
    """The cards. Its keys take effect one after the other, in the order in which they are pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("cards", "everywhere", also=True),
        *(Binding(key, f"screen.cards_{way}", show=False, priority=True) for key, way in _WAYS.items()),
    ]


class Table(Page):
    """The console of a live session; ``card`` is the shown id of a card to begin at.

    ``theme`` and ``kind`` are what Enter records to.
    """

    CSS_PATH = "table.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere")]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - an instance's in Textual
        (0, "-narrow"),
        (70, "-normal"),
        (120, "-wide"),
    ]
    deed_files: ClassVar[tuple[str, ...]] = ("table_deeds", "card_deeds", "theme_deeds")
    places: ClassVar[tuple[Place, ...]] = ("cards", "line", "everywhere")

    def __init__(self, desk: Desk, keyboard: Keyboard, card: str = "") -> None:
        super().__init__(keyboard)
        self.desk = desk
        self.sieve = Sieve()
        self.marked: frozenset[str] = frozenset()
        self.follow = "all"
        self._theme = desk.draft.theme
        self._kind = desk.draft.kind
        self._first = next((c for c in desk.board.live_cards() if card == desk.board.shown_id(c)), None)
        if self._first is not None:
            self._theme, self._kind = self._first.theme, self._first.kind
        self._deck = Deck()
        self._trail: Trail | None = None
        self._due = False
        self._wrong = ""
        self._detailing: Timer | None = None
        self._end_watch: Callable[[], None] = _nothing
        self._ticking: Timer | None = None

    # What it is about

    @property
    def board(self) -> Board:
        """Give the session's board, as it is on the disk."""
        return self.desk.board

    @property
    def theme(self) -> Theme | None:
        """Give the theme that is shown and recorded to."""
        themes = self.board.live_themes()
        return next((theme for theme in themes if theme.id == self._theme), themes[0] if themes else None)

    @property
    def kind(self) -> Kind:
        """Give the kind that Enter records."""
        kinds = self.board.kinds
        return next((kind for kind in kinds if kind.name == self._kind), kinds[0])

    def go_to_theme(self, theme: str) -> None:
        """Show another theme."""
        self._theme, self.marked, self.follow = theme, frozenset(), "all"
        self.keep_draft()
        self.bring_up_to_date()

    def go_to_kind(self, kind: str) -> None:
        """Record another kind from now on."""
        self._kind = kind
        self.keep_draft()
        self.bring_up_to_date()

    def sift(self, sieve: Sieve) -> None:
        """Show only what the sieve lets through."""
        self.sieve = sieve
        self.bring_up_to_date()

    def mark(self, cards: frozenset[str]) -> None:
        """Mark these cards and no others."""
        self.marked = cards
        for rows in self.columns:
            rows.choose(cards)

    # Parts

    def compose(self) -> ComposeResult:
        """Give the head, the columns, the line and the foot."""
        self._fit(self.app.size.width)
        yield Head(self._head())
        yield Static(Content(question_of(self.theme)), id="theme")
        with Columns(id="columns"):
            for kind in self.board.kinds:
                rows = Rows(f"No {kind.plural.lower()} yet.", id=f"kind-{kind.letter}", classes="column")
                self._fill(rows, kind)
                yield rows
            yield Rows("The card at the cursor stands here whole.", id="details")
        yield Static(id="said")
        yield Line(self.keyboard.line_commands(), self.desk.draft.text, f"{self.kind.singular} › ", id="line")
        yield Foot()

    def _fit(self, width: int) -> None:
        """Choose the number of columns before the first layout; later Textual does."""
        name = next(name for least, name in reversed(self.HORIZONTAL_BREAKPOINTS) if width >= least)
        self.add_class(name)

    @property
    def line(self) -> Line:
        """Give the entry line."""
        return self.query_one("#line", Line)

    @property
    def columns(self) -> list[Rows]:
        """Give the columns, a kind each."""
        return list(self.query("Rows.column").results(Rows))

    @property
    def column(self) -> Rows:
        """Give the column that has the keyboard, else the one of the kind that is written."""
        focused = self.focused
        if isinstance(focused, Rows) and focused.has_class("column"):
            return focused
        return self.query_one(f"#kind-{self.kind.letter}", Rows)

    @property
    def place(self) -> Place:
        """Give where the keyboard is."""
        return "cards" if isinstance(self.focused, Rows) else "line"

    def on_mount(self) -> None:
        """Begin to watch the session, at the line."""
        beside = self.query_one("#details", Rows)
        beside.can_focus = beside.cursor_shown = False
        self._end_watch = self.desk.watch(self._changed)
        self.set_focus(self.line)
        if self._first is not None and self.column.go_to(self._first.id):
            self.set_focus(self.column)
        self.follow = ""
        self._show_head()
        self.show_hints()
        self.call_after_refresh(self.load_deeds)
        if self.desk.draft.unsent:
            from workshop.screens.table_deeds import resend  # noqa: PLC0415 - as in record

            self.run_worker(resend(self), group="record", description="Record what waited")

    def on_unmount(self) -> None:
        """Stop watching."""
        self._end_watch()

    # What is shown

    def _changed(self, entries: Sequence[Entry]) -> None:
        """Take note of a change; many at once are shown once."""
        if not entries:
            self._show_status()
        elif not self._due:
            self._due = True
            self.call_later(self.bring_up_to_date)

    def bring_up_to_date(self) -> None:
        """Show what is true now."""
        self._due = False
        if not self.is_attached:
            return
        for kind in self.board.kinds:
            self._fill(self.query_one(f"#kind-{kind.letter}", Rows), kind)
        self.follow = ""
        self.put("#theme", question_of(self.theme))
        self.line.ask(f"{self.kind.singular} › ")
        self._show_status()
        self.show_hints()
        self.show_details()

    def _fill(self, rows: Rows, kind: Kind) -> None:
        theme = self.theme
        cards = self._deck.columns(self.board, theme.id, self.sieve)[kind.name] if theme else []
        sieve = f" · {self.sieve.said}" if self.sieve else ""
        title = f"{kind.plural.upper()} {len(cards)}{sieve}"
        if rows.border_title != title:
            rows.border_title = Content(title)
        rows.set_class(kind.name == self.kind.name, "-current")
        rows.show(cards, follow=self.follow in {kind.name, "all"} and not rows.has_focus)

    def _show_status(self) -> None:
        """Show whether all is saved; what is wrong stands in a sentence until it is mended."""
        sentence = self.desk.status.sentence
        if sentence != self._wrong:
            self._wrong = sentence
            self.say(sentence)
        self._show_head()

    def _show_head(self) -> None:
        self.query_one(Head).show(self._head())
        timer = self.board.timer
        self._tick(running=timer is not None and timer.running)

    def _head(self) -> HeadState:
        waiting = 0 if self.sieve else self._deck.held(self.board)
        return head_of(self.board, self.theme, waiting, self.desk.status.state, now_ms())

    def _tick(self, *, running: bool) -> None:
        if running and self._ticking is None:
            self._ticking = self.set_interval(1, self._second)
        elif not running and self._ticking is not None:
            self._ticking.stop()
            self._ticking = None

    def _second(self) -> None:
        cue = cue_of(self.board, now_ms())
        if cue:
            self.say(cue)
        self._show_head()

    def show_details(self) -> None:
        """Show the card at the cursor whole, where there is a third column, once the cursor rests."""
        if self.has_class("-wide"):
            if self._detailing is not None:
                self._detailing.stop()
            self._detailing = self.set_timer(REST, self._show_details)

    def _show_details(self) -> None:
        self.query_one("#details", Rows).show(self.details_of_cursor())

    def details_of_cursor(self) -> list[Row]:
        """Give everything about the card at the cursor."""
        row = self.column.cursor_row
        card = self.board.cards.get(row.id) if row else None
        if card is None:
            return []
        from workshop.screens.details import Trail, details  # noqa: PLC0415 - not to paint the cards

        self._trail = self._trail or Trail()
        history = self.desk.room.history
        return details(self.board, card, self._trail.of(history, card.id), history.undone)

    def hints(self) -> list[Hint]:
        """Give the footer's hints; Tab says which kind comes next."""
        kinds = self.board.kinds
        following = kinds[(kinds.index(self.kind) + 1) % len(kinds)].singular.lower()
        return [h._replace(word=following) if h.command == "flip_kind" else h for h in super().hints()]

    # The line

    def keep_draft(self) -> None:
        """Keep what is written."""
        theme = self.theme
        self.desk.keep(self.kind.name, theme.id if theme else "", self.line.text)

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
        from workshop.screens.table_deeds import paste  # noqa: PLC0415 - as in record

        self.run_worker(paste(self, message.lines), group="deeds", description="Paste several lines")

    def record(self, texts: tuple[str, ...]) -> None:
        """Record lines as cards of the kind and theme that are shown."""
        from workshop.screens.table_deeds import record_lines  # noqa: PLC0415 - loaded once there is paint

        self.run_worker(record_lines(self, texts), group="record", description="Record what was written")

    # The cards

    def action_cards_step(self, rows: int) -> None:
        """Move the cursor by a card."""
        self.column.action_step(rows)

    def action_cards_turn(self, pages: int) -> None:
        """Move the cursor by a page."""
        self.column.action_turn(pages)

    def action_cards_end(self, place: str) -> None:
        """Move the cursor to the first or last card."""
        self.column.action_end(place)

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Show the card that the cursor came to."""
        message.stop()
        self.show_details()

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
        self.show_details()


def _nothing() -> None:
    """Do nothing."""
