"""Two cards of different tables that say almost the same, side by side. A person joins them, or nobody does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from workshop.keymap import Place, bindings
from workshop.model.errors import Refused
from workshop.screens import card_actions
from workshop.screens.duplicates import actions
from workshop.screens.duplicates.pairs import Twin, open_pairs
from workshop.screens.session_screen import SessionScreen
from workshop.screens.summit.summit_rows import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from workshop.keymap import Keyboard
    from workshop.live.duplicates import Pair
    from workshop.live.workspace import Workspace
    from workshop.model.session import Card


class AlikePage(SessionScreen):
    """The pairs, one at a time. A pair of which a card is joined or removed is shown no more."""

    CSS_PATH = Path(__file__).with_name("duplicates.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("alike", "everywhere", plain=True)]
    places: ClassVar[tuple[Place, ...]] = ("alike", "everywhere")
    shared: ClassVar[tuple[Place, ...]] = ("everywhere",)

    action_join_pair = card_actions.join
    action_different = actions.different
    action_next_pair = actions.next_pair
    action_previous_pair = actions.previous_pair
    action_undo_pair = SessionScreen.action_take_back
    action_leave_alike = SessionScreen.action_back_to_table

    def __init__(self, workspace: Workspace, keyboard: Keyboard, pairs: Sequence[Pair]) -> None:
        super().__init__(workspace, keyboard)
        self._pairs = pairs
        self._at = 0

    @property
    def step(self) -> str:
        """Return what the head calls this screen."""
        return "Look alike"

    @property
    def theme(self) -> None:
        """Return no theme: it is about all of them."""

    @property
    def open(self) -> list[Twin]:
        """Return the pairs that are still to be settled."""
        return open_pairs(self.workspace, self._pairs)

    def targets(self) -> list[Card]:
        """Return the two cards that are shown. Raises ``Refused`` where all is settled."""
        pairs = self.open
        if not pairs:
            raise Refused("Every pair is settled. Esc goes back to the summit.")
        return list(pairs[self._at % len(pairs)][:2])

    def top(self) -> Widget:
        """Return which pair it is."""
        return Static(id="facts")

    def body(self) -> Iterable[Widget]:
        """Return the two cards."""
        yield Horizontal(Static(id="one", classes="twin"), Static(id="two", classes="twin"), id="twins")

    def turn(self, pairs: int) -> None:
        """Go on, or back, by so many pairs."""
        count = len(self.open)
        self._at = (self._at + pairs) % count if count else 0
        self.bring_up_to_date()

    def bring_up_to_date(self) -> None:
        """Show the two cards, or that all is settled."""
        super().bring_up_to_date()
        pairs = self.open
        self._at = min(self._at, max(0, len(pairs) - 1))
        if not pairs:
            self.put("#facts", "Every pair is settled. Esc goes back to the summit.")
            self.put("#one", "")
            self.put("#two", "")
            return
        one, two, likeness = pairs[self._at]
        self.put("#facts", f"Pair {self._at + 1} of {len(pairs)} · {likeness} % alike")
        for where, card in (("#one", one), ("#two", two)):
            panel = self.query_one(where, Static)
            panel.border_title = Content(f"{self.session.shown_id(card)} {table_of(card)}")
            theme = self.session.themes.get(card.theme)
            below = f"\n\nunder {theme.title}" if theme else ""
            note = f"\n\n{card.note}" if card.note else ""
            self.put(where, f"{card.text}{below}{note}")
