"""Plausible sessions: random wishes through a history, some answered and some refused, as at a real table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeVar

from hypothesis import strategies as st

from tests.model.table import Table
from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.events import StatusNoted
from workshop.model.follow_up import STATUSES

Thing = TypeVar("Thing")

VOTERS: Final = ("ana-token", "ben-token", "cleo-token", "dan-token")
WORDS: Final = ("Paths flood", "Lend boots", "Ask the DfE", "❤️ the mill", "می‌خواهم", "Paths flood")
KINDS: Final = ("insight", "experiment")
START: Final = c.StartSession("Floods", (("Paths", "Which flood?"), ("Gates", "")), table="7")


def pick(things: Sequence[Thing], number: int, otherwise: Thing) -> Thing:
    return things[number % len(things)] if things else otherwise


class Chance(NamedTuple):
    """A moment at a table and two numbers that choose what is asked for."""

    it: Table
    x: int
    y: int

    @property
    def card(self) -> str:
        """Mostly one of the cards that came last, whatever became of it."""
        return pick(list(self.it.session.cards)[-7:], self.x, "?")

    @property
    def other(self) -> str:
        return pick(list(self.it.session.cards)[-7:], self.y, "?")

    @property
    def theme(self) -> str:
        return pick(list(self.it.session.themes), self.y, "?")

    @property
    def kind(self) -> str:
        return pick(KINDS, self.y, "")

    @property
    def ballot(self) -> str:
        return pick(list(self.it.session.ballots)[-2:], self.x, "?")

    @property
    def heading(self) -> str:
        return pick(list(self.it.session.map.headings)[-4:], self.x + self.y, "?")

    @property
    def line(self) -> str:
        return pick(list(self.it.session.map.lines)[-4:], self.x, "?")

    @property
    def entry(self) -> str:
        return self.it.history.entries[-1 - self.x % len(self.it.history.entries)].id

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(f"{pick(WORDS, self.x + n, '')} {self.x}" for n in range(1 + self.y % 3))

    @property
    def paper(self) -> c.ImportPaper:
        cards = tuple(c.ImportedCard("insight", text, (), ("paper",)) for text in self.texts)
        return c.ImportPaper("notes.txt", f"digest {self.x % 3}", (c.ImportedTheme("Paper", "", cards),))

    @property
    def next_of_the_vote(self) -> c.Command:
        """Go on with the vote: draft it, open it, mostly vote, at last close, reveal and settle it."""
        x, y = self.x, self.y
        last = pick(list(self.it.session.ballots.values()), -1, None)
        if last is None or last.state == "void" or (last.state == "revealed" and x % 4 == 0):
            if y % 3 == 0:
                return c.DraftScale(f"Scale {x}", self.theme if x % 3 == 0 else "", lines=(self.line,) * (x % 5 == 0))
            return c.DraftBallot(f"Vote {x}", self.theme if x % 3 == 0 else "", dots=1 + y % 4)
        candidate = pick(list(last.cards), y, "?")
        voting: tuple[c.Command, ...] = (
            *[c.SetDots(last.id, pick(VOTERS, x, ""), candidate, (x + y) % 3)] * 5,
            c.EnterHands(last.id, candidate, x % 5),
            c.FinishVoting(last.id, pick(VOTERS, x, "")),
            c.CountHands(last.id, x % 7),
            c.AddHandBallot(last.id, ((candidate, y % 3),)),
            c.CloseBallot(last.id),
        )
        if last.scale is not None:
            pair = (x % 7 - 1, (x + y) % 7 - 1)
            answer = c.GiveAnswers(last.id, pick(VOTERS, x, ""), candidate, *pair)
            voting = (*[answer] * 5, c.EnterSheet(last.id, ((candidate, *pair),)), *voting[5:])
        after = (c.SettleTie(last.id, candidate, "cheaper"), c.DraftRunOff(last.id), c.VoidBallot(last.id))
        return {
            "draft": c.OpenBallot(last.id),
            "open": voting[(x + 7 * y) % len(voting)],
            "closed": c.RevealBallot(last.id),
            "revealed": after[(x + y) % len(after)],
        }[last.state]


Wish = Callable[[Chance], c.Command]

WISHES: Final[tuple[Wish, ...]] = (
    *[lambda at: at.next_of_the_vote] * 25,
    *[lambda at: c.AddCards(at.kind, at.theme, at.texts, held=at.x % 9 == 0)] * 5,
    *[lambda at: c.JoinCards((at.card, at.other))] * 3,
    lambda at: c.TellApart(at.card, at.other),
    lambda at: c.DropKind(at.kind),
    *[lambda at: c.Undo(at.entry)] * 2,
    *[lambda _: c.Redo()] * 2,
    lambda _: c.Undo(),
    lambda at: c.ChooseBallotOrder(said=at.x % 2 == 0),
    lambda at: c.CloseBallot(at.ballot),
    lambda at: c.VoidBallot(at.ballot, "a mistake"),
    lambda at: c.DraftBallot("On one kind", kinds=(at.kind,)),
    lambda at: c.RewordCard(at.card, at.texts[0]),
    lambda at: c.MoveCard(at.card, at.kind, at.theme),
    lambda at: c.PlaceCard(at.card, at.other if at.y % 4 else ""),
    lambda at: c.HideCard(at.card),
    lambda at: c.ShowCard(at.card),
    lambda at: c.ParkCard(at.card),
    lambda at: c.UnparkCard(at.card),
    lambda at: c.RemoveCard(at.card),
    lambda at: c.RestoreCard(at.card),
    lambda at: c.SplitCard(at.card, at.texts),
    lambda at: c.UnjoinCard(at.card),
    lambda at: c.LinkInsights(at.card, (at.other,)),
    lambda at: c.TagCard(at.card, f"tag {at.y % 3}"),
    lambda at: c.RenameTag(f"tag {at.x % 3}", f"tag {at.y % 3}"),
    lambda at: c.MakeCluster(f"Group {at.x % 3}", (at.other,)),
    lambda at: c.AddTheme(f"Theme {at.x % 3}"),
    lambda at: c.PlaceTheme(at.theme),
    lambda at: c.RemoveTheme(at.theme),
    lambda at: c.StartTimer(60 + at.x),
    lambda at: at.paper,
)

MAPPING: Final[tuple[Wish, ...]] = (
    *[lambda at: c.MakeHeading(f"Heading {at.x % 4}", at.heading if at.y % 3 == 0 else "", (at.card,))] * 3,
    *[lambda at: c.MapCards((at.card, at.other), (at.heading,), add=at.y % 3 == 0)] * 4,
    lambda at: c.LeaveOffMap((at.card,), f"Reason {at.y % 2}"),
    lambda at: c.LeaveUndecided((at.card, at.other)),
    lambda at: c.UnmapCards((at.card,)),
    *[lambda at: c.WriteLine(at.texts[0], at.heading, (at.card, at.other))] * 3,
    lambda at: c.RewordLine(at.line, at.texts[0]),
    lambda at: c.PlaceLine(at.line, at.heading),
    lambda at: c.RemoveLine(at.line),
    lambda at: c.LinkSources(at.line, (at.card, at.other)),
    lambda at: c.UnlinkSources(at.line, (at.card,)),
    lambda at: c.ConfirmLine(at.line),
    lambda at: c.NameHeading(at.heading, f"Heading {at.y % 4}"),
    lambda at: c.PlaceHeading(at.heading, parent=pick(list(at.it.session.map.headings), at.y, "")),
    lambda at: c.RemoveHeading(at.heading),
    lambda at: c.IssueBulletin((at.texts[0],) if at.y % 2 else ()),
    lambda at: c.NoteStatuses(
        (
            StatusNoted(at.card, STATUSES[at.x % 7], f"2026-06-{at.y % 28 + 1:02d}", "parks officer", reason="rain"),
            StatusNoted(at.line, STATUSES[at.y % 7], "2026-07-01", "library", link="https://example.org/"),
        )
    ),
    lambda at: c.JoinHeadings(at.heading, pick(list(at.it.session.map.headings), at.y, "?")),
)

STEP = st.tuples(st.sampled_from(WISHES + MAPPING), st.integers(0, 40), st.integers(0, 40))
MAP_STEP = st.tuples(st.sampled_from(MAPPING + WISHES[-20:]), st.integers(0, 40), st.integers(0, 40))
STEPS = st.lists(STEP, min_size=10, max_size=50)


def follow(it: Table, steps: Sequence[tuple[Wish, int, int]]) -> Table:
    """Ask it all, and go on where a wish is refused."""
    for wish, x, y in steps:
        command = wish(Chance(it, x, y))
        by = "" if isinstance(command, (c.SetDots, c.GiveAnswers, c.FinishVoting)) else "facilitator"
        try:
            it.do(command, by)
        except Refused as refusal:
            assert str(refusal).endswith(".")  # noqa: PT017 - every refusal, not one that is expected
    return it


SESSIONS = STEPS.map(lambda steps: follow(begun(), steps))


def begun(node: str = "aaaaaa") -> Table:
    it = Table(node, START)
    it.add("Paths flood", "The gate is shut", "Nobody asks")
    it.add("Lend boots", kind="experiment")
    return it


@st.composite
def three_copies(draw: st.DrawFn) -> tuple[Table, Table, Table]:
    """Three laptops that start from one folder, work apart and meet now and then, all but the last time."""
    first = follow(begun(), draw(st.lists(STEP, max_size=12)))
    copies = (first, first.copy("bbbbbb"), first.copy("cccccc"))
    for _ in range(draw(st.integers(1, 3))):
        for copy in copies:
            copy.now += draw(st.integers(-5_000, 5_000))
            follow(copy, draw(st.lists(STEP, max_size=10)))
        one, other = draw(st.sampled_from([(0, 1), (1, 2), (0, 2)]))
        copies[one].meet(copies[other])
    return copies
