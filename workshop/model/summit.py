"""Many tables' boards as one: nothing is joined, everything points back to its session and card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_lowercase
from types import MappingProxyType
from typing import Final, NamedTuple

from workshop.model.board import EMPTY, Board, Card, Source, Theme, table_prefix
from workshop.model.effects.cards import with_card
from workshop.model.shelf import Shelf


def gather(boards: Iterable[Board]) -> Board:
    """Give one board of all ``boards``, the same whatever order they come in.

    A theme that several tables had stands together but separate: its namesakes follow one another in the
    order of the tables. Where two sessions show the same id, the session that was started later shows "I12b".
    Votes that are not revealed stay at their table.
    """
    sessions = {board.session: board for board in boards}
    by_start = [sessions[session] for session in sorted(sessions)]
    board = EMPTY._replace(
        language=_commonest([b.language for b in by_start], EMPTY.language),
        kinds=tuple({kind.name: kind for b in by_start for kind in b.kinds}.values()) or EMPTY.kinds,
        themes=MappingProxyType({theme.id: theme for theme in _themes(by_start)}),
        tags=MappingProxyType({tag: text for b in by_start for tag, text in b.tags.items()}),
        clusters=Shelf({c.id: c for b in by_start for c in b.clusters.values()}),
        terms=MappingProxyType({term: text for b in by_start for term, text in b.terms.items()}),
        ballots=MappingProxyType({x.id: x for b in by_start for x in b.ballots.values() if x.state == "revealed"}),
        details=_shared_details(by_start),
    )
    for source in by_start:
        for card in source.cards.values():
            board = with_card(board, _gathered(source, card))
    return board


class Change(NamedTuple):
    """What differs between two gathered boards: ids of cards, and shown ids that are taken otherwise."""

    cards: frozenset[str]
    shown: frozenset[str]

    def carried(self, base: Board, board: Board) -> Board:
        """Return ``board`` with what is different in ``base``: nothing was done to it there."""
        cards, taken = board.cards, board.taken
        for card in self.cards:
            if card in base.cards:
                cards = cards.put(card, base.cards[card])
        for shown in self.shown:
            if shown in base.taken:
                taken = taken.put(shown, base.taken[shown])
        gone = self.cards - base.cards.keys()
        free = self.shown - base.taken.keys()
        return board.with_cards(cards.without(gone) if gone else cards, taken.without(free) if free else taken)


NOTHING_CHANGED: Final = Change(frozenset(), frozenset())


class Gathering:
    """The tables' boards and what ``gather`` makes of them, kept up to date at the cost of what changed."""

    def __init__(self, boards: Iterable[Board]) -> None:
        self._boards = {board.session: board for board in boards}
        self.board = gather(self._boards.values()) if self._boards else EMPTY
        self._families: dict[str, dict[str, set[str]]] | None = None

    @property
    def tables(self) -> tuple[Board, ...]:
        """Return the tables' own boards."""
        return tuple(self._boards.values())

    def put(self, board: Board) -> Change | None:
        """Take up a table's board as it is now; return what changed, or None where it was more than cards.

        What ``board`` gives is what ``gather`` gives of all boards, but for the order in which cards stand in it.
        """
        before = self._boards.get(board.session, EMPTY)
        self._boards[board.session] = board
        if before.cards and (before.title, before.table) != (board.title, board.table):
            self.board, self._families = gather(self._boards.values()), None
            return None
        change = self._put_cards(before, board)
        if _apart_from_cards(before) == _apart_from_cards(board):
            return change
        shared = gather(b._replace(cards=_NO_CARDS) for b in self._boards.values())
        self.board = shared.with_cards(self.board.cards, self.board.taken)
        return None

    def _put_cards(self, before: Board, board: Board) -> Change:
        """Put the cards that differ; where a shown id comes or goes, all cards of its number are shown anew."""
        changed = board.cards.differing(before.cards)
        families = self._all_families() if changed else {}
        again: set[str] = set()
        for card in changed:
            old, new = before.cards.get(card), board.cards.get(card)
            if old and new and old.label == new.label:
                shown = self.board.cards[card].label
                self.board = self.board.with_cards(
                    self.board.cards.put(card, _gathered(board, new)._replace(label=shown)), self.board.taken
                )
                continue
            for each in filter(None, (old, new)):
                members = families.setdefault(_family(board, each), {}).setdefault(board.session, set())
                (members.discard if each is old else members.add)(card)
                again.add(_family(board, each))
        anew = self._show_anew([families[family] for family in again], changed - board.cards.keys())
        return Change(anew.cards | changed, anew.shown)

    def _show_anew(self, families: Iterable[Mapping[str, set[str]]], gone: set[str]) -> Change:
        """Give the cards of one number their shown ids in the order of the tables, and drop those that are gone."""
        alone = EMPTY
        for family in families:
            for session in sorted(family):
                board, here = self._boards[session], family[session]
                for card in [card for card in board.cards if card in here] if len(here) > 1 else here:
                    alone = with_card(alone, _gathered(board, board.cards[card]))
        known = (self.board.cards[card] for card in (*alone.cards, *gone) if card in self.board.cards)
        was = {table_prefix(card.table) + card.label for card in known}
        change = Change(frozenset(alone.cards) | gone, frozenset(alone.taken) | was)
        self.board = change.carried(alone, self.board)
        return change

    def _all_families(self) -> dict[str, dict[str, set[str]]]:
        """Return, for each number, the cards that have it: table by table. Made when the first card changes."""
        if self._families is None:
            self._families = {}
            for board in self._boards.values():
                for card in board.cards.values():
                    self._families.setdefault(_family(board, card), {}).setdefault(board.session, set()).add(card.id)
        return self._families


