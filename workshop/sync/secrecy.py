"""What must not leave a table yet: dots before the reveal, and the words of cards that the room may not see.

A line goes whole and byte for byte, or it waits. It waits for as long as anything in it is secret *now*, whatever it
was when it was written: a card that was hidden before the table joined stays at the table, and goes when it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from workshop.model.entry import Entry
from workshop.model.events import (
    VOTES,
    BallotRevealed,
    CardAdded,
    CardHidden,
    CardNoted,
    CardParked,
    CardReworded,
    CardShown,
    CardTagged,
    CardUnparked,
    Event,
    FieldFilled,
    TieSettled,
    Undone,
    UnknownEvent,
)
from workshop.model.session import Session

_OF_A_BALLOT: Final = (*VOTES, TieSettled)
_WORDS: Final = (CardAdded, CardReworded, CardNoted, FieldFilled, CardTagged)
_FREEING: Final = (BallotRevealed, CardShown, CardUnparked, Undone)
_COVERING: Final = (CardHidden, CardParked)


class Secrecy:
    """Knows of every entry of one session whether it may leave the table now."""

    def __init__(self) -> None:
        self._covered: dict[str, frozenset[str]] = {}

    def note(self, entries: Iterable[Entry]) -> bool:
        """Take note of new entries; return whether something that was secret may no longer be so."""
        freed = False
        for entry in entries:
            for event in entry.events:
                self._note(event)
                freed = freed or isinstance(event, _FREEING)
        return freed

    def is_secret(self, entry: Entry, session: Session) -> bool:
        """Return whether ``entry`` has to wait, as ``board`` stands."""
        return any(self._is_secret(event, session) for event in entry.events)

    def _is_secret(self, event: Event, session: Session) -> bool:
        if isinstance(event, _OF_A_BALLOT):
            ballot = session.ballots.get(event.ballot)
            return ballot is None or ballot.state != "revealed"
        if isinstance(event, _WORDS):
            return self._is_covered(event.card, session)
        return isinstance(event, UnknownEvent)  # of a newer version: what cannot be judged stays here

    def _is_covered(self, card_id: str, session: Session) -> bool:
        """Return whether the room may not see a card. One that was undone has left it."""
        card = session.cards.get(card_id)
        if card is None:
            return bool(self._covered.get(card_id))
        return card.hidden or card.held or card.parked

    def _note(self, event: Event) -> None:
        if isinstance(event, CardAdded) and event.held:
            self._cover(event.card, "held")
        elif isinstance(event, _COVERING):
            self._cover(event.card, type(event).__name__)
        elif isinstance(event, CardShown):
            self._covered[event.card] = self._covered.get(event.card, frozenset()) & {CardParked.__name__}
        elif isinstance(event, CardUnparked):
            self._covered[event.card] = self._covered.get(event.card, frozenset()) - {CardParked.__name__}

    def _cover(self, card: str, how: str) -> None:
        self._covered[card] = self._covered.get(card, frozenset()) | {how}
