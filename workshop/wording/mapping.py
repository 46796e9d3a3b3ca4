"""How the map of a second day is said in words: counts, where a card came from, what became of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workshop.model.map_state import decisions, live_lines, stands_now
from workshop.model.mapping import LEFT_OUT, UNDECIDED
from workshop.wording.map_words import map_words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.map_view import Counts
    from workshop.model.mapping import Decision
    from workshop.model.session import Card, Session


def counts_said(counts: Counts, language: str = "en") -> str:
    """Return "placed 29 · in lines 24 · left out 12 · not yet looked at 44 of 85"."""
    words = map_words_for(language)
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


def became_said(session: Session, card: Card) -> str:
    """Return what became of a card on the second day: its lines and headings, or that nobody has looked at it.

    Empty where the session has no map.
    """
    if not (session.map.headings or session.map.lines or session.map.decisions):
        return ""
    now = stands_now(session, card.id) or [card]
    ids = {card.id, *(other.id for other in now)}
    lines = [f"{line.label} “{line.text}”" for line in live_lines(session) if not ids.isdisjoint(line.sources)]
    placed = list(dict.fromkeys(_place(session, d) for d in decisions(session, now).values()))
    return " · ".join([*(f"in {line}" for line in lines), *placed])


def _place(session: Session, decision: Decision) -> str:
    if decision.headings:
        return "under " + " and ".join(f"“{session.map.headings[heading].name}”" for heading in decision.headings)
    if decision.state == LEFT_OUT:
        return f"left out of the map: {decision.reason}" if decision.reason else "left out of the map"
    return "cannot decide" if decision.state == UNDECIDED else "not yet placed"


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
