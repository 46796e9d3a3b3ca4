"""The table of effects and what they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from workshop.model.ballot import Ballot
from workshop.model.events import Event
from workshop.model.map import Heading, MapLine
from workshop.model.session import Card, Cluster, Session, Theme
from workshop.model.struct import ByClass

Thing = TypeVar("Thing")
Happened = TypeVar("Happened", bound=Event)

effect: Final[ByClass[Session]] = ByClass()
"""What each event does: ``(event, session) -> session``. An event that is not here changes nothing by itself."""


def on_session(kind: type[Happened], change: Callable[[Happened, Session], Session]) -> None:
    """Let events of ``kind`` change the session: ``(event, session) -> session``."""
    effect[kind] = change


class EffectsOn(Generic[Thing]):
    """Effects of events that change one thing, which they name in the field ``named``.

    ``things`` is where the session has it, and ``put`` returns the session with it as it is then. Where the thing is
    not there, nothing changes.
    """

    def __init__(self, named: str, things: str, put: Callable[[Session, Thing], Session]) -> None:
        self._id: Callable[[Event], str] = attrgetter(named)
        self._things: Callable[[Session], Mapping[str, Thing]] = attrgetter(things)
        self._put = put

    def __call__(self, kind: type[Happened], change: Callable[[Happened, Thing], Thing]) -> None:
        """Let events of ``kind`` change the thing: ``(event, thing) -> thing``."""
        named, things, put = self._id, self._things, self._put

        def changed(event: Happened, session: Session) -> Session:
            thing = things(session).get(named(event))
            return session if thing is None else put(session, change(event, thing))

        effect[kind] = changed

    def change(self, session: Session, name: str, change: Callable[[Thing], Thing]) -> Session:
        """Return the session with one thing changed."""
        thing = self._things(session).get(name)
        return session if thing is None else self._put(session, change(thing))


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


def with_theme(session: Session, theme: Theme) -> Session:
    """Return the session with ``theme`` in place of the one with its id."""
    return session._replace(themes=with_one(session.themes, theme.id, theme))


def with_heading(session: Session, heading: Heading) -> Session:
    """Return the session with ``heading`` in place of the one with its id."""
    headings = with_one(session.map.headings, heading.id, heading)
    return session._replace(map=session.map._replace(headings=headings))


def with_line(session: Session, line: MapLine) -> Session:
    """Return the session with ``line`` in place of the one with its id."""
    return session._replace(map=session.map._replace(lines=session.map.lines.put(line.id, line)))


def with_cluster(session: Session, cluster: Cluster) -> Session:
    """Return the session with ``cluster`` in place of the one with its id."""
    return session._replace(clusters=session.clusters.put(cluster.id, cluster))


def counted_in(line: str) -> tuple[str, list[int]]:
    """Return the card and the numbers of a line such as "card 12 3"; no numbers where one of them is none."""
    card, *numbers = line.split(" ")
    sound = all(number.isascii() and number.isdigit() and len(number) <= _DIGITS for number in numbers)
    return card, [int(number) for number in numbers] if sound else []


_DIGITS: Final = 9
"""Digits of a number of votes at most."""

on_card: Final = EffectsOn[Card]("card", "cards", lambda s, card: s.with_cards(s.cards.put(card.id, card), s.taken))
on_cluster: Final = EffectsOn[Cluster]("cluster", "clusters", with_cluster)
on_theme: Final = EffectsOn[Theme]("theme", "themes", with_theme)
on_ballot: Final = EffectsOn[Ballot]("ballot", "ballots", Session.with_ballot)
on_heading: Final = EffectsOn[Heading]("heading", "map.headings", with_heading)
on_line: Final = EffectsOn[MapLine]("line", "map.lines", with_line)
