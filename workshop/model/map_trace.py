"""Backwards from a card: the lines that stand on it, its headings, or what else became of it on the second day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.map_state import decisions, live_lines, stands_now
from workshop.model.mapping import LEFT_OUT, UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.mapping import Decision
    from workshop.model.session import Card, Session


def traces(session: Session) -> dict[str, str]:
    """Return what became of each card that is here, in words; none at all where the session has no map."""
    if not session.map.begun:
        return {}
    decided = decisions(session, session.live_cards())
    lines: dict[str, list[str]] = {}
    for line in live_lines(session):
        for source in line.sources:
            lines.setdefault(source, []).append(f"{line.label} “{line.text}”")
    return {card.id: _trace(session, card, decided, lines) for card in session.cards.values()}


def trace(session: Session, card: Card) -> str:
    """Return what became of one card; empty where the session has no map."""
    return traces(session).get(card.id, "")


def _trace(session: Session, card: Card, decided: Mapping[str, Decision], lines: Mapping[str, list[str]]) -> str:
    now = [other.id for other in stands_now(session, card.id)]
    came_from = (card.id, *now, *card.joined)
    said = dict.fromkeys(line for each in came_from for line in lines.get(each, ()))
    places = dict.fromkeys(_place(session, decided[each]) for each in now if each in decided)
    return " · ".join([*(f"in {line}" for line in said), *places])


def _place(session: Session, decision: Decision) -> str:
    if decision.headings:
        return "under " + " and ".join(f"“{session.map.headings[heading].name}”" for heading in decision.headings)
    if decision.state == LEFT_OUT:
        return f"left out of the map: {decision.reason}" if decision.reason else "left out of the map"
    return "cannot decide" if decision.state == UNDECIDED else "not yet placed"
