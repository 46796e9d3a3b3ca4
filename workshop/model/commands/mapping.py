"""What may be asked of the map of a second day."""

from __future__ import annotations

from workshop.model.commands.record import Command


class MakeHeading(Command):
    """``cards`` are placed under it in the same act."""

    name: str
    parent: str = ""
    cards: tuple[str, ...] = ()


class NameHeading(Command):
    heading: str
    name: str


class PlaceHeading(Command):
    """Before the heading ``before``, last where that is empty; under ``parent``, by itself where that is empty."""

    heading: str
    before: str = ""
    parent: str = ""


class JoinHeadings(Command):
    """All that stands under ``heading`` goes under ``into``, and ``heading`` goes."""

    heading: str
    into: str


class RemoveHeading(Command):
    """Its cards are as if nobody had looked at them, unless they stand under another heading too."""

    heading: str


class MapCards(Command):
    """Under these ``headings`` and no other; with ``add`` under these as well."""

    cards: tuple[str, ...]
    headings: tuple[str, ...]
    add: bool = False


class LeaveOffMap(Command):
    cards: tuple[str, ...]
    reason: str = ""


class LeaveUndecided(Command):
    cards: tuple[str, ...]


class UnmapCards(Command):
    cards: tuple[str, ...]


class WriteLine(Command):
    """A line of the digest. Its sources stand under its heading too, those that nobody had looked at.

    With ``new_heading`` instead of a ``heading``, one of that name is made in the same act.
    """

    text: str
    heading: str
    sources: tuple[str, ...] = ()
    new_heading: str = ""


class RewordLine(Command):
    """It says anew what its sources say now."""

    line: str
    text: str


class PlaceLine(Command):
    """Before the line ``before``, last where that is empty; an empty ``heading`` stays as it is."""

    line: str
    heading: str = ""
    before: str = ""


class RemoveLine(Command):
    line: str


class LinkSources(Command):
    line: str
    cards: tuple[str, ...]


class UnlinkSources(Command):
    line: str
    cards: tuple[str, ...]


class ConfirmLine(Command):
    """The line holds as it stands, although some of its sources were reworded."""

    line: str
