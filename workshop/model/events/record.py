"""What every event is, and what can have happened to the record itself."""

from __future__ import annotations

from workshop.model.struct import Struct


class Event(Struct):
    """What can have happened to a session; the class of each is its word in the journal."""


class Undone(Event):
    """The entry named has no effect; undoing this entry gives it back."""

    entry: str


class ClockPassed(Event):
    """The entry named was here before this one and is dated later, since a clock was far ahead.

    That entry, and those before it of the same journal, take their place right before this one.
    """

    entry: str


class EntryLost(Event):
    """A line of a journal was damaged and a repair put this in its place."""

    journal: str
    line: int


class UnknownEvent(Event):
    """An event from a newer version: kept as it came (``data`` is its JSON), without effect here."""

    type: str
    data: str
