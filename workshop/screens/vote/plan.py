"""A vote that is set up: what it is on, and its rules as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.ballot import Ballot
from workshop.model.ballots import candidates
from workshop.model.commands import DECIDER, DraftBallot, DraftScale
from workshop.screens.vote import ballot_words as words
from workshop.screens.vote.scale_page import ORDERS, line_scopes, manner_said, questions_of
from workshop.widgets.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.model.session import Session


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
    people = words.expected(session)
    budget = [Row("dots", "dots each", str(plan.dots)), Row("most", "on one card", f"at most {plan.most}")]
    return [
        Row("scope", "vote on", words.scope_said(session, plan)),
        Row("title", "the question", plan.title or "–"),
        *(questions_of(plan.scale) if plan.scale else budget),
        Row("decider", "who decides", plan.decider or "–"),
        Row("people", "people here", str(people) if people else "– (then only the ballots that are in are counted)"),
        Row("order", "order on phones", ORDERS[session.said_order][1]),
        Row("manner", "voted with", manner_said(plan)),
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
