"""A bulletin: what was told of a session after it, frozen and numbered when it was issued."""

from __future__ import annotations

from typing import Final, NamedTuple

HIGHLIGHTS: Final = 3
"""Items whose titles stand at the top where nobody chose."""


class BulletinItem(NamedTuple):
    """``about`` is the inner id of a card or a line, empty for a free item; ``key`` tells it from what was told.

    ``dates`` are days such as "2026-07-01", ``cards`` the shown ids of cards and lines that it names. ``picture`` is a
    PNG or JPEG in base 64, and ``alt`` says in words what it shows.
    """

    title: str
    text: str
    about: str = ""
    key: str = ""
    contact: str = ""
    dates: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    picture: str = ""
    alt: str = ""


class Bulletin(NamedTuple):
    """An issued bulletin: ``id`` is its entry's stamp, ``number`` "3", or "3b" where two copies issued a third.

    ``highlights`` are the titles of some of its items; ``language`` is what the session's was, empty where that is
    not known.
    """

    id: str
    number: str
    title: str
    date: str
    items: tuple[BulletinItem, ...]
    highlights: tuple[str, ...] = ()
    language: str = ""
