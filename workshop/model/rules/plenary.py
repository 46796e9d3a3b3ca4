"""Rules of a vote of the whole hall, which several front ends serve: whole allocations, and one recorded count."""

from __future__ import annotations

from collections import Counter
from typing import Final

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.ballots import some
from workshop.model.events import Event
from workshop.model.rules.ballots import NO_DOTS, candidate, on_one_card, voter_token
from workshop.model.rules.registry import Context, answer, ballot_of, refuse, refuse_if
from workshop.model.session import Session
from workshop.model.text import LABEL_LIMIT, one_line, within

MOST_BALLOTS: Final = 10_000_000
"""Ballots of a hall: more are a mistake."""


@answer.register
def set_allocation(command: c.SetAllocation, session: Session, _: Context) -> tuple[Event, ...]:
    ballot = ballot_of(session, command.ballot, "open")
    refuse_if(ballot.scale is not None, NO_DOTS)
    voter_token(command.voter)
    for card, dots in Counter(command.cards).items():
        candidate(session, ballot, card)
        on_one_card(ballot, dots)
    refuse_if(len(command.cards) > ballot.dots, f"Each person has {some(ballot.dots, 'dot')}.")
    refuse_if(command.moved < 0, "Moves of voters are counted from 0.")
    return (e.AllocationSet(ballot.id, command.voter, command.cards, command.moved),)


@answer.register
def count_ballot(command: c.CountBallot, session: Session, _: Context) -> tuple[Event, ...]:
    ballot = session.ballots.get(command.ballot)
    if ballot is None or ballot.state not in {"closed", "revealed"}:
        refuse("A vote of the hall is counted when it is closed.")
    refuse_if(not 0 <= command.ballots <= MOST_BALLOTS, "So many ballots cannot have come in.")
    for card, dots, voters in command.counts:
        candidate(session, ballot, card)
        sound = 0 <= voters <= dots <= voters * ballot.most and voters <= command.ballots
        refuse_if(not sound, f"{some(dots, 'dot')} cannot have come from {voters:,} of {command.ballots:,} ballots.")
    total = sum(dots for _, dots, _ in command.counts)
    refuse_if(total > command.ballots * ballot.dots, f"{some(total, 'dot')} are more than the ballots have.")
    names = [
        tuple(within(one_line(name), LABEL_LIMIT, "A name") for name in n) for n in (command.fronts, command.missing)
    ]
    counts = tuple(f"{card} {dots} {voters}" for card, dots, voters in command.counts)
    return (e.BallotCounted(ballot.id, counts, command.ballots, *names),)
