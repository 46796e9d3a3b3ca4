"""What may be asked of a vote with dots, on phones, on paper or by hand, and of one with two questions a card."""

from __future__ import annotations

from typing import Final

from workshop.model.commands.record import Command

DECIDER: Final = "the table"
"""Who decides when the dots are counted, if nobody says otherwise."""


class DraftBallot(Command):
    """Empty ``theme``, ``kinds`` and ``cards`` mean all; zero ``dots`` or ``most`` mean the session's.

    A draft may leave open who decides; it is said before the vote opens.
    """

    title: str = ""
    theme: str = ""
    kinds: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    dots: int = 0
    most: int = 0
    decider: str = DECIDER


class OpenBallot(Command):
    """Without a ``ballot``, the one that was drafted last: in a batch, by the command before."""

    ballot: str = ""


class CloseBallot(Command):
    ballot: str


class RevealBallot(Command):
    ballot: str


class VoidBallot(Command):
    ballot: str
    reason: str = ""


class SetDots(Command):
    """``voter`` is a random token that stands for one person in this ballot only."""

    ballot: str
    voter: str
    card: str
    dots: int


class SetAllocation(Command):
    """All dots of one voter, in place of what they gave before: ``cards`` names a card for each dot.

    ``moved`` is the number of the move by which they came from another front end; 0 where they stayed.
    """

    ballot: str
    voter: str
    cards: tuple[str, ...]
    moved: int = 0


class CountBallot(Command):
    """Record what the front ends of a hall took in: (card, dots, voters), how many ballots, of which front ends."""

    ballot: str
    counts: tuple[tuple[str, int, int], ...]
    ballots: int
    fronts: tuple[str, ...]
    missing: tuple[str, ...] = ()


class FinishVoting(Command):
    ballot: str
    voter: str


class EnterHands(Command):
    """Hands counted for a card; without ``voters`` every dot came from another hand."""

    ballot: str
    card: str
    dots: int
    voters: int | None = None


class CountHands(Command):
    """How many people vote by hand."""

    ballot: str
    ballots: int


class AddHandBallot(Command):
    """One person's dots, card → dots, added to what was counted by hand; without dots it is a blank ballot."""

    ballot: str
    dots: tuple[tuple[str, int], ...]


class SettleTie(Command):
    ballot: str
    card: str
    reason: str


class DraftRunOff(Command):
    """A new ballot on the cards that are tied at the highest shared rank."""

    ballot: str


class DraftScale(Command):
    """Two questions, each (words, low end, high end), about cards, or about ``lines`` of the map.

    What is left out is as in ``DraftBallot``; without ``questions`` the usual ones are asked.
    """

    title: str = ""
    theme: str = ""
    kinds: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    questions: tuple[tuple[str, str, str], ...] = ()
    decider: str = DECIDER


class GiveAnswers(Command):
    """What a voter answers about one card, in place of what they answered before.

    1 to 5, 0 for "cannot say", -1 for no answer.
    """

    ballot: str
    voter: str
    card: str
    first: int
    second: int


class EnterSheet(Command):
    """One person's answers, given on paper or aloud: (card, first, second)."""

    ballot: str
    answers: tuple[tuple[str, int, int], ...]
