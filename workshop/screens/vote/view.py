"""Vote: the rules before it opens, the ballots by hand while it is open, the bars once it is revealed.

While a vote is open nothing can be read from the page but how many ballots are in.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TypeAlias

from textual.widget import Widget
from textual.widgets import Static

from workshop.keymap import Action, Keyboard, Place, at, bindings
from workshop.live.workspace import Workspace
from workshop.model.ballot import Ballot
from workshop.model.errors import Refused
from workshop.model.rules.session import to_step
from workshop.model.views import ballot_view
from workshop.screens.session_screen import SessionScreen
from workshop.screens.vote import ballot_words as words
from workshop.screens.vote import scale_page
from workshop.screens.vote.ballot_rows import (
    PEOPLE,
    bars_of,
    cards_of,
    last_revealed,
    over,
    plan_for,
    settings_of,
    under_way,
)
from workshop.screens.vote.panels import OpenVote, Outcome, PlanPanel
from workshop.widgets.bars import Bars
from workshop.widgets.foot import Hint
from workshop.widgets.large import Large
from workshop.widgets.numbers import Numbers
from workshop.widgets.rows import Rows

Mode: TypeAlias = Literal["", "ballot", "hands"]
"""What is typed by hand: nothing, one person's ballot after the other, or the hands for each card."""


