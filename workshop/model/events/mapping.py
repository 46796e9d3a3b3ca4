"""What can have happened to the map of a second day."""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.struct import Struct


class HeadingMade(Struct):
    heading: str
    name: str
    parent: str = ""


class HeadingNamed(Struct):
    heading: str
    name: str


class HeadingPlaced(Struct):
    """``rank`` sorts among the other headings; an empty ``parent`` means that it stands by itself."""

    heading: str
    rank: str
    parent: str = ""


class HeadingRemoved(Struct):
    """It is seen no more, unless something stands under it."""

    heading: str


class CardMapped(Struct):
    """The card stands under these headings, and nowhere else on the map."""

    card: str
    headings: tuple[str, ...]


class CardLeftOffMap(Struct):
    """Somebody looked at it and left it out; ``reason`` may be empty."""

    card: str
    reason: str = ""


class CardUndecided(Struct):
    """Somebody looked at it and could not decide where it belongs."""

    card: str


class CardUnmapped(Struct):
    """As if nobody had looked at it."""

    card: str


class LineWritten(Struct):
    """``label`` is its shown id ("L07")."""

    line: str
    label: str
    text: str
    heading: str


class LineReworded(Struct):
    line: str
    text: str


class LinePlaced(Struct):
    line: str
    heading: str
    rank: str


class LineRemoved(Struct):
    line: str


class SourceLinked(Struct):
    """``text`` is what the card says now, so that a later change of its words can be told."""

    line: str
    card: str
    text: str


class SourceUnlinked(Struct):
    line: str
    card: str


MapEvent: TypeAlias = (
    HeadingMade
    | HeadingNamed
    | HeadingPlaced
    | HeadingRemoved
    | CardMapped
    | CardLeftOffMap
    | CardUndecided
    | CardUnmapped
    | LineWritten
    | LineReworded
    | LinePlaced
    | LineRemoved
    | SourceLinked
    | SourceUnlinked
)
