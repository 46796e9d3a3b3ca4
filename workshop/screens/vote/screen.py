"""What is done with a vote: set up, open, close, reveal, settle a tie, void."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from workshop.model import commands as c
from workshop.model.ballot import HIGHEST, LOWEST, Ballot, ScaleQuestion
from workshop.model.ballots import ballots_in, expected, result_of, some
from workshop.model.errors import Refused
from workshop.model.events import BallotOpened
from workshop.model.rules.ballots import ANOTHER_IS_OPEN, NO_CARDS
from workshop.model.rules.session import budget_of, to_step
from workshop.screens.card_rows import label_of
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.vote import ballot_words as words
from workshop.screens.vote.ballot_rows import draft_of, over, plan_for, scopes
from workshop.screens.vote.hand_actions import HandActions
from workshop.screens.vote.scale_page import MANNERS, ORDERS, USUAL
from workshop.widgets.numbers import Numbers
from workshop.widgets.rows import Rows


class Vote(HandActions):
    """The page of a vote, with what its keys do."""

    async def action_open_vote(self) -> None:
        """Open the vote with the rules that are shown."""
        plan, session = self.plan, self.session
        if plan is None:
            return
        drafted = session.ballots.get(plan.id) == plan
        begin = (c.OpenBallot(plan.id),) if drafted else (draft_of(plan), c.OpenBallot())
        receipt = await self.workspace.do(*begin, *to_step(self.session, "vote"))
        self.show_ballot(next(e.ballot for e in receipt.entry.events if isinstance(e, BallotOpened)), plan)
        self.say("The vote is open.")

    async def action_new_vote(self) -> None:
        """Set up another vote."""
        if self.session.open_ballot() is not None:
            raise Refused(ANOTHER_IS_OPEN)
        self.set_up(plan_for(self.session, self.theme_id, self.marked))
        self.say("")

    async def action_close_vote(self) -> None:
        """End the voting; ask where ballots seem to be missing."""
        ballot = self.shown()
        missing = []
        if ballots_in(ballot) < max(1, expected(self.session)):
            missing.append(f"{words.ballots_said(self.session, ballot)}.")
        if self.query_one(Numbers).typed:
            missing.append("What is typed by hand is not taken yet.")
        question = f"{' '.join(missing)} Close the vote?"
        if missing and not await self.agreed(question, "Close it now", "Keep it open", careful=True):
            return
        await self.workspace.do(c.CloseBallot(ballot.id))
        self.show_ballot(ballot.id)
        self.say("The vote is closed. U opens it again.")

    async def action_reveal(self) -> None:
        """Show the result."""
        ballot = self.shown()
        await self.workspace.do(c.RevealBallot(ballot.id), *to_step(self.session, "reveal"))
        self.say("")

    async def action_run_off(self) -> None:
        """Set up a vote on the tied cards at the highest shared rank."""
        ballot = self.shown()
        receipt = await self.workspace.do(c.DraftRunOff(ballot.id))
        self.set_up(receipt.session.ballots[receipt.entry.id])
        self.say("A run-off, with a fresh dot for each person. O opens it.")

    async def action_copy_result(self) -> None:
        """Copy the result of the vote that is shown."""
        if self.ballot is None or self.ballot.state != "revealed":
            raise Refused("There is no result to copy yet. R reveals it.")
        await self.copy("the result", "\n".join(words.copied_result(self.session, self.ballot)))

    async def action_settle(self) -> None:
        """Record which of the tied cards was chosen, and why."""
        ballot, session = self.shown(), self.session
        tied = [card for tie in result_of(session, ballot).ties() for card in tie] if ballot.state == "revealed" else []
        cards = [session.cards[card] for card in tied if card in session.cards]
        if not cards:
            raise Refused("No cards are tied, so there is no choice to record.")
        options = [Option(card.id, label_of(session, card), card.text) for card in cards if card.seen]
        decider = ballot.decider or "whoever decides"
        card_id = await self.answer(Choose(f"Which of the tied cards did {decider} choose?", options))
        reason = await self.answer(
            Ask(f"Why {label_of(session, session.cards[card_id])}? The reason stands with the result.")
        )
        await self.workspace.do(c.SettleTie(ballot.id, card_id, reason))

    async def action_void(self) -> None:
        """Let a vote count for nothing, after asking."""
        ballot = self.shown()
        self.workspace.check(c.VoidBallot(ballot.id))
        lost = some(ballots_in(ballot), "ballot")
        question = f"Declare “{words.title_of(ballot)}” void? Its {lost} will not count."
        if not await self.agreed(question, "Declare it void", "Keep it", careful=True):
            return
        reason = await self.answer(
            Ask("Why? It may be left empty.", hint="Enter declares the vote void · Esc keeps it")
        )
        await self.workspace.do(c.VoidBallot(ballot.id, reason))
        self.show_ballot(ballot.id)
        self.say("The vote is void; it stays on record. U takes that back, N sets up another one.")

    async def action_earlier_votes(self) -> None:
        """List the votes, the newest first, and show one."""
        session = self.session
        ballots = list(reversed(over(session)))
        if not ballots:
            raise Refused("There was no vote here yet.")
        options = [
            Option(ballot.id, ballot.state, words.title_of(ballot), (self._about(ballot),)) for ballot in ballots
        ]
        self.show_ballot(await self.answer(Choose("Which vote?", options, self.ballot_id)))

    def _about(self, ballot: Ballot) -> str:
        parts = [words.scope_said(self.session, ballot), words.rule_said(ballot), some(ballots_in(ballot), "ballot")]
        return " · ".join(parts)

    async def action_set_rule(self) -> None:
        """Change the rule at the cursor."""
        row, plan = self.query_one("#settings", Rows).cursor_row, self.plan
        if row is None or plan is None:
            return
        if plan.runoff_of and row.id not in {"people", "title", "order"}:
            raise Refused("A run-off is one dot each, on the tied cards. O opens it, N sets up another vote.")
        ways: dict[str, Callable[[Ballot], Awaitable[Ballot]]] = {
            "scope": self._ask_scope,
            "title": self._ask_title,
            "dots": self._ask_dots,
            "most": self._ask_most,
            "decider": self._ask_decider,
            "people": self._ask_people,
            "first": partial(self._ask_question, place=0),
            "second": partial(self._ask_question, place=1),
            "manner": self._ask_manner,
            "order": self._ask_order,
        }
        self.set_up(await ways[row.id](plan))

    async def _ask_scope(self, plan: Ballot) -> Ballot:
        ways = list(scopes(self.session, plan, self.theme_id, self.marked))
        if not ways:
            raise Refused(NO_CARDS)
        options = [Option(str(n), "", words.scope_said(self.session, way)) for n, way in enumerate(ways)]
        others = "" if self.marked else " Mark cards with Space at the table to vote on those."
        chosen = await self.answer(Choose(f"Vote on what?{others}", options))
        return ways[int(chosen)]

    async def _ask_title(self, plan: Ballot) -> Ballot:
        suggested = plan.title or "Which of these shall we try first?"
        title = await self.answer(Ask("What is asked?", suggested, "It stands over the vote and its result"))
        return plan._replace(title=title.strip())

    async def _ask_dots(self, plan: Ballot) -> Ballot:
        question = "How many dots has each person?"
        dots = _number(await self.answer(Ask(question, str(plan.dots), "Three to five are usual")))
        budget_of(self.session, dots, 1)
        return plan._replace(dots=dots, most=min(plan.most, dots))

    async def _ask_most(self, plan: Ballot) -> Ballot:
        question = "How many of them may go to one card?"
        most = _number(await self.answer(Ask(question, str(plan.most), "So that one voice alone cannot settle it")))
        budget_of(self.session, plan.dots, most)
        return plan._replace(most=most)

    async def _ask_decider(self, plan: Ballot) -> Ballot:
        question = "Who decides, when the dots are counted?"
        hint = "Such as the table, the organisers, the head teacher"
        return plan._replace(decider=(await self.answer(Ask(question, plan.decider, hint))).strip())

    async def _ask_people(self, plan: Ballot) -> Ballot:
        before = str(expected(self.session) or "")
        question = "How many people are here? Their number is kept, never their names."
        people = (await self.answer(Ask(question, before))).strip()
        if people != before:
            await self.workspace.do(c.GiveDetail("people", people))
        return plan

    async def _ask_manner(self, plan: Ballot) -> Ballot:
        if await self.answer(Choose("How is it voted?", [Option(name, "", text) for name, text in MANNERS])):
            return plan._replace(scale=plan.scale or USUAL, dots=0, most=0)
        session = self.session
        return plan._replace(scale=None, dots=session.dots, most=min(session.most, session.dots))

    async def _ask_order(self, plan: Ballot) -> Ballot:
        options = [Option(name, "", text) for name, text in ORDERS]
        said = await self.answer(Choose("In which order do phones show the cards?", options)) == "said"
        if said != self.session.said_order:
            await self.workspace.do(c.ChooseBallotOrder(said=said))
        return plan

    async def _ask_question(self, plan: Ballot, place: int) -> Ballot:
        """Put the first or the second question of a scale in other words."""
        if plan.scale is None:
            return plan
        asked: list[str] = []
        hints = ("What is asked about each?", f"What does {LOWEST} mean?", f"What does {HIGHEST} mean?")
        for hint, text in zip(hints, plan.scale.questions[place], strict=True):
            asked.append((await self.answer(Ask(hint, text))).strip())
        question, (first, second) = ScaleQuestion(*asked), plan.scale.questions
        questions = (first, question) if place else (question, second)
        return plan._replace(scale=plan.scale._replace(questions=questions))


def _number(text: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise Refused("Give a number, such as 3.")
    return int(text)