_NO_CARDS: Final[Shelf[Card]] = Shelf()


def _family(board: Board, card: Card) -> str:
    """Return what shown ids have in common that can meet: "I12", "I12b" and "I12c" of one table's number."""
    return table_prefix(board.table) + card.label.rstrip(ascii_lowercase)


def _gathered(board: Board, card: Card) -> Card:
    """Return a table's card as it stands in a summit."""
    return card._replace(table=board.table, source=Source(board.session, board.title, board.shown_id(card)))


def _apart_from_cards(board: Board) -> tuple[object, ...]:
    """Return what ``gather`` takes of a board besides its cards."""
    revealed = [ballot for ballot in board.ballots.values() if ballot.state == "revealed"]
    names = (board.session, board.title, board.table, board.language, board.kinds, board.details)
    return (*names, board.themes, board.tags, board.clusters, board.terms, revealed)


def _themes(boards: Sequence[Board]) -> list[Theme]:
    """Give all themes in the order of the tables, namesakes together."""
    found = [
        theme._replace(table=board.table or board.title)
        for board in sorted(boards, key=_table_order)
        for theme in (*board.live_themes(), *(t for t in board.themes.values() if t.removed))
    ]
    first: dict[str, int] = {}
    for theme in found:
        first.setdefault(_plain(theme.title), len(first))
    together = sorted(found, key=lambda theme: first[_plain(theme.title)])
    return [theme._replace(rank=f"{place:06d}") for place, theme in enumerate(together)]


def _table_order(board: Board) -> tuple[int, str, str, str]:
    number = int(board.table) if board.table.isascii() and board.table.isdigit() else 10**9
    return number, board.table.casefold(), board.title.casefold(), board.session


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def _commonest(values: Sequence[str], otherwise: str) -> str:
    return max(sorted(set(values)), key=Counter(values).__getitem__, default=otherwise)


def _shared_details(boards: Sequence[Board]) -> tuple[tuple[str, str], ...]:
    """Give place and date where all tables agree, and the people of all tables together."""
    details = [dict(board.details) for board in boards]
    shared = {
        name: details[0][name]
        for name in ("place", "date")
        if details and all(d.get(name) and d[name] == details[0].get(name) for d in details)
    }
    people = [int(d["people"]) for d in details if d.get("people", "").isdecimal()]
    if people and len(people) == len(details):
        shared["people"] = str(sum(people))
    return tuple(sorted(shared.items()))
