"""What is read back: which cards in which order, where to go on, and how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.model.session import Card, Session


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
