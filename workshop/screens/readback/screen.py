"""Read back: one card at a time, large, to be read aloud and confirmed by who said it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from workshop.keymap import Keyboard, bindings
from workshop.live.workspace import Workspace
from workshop.model.commands import Command, ReadBack
from workshop.model.errors import Refused
from workshop.model.session import Card, Session
from workshop.screens import card_actions
from workshop.screens.card_rows import label_of
from workshop.screens.dialogs import Choose, Option
from workshop.screens.session_screen import SessionScreen
from workshop.store.writer import Receipt
from workshop.widgets.large import Large

SIGNS: Final = {"confirmed": "✓", "unclear": "?", "": "·"}
"""How a card stands in the row of signs: read, to come back to, not read."""


class ReadBackScreen(SessionScreen):
    """The cards of a theme, one after the other; after the last one it says how many were confirmed."""

    CSS_PATH = Path(__file__).with_name("readback.tcss")
    BINDINGS = bindings("reading", "beside", "steps", "everywhere", plain=True)
    places = ("reading", "beside", "everywhere")
    at_step = "read_back"

    action_reword_now = card_actions.reword
    action_split_now = card_actions.split

    def __init__(self, workspace: Workspace, keyboard: Keyboard, theme: str, card: str = "") -> None:
        super().__init__(workspace, keyboard, theme)
        self.cards: list[Card] = []
        self.at = 0
        self._first = card

    @property
    def card(self) -> Card | None:
        """Return the card that is read; none after the last."""
        return self.cards[self.at] if self.at < len(self.cards) else None

    @property
    def summary(self) -> str:
        """Say how far the theme is read back."""
        return f"Read back: {counted(self.cards)}." if self.cards else "There is nothing to read back here yet."

    def body(self) -> Iterable[Widget]:
        """Return where one is, the card, and how far it has come."""
        yield Static(id="where")
        with VerticalScroll(id="reading"):
            yield Large(id="card")
        yield Static(id="progress")

    def on_mount(self) -> None:
        """Begin where one stopped; the watching begins in the class above."""
        self.set_focus(self.query_one("#reading"))
        self.go_to_theme(self.theme_id, self._first)

    def targets(self) -> list[Card]:
        """Return the card that is read. Raises ``Refused`` after the last."""
        if self.card is None:
            raise Refused("All cards have been gone through. ← goes back to the last one.")
        return [self.card]

    async def do(self, *commands: Command) -> Receipt:
        """Carry out one act and read what came of it."""
        before = {card.id: card for card in self.cards}
        receipt = await super().do(*commands)
        self._read_changed(before)
        return receipt

    async def action_take_back(self) -> None:
        """Take the last change back, and go to the card that it was about."""
        before = {card.id: card for card in self.cards}
        await super().action_take_back()
        self._read_changed(before)

    def _read_changed(self, before: Mapping[str, Card]) -> None:
        self.bring_up_to_date()
        changed = [card for card in self.cards if before.get(card.id) is not card]
        if changed:
            self.go_to(changed[0].id)

    def go_to_theme(self, theme: str, card: str = "") -> None:
        """Read the cards of a theme, from ``card`` or from where one stopped."""
        self.theme_id = theme
        self.cards = to_read(self.session, theme)
        known = any(other.id == card for other in self.cards)
        self.at = self._place_of(card if known else go_on_at(self.cards))
        self.bring_up_to_date()

    def go_to(self, card: str) -> None:
        """Read another card."""
        self.at = self._place_of(card)
        self.bring_up_to_date()

    def step_by(self, cards: int) -> None:
        """Go on, or back; after the last card there is the summary."""
        self.at = max(0, min(self.at + cards, len(self.cards)))
        self.bring_up_to_date()

    def _place_of(self, card: str) -> int:
        return next((n for n, other in enumerate(self.cards) if other.id == card), len(self.cards))

    def bring_up_to_date(self) -> None:
        """Show the card as it is now; where it is gone, the one that follows it."""
        here = self.card
        following = [card.id for card in self.cards[self.at :]]
        self.cards = to_read(self.session, self.theme_id)
        known = {card.id: n for n, card in enumerate(self.cards)}
        if here is not None:
            self.at = next((known[card] for card in following if card in known), len(self.cards))
        card = self.card
        self.put("#where", self._where(card))
        self.query_one(Large).show(*(_spoken(card) if card else self._ended()))
        self.query_one("#progress", Static).update(self._progress())
        super().bring_up_to_date()

    def _where(self, card: Card | None) -> str:
        if card is None:
            return ""
        state = {"confirmed": " · confirmed", "unclear": " · unclear"}.get(card.read, "")
        name = f"{self.session.kind(card.kind).singular} {label_of(self.session, card)}"
        return f"{self.at + 1} of {len(self.cards)} · {name}{state}"

    def _ended(self) -> tuple[str, tuple[str, ...]]:
        """Return the summary, and what can be done next."""
        if not self.cards:
            return self.summary, ("Cards that are hidden, parked or removed are not read aloud.",)
        lines = [
            f"{word}: {', '.join(label_of(self.session, card) for card in cards)}"
            for word, state in (("Unclear", "unclear"), ("Not read", ""))
            if (cards := [card for card in self.cards if card.read == state])
        ]
        following = self.following
        lines.append(f"Enter goes on to “{following[1]}”." if following else "Enter goes back to the table.")
        return self.summary, tuple(lines)

    @property
    def following(self) -> tuple[str, str] | None:
        """Return id and title of the next theme that has something to read."""
        themes = self.session.live_themes()
        here = next((n for n, theme in enumerate(themes) if theme.id == self.theme_id), len(themes))
        return next(((t.id, t.title) for t in themes[here + 1 :] if to_read(self.session, t.id)), None)

    def _progress(self) -> Content:
        """Return a sign for each card, the one that is read standing out; for very many, numbers alone."""
        room = self.app.size.width - 4
        if len(self.cards) > room:
            return Content(counted(self.cards))
        signs = [Content.styled(SIGNS[card.read], _sign_style(card, n == self.at)) for n, card in enumerate(self.cards)]
        return Content(" " if 2 * len(self.cards) <= room else "").join(signs)

    async def _mark(self, state: str) -> None:
        (card,) = self.targets()
        if card.read != state:
            await self.workspace.do(ReadBack(card.id, state))
        self.say("")
        self.bring_up_to_date()
        self.step_by(1)

    async def action_confirm(self) -> None:
        """Mark the card as read back and go on; after the last one, to the next theme or the table."""
        if self.card is not None:
            await self._mark("confirmed")
        elif self.following:
            self.go_to_theme(self.following[0])
        else:
            self.dismiss(None)

    async def action_unclear_now(self) -> None:
        """Mark the card as one to come back to, and go on."""
        await self._mark("unclear")

    async def action_next_card(self) -> None:
        """Go on without a mark."""
        self.say("")
        self.step_by(1)

    async def action_previous_card(self) -> None:
        """Go back by a card."""
        self.say("")
        self.step_by(-1)

    async def action_next_theme(self) -> None:
        """Read another theme."""
        session = self.session
        options = [
            Option(t.id, str(n), t.title, (counted(to_read(session, t.id)),))
            for n, t in enumerate(session.live_themes(), 1)
        ]
        self.go_to_theme(await self.answer(Choose("Read back which theme?", options, self.theme_id)))


def _sign_style(card: Card, here: bool) -> str:  # noqa: FBT001
    return "reverse bold" if here else {"confirmed": "$success", "unclear": "$accent bold"}.get(card.read, "$secondary")


def _spoken(card: Card) -> tuple[str, tuple[str, ...]]:
    return card.text, tuple(f"{name.replace('_', ' ')}: {value}" for name, value in card.fields if value)


def to_read(session: Session, theme: str) -> list[Card]:
    """Return the cards of a theme that the room sees, kind after kind as on the table."""
    order = {kind.name: number for number, kind in enumerate(session.kinds)}
    cards = [card for card in session.ordered() if card.theme == theme and card.seen]
    return sorted(cards, key=lambda card: order.get(card.kind, 0))


def go_on_at(cards: Sequence[Card]) -> str:
    """Return the card to go on at: the first unread one after what was confirmed last, else the first unread.

    Where nothing was confirmed that is the first card; where everything was read there is none (empty).
    """
    last = max((n for n, card in enumerate(cards) if card.read == "confirmed"), default=-1)
    if last < 0 and cards:
        return cards[0].id
    unread = [card.id for card in (*cards[last + 1 :], *cards) if not card.read]
    return unread[0] if unread else ""


def counted(cards: Sequence[Card]) -> str:
    """Return "9 confirmed, 2 unclear, 1 not read"."""
    states = (("confirmed", "confirmed"), ("unclear", "unclear"), ("", "not read"))
    numbers = [(sum(card.read == state for card in cards), word) for state, word in states]
    return ", ".join(f"{number} {word}" for number, word in numbers if number) or "nothing to read"
