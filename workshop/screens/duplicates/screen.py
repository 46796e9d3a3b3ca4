"""Two cards of different tables that say almost the same, side by side. A person joins them, or nobody does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from workshop.keymap import Place, bindings
from workshop.screens.page import Page
from workshop.screens.summit.summit_rows import table_of
from workshop.widgets.foot import Foot
from workshop.widgets.head import Head, HeadState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from workshop.keymap import Keyboard
    from workshop.live.duplicates import Pair
    from workshop.live.workspace import Workspace
    from workshop.model.history import Entry
    from workshop.model.session import Card, Session


class Twins(Horizontal, can_focus=True):
    """The two cards, and their keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("alike", "everywhere", also=True)]


class Twin(NamedTuple):
    """Two cards, and how alike they are in per cent."""

    one: Card
    two: Card
    likeness: int


def open_pairs(workspace: Workspace, pairs: Sequence[Pair]) -> list[Twin]:
    """Return the pairs of which both cards still stand for themselves and nobody told them apart."""
    cards = {workspace.session.shown_id(card): card for card in workspace.session.live_cards()}
    found = ((cards.get(pair.first), cards.get(pair.second), pair.likeness) for pair in pairs)
    twins = (Twin(one, two, likeness) for one, two, likeness in found if one and two)
    return [twin for twin in twins if frozenset({twin.one.id, twin.two.id}) not in workspace.session.apart]


class AlikePage(Page):
    """The pairs, one at a time. A pair of which a card is joined or removed is shown no more."""

    CSS_PATH = Path(__file__).with_name("duplicates.tcss")
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - an instance's in Textual
    deed_files: ClassVar[tuple[str, ...]] = ("duplicates.actions",)
    places: ClassVar[tuple[Place, ...]] = ("alike", "everywhere")

    def __init__(self, workspace: Workspace, keyboard: Keyboard, pairs: Sequence[Pair]) -> None:
        super().__init__(keyboard)
        self.workspace = workspace
        self._pairs = pairs
        self._at = 0
        self._end_watch: Callable[[], object] = bool

    @property
    def session(self) -> Session:
        """Return the summit's board, as it is on the disk."""
        return self.workspace.session

    @property
    def open(self) -> list[Twin]:
        """Return the pairs that are still to be settled."""
        return open_pairs(self.workspace, self._pairs)

    @property
    def pair(self) -> tuple[Card, Card] | None:
        """Return the two cards that are shown; none where all is settled."""
        pairs = self.open
        if not pairs:
            return None
        one, two, _ = pairs[self._at % len(pairs)]
        return one, two

    def compose(self) -> ComposeResult:
        """Return the head, the two cards and the foot."""
        yield Head(HeadState(self.session.title, "Look alike"))
        yield Static(id="facts")
        with Twins(id="twins"):
            yield Static(id="one", classes="twin")
            yield Static(id="two", classes="twin")
        yield Static(id="said")
        yield Foot(always=3)

    def on_mount(self) -> None:
        """Take the keys and watch the session."""
        self.set_focus(self.query_one(Twins))
        self._end_watch = self.workspace.watch(self._changed)
        self.show_hints()
        self.show_pair()
        self.call_after_refresh(self.load_deeds)

    def on_unmount(self) -> None:
        """Stop watching."""
        self._end_watch()

    def _changed(self, entries: Sequence[Entry]) -> None:
        if entries:
            self.show_pair()

    def turn(self, pairs: int) -> None:
        """Go on, or back, by so many pairs."""
        count = len(self.open)
        self._at = (self._at + pairs) % count if count else 0
        self.show_pair()

    def show_pair(self) -> None:
        """Show the two cards, or that all is settled."""
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
