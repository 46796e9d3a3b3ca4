"""The table of effects and what they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeVar

from workshop.model.dispatch import ByClass
from workshop.model.session import Card, Session

Thing = TypeVar("Thing")

effect: Final[ByClass[Session]] = ByClass()
"""What each event does: ``(event, session) -> session``. An event that is not here changes nothing by itself."""


def with_one(things: Mapping[str, Thing], key: str, thing: Thing) -> Mapping[str, Thing]:
    """Return ``things`` with ``thing`` at ``key``. Copies: for the few, not for cards."""
    return MappingProxyType({**things, key: thing})


def without_one(things: Mapping[str, Thing], key: str) -> Mapping[str, Thing]:
    """Return ``things`` without ``key``."""
    return MappingProxyType({k: v for k, v in things.items() if k != key})


def with_pair(pairs: tuple[tuple[str, str], ...], name: str, value: str) -> tuple[tuple[str, str], ...]:
    """Return ``pairs`` with ``value`` at ``name``, or without it where ``value`` is empty."""
    kept = {**dict(pairs), name: value}
    return tuple(sorted((n, v) for n, v in kept.items() if v))


def change_card(session: Session, card_id: str, change: Callable[[Card], Card]) -> Session:
    """Return the session with one card changed, or as it is where there is no such card."""
    card = session.cards.get(card_id)
    return session if card is None else session.with_cards(session.cards.put(card_id, change(card)), session.taken)
