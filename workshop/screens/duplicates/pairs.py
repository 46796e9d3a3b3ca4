"""Pairs of cards that look alike, as they stand now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.live.duplicates import Pair
    from workshop.live.workspace import Workspace
    from workshop.model.session import Card


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
