"""A vote as rows: what is set up, the cards of an open one, the bars of a revealed one; and which votes there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workshop.model.ballot import Ballot
from workshop.model.ballots import Result, Standing, candidates, expected
from workshop.model.commands import DECIDER, DraftBallot, DraftScale
from workshop.model.session import Session
from workshop.screens.card_rows import label_of
from workshop.screens.vote import ballot_words as words
from workshop.screens.vote.scale_page import MANNERS, ORDERS, line_scopes, questions_of
from workshop.widgets.bars import Bar
from workshop.widgets.row import Row

PEOPLE: Final = "people"
"""The row for how many people vote by hand; it is not a card's id."""


def over(session: Session) -> list[Ballot]:
    """Return the votes that were opened, in the order in which they were set up."""
    return [ballot for ballot in session.ballots.values() if ballot.state != "draft"]


def under_way(session: Session) -> str:
    """Return the vote that is open, or closed and not revealed."""
    return next((ballot.id for ballot in over(session) if ballot.state in {"open", "closed"}), "")


def last_revealed(session: Session) -> str:
    """Return the vote whose result came out last."""
    return next((ballot.id for ballot in reversed(over(session)) if ballot.state == "revealed"), "")


def cards_of(session: Session, ballot: Ballot, *, hands: bool) -> list[Row]:
    """Return a row for each card that is voted on; for a show of hands, one for the people too."""
    rows = [Row(card, _label(session, card), text) for card, text in ballot.cards.items()]
    return [*rows, Row(PEOPLE, "", "How many people vote by hand")] if hands else rows


def bars_of(session: Session, result: Result, settled: str) -> list[Bar]:
    """Return a bar for each card of a result; ``settled`` names the one that was chosen among tied ones."""
    return [_bar(session, row, "chosen" if settled == row.card else "") for row in result.rows]


def _bar(session: Session, row: Standing, remark: str) -> Bar:
    card = session.cards.get(row.card)
    text = card.text if card and card.seen else "(not shown to the room)"
    first = row.rank == 1 and row.dots > 0
    return Bar(row.shown_rank, _label(session, row.card), text, row.dots, row.voters, row.by_hand, first, remark)


def _label(session: Session, card: str) -> str:
    if card in session.map.lines:
        return session.map.lines[card].label
    return label_of(session, session.cards[card]) if card in session.cards else ""


def plan_for(session: Session, theme: str, marked: frozenset[str]) -> Ballot:
    """Return a vote to start from: on the marked cards, else on the theme's experiments, else on all its cards."""
    chosen = tuple(card.id for card in session.ordered() if card.id in marked)
    plan = Ballot("", "", theme, (), chosen, session.dots, min(session.most, session.dots), DECIDER)
    if chosen:
        return plan._replace(theme="")
    kinds = (plan._replace(kinds=(kind.name,)) for kind in reversed(session.kinds))
    return next((narrower for narrower in kinds if candidates(session, narrower)), plan)


def draft_of(plan: Ballot) -> DraftBallot | DraftScale:
    """Return the command that drafts it."""
    if plan.scale is not None:
        asked = tuple((each.words, each.low, each.high) for each in plan.scale.questions)
        return DraftScale(plan.title, plan.theme, plan.kinds, plan.chosen, plan.scale.lines, asked, plan.decider)
    return DraftBallot(plan.title, plan.theme, plan.kinds, plan.chosen, plan.dots, plan.most, plan.decider)


def settings_of(session: Session, plan: Ballot) -> list[Row]:
    """Return a row for each rule that can be changed."""
    people = expected(session)
    budget = [Row("dots", "dots each", str(plan.dots)), Row("most", "on one card", f"at most {plan.most}")]
    return [
        Row("scope", "vote on", words.scope_said(session, plan)),
        Row("title", "the question", plan.title or "–"),
        *(questions_of(plan.scale) if plan.scale else budget),
        Row("decider", "who decides", plan.decider or "–"),
        Row("people", "people here", str(people) if people else "– (then only the ballots that are in are counted)"),
        Row("order", "order on phones", ORDERS[session.said_order][1]),
        Row("manner", "voted with", MANNERS[plan.scale is not None][1]),
    ]


def scopes(session: Session, plan: Ballot, theme: str, marked: frozenset[str]) -> Iterator[Ballot]:
    """Return the votes that differ in what they are on, and have something to vote on."""
    chosen = tuple(card.id for card in session.ordered() if card.id in marked)
    if plan.scale:
        plan = plan._replace(scale=plan.scale._replace(lines=()))
    if chosen:
        yield plan._replace(theme="", kinds=(), chosen=chosen)
    everywhere = len(session.live_themes()) > 1
    for where in (theme, "") if everywhere else (theme,):
        for kinds in (*((kind.name,) for kind in reversed(session.kinds)), ()):
            wider = plan._replace(theme=where, kinds=kinds, chosen=())
            if candidates(session, wider):
                yield wider
    yield from line_scopes(session, plan)
