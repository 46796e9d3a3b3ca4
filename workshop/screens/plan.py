"""A vote that is set up: what it is on, and its rules as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.ballots import candidates
from workshop.model.board import Ballot
from workshop.model.commands import DraftBallot
from workshop.screens import ballot_words as words
from workshop.widgets.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.model.board import Board

DECIDER = "the table"
"""Who decides, if nobody says otherwise."""


def plan_for(board: Board, theme: str, marked: frozenset[str]) -> Ballot:
    """Give a vote to start from: on the marked cards, else on the theme's experiments, else on all its cards."""
    chosen = tuple(card.id for card in board.ordered() if card.id in marked)
    plan = Ballot("", "", theme, (), chosen, board.dots, min(board.most, board.dots), DECIDER)
    if chosen:
        return plan._replace(theme="")
    kinds = (plan._replace(kinds=(kind.name,)) for kind in reversed(board.kinds))
    return next((narrower for narrower in kinds if candidates(board, narrower)), plan)


def draft_of(plan: Ballot) -> DraftBallot:
    """Give the wish to draft it."""
    return DraftBallot(plan.title, plan.theme, plan.kinds, plan.chosen, plan.dots, plan.most, plan.decider)


def settings_of(board: Board, plan: Ballot) -> list[Row]:
    """Give a row for each rule that can be changed."""
    people = words.expected(board)
    return [
        Row("scope", "vote on", words.scope_said(board, plan)),
        Row("title", "the question", plan.title or "–"),
        Row("dots", "dots each", str(plan.dots)),
        Row("most", "on one card", f"at most {plan.most}"),
        Row("decider", "who decides", plan.decider or "–"),
        Row("people", "people here", str(people) if people else "– (then only the ballots that are in are counted)"),
    ]


def scopes(board: Board, plan: Ballot, theme: str, marked: frozenset[str]) -> Iterator[Ballot]:
    """Give the votes that differ in what they are on, and have something to vote on."""
    chosen = tuple(card.id for card in board.ordered() if card.id in marked)
    if chosen:
        yield plan._replace(theme="", kinds=(), chosen=chosen)
    everywhere = len(board.live_themes()) > 1
    for where in (theme, "") if everywhere else (theme,):
        for kinds in (*((kind.name,) for kind in reversed(board.kinds)), ()):
            wider = plan._replace(theme=where, kinds=kinds, chosen=())
            if candidates(board, wider):
                yield wider
