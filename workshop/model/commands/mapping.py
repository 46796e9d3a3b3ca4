"""What may be asked of the map of a second day."""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.struct import Struct


class MakeHeading(Struct):
    """``cards`` are placed under it in the same act."""

    name: str
    parent: str = ""
    cards: tuple[str, ...] = ()


class NameHeading(Struct):
    heading: str
    name: str


class PlaceHeading(Struct):
    """Before the heading ``before``, last where that is empty; under ``parent``, by itself where that is empty."""

    heading: str
    before: str = ""
    parent: str = ""


class JoinHeadings(Struct):
    """All that stands under ``heading`` goes under ``into``, and ``heading`` goes."""

    heading: str
    into: str


class RemoveHeading(Struct):
    """Its cards are as if nobody had looked at them, unless they stand under another heading too."""

    heading: str


class MapCards(Struct):
    """Under these ``headings`` and no other; with ``add`` under these as well."""

    cards: tuple[str, ...]
    headings: tuple[str, ...]
    add: bool = False


class LeaveOffMap(Struct):
    cards: tuple[str, ...]
    reason: str = ""


class LeaveUndecided(Struct):
    cards: tuple[str, ...]


class UnmapCards(Struct):
    cards: tuple[str, ...]


class WriteLine(Struct):
    """A line of the digest. Its sources stand under its heading too, those that nobody had looked at.

    With ``new_heading`` instead of a ``heading``, one of that name is made in the same act.
    """

    text: str
    heading: str
    sources: tuple[str, ...] = ()
    new_heading: str = ""


class RewordLine(Struct):
    """It says anew what its sources say now."""

    line: str
    text: str


class PlaceLine(Struct):
    """Before the line ``before``, last where that is empty; an empty ``heading`` stays as it is."""

    line: str
    heading: str = ""
    before: str = ""


class RemoveLine(Struct):
    line: str


class LinkSources(Struct):
    line: str
    cards: tuple[str, ...]


class UnlinkSources(Struct):
    line: str
    cards: tuple[str, ...]


class ConfirmLine(Struct):
    """The line holds as it stands, although some of its sources were reworded."""

    line: str


MapCommand: TypeAlias = (
    MakeHeading
    | NameHeading
    | PlaceHeading
    | JoinHeadings
    | RemoveHeading
    | MapCards
    | LeaveOffMap
    | LeaveUndecided
    | UnmapCards
    | WriteLine
    | RewordLine
    | PlaceLine
    | RemoveLine
    | LinkSources
    | UnlinkSources
    | ConfirmLine
)
