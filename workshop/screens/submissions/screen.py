"""What phones offered and waits to be shown: a list, with one key for each thing that can become of a card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from workshop.keymap import Place, bindings
from workshop.model.errors import Refused
from workshop.screens.card_rows import FROM_A_PARTICIPANT, label_of
from workshop.screens.listpage import WAYS, ListPage
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from workshop.keymap import Keyboard
    from workshop.live.workspace import Workspace
    from workshop.model.session import Card, Session

NOTHING_WAITS = "Nothing waits. What people offer from their phones comes here, until you show it."
SHOWN_AT_ONCE = "What people offer shows at once. Press G, and it waits here until you show it."


class OffersPage(ListPage):
    """The cards that wait, first those to look at, then those that were set aside."""

    CSS_PATH = Path(__file__).with_name("submissions.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("offers", "beside", "everywhere", also=True), *WAYS]
    deed_files: ClassVar[tuple[str, ...]] = ("submissions.actions", "beside_actions")
    places: ClassVar[tuple[Place, ...]] = ("offers", "beside", "everywhere")

    def __init__(self, workspace: Workspace, keyboard: Keyboard, theme: str) -> None:
        super().__init__(workspace, keyboard, theme)
        self._parts: tuple[object, ...] = ()

    @property
    def step(self) -> str:
        """Return what the head calls this page."""
        return "Offers"

    def body(self) -> Iterable[Widget]:
        """Return the cards."""
        yield Rows(id="offers")

    def on_mount(self) -> None:
        """Begin at the first card; the watching begins in the class above."""
        self.set_focus(self.offers)
        self.bring_up_to_date()
        if self.offers.rows:
            self.offers.go_to(self.offers.rows[0].id)

    @property
    def offers(self) -> Rows:
        """Return the list."""
        return self.query_one("#offers", Rows)

    @property
    def card(self) -> Card:
        """Return the card at the cursor. Raises ``Refused`` where there is none."""
        row = self.offers.cursor_row
        card = self.session.cards.get(row.id) if row else None
        if card is None:
            raise Refused("Nothing waits here.")
        return card

    def waiting(self) -> list[Card]:
        """Return the cards that are to be looked at, in the order in which they came."""
        return [card for card in held(self.session) if not card.parked]

    def bring_up_to_date(self) -> None:
        """Show what waits now; a vote from a phone changes nothing of it."""
        super().bring_up_to_date()
        session = self.session
        parts = (session.cards, session.themes, session.offers_held)
        if all(now is before for now, before in zip(parts, self._parts, strict=False)) and self._parts:
            return
        self._parts, cards = parts, held(session)
        rows = [offered_row(session, card) for card in cards]
        aside = sum(card.parked for card in cards)
        self.offers.empty = NOTHING_WAITS if session.offers_held else SHOWN_AT_ONCE
        self.offers.show(rows)
        self.offers.refresh()
        set_aside = f" · {aside} set aside" if aside else ""
        self.offers.border_title = Content(f"WAITING {len(cards) - aside}{set_aside}")


def held(session: Session) -> list[Card]:
    """Return the cards that were offered and not shown; those set aside come last."""
    return sorted((card for card in session.live_cards() if card.held), key=lambda card: (card.parked, card.rank))


def offered_row(session: Session, card: Card) -> Row:
    """Return a card as it waits: what it is and where it came from; what it said first, where that was changed."""
    marks = [session.kind(card.kind).singular.lower()]
    marks += [FROM_A_PARTICIPANT] if card.origin == "participant" else []
    marks += [word for word, so in (("hidden", card.hidden), ("set aside", card.parked)) if so]
    theme = session.themes.get(card.theme)
    more = [f"under {theme.title}"] if theme and len(session.live_themes()) > 1 else []
    more += [f"as it was offered: {card.history[0]}"] if card.history else []
    return Row(card.id, label_of(session, card), card.text, " · ".join(marks), tuple(more), quiet=card.parked)
