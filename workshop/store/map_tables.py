"""The map of a second day as TinyDB tables: headings, placements, lines, sources, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.map_state import decisions, live_headings, live_lines
from workshop.model.mapping import LEFT_OUT, UNDECIDED
from workshop.store.atomic_storage import table_of

if TYPE_CHECKING:
    from workshop.model.session import Session
    from workshop.store.atomic_storage import Tables


def map_tables(session: Session) -> Tables:
    """Return the tables of the map; they are empty where there is none. A card left out is told from one undecided."""
    cards = session.live_cards() if session.map.begun else ()
    decided = decisions(session, cards)
    shown = {card.id: session.shown_id(card) for card in session.cards.values()}
    lines = live_lines(session)
    return {
        "headings": table_of([{"heading": h.id, "name": h.name, "parent": h.parent} for h in live_headings(session)]),
        "placements": table_of(
            [{"card": card, "id": shown[card], "heading": h} for card, d in decided.items() for h in d.headings]
        ),
        "lines": table_of(
            [{"line": line.id, "id": line.label, "text": line.text, "heading": line.heading} for line in lines]
        ),
        "sources": table_of(
            [
                {"line": line.id, "card": card, "id": shown.get(card, ""), "was": was}
                for line in lines
                for card, was in line.sources.items()
            ]
        ),
        "left_out": table_of(
            [
                {"card": card, "id": shown[card], "state": d.state, "reason": d.reason}
                for card, d in decided.items()
                if d.state in {LEFT_OUT, UNDECIDED}
            ]
        ),
    }
