"""Many tables' sessions as one: nothing is joined, everything points back to its session and card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_lowercase
from types import MappingProxyType
from typing import Final, NamedTuple

from workshop.model.effects.cards import with_card
from workshop.model.persistent_map import PersistentMap
from workshop.model.session import EMPTY, Card, Session, Source, Theme, table_prefix
from workshop.model.text import plain


def gather(boards: Iterable[Session]) -> Session:
    """Return one session of all ``sessions``, the same whatever order they come in.

    A theme that several tables had stands together but separate: its namesakes follow one another in the
    order of the tables. Where two sessions show the same id, the session that was started later shows "I12b".
    Votes that are not revealed stay at their table.
    """
    sessions = {state.id: state for state in boards}
    by_start = [sessions[session] for session in sorted(sessions)]
    state = EMPTY._replace(
        language=_commonest([b.language for b in by_start], EMPTY.language),
        kinds=tuple({kind.name: kind for b in by_start for kind in b.kinds}.values()) or EMPTY.kinds,
        themes=MappingProxyType({theme.id: theme for theme in _themes(by_start)}),
        tags=MappingProxyType({tag: text for b in by_start for tag, text in b.tags.items()}),
        clusters=PersistentMap({c.id: c for b in by_start for c in b.clusters.values()}),
        terms=MappingProxyType({term: text for b in by_start for term, text in b.terms.items()}),
        ballots=MappingProxyType({x.id: x for b in by_start for x in b.ballots.values() if x.state == "revealed"}),
        details=_shared_details(by_start),
        notes=tuple(note for b in by_start for note in b.notes),
        imported=MappingProxyType({paper: votes for b in by_start for paper, votes in b.imported.items()}),
        taken_up=frozenset(note for b in by_start for note in b.taken_up),
    )
    for source in by_start:
        for card in source.cards.values():
            state = with_card(state, _gathered(source, card))
    return state


class Change(NamedTuple):
    """What differs between two gathered sessions: ids of cards, and shown ids that are taken otherwise."""

    cards: frozenset[str]
    shown: frozenset[str]

    def carried(self, base: Session, session: Session) -> Session:
        """Return ``session`` with what is different in ``base``: nothing was done to it there."""
        cards, taken = session.cards, session.taken
        for card in self.cards:
            if card in base.cards:
                cards = cards.put(card, base.cards[card])
        for shown in self.shown:
            if shown in base.taken:
                taken = taken.put(shown, base.taken[shown])
        gone = self.cards - base.cards.keys()
        free = self.shown - base.taken.keys()
        return session.with_cards(cards.without(gone) if gone else cards, taken.without(free) if free else taken)


NOTHING_CHANGED: Final = Change(frozenset(), frozenset())


class Gathering:
    """The tables' sessions and what ``gather`` makes of them, kept up to date at the cost of what changed."""

    def __init__(self, boards: Iterable[Session]) -> None:
        self._boards = {session.id: session for session in boards}
        self.session = gather(self._boards.values()) if self._boards else EMPTY
        self._families: dict[str, dict[str, set[str]]] | None = None

    @property
    def tables(self) -> tuple[Session, ...]:
        """Return the tables' own sessions."""
        return tuple(self._boards.values())

    def put(self, session: Session) -> Change | None:
        """Take up a table's board as it is now; return what changed, or None where it was more than cards.

        What ``session`` gives is what ``gather`` gives of all sessions, but for the order in which cards stand in it.
        """
        before = self._boards.get(session.id, EMPTY)
        self._boards[session.id] = session
        if before.cards and (before.title, before.table) != (session.title, session.table):
            self.session, self._families = gather(self._boards.values()), None
            return None
        change = self._put_cards(before, session)
        if _apart_from_cards(before) == _apart_from_cards(session):
            return change
        shared = gather(b._replace(cards=_NO_CARDS) for b in self._boards.values())
        self.session = shared.with_cards(self.session.cards, self.session.taken)
        return None

    def _put_cards(self, before: Session, session: Session) -> Change:
        """Put the cards that differ; where a shown id comes or goes, all cards of its number are shown anew."""
        changed = session.cards.differing(before.cards)
        families = self._all_families() if changed else {}
        again: set[str] = set()
        for card in changed:
            old, new = before.cards.get(card), session.cards.get(card)
            if old and new and old.label == new.label:
                shown = self.session.cards[card].label
                self.session = self.session.with_cards(
                    self.session.cards.put(card, _gathered(session, new)._replace(label=shown)), self.session.taken
                )
                continue
            for each in filter(None, (old, new)):
                members = families.setdefault(_family(session, each), {}).setdefault(session.id, set())
                (members.discard if each is old else members.add)(card)
                again.add(_family(session, each))
        anew = self._show_anew([families[family] for family in again], changed - session.cards.keys())
        return Change(anew.cards | changed, anew.shown)

    def _show_anew(self, families: Iterable[Mapping[str, set[str]]], gone: set[str]) -> Change:
        """Return the cards of one number their shown ids in the order of the tables, and drop those that are gone."""
        alone = EMPTY
        for family in families:
            for session in sorted(family):
                state, here = self._boards[session], family[session]
                for card in [card for card in state.cards if card in here] if len(here) > 1 else here:
                    alone = with_card(alone, _gathered(state, state.cards[card]))
        known = (self.session.cards[card] for card in (*alone.cards, *gone) if card in self.session.cards)
        was = {table_prefix(card.table) + card.label for card in known}
        change = Change(frozenset(alone.cards) | gone, frozenset(alone.taken) | was)
        self.session = change.carried(alone, self.session)
        return change

    def _all_families(self) -> dict[str, dict[str, set[str]]]:
        """Return, for each number, the cards that have it: table by table. Made when the first card changes."""
        if self._families is None:
            self._families = {}
            for session in self._boards.values():
                for card in session.cards.values():
                    self._families.setdefault(_family(session, card), {}).setdefault(session.id, set()).add(card.id)
        return self._families


