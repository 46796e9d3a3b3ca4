"""From the board to rows: the cards of a theme by kind, those a sieve lets through."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.widgets.row import Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.board import Board, Card, Cluster
    from workshop.model.shelf import Shelf

STATES: Final[Mapping[str, str]] = {
    "held": "offered",
    "hidden": "hidden",
    "parked": "parked",
    "left_out": "left out",
}
"""What a card may be, and the word for it beside its text."""

_by_rank = attrgetter("rank")


class Sieve(NamedTuple):
    """Which cards are shown: ``words`` are looked for, ``only`` is "offered", "unclear", "#tag" …, or a group.

    ``said`` is what the head calls it.
    """

    words: str = ""
    only: str = ""
    said: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.only)


class Deck:
    """Makes rows, and makes those again only whose cards have changed."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Card, Row, str]] = {}
        self._clusters: Shelf[Cluster] | None = None
        self._made: tuple[Board, str, Sieve] | None = None
        self._columns: dict[str, list[Row]] = {}
        self._counted: Board | None = None
        self._held = 0

    def columns(self, board: Board, theme: str, sieve: Sieve = Sieve()) -> dict[str, list[Row]]:  # noqa: B008 - immutable
        """Give kind → rows, in the order of the cards. Cards that wait to be shown come only when asked for."""
        if self._made is None or self._made[0] is not board or self._made[1:] != (theme, sieve):
            self._columns = self._sorted(board, theme, sieve)
            self._made = (board, theme, sieve)
        return self._columns

    def held(self, board: Board) -> int:
        """Give how many cards wait to be shown."""
        if self._counted is not board:
            self._counted = board
            self._held = sum(card.held for card in board.cards.values() if card.held and card.live)
        return self._held

    def _sorted(self, board: Board, theme: str, sieve: Sieve) -> dict[str, list[Row]]:
        if self._clusters is not board.clusters:
            self._known.clear()
            self._clusters = board.clusters
        waiting = sieve.only == STATES["held"]
        cards = sorted(
            (c for c in board.cards.values() if c.theme == theme and c.held == waiting and c.live),
            key=_by_rank,
        )
        whole = not sieve
        columns: dict[str, list[Row]] = {kind.name: [] for kind in board.kinds}
        strays = next(iter(columns.values()))
        known, words = self._known, sieve.words.casefold().split()
        for card in cards:
            found = known.get(card.id)
            if found is None or found[0] is not card:
                found = known[card.id] = _made(board, card)
            if whole or _passes(found, sieve.only, words):
                columns.get(card.kind, strays).append(found[1])
        return columns


def marks_of(board: Board, card: Card) -> str:
    """Give the words that stand beside a card's text."""
    marks = ["?"] if card.read == "unclear" else []
    marks += [word for state, word in STATES.items() if getattr(card, state)]
    marks += ["note"] if card.note else []
    cluster = board.clusters.get(card.cluster)
    marks += [f"({cluster.name})"] if cluster and not cluster.dissolved else []
    return " ".join([*marks, *(f"#{tag}" for tag in card.tags)])


def label_of(board: Board, card: Card) -> str:
    """Give the id as the columns show it: the table stands in the head, unless the card came from another."""
    return board.shown_id(card) if card.table else card.label


def _made(board: Board, card: Card) -> tuple[Card, Row, str]:
    quiet = card.parked or card.hidden
    fields = " · ".join(f"{name.replace('_', ' ')}: {value}" for name, value in card.fields if value)
    marked = card.tags or card.read or card.note or card.cluster or card.held or card.left_out or quiet
    marks = marks_of(board, card) if marked else ""
    label = label_of(board, card)
    row = Row(card.id, label, card.text, marks, (fields,) if fields else (), quiet)
    return card, row, f"{label} {card.text} {marks} {fields}".casefold()


def _passes(found: tuple[Card, Row, str], only: str, words: list[str]) -> bool:
    card, _, text = found
    if only and only not in {card.cluster, *(f"#{tag}" for tag in card.tags), card.read}:
        states = (word for state, word in STATES.items() if getattr(card, state))
        if only not in states:
            return False
    return all(word in text for word in words)