class VoteView(SessionScreen):
    """One vote from its rules to its result; ``plan`` is what is set up and not open yet."""

    CSS_PATH = Path(__file__).with_name("vote.tcss")
    BINDINGS = bindings("votes", "beside", "steps", "everywhere")
    places = ("plan", "ballot", "numbers", "result", "votes", "beside", "everywhere")
    picks = "set_rule"
    shared = ("votes", "beside", "everywhere")

    def __init__(
        self,
        workspace: Workspace,
        keyboard: Keyboard,
        theme: str,
        marked: frozenset[str] = frozenset(),
        ballot: str = "",
    ) -> None:
        super().__init__(workspace, keyboard, theme)
        self.marked = marked
        self.mode: Mode = ""
        self.last_mode: Mode = ""
        self.people: dict[str, int] = {}
        self._tied = False
        self.plan: Ballot | None = None
        self.last_plan: Ballot | None = None
        self.ballot_id = ballot or under_way(self.session)
        if not self.ballot_id and not marked:
            self.ballot_id = last_revealed(self.session)
        if not self.ballot_id:
            self.plan = plan_for(self.session, theme, marked)

    @property
    def ballot(self) -> Ballot | None:
        """Return the vote that is shown; none while one is set up."""
        return None if self.plan else self.session.ballots.get(self.ballot_id)

    @property
    def place(self) -> Place:
        """Return the step of the vote."""
        if self.ballot is None:
            return "plan"
        if self.ballot.state == "open":
            return "numbers" if self.mode else "ballot"
        return "result"

    @property
    def at_step(self) -> str:
        """Return whether it is a vote or its result."""
        return "result" if self.ballot is not None and self.ballot.state == "revealed" else "vote"

    @property
    def step(self) -> str:
        """Return what the head says of the vote."""
        if self.ballot is None:
            return "Set up a vote"
        open_now = f"Vote open: {words.ballots_said(self.session, self.ballot)}"
        named = {"open": open_now, "closed": "Vote closed", "revealed": "Result"}
        return named.get(self.ballot.state, "Vote void")

    def shown(self) -> Ballot:
        """Return the vote that is shown. Raises ``Refused`` where one is only set up."""
        if self.ballot is None:
            raise Refused("This vote is not open yet. O opens it.")
        return self.ballot

    def set_up(self, plan: Ballot) -> None:
        """Show the rules of a vote that is to be."""
        self.plan, self.mode = plan, ""
        self.bring_up_to_date()

    def show_ballot(self, ballot: str, plan: Ballot | None = None) -> None:
        """Show a vote; ``plan`` are the rules it was opened with, shown again when an undo takes that back."""
        self.plan, self.mode, self.ballot_id, self.last_plan = None, "", ballot, plan
        numbers = self.query_one(Numbers)
        numbers.typed.clear()
        numbers.taken.clear()
        self.last_mode = ""
        self.bring_up_to_date()

    def type_in(self, mode: Mode) -> None:
        """Take numbers, or stop taking them."""
        numbers = self.query_one(Numbers)
        self.mode, self.last_mode = mode, mode or self.mode
        self.bring_up_to_date()
        if mode and numbers.rows:
            numbers.go_to(numbers.rows[0].id)
            numbers.mark_all()

    def body(self) -> Iterable[Widget]:
        """Return the three steps of a vote; one of them is shown."""
        yield Static(id="title")
        yield Static(id="rule")
        yield PlanPanel(id="plan")
        yield OpenVote(id="open")
        yield Outcome(id="outcome")

    def bring_up_to_date(self) -> None:
        """Show the step that the vote is at."""
        if self.ballot is not None and self.ballot.state == "draft":  # an undo took back that it was opened
            self.plan = self.ballot
        ballot = self.ballot
        if ballot is None or ballot.state != "open":
            self.mode = ""
        shown = "plan" if ballot is None else "open" if ballot.state == "open" else "outcome"
        for name in ("plan", "open", "outcome"):
            self.query_one(f"#{name}").display = name == shown
        self.query_one("#title").display = self.query_one("#rule").display = ballot is not None
        if ballot is None:
            self._show_plan(self.plan or self.last_plan or plan_for(self.session, self.theme_id, self.marked))
        else:
            self.put("#title", words.title_of(ballot))
            self.put("#rule", words.rule_said(ballot))
            (self._show_open if shown == "open" else self._show_outcome)(ballot)
        self.set_focus(self.query_one({"plan": "#settings", "open": "#numbers"}.get(shown, "#result")))
        super().bring_up_to_date()

    def _show_plan(self, plan: Ballot) -> None:
        self.plan = plan
        settings = self.query_one("#settings", Rows)
        settings.show(settings_of(self.session, plan))
        self.put("#rules", "\n".join(words.rules_said(self.session, plan)))

    def _show_open(self, ballot: Ballot) -> None:
        numbers = self.query_one(Numbers)
        numbers.asking = bool(self.mode)
        people = self.people.get(ballot.id, ballot.hand_ballots)
        numbers.fill(cards_of(self.session, ballot, hands=self.mode == "hands"), {PEOPLE: str(people)})
        self.show_guide()
        ways = words.ways_said(ballot)
        self.put("#count", words.ballots_said(self.session, ballot) + (f"   ({ways})" if ways else ""))

    def show_guide(self) -> None:
        """Say what is to be typed."""
        ballot = self.ballot
        if ballot is None:
            return
        given = sum(int(typed) for typed in self.query_one(Numbers).typed.values() if typed.isdecimal())
        self.put("#guide", words.guide_said(ballot, self.mode, given))

    def _show_outcome(self, ballot: Ballot) -> None:
        """Show what may be shown of a vote that is over: what ``ballot_view`` gives, and nothing else."""
        view = ballot_view(self.session, ballot)
        result, answers = view.result, view.scale.result if view.scale else None
        self._tied = bool(result and result.ties())
        shown = "scale" if answers else "bars" if result else "waiting"
        for name in ("scale", "bars", "waiting"):
            self.query_one(f"#{name}").display = name == shown
        self.query_one("#result").set_class(shown == "waiting", "-waiting")
        self.query_one("#sums").display = shown != "waiting"
        sums = tie = ""
        if answers:
            self.put("#scale", scale_page.result_lines(self.session, ballot, answers, self.app.size.width - 4))
            sums = scale_page.sums_said(answers)
        elif result:
            self.query_one(Bars).show(bars_of(self.session, result, view.settled))
            sums, tie = words.sums_said(self.session, result), words.tie_said(self.session, view, result)
        else:
            self.query_one(Bars).show(())
            self.query_one(Large).show(*words.waiting_said(self.session, ballot))
        self.put("#sums", sums)
        self.put("#tie", tie)

    def offered(self) -> list[Action]:
        """Return the commands that make sense at this step."""
        state = self.ballot.state if self.ballot else ""
        tied = state == "revealed" and self._tied
        fits = {
            "reveal": state == "closed",
            "run_off": tied,
            "settle": tied,
            "copy_result": state == "revealed",
            "hands": self.ballot is None or self.ballot.scale is None,
            "print_sheet": self.ballot is not None and self.ballot.scale is not None,
            "void": state in {"open", "closed", "revealed"},
            "new_vote": state in {"closed", "revealed", "void"},
            "earlier_votes": len(over(self.session)) > (state != ""),
        }
        return [command for command in super().offered() if fits.get(command.name, True)]

    def hints(self) -> list[Hint]:
        """Return the footer's hints; while numbers are typed, Esc first ends that."""
        leaving = {"back_to_table": "done"} if self.mode else {}
        return [hint._replace(word=leaving.get(hint.action, hint.word)) for hint in super().hints()]

    async def action_back_to_table(self) -> None:
        """Stop typing numbers, else go back to the table; phones go back to the cards when a result was shown."""
        if self.mode:
            typed = self.query_one(Numbers).typed
            self.type_in("")
            self.say("What is typed is kept: B or H goes on with it." if typed else "")
            return
        ballot = self.ballot
        if ballot is not None and ballot.state != "open" and self.session.step in {"vote", "reveal"}:
            await self.workspace.do(*to_step(self.session, "capture"))
        await super().action_back_to_table()

    def action_step(self, rows: int) -> None:
        """Move the cursor."""
        if self.place == "plan":
            settings = self.query_one("#settings", Rows)
            here = next((n for n, row in enumerate(settings.rows) if row == settings.cursor_row), 0)
            settings.go_to(settings.rows[(here + rows) % len(settings.rows)].id)
        else:
            self.query_one(Numbers).step(rows)

    async def action_type(self, character: str) -> None:
        """Type a digit beside the card at the cursor; while none is asked for, it is the key of an action."""
        if not self.mode:
            plain = {action.twin: action.name for action in at("steps", "everywhere")}
            await self.action_run(plain.get(character, ""))
            return
        self.query_one(Numbers).type(character)
        self.show_guide()
