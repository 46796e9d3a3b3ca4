"""What can have happened to the record itself."""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.struct import Struct


class Undone(Struct):
    """The entry named has no effect; undoing this entry gives it back."""

    entry: str


class ClockPassed(Struct):
    """The entry named was here before this one and is dated later, since a clock was far ahead.

    That entry, and those before it of the same journal, take their place right before this one.
    """

    entry: str


class EntryLost(Struct):
    """A line of a journal was damaged and a repair put this in its place."""

    journal: str
    line: int


class UnknownEvent(Struct):
    """An event from a newer version: kept as it came (``data`` is its JSON), without effect here."""

    type: str
    data: str


RecordEvent: TypeAlias = Undone | ClockPassed | EntryLost | UnknownEvent
