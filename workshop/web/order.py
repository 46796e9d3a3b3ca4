"""The order of cards on a ballot: each ballot has its own, or all have the cards as they were said.

Where everybody reads one list from its top, the first page gets the dots. An order is a keyed hash of each card, so a
card keeps its place whatever else happens, and nothing can be told from an order about whose it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from workshop.model.views import CardView

NOBODY: Final = b""
"""The key of a page that many are told of: what order it has is each reader's own."""


def arranged(cards: Sequence[CardView], key: bytes | None) -> list[CardView]:
    """Return ``cards`` in the order of a ballot's ``key``; without one as they were said, for nobody not at all."""
    if key is None:
        return list(cards)
    if key == NOBODY:
        return []
    return sorted(cards, key=lambda card: blake2b(card.card.encode(), key=key, digest_size=16).digest())
