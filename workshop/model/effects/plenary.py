"""What happens to a vote of the whole hall: whole allocations, and the count of all front ends."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType

from workshop.model import events as e
from workshop.model.ballot import HallCount, HandVote
from workshop.model.effects.registry import effect
from workshop.model.session import Session


@effect.register
def allocation_set(event: e.AllocationSet, session: Session) -> Session:
    ballot = session.ballots.get(event.ballot)
    if ballot is None:
        return session
    own = MappingProxyType(dict(Counter(event.cards)))
    return session.with_ballot(ballot.with_votes(ballot.votes.put(event.voter, own)))


@effect.register
def ballot_counted(event: e.BallotCounted, session: Session) -> Session:
    ballot = session.ballots.get(event.ballot)
    if ballot is None:
        return session
    cards = dict(counted for line in event.counts for counted in _counted(line))
    count = HallCount(MappingProxyType(cards), max(0, event.ballots), event.fronts, event.missing)
    return session.with_ballot(ballot._replace(counted=count))


def _counted(line: str) -> list[tuple[str, HandVote]]:
    """Return the one card that a line counts; none where it says nothing of the kind."""
    card, _, numbers = line.partition(" ")
    dots, _, voters = numbers.partition(" ")
    sound = all(number.isascii() and number.isdigit() and len(number) < 10 for number in (dots, voters))  # noqa: PLR2004
    return [(card, HandVote(int(dots), int(voters)))] if sound else []
