"""What can have become of experiments and lines, and the bulletins that told it."""

from __future__ import annotations

from workshop.model.events.record import Event


class StatusNoted(Event):
    """``item`` is a card or a line; ``date`` and ``review`` are "2026-06-12"; ``by`` is a role."""

    item: str
    status: str
    date: str
    by: str
    contact: str = ""
    link: str = ""
    review: str = ""
    reason: str = ""


class BulletinIssued(Event):
    """Its items, field by field: ``about`` are ids of cards or lines, ``keys`` tell what was told from what was not.

    Several dates, links, cards or tags of an item stand in one text, " | " between them. ``pictures`` are files in
    base 64, empty for an item without one, and ``alts`` what each shows.
    """

    bulletin: str
    number: str
    title: str
    date: str
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    about: tuple[str, ...]
    keys: tuple[str, ...]
    contacts: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    highlights: tuple[str, ...] = ()
    language: str = ""
    pictures: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()


class BulletinArchived(Event):
    """A bulletin that was sent out before, from the file ``source``; its items field by field."""

    bulletin: str
    number: str
    title: str
    date: str
    source: str
    titles: tuple[str, ...]
    texts: tuple[str, ...]
