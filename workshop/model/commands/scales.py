"""What may be asked of a vote with two questions about each card."""

from __future__ import annotations

from workshop.model.commands.ballots import DECIDER
from workshop.model.commands.record import Command


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
