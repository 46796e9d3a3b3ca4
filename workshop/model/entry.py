"""One entry of a journal, and what it tells about itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from workshop.model.events import EntryLost, Event, SessionStarted, TagRenamed, Undone
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
    events = [
        (
            type(event).__name__,
            [(field, getattr(event, field)) for field in fields_of(type(event)) if _differs(event, field)],
        )
        for event in entry.events
    ]
    return repr((entry.by, entry.request, events))


def _differs(event: Event, field: str) -> bool:
    usual = defaults_of(type(event))
    return field not in usual or getattr(event, field) != usual[field]


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
