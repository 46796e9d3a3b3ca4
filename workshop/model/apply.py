"""From a board and a fact to the next board.

Total: a fact about a card that is not there changes nothing and raises nothing. After a merge an edit may
meet a removed card, a vote a void ballot.
"""

from __future__ import annotations

from workshop.model.board import Board
from workshop.model.effects import ballots, cards, groups, session
from workshop.model.effects.table import effect
from workshop.model.events import Event

__all__ = ["apply"]

_REGISTERED = (session, cards, groups, ballots)
"""Importing these fills the table of effects."""


def apply(board: Board, event: Event) -> Board:
    """Give the board after ``event``; the cost does not grow with the board."""
    change = effect.get(type(event))
    return board if change is None else change(event, board)
