"""Days as people say them, and a silence in such days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from workshop.model.follow_up_view import FollowedItem

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_said(day: str, today: str = "") -> str:
    """Return "12 June 2026" for "2026-06-12"; without its year where that is the year of ``today``."""
    found = date.fromisoformat(day)
    year = "" if today[:4] == day[:4] else f" {found.year}"
    return f"{found.day} {MONTHS[found.month - 1]}{year}"


def silence_said(item: FollowedItem, today: str) -> str:
    """Return "no news since 12 June, review was due 1 July"; empty where nothing is missing."""
    if not item.silence(today):
        return ""
    now = item.now
    since = f"no news since {day_said(now.date, today)}" if now.date else "no news yet"
    overdue = now.review and now.review < today
    return f"{since}, review was due {day_said(now.review, today)}" if overdue else since
