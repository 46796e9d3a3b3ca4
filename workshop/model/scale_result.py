"""What a scale shows once it is revealed: for each card and question the median, the middle half, and who is split.

The two questions are never made into one number, and cards are never ranked by them: what makes a great difference and
what takes little are two things, to be talked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Final, NamedTuple

from workshop.model.ballot import CANNOT_SAY, HIGHEST, LOWEST, UNANSWERED, USUAL_QUESTIONS, Answers, Ballot, Scale
from workshop.model.ballots import ballots_in as number_in
from workshop.model.ballots import hand_ballots, standing
from workshop.model.session import Session

QUARTER: Final = 4
"""Both ends of a scale hold at least one in so many: then people are split."""

LOW_END: Final = (1, 2)
HIGH_END: Final = (4, 5)
"""The ends of a scale: the two answers on either side of the middle."""


class Distribution(NamedTuple):
    """The answers to one question about one card: how many gave 1, 2, 3, 4 and 5, and how many cannot say."""

    counts: tuple[int, int, int, int, int]
    cannot_say: int

    @property
    def number(self) -> int:
        """Return how many gave a number."""
        return sum(self.counts)

    @property
    def median(self) -> float | None:
        """Return the answer in the middle, or halfway between the two in the middle; none without answers."""
        if not self.number:
            return None
        return (self._at((self.number + 1) // 2) + self._at(self.number // 2 + 1)) / 2

    @property
    def middle_half(self) -> tuple[int, int] | None:
        """Return the lowest and highest answer that are left when a quarter is set aside at either end."""
        if not self.number:
            return None
        aside = self.number // QUARTER
        return self._at(aside + 1), self._at(self.number - aside)

    @property
    def split(self) -> bool:
        """Return whether at least a quarter answered at either end: then the median alone would mislead."""
        low, high = (sum(self.counts[value - 1] for value in end) for end in (LOW_END, HIGH_END))
        return bool(self.number) and min(low, high) * QUARTER >= self.number

    def _at(self, place: int) -> int:
        """Return the answer at a place, counted from 1, when all are put in their order."""
        return next(value for value, so_far in enumerate(accumulate(self.counts), LOWEST) if so_far >= place)


class ScaleRow(NamedTuple):
    """What was answered about one card or line of the map."""

    card: str
    answers: tuple[Distribution, Distribution]


class ScaleResult(NamedTuple):
    """The whole result; the rows stand as the cards were asked."""

    rows: tuple[ScaleRow, ...]
    ballots: int
    hand_ballots: int


def told(spread: Distribution) -> dict[str, object]:
    """Return what was answered to one question about one card, as data."""
    return {
        "counts": list(spread.counts),
        "cannot_say": spread.cannot_say,
        "number": spread.number,
        "median": spread.median,
        "middle_half": list(spread.middle_half) if spread.middle_half else None,
        "split": spread.split,
    }


def scale_result(session: Session, ballot: Ballot) -> ScaleResult:
    """Count the answers. A card that stands for others has theirs, and one person counts once on it.

    Whoever answered about several of those counts with what they said about the one that was asked first.
    """
    stands = {card: standing(session, card) for card in ballot.cards}
    scale = ballot.scale or Scale(USUAL_QUESTIONS)
    people = [dict(_of_one(stands, own)) for own in (*scale.answers.values(), *scale.sheets.values())]
    rows = []
    for card in dict.fromkeys(stands.values()):
        given = [own.get(card, (UNANSWERED, UNANSWERED)) for own in people]
        rows.append(ScaleRow(card, (_spread(a for a, _ in given), _spread(b for _, b in given))))
    return ScaleResult(tuple(rows), number_in(ballot), hand_ballots(ballot))


def _of_one(stands: Mapping[str, str], own: Answers) -> Iterator[tuple[str, tuple[int, int]]]:
    """Return one person's answers by the card that stands now, the one asked first last, so that it counts."""
    for card in reversed([*stands]):
        if card in own:
            yield stands[card], own[card]


def _spread(given: Iterable[int]) -> Distribution:
    answers = [answer for answer in given if answer != UNANSWERED]
    one, two, three, four, five = (answers.count(value) for value in range(LOWEST, HIGHEST + 1))
    return Distribution((one, two, three, four, five), answers.count(CANNOT_SAY))
