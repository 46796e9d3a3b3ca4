"""How screens say a day, a silence, the counts of a second day's map, and where a card came from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workshop.wording.document_words import words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.follow_up_view import FollowedItem
    from workshop.model.map_view import Counts
    from workshop.model.session import Session


def counts_said(counts: Counts, language: str = "en") -> str:
    """Return "placed 29 · in lines 24 · left out 12 · not yet looked at 44 of 85"."""
    words = words_for(language).map
    undecided = f" · {words.undecided} {counts.undecided}" if counts.undecided else ""
    unplaced = words.unplaced.format(count=counts.unplaced, cards=counts.cards)
    return (
        f"{words.placed} {counts.placed} · {words.in_lines} {counts.in_lines} · "
        f"{words.left_out} {counts.left_out}{undecided} · {unplaced}"
    )


def theme_names(session: Session) -> Mapping[str, str]:
    """Return what each theme is called: with its table beside it only where two themes bear one title."""
    themes = session.live_themes()
    titles = Counter(_plain(theme.title) for theme in themes)
    return {
        theme.id: f"{theme.title} ({table_said(theme.table)})"
        if titles[_plain(theme.title)] > 1 and theme.table
        else theme.title
        for theme in themes
    }


def table_said(table: str) -> str:
    """Return "table 7" for a number; a session without one, such as a paper's, is called by its title."""
    return f"table {table}" if table.isascii() and table.isdigit() else table


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def day_said(day: str, today: str = "") -> str:
    """Return "12 June 2026" for "2026-06-12"; without its year where that is the year of ``today``."""
    said = words_for("en").bulletin.day_said(day)
    return said.removesuffix(f" {today[:4]}") if today[:4] == day[:4] else said


def silence_said(item: FollowedItem, today: str) -> str:
    """Return "no news since 12 June, review was due 1 July"; empty where nothing is missing."""
    if not item.silence(today):
        return ""
    now = item.now
    since = f"no news since {day_said(now.date, today)}" if now.date else "no news yet"
    overdue = now.review and now.review < today
    return f"{since}, review was due {day_said(now.review, today)}" if overdue else since
