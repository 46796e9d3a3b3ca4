"""How each rule of a vote that is set up is changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workshop.model import commands as c
from workshop.model.ballot import HIGHEST, LOWEST, ScaleQuestion
from workshop.model.errors import Refused
from workshop.model.rules.ballots import NO_CARDS
from workshop.model.rules.session import budget_of
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.vote import ballot_words as words
from workshop.screens.vote.plan import scopes
from workshop.screens.vote.scale_page import MANNERS, ORDERS, USUAL
from workshop.screens.vote.view import VoteView
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from workshop.model.ballot import Ballot


class RuleActions(VoteView):
    """How each rule of a vote that is set up is changed."""

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
        before = str(words.expected(self.session) or "")
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
