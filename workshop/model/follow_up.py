"""What became of a card or a line after the summit: seven words, and each piece of news with its date and source.

News is only ever added. The last piece is how things stand, the others are its history, also after a merge. A bulletin
is what was told of a session after it, frozen and numbered when it was issued.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

NOT_STARTED: Final = "not started"
DROPPED: Final = "dropped"
WENT_INTO: Final = "went into"

STATUSES: Final = (
    NOT_STARTED,
    "looking for someone",
    "under way",
    "tried: it worked",
    "tried: it did not",
    DROPPED,
    WENT_INTO,
)
"""What may have become of an experiment: exactly one of these."""

OVER: Final = frozenset(STATUSES[3:])
"""The statuses after which no further news is waited for."""


class News(NamedTuple):
    """One piece of news. ``date`` and ``review`` are "2026-06-12"; ``by`` is a role; ``contact`` is never public."""

    status: str = NOT_STARTED
    date: str = ""
    by: str = ""
    contact: str = ""
    link: str = ""
    review: str = ""
    reason: str = ""


def is_day(text: str) -> bool:
    """Return whether a text is a day such as "2026-06-12"."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


NO_NEWS: Final = News()
"""Nobody has said anything yet."""


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
