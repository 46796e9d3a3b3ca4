"""The table: the question, the cards in columns, and one line to write. The heart of the program."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from workshop.keymap import Action, Keyboard, Place, at, bindings
from workshop.live.origin import origin
from workshop.live.workspace import Workspace
from workshop.model.commands import Command
from workshop.model.errors import Refused
from workshop.model.session import Card, Kind
from workshop.screens import card_actions as shared_actions
from workshop.screens import navigation
from workshop.screens.card_rows import CardFilter
from workshop.screens.session_head import OVER, SessionHead
from workshop.screens.session_screen import SessionScreen
from workshop.screens.table.columns import Columns, ColumnsView, EntryLine
from workshop.store.writer import Receipt
from workshop.widgets.foot import Foot, Hint
from workshop.widgets.line_input import LineInput
from workshop.widgets.rows import Rows
from workshop.widgets.steps import Steps


class TableView(SessionScreen):
    """The console of a live session; ``card`` is the shown id of a card to begin at.

    ``theme`` and ``kind`` are what Enter records to; ``under_way`` are the kinds of the lines that are being recorded.
    """

    CSS_PATH = Path(__file__).with_name("table.tcss")
    BINDINGS = bindings("table", "steps", "everywhere")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-normal"), (120, "-wide")]  # noqa: RUF012 - an instance's in Textual
    places: ClassVar[tuple[Place, ...]] = ("cards", "line", "table", "steps", "everywhere")
    picks = "details"
    shared = ("table", "everywhere")
    at_step = "capture"

    action_undo = SessionScreen.action_take_back
    action_reword = shared_actions.reword
    action_split = shared_actions.split
    action_join = shared_actions.join
    action_move = shared_actions.move
    action_phones = navigation.phones
    action_offers = navigation.offers
    action_map = navigation.second_day
    action_follow_up = navigation.follow_up
    action_picture = navigation.graphic_record

    def __init__(self, workspace: Workspace, keyboard: Keyboard, card: str = "") -> None:
        super().__init__(workspace, keyboard, workspace.draft.theme)
        self.card_filter = CardFilter()
        self.marked: frozenset[str] = frozenset()
        self.under_way: list[str] = []
        self.read_at = ""
        self.bell = False
        self._kind = workspace.draft.kind
        cards = workspace.session.live_cards() if card else ()
        self._first = next((c for c in cards if card == workspace.session.shown_id(c)), None)
        if self._first is not None:
            self.theme_id, self._kind = self._first.theme, self._first.kind

    @property
    def kind(self) -> Kind:
        """Return the kind that Enter records."""
        kinds = self.session.kinds
        return next((kind for kind in kinds if kind.name == self._kind), kinds[0])

    @property
    def _view(self) -> ColumnsView:
        return ColumnsView(self.shown_theme, self.kind.name, self.card_filter)

    def go_to_theme(self, theme: str) -> None:
        """Show another theme."""
        self.theme_id, self.marked = theme, frozenset()
        self.keep_draft()
        self.bring_up_to_date({kind.name for kind in self.session.kinds})

    def go_to_kind(self, kind: str) -> None:
        """Record another kind from now on."""
        self._kind = kind
        self.keep_draft()
        self.bring_up_to_date()

    def sift(self, card_filter: CardFilter) -> None:
        """Show only what the filter lets through."""
        self.card_filter = card_filter
        self.bring_up_to_date()

    def mark(self, cards: frozenset[str]) -> None:
        """Mark these cards and no others."""
        self.marked = cards
        self.cards.mark(cards)

    def compose(self) -> ComposeResult:
        """Return the head, the columns, the line and the foot."""
        self._fit(self.app.size.width)
        yield self.heading()
        yield self.steps()
        yield self.top()
        yield Columns(self.workspace, self._view, id="columns")
        yield Static(id="said")
        keys = {self.keyboard.key(action): action.name for action in at("line")}
        yield EntryLine(keys, self.workspace.draft.text, f"{self.kind.singular} › ", id="line")
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
    def column(self) -> Rows:
        """Return the column that has the keyboard, else the one of the kind that is written."""
        return self.cards.current

    rows = column

    @property
    def place(self) -> Place:
        """Return where the keyboard is."""
        return "cards" if isinstance(self.focused, Rows) else "line"

    @property
    def before_steps(self) -> str:
        """Return what is to be pressed before a step's key: Esc, which leads from the line to the cards."""
        return "" if self.place == "cards" else "Esc, then "

    def on_mount(self) -> None:
        """Begin at the line; the watching begins in the class above."""
        self.set_focus(self.line)
        if self._first is not None and self.column.go_to(self._first.id):
            self.set_focus(self.column)
        self.call_after_refresh(self._say_origin)

    def _say_origin(self) -> None:
        if not self._said.get("#said"):
            entries = self.workspace.writer.history.entries
            self.say(origin(self.workspace.folder, self.session, entries[-1] if entries else None))

    def bring_up_to_date(self, follow: Collection[str] = ()) -> None:
        """Show what is true now; kinds to ``follow``, and those being recorded, from their last card."""
        self.cards.show(self._view, {*follow, *self.under_way})
        self.line.ask(f"{self.kind.singular} › ")
        super().bring_up_to_date()
        self.cards.show_details()

    def offers(self) -> int:
        """Return how many offered cards the head is to speak of."""
        return self.cards.waiting(self.session)

    def on_session_head_cue(self, message: SessionHead.Cue) -> None:
        """Ring at the end of the time, where that is wanted; it is said by the class above."""
        if message.sentence == OVER and self.bell:
            self.app.bell()

    def targets(self) -> list[Card]:
        """Return the marked cards in their order, else the one at the cursor. Raises ``Refused`` if there is none."""
        marked = [card for card in self.session.ordered() if card.id in self.marked]
        if marked:
            return marked
        card = self.session.cards.get(self.column.here)
        if card is None:
            raise Refused("There is no card here.")
        return [card]

    async def do(self, *commands: Command) -> Receipt:
        """Carry out one act, and take the marks away."""
        receipt = await super().do(*commands)
        self.mark(frozenset())
        return receipt

    def offered(self) -> list[Action]:
        """Return the actions that make sense now: a table is not a summit."""
        return [action for action in super().offered() if action.name != "summit" or self.workspace.is_summit]

    def hints(self) -> list[Hint]:
        """Return the footer's hints; Tab says which kind comes next."""
        kinds = self.session.kinds
        following = kinds[(kinds.index(self.kind) + 1) % len(kinds)].singular.lower()
        return [h._replace(word=following) if h.action == "flip_kind" else h for h in super().hints()]

    def keep_draft(self) -> None:
        """Keep what is written."""
        self.workspace.keep(self.kind.name, self.shown_theme, self.line.text)

    def on_line_input_changed(self, message: LineInput.Changed) -> None:
        """Keep what is written, as it is written."""
        message.stop()
        self.keep_draft()

    def on_rows_past_end(self, message: Rows.PastEnd) -> None:
        """Go from the last card to the line below it."""
        message.stop()
        self.set_focus(self.line)

    def on_descendant_focus(self) -> None:
        """Show what the keys do here."""
        self.query_one(Steps).show(self.at_step, self.before_steps)
        self.show_hints()
        self.cards.show_details()
