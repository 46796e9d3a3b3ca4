"""One entry of a journal, what it tells about itself, and the order of entries that all copies agree on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from workshop.model.events import ClockPassed, EntryLost, Event, SessionStarted, TagRenamed, Undone
from workshop.model.hlc import DRIFT, is_after, node_of
from workshop.model.struct import defaults_of, fields_of

HALL: Final = "hall"
"""By whom the count of all front ends is recorded: an undo of the facilitator's takes back the close before it."""

EVERY_CARD: Final = "*"
"""Stands among the words of an entry whose effect goes through all cards."""


class Entry(NamedTuple):
    """One command's events, durable or absent as a whole.

    ``id`` is a stamp; ``by`` is "facilitator", "participant", "repair", "hall" (the count of all front ends), or
    empty for votes from phones; ``request`` is the id that a phone or a paper gave its command, so that a repeated
    command finds its first answer; ``newer`` is what a later version of the program wrote, to be written so again.
    """

    id: str
    by: str
    events: tuple[Event, ...]
    request: str = ""
    newer: str = ""


def undone_by(entry: Entry | None) -> list[str]:
    """Return the ids of the entries that an entry takes back; none where it is not an undo."""
    return [event.entry for event in entry.events if isinstance(event, Undone)] if entry else []


def lasts(entry: Entry) -> bool:
    """Whether an entry cannot be undone: the start of a session, and the mark of a repair."""
    return any(isinstance(event, (SessionStarted, EntryLost)) for event in entry.events)


def told(entry: Entry) -> str:
    """Return what an entry tells, the same in all copies: what is left as it usually is tells nothing."""
    return repr((entry.by, entry.request, [(type(event).__name__, _unusual(event)) for event in entry.events]))


def _unusual(event: Event) -> list[tuple[str, object]]:
    usual = defaults_of(type(event))
    given = ((field, getattr(event, field)) for field in fields_of(type(event)))
    return [(field, value) for field, value in given if field not in usual or value != usual[field]]


def words_in(entry: Entry) -> Iterator[str]:
    """Return every text in an entry's events: the ids of what it is about are among them."""
    for event in entry.events:
        if isinstance(event, TagRenamed):
            yield EVERY_CARD
        for field in fields_of(type(event)):
            value = getattr(event, field)
            if isinstance(value, str):
                yield value
            elif isinstance(value, tuple):
                yield from value


class EntryOrder:
    """Which entries passed a clock that was far ahead; without any, the order is that of the stamps.

    A stamp that is minutes ahead would drag every later stamp of everybody along. So none follows it: the next entry
    that is made here has a stamp of its own time, and says that it was made after what is dated later
    (``ClockPassed``). Whoever has that entry places what it passed right before it, in the order of their stamps.
    """

    def __init__(self) -> None:
        self._passed: dict[str, list[tuple[str, str]]] = {}

    def __len__(self) -> int:
        """Return how many clocks were passed."""
        return sum(map(len, self._passed.values()))

    def note(self, entry: Entry) -> None:
        """Take note of the clocks that an entry passed."""
        for event in entry.events:
            if isinstance(event, ClockPassed):
                self._passed.setdefault(node_of(event.entry), []).append((entry.id, event.entry))

    def place(self, entry_id: str) -> str:
        """Return a text that sorts as the entry of that id stands."""
        if not self._passed:
            return entry_id
        passed = self._passed.get(node_of(entry_id), ())
        before = min((self.place(by) for by, last in passed if by < entry_id <= last), default="")
        return f"{before[:-1]}!{entry_id}~" if before else f"{entry_id}~"


def follows(entries: Sequence[Entry], now: int, node: str) -> tuple[str, list[ClockPassed]]:
    """Return the entry that the next stamp of ``node`` follows at ``now``, and what that passes, clock by clock.

    A clock of ours that was set back passes nothing: its stamps follow our own, and where all entries are ahead of it,
    it is ours that is wrong.
    """
    passed: dict[str, ClockPassed] = {}
    for entry in reversed(entries):
        if node_of(entry.id) == node or not is_after(entry.id, now + DRIFT):
            return entry.id, list(passed.values())
        passed.setdefault(node_of(entry.id), ClockPassed(entry.id))
    return entries[-1].id if entries else "", []


def ahead(entries: Iterable[Entry], now: int) -> str:
    """Return the latest date, in UTC, that is far ahead of ``now``; empty where none is."""
    latest = max((entry.id for entry in entries), default="")
    if not latest or not is_after(latest, now + DRIFT):
        return ""
    return f"{latest[:4]}-{latest[4:6]}-{latest[6:8]} {latest[9:11]}:{latest[11:13]}"
