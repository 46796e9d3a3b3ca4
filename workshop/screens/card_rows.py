"""From the session to rows: the cards of a theme by kind, those a filter lets through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from workshop.model.session import Card, Session
from workshop.widgets.row import Row

STATES: Final[Mapping[str, str]] = {"held": "offered", "hidden": "hidden", "parked": "parked", "left_out": "left out"}
"""What a card may be, and the word for it beside its text."""

FROM_A_PARTICIPANT: Final = "from a participant"

_by_rank = attrgetter("rank")


class CardFilter(NamedTuple):
    """Which cards are shown: ``words`` are looked for, ``only`` is "offered", "unclear", "#tag" …, or a group.

    ``said`` is what the head calls it.
    """

    words: str = ""
    only: str = ""
    said: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.only)


class Deck:
    """Makes rows, and makes those again only whose cards have changed.

    What is given out is never changed. A new card at the end costs about the same however many there are.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Card, Row]] = {}
        self._texts: dict[Row, str] = {}
        self._session: Session | None = None
        self._asked: tuple[str, CardFilter] | None = None
        self._cards: list[Card] = []
        self._last = ""
        self._columns: dict[str, list[Row]] = {}
        self._counted: Session | None = None
        self._held = 0

    def columns(self, session: Session, theme: str, card_filter: CardFilter = CardFilter()) -> dict[str, list[Row]]:  # noqa: B008 - immutable
        """Return kind → rows, in the order of the cards. Cards that wait to be shown come only when asked for."""
        if session is self._session and self._asked == (theme, card_filter):
            return self._columns
        known, cards = len(self._cards), list(session.cards.values())
        like = self._session is not None and self._asked == (theme, card_filter) and _alike(self._session, session)
        self._cards, before = cards, self._cards
        new = self._sorted(cards[known:], theme, card_filter) if like and cards[:known] == before else None
        if new is None or (new and new[0].rank < self._last):
            new, self._last = self._sorted(cards, theme, card_filter), ""
            self._columns = {kind.name: [] for kind in session.kinds}
        if self._session is not None and self._session.clusters is not session.clusters:
            self._known.clear()
        self._session, self._asked = session, (theme, card_filter)
        self._last = new[-1].rank if new else self._last
        self._columns = self._with(session, new, card_filter)
        return self._columns

    def held(self, session: Session) -> int:
        """Return how many cards wait to be shown, and tags to be put on their cards."""
        if self._counted is not session:
            self._counted, cards = session, session.cards.values()
            self._held = sum(card.live and not card.parked for card in cards if card.held)
            self._held += sum(len(card.offered) for card in cards if card.offered and card.seen)
        return self._held

    def _sorted(self, cards: Sequence[Card], theme: str, card_filter: CardFilter) -> list[Card]:
        waiting = card_filter.only == STATES["held"]
        return sorted((c for c in cards if c.theme == theme and c.held == waiting and c.live), key=_by_rank)

    def _with(self, session: Session, cards: Sequence[Card], card_filter: CardFilter) -> dict[str, list[Row]]:
        """Return the columns with more cards at their ends."""
        columns = {kind: list(rows) for kind, rows in self._columns.items()}
        strays = next(iter(columns.values()))
        whole, known, words = not card_filter, self._known, card_filter.words.casefold().split()
        for card in cards:
            found = known.get(card.id)
            if found is None or found[0] is not card:
                found = known[card.id] = card, _made(session, card)
            if whole or self._passes(card, found[1], card_filter.only, words):
                columns.get(card.kind, strays).append(found[1])
        return columns

    def _passes(self, card: Card, row: Row, only: str, words: list[str]) -> bool:
        if only and only not in {card.cluster, *(f"#{tag}" for tag in card.tags), card.read}:
            states = (word for state, word in STATES.items() if getattr(card, state))
            if only not in states:
                return False
        if not words:
            return True
        text = self._texts.get(row)
        if text is None:
            text = self._texts[row] = f"{row.label} {row.text} {row.marks} {' '.join(row.more)}".casefold()
        return all(word in text for word in words)


def _alike(one: Session, other: Session) -> bool:
    """Return whether a card would look the same on both boards."""
    return one.clusters is other.clusters and one.kinds == other.kinds


def marks_of(session: Session, card: Card) -> str:
    """Return the words that stand beside a card's text."""
    marks = ["?"] if card.read == "unclear" else []
    marks += [word for state, word in STATES.items() if getattr(card, state)]
    marks += [FROM_A_PARTICIPANT] if card.origin == "participant" else []
    marks += ["note"] if card.note else []
    cluster = session.clusters.get(card.cluster)
    marks += [f"({cluster.name})"] if cluster and not cluster.dissolved else []
    return " ".join([*marks, *(f"#{tag}" for tag in card.tags)])


def label_of(session: Session, card: Card) -> str:
    """Return the id as the columns show it: the table stands in the head, unless the card came from another."""
    return session.shown_id(card) if card.table else card.label


def _made(session: Session, card: Card) -> Row:
    quiet = card.parked or card.hidden
    fields = " · ".join(f"{name.replace('_', ' ')}: {value}" for name, value in card.fields if value)
    marked = card.tags or card.read or card.note or card.cluster or card.held or card.origin or card.left_out or quiet
    marks = marks_of(session, card) if marked else ""
    return Row(card.id, label_of(session, card), card.text, marks, (fields,) if fields else (), quiet)
