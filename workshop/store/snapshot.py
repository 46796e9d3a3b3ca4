"""A session as TinyDB tables: ``session.json`` beside the journals, for anybody's questions.

It can be deleted at any time and is made anew from the journals; nothing is read from it that the journals do
not say. Dots stand in it only after the reveal, and nobody's vote ever.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workshop.model.history import History
from workshop.model.hlc import moment_of, node_of
from workshop.model.map import LEFT_OUT, UNDECIDED
from workshop.model.mapping import decisions, live_headings, live_lines
from workshop.model.scale_result import told
from workshop.model.session import Session
from workshop.model.views import BallotView, CardView, visible
from workshop.store.atomic_storage import AtomicJSONStorage, Tables, rows_of, table_of
from workshop.store.folder import SESSION_TABLES

Document = dict[str, Any]


def write_tables(folder: Path, history: History) -> None:
    """Write ``session.json``. Raises ``NotWritten``."""
    AtomicJSONStorage(folder / SESSION_TABLES).write(session_tables(history))


def entries_seen(folder: Path) -> int:
    """Return the number of entries that ``session.json`` was made from; 0 where it does not say. Raises ``Damaged``."""
    counts = (row.get("entries") for row in rows_of(folder / SESSION_TABLES).get("meta", []))
    return next((count for count in counts if isinstance(count, int)), 0)


def session_tables(history: History) -> Tables:
    """Return the tables of a session; the same history gives the same tables."""
    session = history.session
    view = visible(session, "facilitator")
    return {
        "meta": table_of([_meta(history)]),
        "themes": table_of([{"id": t.theme, "title": t.title, "question": t.question} for t in view.themes]),
        "cards": table_of([_card(theme.theme, card) for theme in view.themes for card in theme.cards]),
        "tags": table_of([{"tag": tag, "description": text} for tag, text in session.tags.items()]),
        "clusters": table_of(_clusters(session)),
        "ballots": table_of([_ballot(ballot) for ballot in view.ballots]),
        "answers": table_of([row for ballot in view.ballots for row in _answers(session, ballot)]),
        "results": table_of([row for ballot in view.ballots for row in _results(session, ballot)]),
        "glossary": table_of([{"term": t, "expansion": x} for t, x in session.terms.items()]),
        "notes": table_of([note._asdict() for note in session.notes]),
        **map_tables(session),
    }


def _meta(history: History) -> Document:
    session = history.session
    return {
        "session": session.id,
        **some_fields(session, "title", "table", "language", "step"),
        "details": dict(session.details),
        "kinds": [kind._asdict() for kind in session.kinds],
        **some_fields(session, "dots", "most"),
        "changed": moment_of(history.last) if history.last else 0,
        "entries": len(history.entries),
        "journals": {node_of(entry.id): entry.id for entry in history.entries},
    }


def told_of(card: CardView) -> Document:
    """Return what every list of cards tells of one."""
    return some_fields(card, "kind", "text", "tags", "cluster", "dots", "voters", "hidden", "held", "parked")


def some_fields(thing: object, *names: str) -> Document:
    """Return some fields of a thing, as JSON has them."""
    values = ((name, getattr(thing, name)) for name in names)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values}


def _card(theme: str, card: CardView) -> Document:
    return {
        "card": card.card,
        "id": card.id,
        "theme": theme,
        **told_of(card),
        **some_fields(card, "left_out", "read", "note", "origin", "tests", "joined"),
        "source": card.source._asdict() if card.source else None,
        **dict(card.fields),
    }


def _clusters(session: Session) -> list[Document]:
    members: dict[str, list[str]] = {}
    for card in session.ordered():
        members.setdefault(card.cluster, []).append(session.shown_id(card))
    return [
        {"id": c.id, "name": c.name, "cards": members.get(c.id, [])}
        for c in session.clusters.values()
        if not c.dissolved
    ]


def _ballot(ballot: BallotView) -> Document:
    return {
        "id": ballot.ballot,
        **some_fields(ballot, "title", "state", "dots", "most", "decider", "ballots"),
        "cast": ballot.result.dots if ballot.result else None,
        "unused": ballot.result.unused if ballot.result else None,
        "reason": ballot.reason,
        **({"questions": [question._asdict() for question in ballot.scale.questions]} if ballot.scale else {}),
    }


def _answers(session: Session, ballot: BallotView) -> list[Document]:
    """Return what was answered to each question of a scale that is revealed, card by card."""
    if ballot.scale is None or ballot.scale.result is None:
        return []
    lines = ballot.scale.lines
    return [
        {
            "ballot": ballot.ballot,
            "id": lines[row.card][0] if row.card in lines else session.shown_id(session.cards[row.card]),
            "question": number,
            **told(spread),
        }
        for row in ballot.scale.result.rows
        if row.card in lines or row.card in session.cards
        for number, spread in enumerate(row.answers, 1)
    ]


def _results(session: Session, ballot: BallotView) -> list[Document]:
    rows = ballot.result.rows if ballot.result else ()
    return [
        {
            "ballot": ballot.ballot,
            "id": session.shown_id(session.cards[row.card]) if row.card in session.cards else row.card,
            "rank": row.shown_rank,
            **some_fields(row, "dots", "voters", "by_hand"),
        }
        for row in rows
    ]


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
