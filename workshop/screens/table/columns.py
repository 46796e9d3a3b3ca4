"""What stands on the table: a theme's cards in columns, a kind each, the one at the cursor whole, the line to write."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Final, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer

from workshop.keymap import bindings
from workshop.live.workspace import Workspace
from workshop.model.session import Kind, Session
from workshop.screens.card_rows import CardFilter, Deck
from workshop.screens.console_screen import MOVES
from workshop.screens.table.details import Trail, details
from workshop.widgets.line_input import LineInput
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

REST: Final = 0.08
"""Seconds for which the cursor rests before the card's details are shown."""


class ColumnsView(NamedTuple):
    """What is looked at: the cards of a theme that a filter lets through, while a kind is written."""

    theme: str
    kind: str
    card_filter: CardFilter = CardFilter()


class Columns(Horizontal):
    """The cards. Its keys take effect one after the other, in the order in which they are pressed."""

    BLANK = True
    BINDINGS = bindings("cards", "table", "steps", "rehearsal", "everywhere", plain=True) + MOVES

    def __init__(self, workspace: Workspace, view: ColumnsView, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._workspace = workspace
        self._view = view
        self._deck = Deck()

    def compose(self) -> ComposeResult:
        """Return a column a kind, at their last cards, and the place for the card at the cursor."""
        for kind in self._workspace.session.kinds:
            rows = _column(kind)
            self._fill(rows, kind, follow=True)
            yield rows
        yield Beside(self._workspace, id="details")

    @property
    def all(self) -> list[Rows]:
        """Return the columns."""
        return list(self.query("Rows.column").results(Rows))

    @property
    def current(self) -> Rows:
        """Return the column that has the keyboard, else the one of the kind that is written."""
        focused = self.screen.focused
        if isinstance(focused, Rows) and focused.has_class("column"):
            return focused
        return self.of(self._workspace.session.kind(self._view.kind))

    @property
    def beside(self) -> Beside:
        """Return the place for the card at the cursor."""
        return self.query_one("#details", Beside)

    def of(self, kind: Kind) -> Rows:
        """Return the column of a kind."""
        return self.query_one(f"#kind-{kind.letter}", Rows)

    def show(self, view: ColumnsView, follow: Collection[str]) -> None:
        """Show what is true now; the columns of kinds to ``follow`` go to their last card, unless they are read."""
        self._view = view
        self._keep_columns()
        for kind in self._workspace.session.kinds:
            rows = self.of(kind)
            self._fill(rows, kind, follow=kind.name in follow and not rows.has_focus)

    def _keep_columns(self) -> None:
        """Have a column for each kind: one may have come, or have another letter, since the last time."""
        wanted = {f"kind-{kind.letter}": kind for kind in self._workspace.session.kinds}
        there = {rows.id: rows for rows in self.all}
        if wanted.keys() == there.keys():
            return
        for place, (name, kind) in enumerate(wanted.items()):
            if name not in there:
                self.mount(_column(kind), before=place)
        for rows in (rows for name, rows in there.items() if name not in wanted):
            rows.remove()

    def mark(self, cards: frozenset[str]) -> None:
        """Mark these cards and no others."""
        for rows in self.all:
            rows.choose(cards)

    def waiting(self, session: Session) -> int:
        """Return how many cards wait to be shown; none where they are looked at, or searched through."""
        return 0 if self._view.card_filter else self._deck.held(session)

    def _fill(self, rows: Rows, kind: Kind, *, follow: bool) -> None:
        view = self._view
        cards = (
            self._deck.columns(self._workspace.session, view.theme, view.card_filter)[kind.name] if view.theme else []
        )
        card_filter = f" · {view.card_filter.said}" if view.card_filter else ""
        rows.entitle(f"{kind.plural.upper()} {len(cards)}{card_filter}")
        none = f"No {kind.plural.lower()}"
        rows.empty = f"{none} fit {view.card_filter.said}. Esc shows all." if view.card_filter else f"{none} yet."
        rows.set_class(kind.name == view.kind, "-current")
        rows.show(cards, follow=follow)

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Show the card that the cursor came to."""
        message.stop()
        self.show_details()

    def show_details(self) -> None:
        """Show the card at the cursor whole, where there is room for it."""
        if self.screen.has_class("-wide"):
            self.beside.rest_on(self.current.here)


def _column(kind: Kind) -> Rows:
    return Rows(f"No {kind.plural.lower()} yet.", id=f"kind-{kind.letter}", classes="column")


class Beside(Rows):
    """Everything about one card, to be read: it takes no keys and has no cursor."""

    def __init__(self, workspace: Workspace, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__("The card at the cursor stands here whole.", id=id)
        self.can_focus = self.cursor_shown = False
        self._workspace = workspace
        self._card = ""
        self._trail: Trail | None = None
        self._resting: Timer | None = None

    def rest_on(self, card: str) -> None:
        """Show a card once the cursor rests on it."""
        self._card = card
        if self._resting is None:
            self._resting = self.set_timer(REST, self._show)
        else:
            self._resting.reset()

    def _show(self) -> None:
        self._resting = None
        self.show(self.about(self._card))

    def about(self, card_id: str) -> list[Row]:
        """Return everything about a card; nothing where there is none."""
        card = self._workspace.session.cards.get(card_id)
        if card is None:
            return []
        self._trail = self._trail or Trail()
        history = self._workspace.writer.history
        return details(self._workspace.session, card, self._trail.of(history, card.id), history.undone)


class EntryLine(LineInput):
    """A line whose leaving takes effect at once: keys that came in the same breath go where it leads."""

    BINDINGS = bindings(named=("to_cards", "keep"))

    async def caught_up(self) -> None:
        """Wait until everything is written that was typed before."""
        written = asyncio.Event()
        self.call_later(written.set)
        await written.wait()
