"""What may be noted of experiments and lines months later, and the bulletins that tell it."""

from __future__ import annotations

from workshop.model.commands.record import Command
from workshop.model.events import StatusNoted
from workshop.model.struct import Struct


class NoteStatuses(Command):
    """News of several cards or lines at once, each as it will be recorded; what was noted already is left."""

    notes: tuple[StatusNoted, ...]


class DraftedItem(Struct):
    """An item as it was edited: ``key`` is that of the proposed one, ``cards`` are ids that people see.

    ``picture`` is a PNG or JPEG in base 64, ``alt`` what it shows.
    """

    title: str
    text: str = ""
    key: str = ""
    contact: str = ""
    dates: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    highlight: bool = False
    picture: str = ""
    alt: str = ""


class IssueBulletin(Command):
    """``items`` are as they were edited; without any, all that no bulletin has told yet, after free ``titles``."""

    titles: tuple[str, ...] = ()
    items: tuple[DraftedItem, ...] = ()
    title: str = ""


class OldBulletin(Struct):
    """A bulletin that was sent out before; ``date`` is "2010-02-23", or empty where the file does not say it."""

    title: str
    number: str = ""
    date: str = ""
    titles: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


class ArchiveBulletins(Command):
    """Old bulletins of one file; what is there already is left."""

    source: str
    bulletins: tuple[OldBulletin, ...]
