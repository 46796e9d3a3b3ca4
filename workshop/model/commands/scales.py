"""What may be asked of a vote with two questions about each card."""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.commands.ballots import DECIDER
from workshop.model.struct import Struct


class DraftScale(Struct):
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


class GiveAnswers(Struct):
    """What a voter answers about one card, in place of what they answered before.

    1 to 5, 0 for "cannot say", -1 for no answer.
    """

    ballot: str
    voter: str
    card: str
    first: int
    second: int


class EnterSheet(Struct):
    """One person's answers, given on paper or aloud: (card, first, second)."""

    ballot: str
    answers: tuple[tuple[str, int, int], ...]


ScaleCommand: TypeAlias = DraftScale | GiveAnswers | EnterSheet
