"""A session as TinyDB tables: ``session.json`` beside the journals, for anybody's questions.

It can be deleted at any time and is made anew from the journals; nothing is read from it that the journals do
not say. Dots stand in it only after the reveal, and nobody's vote ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workshop.model.stamps import moment_of, node_of
from workshop.model.visible import BallotView, CardView, View, visible
from workshop.store.folder import SHELF
from workshop.store.tiny import AtomicJSONStorage, Tables, rows_of, table_of

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.model.board import Board
    from workshop.model.history import History

NAME: Final = SHELF

Document = dict[str, Any]


def write_tables(folder: Path, history: History) -> None:
    """Write ``session.json``. Raises ``NotWritten``."""
    AtomicJSONStorage(folder / NAME).write(session_tables(history))


def entries_seen(folder: Path) -> int:
    """Give the number of entries that ``session.json`` was made from; 0 where it does not say. Raises ``Damaged``."""
    counts = (row.get("entries") for row in rows_of(folder / NAME).get("meta", []))
    return next((count for count in counts if isinstance(count, int)), 0)


def session_tables(history: History) -> Tables:
    """Give the tables of a session; the same history gives the same tables."""
    board = history.board
    view = visible(board, "facilitator")
    return {
        "meta": table_of([_meta(history)]),
        "themes": table_of([{"id": t.theme, "title": t.title, "question": t.question} for t in view.themes]),
        "cards": table_of(_cards(view)),
        "tags": table_of([{"tag": tag, "description": text} for tag, text in board.tags.items()]),
        "clusters": table_of(_clusters(board)),
        "ballots": table_of([_ballot(ballot) for ballot in view.ballots]),
        "results": table_of([row for ballot in view.ballots for row in _results(board, ballot)]),
        "glossary": table_of([{"term": t, "expansion": x} for t, x in board.terms.items()]),
        "notes": table_of([note._asdict() for note in board.notes]),
    }


def _meta(history: History) -> Document:
    board = history.board
    last: dict[str, str] = {}
    for entry in history.entries:
        last[node_of(entry.id)] = entry.id
    return {
        "session": board.session,
        "title": board.title,
        "table": board.table,
        "language": board.language,
        "step": board.step,
        "details": dict(board.details),
        "kinds": [kind._asdict() for kind in board.kinds],
        "dots": board.dots,
        "most": board.most,
        "changed": moment_of(history.last) if history.last else 0,
        "entries": len(history.entries),
        "journals": last,
    }


def _cards(view: View) -> list[Document]:
    return [_card(theme.theme, card) for theme in view.themes for card in theme.cards]


def _card(theme: str, card: CardView) -> Document:
    return {
        "card": card.card,
        "id": card.id,
        "theme": theme,
        "kind": card.kind,
        "text": card.text,
        "tags": list(card.tags),
        "cluster": card.cluster,
        "dots": card.dots,
        "voters": card.voters,
        "hidden": card.hidden,
        "held": card.held,
        "parked": card.parked,
        "left_out": card.left_out,
        "read": card.read,
        "note": card.note,
        "origin": card.origin,
        "tests": list(card.tests),
        "joined": list(card.joined),
        "source": card.source._asdict() if card.source else None,
        **dict(card.fields),
    }


def _clusters(board: Board) -> list[Document]:
    members: dict[str, list[str]] = {}
    for card in board.ordered():
        members.setdefault(card.cluster, []).append(board.shown_id(card))
    return [
        {"id": c.id, "name": c.name, "cards": members.get(c.id, [])} for c in board.clusters.values() if not c.dissolved
    ]


def _ballot(ballot: BallotView) -> Document:
    return {
        "id": ballot.ballot,
        "title": ballot.title,
        "state": ballot.state,
        "dots": ballot.dots,
        "most": ballot.most,
        "decider": ballot.decider,
        "ballots": ballot.ballots,
        "cast": ballot.result.dots if ballot.result else None,
        "unused": ballot.result.unused if ballot.result else None,
        "reason": ballot.reason,
    }


def _results(board: Board, ballot: BallotView) -> list[Document]:
    rows = ballot.result.rows if ballot.result else ()
    return [
        {
            "ballot": ballot.ballot,
            "id": board.shown_id(board.cards[row.card]) if row.card in board.cards else row.card,
            "rank": row.shown_rank,
            "dots": row.dots,
            "voters": row.voters,
            "by_hand": row.by_hand,
        }
        for row in rows
    ]
