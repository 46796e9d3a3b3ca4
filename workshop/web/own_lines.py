"""Each person's own cards, found by tokens that only their phone and this server can make.

The record holds a random token for each card and nothing that two of them share, so it cannot tell which cards one
person offered; the server finds them by trying a person's first token, second, and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Literal, NamedTuple, TypeAlias

from workshop.model.ballots import standing
from workshop.model.entry import Entry
from workshop.model.events import CardAdded, Undone
from workshop.model.session import Card, Session
from workshop.store.writer import SessionWriter
from workshop.web.credentials import Door, Person

GAPS: Final = 3
"""Tokens in a row that were used by no card before the search ends: the disk may have refused some."""

State: TypeAlias = Literal["waits", "shown", "set aside"]


class OwnLine(NamedTuple):
    """One of a person's own cards: its words are theirs, whatever a facilitator made of them; ``open`` to change."""

    card: str
    token: str
    id: str
    kind: str
    text: str
    state: State
    open: bool


class OwnLines:
    """Whose card is whose; ``told`` is called with a person's id when something became of one of theirs."""

    def __init__(self, writer: SessionWriter, door: Door, told: Callable[[str], None]) -> None:
        self._writer = writer
        self._door = door
        self._told = told
        self._cards: dict[str, str] = {}
        self._people: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._take(writer.history.entries)
        writer.watch(self._changed)

    def token(self, person: Person, number: int = -1) -> str:
        """Return the token for the next card of ``person``, or for the one with a ``number``."""
        token = self._door.line(person, self._count(person) if number < 0 else number)
        self._people[token] = person.id
        return token

    def used(self, person: Person) -> None:
        """Note that the next token was used."""
        self._counts[person.id] = self._count(person) + 1

    def unused(self, person: Person) -> None:
        """Note that a rule refused the card, before anything else could be asked for."""
        self._counts[person.id] -= 1

    def not_written(self, person: Person) -> None:
        """Note that the disk refused, and with it whatever was on its way: what is there is looked up again."""
        self._counts.pop(person.id, None)

    def of(self, person: Person) -> list[OwnLine]:
        """Return a person's own cards, the newest first, without those they took back."""
        session = self._writer.session
        found = [self._cards.get(self.token(person, number)) for number in range(self._count(person))]
        cards = [session.cards.get(card) for card in found if card]
        return [_line(session, card) for card in reversed(cards) if card and card.token]

    def _count(self, person: Person) -> int:
        if person.id not in self._counts:
            self._counts[person.id] = self._search(person)
        return self._counts[person.id]

    def _search(self, person: Person) -> int:
        count, tried = 0, 0
        while tried - count < GAPS:
            tried += 1
            if self.token(person, tried - 1) in self._cards:
                count = tried
        return count

    def _take(self, entries: Iterable[Entry]) -> None:
        for event in (event for entry in entries if entry.by for event in entry.events):
            if isinstance(event, CardAdded) and event.token:
                self._cards[event.token] = event.card

    def _changed(self, session: Session, entries: list[Entry]) -> None:
        """Tell those whose card something has become of; after an undo, everybody who has one."""
        self._take(entries)
        changed: set[str] = set()
        for event in (event for entry in entries if entry.by for event in entry.events):  # a vote changes no card
            if isinstance(event, Undone):
                changed.update(person for token, person in self._people.items() if token in self._cards)
            elif not isinstance(event, CardAdded):
                named = (getattr(event, "card", ""), *getattr(event, "of", ()))
                cards = (session.cards.get(card) for card in named)
                changed.update(self._people[card.token] for card in cards if card and card.token in self._people)
        for person in changed:
            self._told(person)


def _line(session: Session, card: Card) -> OwnLine:
    """Return a card as its owner may see it; one that became part of others is where they are."""
    words = card.history[0] if card.history else card.text
    state, changeable = _state(session, card), card.waits and not card.history
    return OwnLine(card.id, card.token, session.shown_id(card), card.kind, words, state, changeable)


def _state(session: Session, card: Card) -> State:
    if card.waits:
        return "waits"
    parts = [standing(session, part) for part in card.split or (card.id,)]
    return "shown" if any(session.cards[part].seen for part in parts if part in session.cards) else "set aside"
