"""A vote as rows: the cards of an open one, the bars of a revealed one; and which votes there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.screens.deck import label_of
from workshop.widgets.bars import Bar
from workshop.widgets.row import Row

if TYPE_CHECKING:
    from workshop.model.ballots import Result
    from workshop.model.ballots import Row as Standing
    from workshop.model.board import Ballot, Board

PEOPLE: Final = "people"
"""The row for how many people vote by hand; it is no card's id."""


def over(board: Board) -> list[Ballot]:
    """Give the votes that were opened, in the order in which they were set up."""
    return [ballot for ballot in board.ballots.values() if ballot.state != "draft"]


def under_way(board: Board) -> str:
    """Give the vote that is open, or closed and not revealed."""
    return next((ballot.id for ballot in over(board) if ballot.state in {"open", "closed"}), "")


def last_revealed(board: Board) -> str:
    """Give the vote whose result came out last."""
    return next((ballot.id for ballot in reversed(over(board)) if ballot.state == "revealed"), "")


def cards_of(board: Board, ballot: Ballot, *, hands: bool) -> list[Row]:
    """Give a row for each card that is voted on; for a show of hands, one for the people too."""
    rows = [Row(card, _label(board, card), text) for card, text in ballot.cards.items()]
    return [*rows, Row(PEOPLE, "", "How many people vote by hand")] if hands else rows


def bars_of(board: Board, result: Result, settled: str) -> list[Bar]:
    """Give a bar for each card of a result; ``settled`` names the one that was chosen among level ones."""
    return [_bar(board, row, "chosen" if settled == row.card else "") for row in result.rows]


def _bar(board: Board, row: Standing, remark: str) -> Bar:
    card = board.cards.get(row.card)
    text = card.text if card and card.seen else "(not shown to the room)"
    first = row.rank == 1 and row.dots > 0
    return Bar(row.shown_rank, _label(board, row.card), text, row.dots, row.voters, row.by_hand, first, remark)


def _label(board: Board, card: str) -> str:
    return label_of(board, board.cards[card]) if card in board.cards else ""
