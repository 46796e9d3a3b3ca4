"""Votes that came with a paper: what a board had counted, as a result that says where it is from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workshop.model.ballot import ImportedVotes
from workshop.model.ballots import standing
from workshop.model.session import Session


class ImportedStanding(NamedTuple):
    """One card's votes; ``voters`` is ``None`` where the paper does not say how many gave them."""

    card: str
    dots: int
    voters: int | None
    shown_rank: str


def imported_standings(session: Session, votes: Mapping[str, ImportedVotes]) -> tuple[ImportedStanding, ...]:
    """Return the votes of one paper, the most first; a card that now stands for others has theirs."""
    dots: Counter[str] = Counter()
    voters: dict[str, int | None] = {}
    for card, given in votes.items():
        stands = standing(session, card)
        dots[stands] += given.dots
        voters[stands] = given.voters if stands not in voters else None
    shared = Counter(dots.values())
    return tuple(
        ImportedStanding(card, count, voters[card], f"{_rank(count, dots.values())}{'=' if shared[count] > 1 else ''}")
        for card, count in dots.most_common()
    )


def _rank(count: int, counts: Iterable[int]) -> int:
    return 1 + sum(other > count for other in counts)
