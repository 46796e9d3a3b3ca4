"""What can have happened to the map of a second day."""

from __future__ import annotations

from workshop.model.events.record import Event


class HeadingMade(Event):
    heading: str
    name: str
    parent: str = ""


class HeadingNamed(Event):
    heading: str
    name: str


class HeadingPlaced(Event):
    """``rank`` sorts among the other headings; an empty ``parent`` means that it stands by itself."""

    heading: str
    rank: str
    parent: str = ""


class HeadingRemoved(Event):
    """It is seen no more, unless something stands under it."""

    heading: str


class CardMapped(Event):
    """The card stands under these headings, and nowhere else on the map."""

    card: str
    headings: tuple[str, ...]


class CardLeftOffMap(Event):
    """Somebody looked at it and left it out; ``reason`` may be empty."""

    card: str
    reason: str = ""


class CardUndecided(Event):
    """Somebody looked at it and could not decide where it belongs."""

    card: str


class CardUnmapped(Event):
    """As if nobody had looked at it."""

    card: str


class LineWritten(Event):
    """``label`` is its shown id ("L07")."""

    line: str
    label: str
    text: str
    heading: str


class LineReworded(Event):
    line: str
    text: str


class LinePlaced(Event):
    line: str
    heading: str
    rank: str


class LineRemoved(Event):
    line: str


class SourceLinked(Event):
    """``text`` is what the card says now, so that a later change of its words can be told."""

    line: str
    card: str
    text: str


class SourceUnlinked(Event):
    line: str
    card: str
