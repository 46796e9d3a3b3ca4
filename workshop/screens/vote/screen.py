"""What is done with a vote: set up, open, close, reveal, settle a tie, void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model import commands as c
from workshop.model.ballots import ballots_in, result_of, some
from workshop.model.errors import Refused
from workshop.model.events import BallotOpened
from workshop.model.rules.ballots import ANOTHER_IS_OPEN
from workshop.screens.card_rows import label_of
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.vote import ballot_words as words
from workshop.screens.vote.ballot_rows import over
from workshop.screens.vote.hand_actions import HandActions
from workshop.screens.vote.plan import draft_of, plan_for
from workshop.screens.vote.rule_actions import RuleActions
from workshop.widgets.numbers import Numbers

if TYPE_CHECKING:
    from workshop.model.ballot import Ballot


class Vote(RuleActions, HandActions):
    """The page of a vote, with what its keys do."""

    async def action_open_vote(self) -> None:
        """Open the vote with the rules that are shown."""
        plan, session = self.plan, self.session
        if plan is None:
            return
        drafted = session.ballots.get(plan.id) == plan
        begin = (c.OpenBallot(plan.id),) if drafted else (draft_of(plan), c.OpenBallot())
        receipt = await self.workspace.do(*begin, *self.to_step("vote"))
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
        if ballots_in(ballot) < max(1, words.expected(self.session)):
            missing.append(f"{words.ballots_said(self.session, ballot)}.")
        if self.query_one(Numbers).typed:
            missing.append("What is typed by hand is not taken yet.")
        if missing:
            options = [Option("", "", "Keep it open"), Option("close", "", "Close it now")]
            if not await self.ask(Choose(f"{' '.join(missing)} Close the vote?", options, letters=True)):
                return
        await self.workspace.do(c.CloseBallot(ballot.id))
        self.show_ballot(ballot.id)
        self.say("The vote is closed. U opens it again.")

    async def action_reveal(self) -> None:
        """Show the result."""
        ballot = self.shown()
        await self.workspace.do(c.RevealBallot(ballot.id), *self.to_step("reveal"))
        self.say("")

    async def action_run_off(self) -> None:
        """Set up a vote on the tied cards at the highest shared rank."""
        ballot = self.shown()
        receipt = await self.workspace.do(c.DraftRunOff(ballot.id))
        self.set_up(receipt.session.ballots[receipt.entry.id])
        self.say("A run-off, with a fresh dot for each person. O opens it.")

    async def action_settle(self) -> None:
        """Record which of the tied cards was chosen, and why."""
        ballot, session = self.shown(), self.session
        tied = [card for tie in result_of(session, ballot).ties() for card in tie] if ballot.state == "revealed" else []
        cards = [session.cards[card] for card in tied if card in session.cards]
        if not cards:
            raise Refused("No cards are tied, so there is no choice to record.")
        options = [Option(card.id, label_of(session, card), card.text) for card in cards if card.seen]
        decider = ballot.decider or "whoever decides"
        card_id = await self.ask(Choose(f"Which of the tied cards did {decider} choose?", options))
        if not card_id:
            return
        reason = await self.ask(
            Ask(f"Why {label_of(session, session.cards[card_id])}? The reason stands with the result.")
        )
        if reason is not None:
            await self.workspace.do(c.SettleTie(ballot.id, card_id, reason))

    async def action_void(self) -> None:
        """Let a vote count for nothing, after asking."""
        ballot = self.shown()
        self.workspace.check(c.VoidBallot(ballot.id))
        lost = some(ballots_in(ballot), "ballot")
        options = [Option("", "", "Keep it"), Option("void", "", "Declare it void")]
        if not await self.ask(
            Choose(f"Declare “{words.title_of(ballot)}” void? Its {lost} will not count.", options, letters=True)
        ):
            return
        reason = await self.ask(Ask("Why? It may be left empty.", hint="Enter declares the vote void · Esc keeps it"))
        if reason is None:
            return
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
        answer = await self.ask(Choose("Which vote?", options, self.ballot_id))
        if answer:
            self.show_ballot(answer)

    def _about(self, ballot: Ballot) -> str:
        parts = [words.scope_said(self.session, ballot), words.rule_said(ballot), some(ballots_in(ballot), "ballot")]
        return " · ".join(parts)
