"""What is done with a vote: set up, open, close, reveal, settle a tie, void."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model import commands as c
from workshop.model.ballots import ballots_in, result_of, some
from workshop.model.errors import Refused
from workshop.model.events import BallotOpened
from workshop.model.rules.ballots import ANOTHER_IS_OPEN, NO_CARDS
from workshop.model.rules.session import budget_of
from workshop.screens.card_rows import label_of
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.vote import ballot_words as words
from workshop.screens.vote import scale_page
from workshop.screens.vote.ballot_rows import over
from workshop.screens.vote.plan import draft_of, plan_for, scopes
from workshop.widgets.numbers import Numbers
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from workshop.model.ballot import Ballot
    from workshop.screens.vote.screen import Vote


def shown(page: Vote) -> Ballot:
    """Return the vote that is shown. Raises ``Refused`` where one is only set up."""
    if page.ballot is None:
        raise Refused("This vote is not open yet. O opens it.")
    return page.ballot


def to_step(page: Vote, step: str) -> tuple[c.Command, ...]:
    """Return the command to be at a step, if the table is not there: phones show a result at these steps only."""
    return (c.ReachStep(step),) if page.session.step != step else ()


async def set_rule(page: Vote) -> None:
    """Change the rule at the cursor."""
    row = page.query_one("#settings", Rows).cursor_row
    plan = page.plan
    if row is None or plan is None:
        return
    if plan.runoff_of and row.id not in {"people", "title", "order"}:
        raise Refused("A run-off is one dot each, on the tied cards. O opens it, N sets up another vote.")
    changed = await _RULES[row.id](page, plan)
    if changed is not None:
        page.set_up(changed)


async def _scope(page: Vote, plan: Ballot) -> Ballot | None:
    ways = list(scopes(page.session, plan, page.theme_id, page.marked))
    if not ways:
        raise Refused(NO_CARDS)
    options = [Option(str(n), "", words.scope_said(page.session, way)) for n, way in enumerate(ways)]
    others = "" if page.marked else " Mark cards with Space at the table to vote on those."
    answer = await page.ask(Choose(f"Vote on what?{others}", options))
    return ways[int(answer)] if answer else None


async def _title(page: Vote, plan: Ballot) -> Ballot | None:
    suggested = "Which of these shall we try first?"
    answer = await page.ask(Ask("What is asked?", plan.title or suggested, "It stands over the vote and its result"))
    return None if answer is None else plan._replace(title=answer.strip())


async def _dots(page: Vote, plan: Ballot) -> Ballot | None:
    answer = await page.ask(Ask("How many dots has each person?", str(plan.dots), "Three to five are usual"))
    if answer is None:
        return None
    dots = _number(answer)
    budget_of(page.session, dots, 1)
    return plan._replace(dots=dots, most=min(plan.most, dots))


async def _most(page: Vote, plan: Ballot) -> Ballot | None:
    question = "How many of them may go to one card?"
    answer = await page.ask(Ask(question, str(plan.most), "So that one voice alone cannot settle it"))
    if answer is None:
        return None
    most = _number(answer)
    budget_of(page.session, plan.dots, most)
    return plan._replace(most=most)


async def _decider(page: Vote, plan: Ballot) -> Ballot | None:
    question = "Who decides, when the dots are counted?"
    answer = await page.ask(Ask(question, plan.decider, "Such as the table, the organisers, the head teacher"))
    return None if answer is None else plan._replace(decider=answer.strip())


async def _people(page: Vote, plan: Ballot) -> Ballot | None:
    people = words.expected(page.session)
    question = "How many people are here? Their number is kept, never their names."
    answer = await page.ask(Ask(question, str(people) if people else ""))
    if answer is not None and answer.strip() != (str(people) if people else ""):
        await page.workspace.do(c.GiveDetail("people", answer.strip()))
    return plan if answer is not None else None


def _number(text: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise Refused("Give a number, such as 3.")
    return int(text)


_RULES: Final[Mapping[str, Callable[[Vote, Ballot], Awaitable[Ballot | None]]]] = {
    "scope": _scope,
    "title": _title,
    "dots": _dots,
    "most": _most,
    "decider": _decider,
    "people": _people,
    "first": scale_page.set_first,
    "second": scale_page.set_second,
    "manner": scale_page.set_manner,
    "order": scale_page.set_order,
}


async def open_vote(page: Vote) -> None:
    """Open the vote with the rules that are shown."""
    plan, session = page.plan, page.session
    if plan is None:
        return
    drafted = session.ballots.get(plan.id) == plan
    begin = (c.OpenBallot(plan.id),) if drafted else (draft_of(plan), c.OpenBallot())
    receipt = await page.workspace.do(*begin, *to_step(page, "vote"))
    page.show_ballot(next(e.ballot for e in receipt.entry.events if isinstance(e, BallotOpened)), plan)
    page.say("The vote is open.")


async def new_vote(page: Vote) -> None:
    """Set up another vote."""
    if page.session.open_ballot() is not None:
        raise Refused(ANOTHER_IS_OPEN)
    page.set_up(plan_for(page.session, page.theme_id, page.marked))
    page.say("")


async def close_vote(page: Vote) -> None:
    """End the voting; ask where ballots seem to be missing."""
    ballot = shown(page)
    missing = []
    if ballots_in(ballot) < max(1, words.expected(page.session)):
        missing.append(f"{words.ballots_said(page.session, ballot)}.")
    if page.query_one(Numbers).typed:
        missing.append("What is typed by hand is not taken yet.")
    if missing:
        options = [Option("", "", "Keep it open"), Option("close", "", "Close it now")]
        if not await page.ask(Choose(f"{' '.join(missing)} Close the vote?", options, letters=True)):
            return
    await page.workspace.do(c.CloseBallot(ballot.id))
    page.show_ballot(ballot.id)
    page.say("The vote is closed. U opens it again.")


async def reveal(page: Vote) -> None:
    """Show the result."""
    ballot = shown(page)
    await page.workspace.do(c.RevealBallot(ballot.id), *to_step(page, "reveal"))
    page.say("")


async def run_off(page: Vote) -> None:
    """Set up a vote on the tied cards at the highest shared rank."""
    ballot = shown(page)
    receipt = await page.workspace.do(c.DraftRunOff(ballot.id))
    page.set_up(receipt.session.ballots[receipt.entry.id])
    page.say("A run-off, with a fresh dot for each person. O opens it.")


async def settle(page: Vote) -> None:
    """Record which of the tied cards was chosen, and why."""
    ballot, session = shown(page), page.session
    tied = [card for tie in result_of(session, ballot).ties() for card in tie] if ballot.state == "revealed" else []
    cards = [session.cards[card] for card in tied if card in session.cards]
    if not cards:
        raise Refused("No cards are tied, so there is no choice to record.")
    options = [Option(card.id, label_of(session, card), card.text) for card in cards if card.seen]
    decider = ballot.decider or "whoever decides"
    card_id = await page.ask(Choose(f"Which of the tied cards did {decider} choose?", options))
    if not card_id:
        return
    reason = await page.ask(Ask(f"Why {label_of(session, session.cards[card_id])}? The reason stands with the result."))
    if reason is not None:
        await page.workspace.do(c.SettleTie(ballot.id, card_id, reason))


async def void(page: Vote) -> None:
    """Let a vote count for nothing, after asking."""
    ballot = shown(page)
    page.workspace.check(c.VoidBallot(ballot.id))
    lost = some(ballots_in(ballot), "ballot")
    options = [Option("", "", "Keep it"), Option("void", "", "Declare it void")]
    if not await page.ask(
        Choose(f"Declare “{words.title_of(ballot)}” void? Its {lost} will not count.", options, letters=True)
    ):
        return
    reason = await page.ask(Ask("Why? It may be left empty.", hint="Enter declares the vote void · Esc keeps it"))
    if reason is None:
        return
    await page.workspace.do(c.VoidBallot(ballot.id, reason))
    page.show_ballot(ballot.id)
    page.say("The vote is void; it stays on record. U takes that back, N sets up another one.")


async def earlier_votes(page: Vote) -> None:
    """List the votes, the newest first, and show one."""
    session = page.session
    ballots = list(reversed(over(session)))
    if not ballots:
        raise Refused("There was no vote here yet.")
    options = [Option(ballot.id, ballot.state, words.title_of(ballot), (_about(page, ballot),)) for ballot in ballots]
    answer = await page.ask(Choose("Which vote?", options, page.ballot_id))
    if answer:
        page.show_ballot(answer)


def _about(page: Vote, ballot: Ballot) -> str:
    parts = [words.scope_said(page.session, ballot), words.rule_said(ballot), some(ballots_in(ballot), "ballot")]
    return " · ".join(parts)
