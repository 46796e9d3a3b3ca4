"""Rules of the vote: say who decides, vote blind, never break a tie silently.

Sources: ASQ, "Multivoting"; Pip Decks, "Blind vote"; Workshop Weaver, "How to use dot voting without groupthink".
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.ballot import MOST_SUBJECTS, Ballot, HandVote
from workshop.model.ballots import candidates, dots_left, hand_ballots, people, result_of, some
from workshop.model.events import Event
from workshop.model.rules.registry import (
    Context,
    Events,
    answer,
    ballot_of,
    card_of,
    known_kind,
    live_card,
    refuse,
    refuse_if,
    theme_of,
)
from workshop.model.rules.session import budget_of
from workshop.model.session import Session
from workshop.model.text import FIELD_LIMIT, LABEL_LIMIT, TITLE_LIMIT, needed, one_line, within

ANOTHER_IS_OPEN: Final = "Another vote is open. Close or void it first."
NO_CARDS: Final = "There are no cards to vote on. Add or show some first."

NO_DOTS: Final = "This is a scale: it takes answers, and no dots."
TOO_MANY: Final = f"A scale asks about {MOST_SUBJECTS} at most, and these are {{:,}}. Mark those to ask about."

MOST_HANDS: Final = 10_000
"""People in a hall."""

_TOKEN: Final = re.compile(r"[0-9A-Za-z_-]{8,64}")
"""A voter's token: random, long enough that nobody guesses another's, and nothing but a token."""


@answer.register
def draft_ballot(command: c.DraftBallot, session: Session, moment: Context) -> Events:
    theme = theme_of(session, command.theme).id if command.theme else ""
    kinds = tuple(dict.fromkeys(known_kind(session, kind).name for kind in command.kinds))
    cards = tuple(dict.fromkeys(live_card(session, card).id for card in command.cards))
    title = within(one_line(command.title), TITLE_LIMIT, "A title")
    decider = within(one_line(command.decider), LABEL_LIMIT, "Who decides")
    budget = budget_of(session, command.dots, command.most)
    return (e.BallotDrafted(moment.new_id(), title, theme, kinds, cards, *budget, decider),)


@answer.register
def open_ballot(command: c.OpenBallot, session: Session, _: Context) -> Events:
    ballot = ballot_of(session, command.ballot or next(reversed([*session.ballots]), ""), "draft")
    refuse_if(session.open_ballot() is not None, ANOTHER_IS_OPEN)
    cards = candidates(session, ballot)
    refuse_if(not cards, NO_CARDS)
    refuse_if(ballot.scale is not None and len(cards) > MOST_SUBJECTS, TOO_MANY.format(len(cards)))
    refuse_if(not ballot.decider, "Say who decides before the vote opens: it is read out with the rules.")
    return (e.BallotOpened(ballot.id, cards),)


@answer.register
def close_ballot(command: c.CloseBallot, session: Session, _: Context) -> Events:
    return (e.BallotClosed(ballot_of(session, command.ballot, "open").id),)


@answer.register
def reveal_ballot(command: c.RevealBallot, session: Session, _: Context) -> Events:
    return (e.BallotRevealed(ballot_of(session, command.ballot, "closed").id),)


@answer.register
def void_ballot(command: c.VoidBallot, session: Session, _: Context) -> Events:
    ballot = ballot_of(session, command.ballot, "draft", "open", "closed", "revealed")
    return (e.BallotVoided(ballot.id, within(one_line(command.reason), FIELD_LIMIT, "A reason")),)


@answer.register
def set_dots(command: c.SetDots, session: Session, _: Context) -> Events:
    ballot = ballot_of(session, command.ballot, "open")
    refuse_if(ballot.scale is not None, NO_DOTS)
    voter_token(command.voter)
    candidate(session, ballot, command.card)
    on_one_card(ballot, command.dots)
    left = dots_left(ballot, command.voter, but=command.card)
    if command.dots > left:
        refuse(f"Each person has {some(ballot.dots, 'dot')}, and {max(0, left)} can go to this card.")
    return (e.DotsSet(ballot.id, command.voter, command.card, command.dots),)


@answer.register
def finish_voting(command: c.FinishVoting, session: Session, _: Context) -> Events:
    ballot = ballot_of(session, command.ballot, "open")
    voter_token(command.voter)
    refuse_if(command.voter in ballot.finished, "You have finished already.")
    return (e.VoterFinished(ballot.id, command.voter),)


@answer.register
def enter_hands(command: c.EnterHands, session: Session, _: Context) -> Events:
    ballot = ballot_of(session, command.ballot, "open")
    refuse_if(ballot.scale is not None, NO_DOTS)
    candidate(session, ballot, command.card)
    voters = command.dots if command.voters is None else command.voters
    _hands(command.dots)
    if not voters <= command.dots <= voters * ballot.most:
        each = "one dot" if ballot.most == 1 else f"1 to {ballot.most} dots"
        given = f"{people(voters)} cannot have given {some(command.dots, 'dot')} to one card"
        refuse(f"{given[0].upper()}{given[1:]}: each gives {each}.")
    hands = ballot.hands.put(command.card, HandVote(command.dots, voters))
    needed_ballots = hand_ballots(ballot._replace(hands=hands, hand_ballots=0))
    if ballot.hand_ballots and needed_ballots > ballot.hand_ballots:
        counted = f"{people(ballot.hand_ballots)} voted by hand"
        refuse(f"That takes at least {people(needed_ballots)}, and {counted}. Correct one of the two.")
    refuse_if(ballot.hands.get(command.card) == (command.dots, voters), "That is entered already.")
    return (e.HandsEntered(ballot.id, command.card, command.dots, voters),)


@answer.register
def count_hands(command: c.CountHands, session: Session, _: Context) -> Events:
    ballot = ballot_of(session, command.ballot, "open")
    refuse_if(ballot.scale is not None, NO_DOTS)
    _hands(command.ballots)
    refuse_if(command.ballots == ballot.hand_ballots, "That is entered already.")
    fewest = hand_ballots(ballot._replace(hand_ballots=0))
    if command.ballots and command.ballots < fewest:
        refuse(f"The hands entered so far take at least {people(fewest)}. Correct them first.")
    return (e.HandsCounted(ballot.id, command.ballots),)


@answer.register
def add_hand_ballot(command: c.AddHandBallot, session: Session, _: Context) -> Events:
    ballot = ballot_of(session, command.ballot, "open")
    refuse_if(ballot.scale is not None, NO_DOTS)
    given = {card: dots for card, dots in command.dots if dots}
    for card, dots in given.items():
        candidate(session, ballot, card)
        on_one_card(ballot, dots)
    refuse_if(sum(given.values()) > ballot.dots, f"Each person has {some(ballot.dots, 'dot')}. Take some away.")
    ballots = hand_ballots(ballot) + 1
    _hands(ballots)
    events: list[Event] = [e.HandsCounted(ballot.id, ballots)]  # first, because the log says what stands first
    for card, dots in given.items():
        before = ballot.hands.get(card, HandVote(0, 0))
        _hands(before.dots + dots)
        events.append(e.HandsEntered(ballot.id, card, before.dots + dots, before.voters + 1))
    return tuple(events)


@answer.register
def settle_tie(command: c.SettleTie, session: Session, _: Context) -> Events:
    ballot = ballot_of(session, command.ballot, "revealed")
    reason = within(needed(one_line(command.reason), "The reason"), FIELD_LIMIT, "The reason")
    tied = {card for tie in result_of(session, ballot).ties() for card in tie}
    card = card_of(session, command.card)
    refuse_if(card.id not in tied, f"{session.shown_id(card)} is not tied with another card that has dots.")
    return (e.TieSettled(ballot.id, card.id, reason),)


@answer.register
def draft_run_off(command: c.DraftRunOff, session: Session, moment: Context) -> Events:
    ballot = ballot_of(session, command.ballot, "revealed")
    refuse_if(session.open_ballot() is not None, ANOTHER_IS_OPEN)
    seen = {card.id for card in session.cards.values() if card.seen}
    ties = ([c for c in tie if c in seen] for tie in result_of(session, ballot).ties())
    cards = tuple(next((tie for tie in ties if len(tie) > 1), ()))
    refuse_if(not cards, "No cards are tied, so a run-off has nothing to settle.")
    title = (f"Run-off: {ballot.title}" if ballot.title else "Run-off")[:TITLE_LIMIT]
    new = moment.new_id()
    return (e.BallotDrafted(new, title, "", (), cards, 1, 1, ballot.decider, runoff_of=ballot.id),)


def candidate(session: Session, ballot: Ballot, card_id: str) -> None:
    """Refuse a card that is not voted on."""
    if card_id in session.map.lines and card_id not in ballot.cards:
        refuse(f"{session.map.lines[card_id].label} is not part of this vote.")
    if card_id not in ballot.cards:
        refuse(f"{session.shown_id(card_of(session, card_id))} is not part of this vote.")


def on_one_card(ballot: Ballot, dots: int) -> None:
    """Refuse more dots than one card takes from each person."""
    if not 0 <= dots <= ballot.most:
        refuse(f"One card takes 0 to {some(ballot.most, 'dot')} from each person.")


def voter_token(token: str) -> None:
    """Refuse what is not a voter's token."""
    refuse_if(not _TOKEN.fullmatch(token), "This phone has not joined the vote. Scan the code again.")


def _hands(number: int) -> None:
    refuse_if(not 0 <= number <= MOST_HANDS, f"Hands are counted from 0 to {MOST_HANDS:,}.")


MOST_BALLOTS: Final = 10_000_000
"""Ballots of a hall: more are a mistake."""


@answer.register
def set_allocation(command: c.SetAllocation, session: Session, _: Context) -> Events:
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
def count_ballot(command: c.CountBallot, session: Session, _: Context) -> Events:
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
