"""Groups of cards that look alike, as they stand now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.live.duplicates import Group
    from workshop.model.session import Card, Session


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
