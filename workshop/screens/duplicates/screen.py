"""Cards of different tables that say almost the same, a group at a time. A person joins them, or nobody does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from textual.widget import Widget

from workshop.keymap import Keyboard, bindings
from workshop.live.duplicates import Group
from workshop.live.workspace import Workspace
from workshop.model.commands import TellApart
from workshop.model.errors import Refused
from workshop.model.session import Card, Session
from workshop.screens import card_actions
from workshop.screens.console_screen import MOVES
from workshop.screens.session_screen import SessionScreen
from workshop.screens.summit.summit_rows import table_of
from workshop.screens.whole_session import WholeSessionScreen
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows


class AlikePage(WholeSessionScreen):
    """The groups, one at a time; those cards are joined that are marked, at first all of them.

    A card that is joined, removed or told apart is shown no more.
    """

    CSS_PATH = Path(__file__).with_name("duplicates.tcss")
    BINDINGS = bindings("alike", "everywhere", plain=True) + MOVES
    places = ("alike", "everywhere")
    step = "Look alike"
    shared = ("everywhere",)

    action_join_pair = card_actions.join
    action_undo_pair = SessionScreen.action_take_back
    action_leave_alike = SessionScreen.action_back_to_table

    def __init__(self, workspace: Workspace, keyboard: Keyboard, groups: Sequence[Group]) -> None:
        super().__init__(workspace, keyboard)
        self._groups = groups
        self._at = 0
        self._shown: tuple[str, ...] = ()

    @property
    def open(self) -> list[OpenGroup]:
        """Return the groups that are still to be settled."""
        return open_groups(self.session, self._groups)

    @property
    def group(self) -> OpenGroup | None:
        """Return the group that is shown; none where all are settled."""
        groups = self.open
        return groups[self._at % len(groups)] if groups else None

    def targets(self) -> list[Card]:
        """Return the cards that are marked. Raises ``Refused`` where all is settled, or fewer than two are."""
        group = self.group
        if group is None:
            raise Refused("Every group is settled. Esc goes back to the summit.")
        marked = [card for card in group.cards if card.id in self.rows.chosen]
        if len(marked) == 1:
            raise Refused("Mark two cards or more to join: Space marks.")
        return marked or list(group.cards)

    def body(self) -> Iterable[Widget]:
        """Return the cards of the group."""
        yield Rows(id="alike")

    def on_mount(self) -> None:
        """Take the keys; the watching begins in the class above."""
        self.set_focus(self.rows)

    def turn(self, groups: int) -> None:
        """Go on, or back, by so many groups."""
        count = len(self.open)
        self._at = (self._at + groups) % count if count else 0
        self.bring_up_to_date()

    def bring_up_to_date(self) -> None:
        """Show the group, or that all is settled."""
        super().bring_up_to_date()
        groups = self.open
        self._at = min(self._at, max(0, len(groups) - 1))
        if not groups:
            self.put("#facts", "Every group is settled. Esc goes back to the summit.")
            self.rows.show([])
            return
        cards, likeness = groups[self._at]
        self.put("#facts", f"Group {self._at + 1} of {len(groups)} · {len(cards)} cards · {likeness} % alike")
        self.rows.show([self._row(card) for card in cards])
        shown = tuple(card.id for card in cards)
        if shown != self._shown:
            self._shown = shown
            self.rows.choose(frozenset(shown))
            self.rows.go_to(shown[0])

    def _row(self, card: Card) -> Row:
        theme = self.session.themes.get(card.theme)
        more = [f"under {theme.title}"] if theme else []
        more += [card.note] if card.note else []
        return Row(card.id, self.session.shown_id(card), card.text, table_of(card), tuple(more))

    async def action_different(self) -> None:
        """Keep that the card at the cursor is not the same as the others of its group."""
        group = self.group
        row = self.rows.cursor_row
        if group is None or row is None:
            raise Refused("Every group is settled. Esc goes back to the summit.")
        second, *more = [card.id for card in group.cards if card.id != row.id]
        await self.do(TellApart(row.id, second, tuple(more)))

    async def action_mark_alike(self) -> None:
        """Leave the card at the cursor out of what is joined, or put it back."""
        if self.rows.here:
            self.rows.mark_here()

    async def action_next_pair(self) -> None:
        """Go to the next group."""
        self.turn(1)

    async def action_previous_pair(self) -> None:
        """Go to the group before."""
        self.turn(-1)


class OpenGroup(NamedTuple):
    """Cards that look alike and still stand for themselves, and how alike the most alike two are in per cent."""

    cards: tuple[Card, ...]
    likeness: int


def open_groups(session: Session, groups: Sequence[Group]) -> list[OpenGroup]:
    """Return the groups of which two cards or more still stand for themselves and were not told apart."""
    found = []
    for group in groups:
        cards = [session.cards[m.card] for m in group.cards if m.card in session.cards and session.cards[m.card].live]
        together = _not_told_apart(session, cards)
        if len(together) > 1:
            found.append(OpenGroup(tuple(together), group.likeness))
    return found


def _not_told_apart(session: Session, cards: list[Card]) -> list[Card]:
    """Return ``cards`` without those that were told apart from most of the others, until no two of them were."""
    kept = list(cards)
    while kept:
        conflicts = [sum(frozenset({card.id, other.id}) in session.apart for other in kept) for card in kept]
        if not max(conflicts):
            break
        del kept[conflicts.index(max(conflicts))]
    return kept