_NO_CARDS: Final[PersistentMap[Card]] = PersistentMap()


def _family(session: Session, card: Card) -> str:
    """Return what shown ids have in common that can meet: "I12", "I12b" and "I12c" of one table's number."""
    return table_prefix(session.table) + card.label.rstrip(ascii_lowercase)


def _gathered(session: Session, card: Card) -> Card:
    """Return a table's card as it stands in a summit."""
    return card._replace(table=session.table, source=Source(session.id, session.title, session.shown_id(card)))


def _apart_from_cards(session: Session) -> tuple[object, ...]:
    """Return what ``gather`` takes of a session besides its cards."""
    revealed = [ballot for ballot in session.ballots.values() if ballot.state == "revealed"]
    names = (session.id, session.title, session.table, session.language, session.kinds, session.details)
    parts = (session.themes, session.tags, session.clusters, session.terms)
    return (*names, *parts, session.notes, session.taken_up, session.imported, revealed)


def _themes(boards: Sequence[Session]) -> list[Theme]:
    """Return all themes in the order of the tables, namesakes together.

    One that several tables have, that of questions to the room, is of none of them, and there while one of them has it.
    """
    found: dict[str, Theme] = {}
    for session in sorted(boards, key=lambda b: table_order(b.table, b.title, b.id)):
        for theme in (*session.live_themes(), *(t for t in session.themes.values() if t.removed)):
            known = found.get(theme.id, theme)
            shared = not (known is theme or known.removed or theme.removed)
            if not theme.removed or known is theme:
                found[theme.id] = theme._replace(table="" if shared else session.table or session.title)
    first: dict[str, int] = {}
    for theme in found.values():
        first.setdefault(plain(theme.title), len(first))
    together = sorted(found.values(), key=lambda theme: first[plain(theme.title)])
    return [theme._replace(rank=f"{place:06d}") for place, theme in enumerate(together)]


NO_NUMBER: Final = 10**9
"""Where a table whose name is no number stands: after all that have one."""


def table_order(table: str, title: str, session: str) -> tuple[int, str, str, str]:
    """Return what sorts tables: by their numbers, then by name, title and session."""
    number = int(table) if table.isascii() and table.isdigit() else NO_NUMBER
    return number, table.casefold(), title.casefold(), session


def _commonest(values: Sequence[str], otherwise: str) -> str:
    return max(sorted(set(values)), key=Counter(values).__getitem__, default=otherwise)


def _shared_details(boards: Sequence[Session]) -> tuple[tuple[str, str], ...]:
    """Return place and date where all tables agree, and the people of all tables together."""
    details = [dict(session.details) for session in boards]
    shared = {
        name: details[0][name]
        for name in ("place", "date")
        if details and all(d.get(name) and d[name] == details[0].get(name) for d in details)
    }
    people = [int(d["people"]) for d in details if d.get("people", "").isdecimal()]
    if people and len(people) == len(details):
        shared["people"] = str(sum(people))
    return tuple(sorted(shared.items()))
