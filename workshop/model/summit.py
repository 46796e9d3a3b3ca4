"""Many tables' boards as one: nothing is joined, everything points back to its session and card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from workshop.model.effects.cards import with_card
from workshop.model.persistent_map import PersistentMap
from workshop.model.session import EMPTY, Session, Source, Theme


def gather(boards: Iterable[Session]) -> Session:
    """Return one board of all ``boards``, the same whatever order they come in.

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
    )
    for source in by_start:
        for card in source.cards.values():
            came_from = Source(source.id, source.title, source.shown_id(card))
            state = with_card(state, card._replace(table=source.table, source=came_from))
    return state


def _themes(boards: Sequence[Session]) -> list[Theme]:
    """Return all themes in the order of the tables, namesakes together."""
    found = [
        theme._replace(table=session.table or session.title)
        for session in sorted(boards, key=_table_order)
        for theme in (*session.live_themes(), *(t for t in session.themes.values() if t.removed))
    ]
    first: dict[str, int] = {}
    for theme in found:
        first.setdefault(_plain(theme.title), len(first))
    together = sorted(found, key=lambda theme: first[_plain(theme.title)])
    return [theme._replace(rank=f"{place:06d}") for place, theme in enumerate(together)]


def _table_order(session: Session) -> tuple[int, str, str, str]:
    number = int(session.table) if session.table.isascii() and session.table.isdigit() else 10**9
    return number, session.table.casefold(), session.title.casefold(), session.id


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


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
