"""What became of a card or a line after the summit: seven words, and each piece of news with its date and source.

News is only ever added. The last piece is how things stand, the others are its history, also after a merge.
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
