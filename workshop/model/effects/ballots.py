"""What happens to ballots. A ballot only goes forward: draft, open, closed, revealed, void.

So a copy that closes late does not take back what another has revealed. Votes and answers are kept whenever they
come: they were acknowledged.
"""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import Final

from workshop.model import events as e
from workshop.model.ballot import (
    BALLOT_STATES,
    CANNOT_SAY,
    HIGHEST,
    NO_ANSWERS,
    UNANSWERED,
    USUAL_QUESTIONS,
    Ballot,
    HallCount,
    HandVote,
    Pair,
    Scale,
    ScaleQuestion,
)
from workshop.model.ballots import subject_words
from workshop.model.effects.registry import counted_in, effect, on_ballot, on_session
from workshop.model.session import NOTHING, Session

_WORDS: Final = 6
"""Texts of two questions: what is asked, and both ends."""

_PAIR: Final = 2
"""Numbers that stand behind a card where it is counted: dots and voters."""

_GIVEN: Final = frozenset(str(answer) for answer in range(UNANSWERED, HIGHEST + 1))


def _drafted(event: e.BallotDrafted, session: Session) -> Session:
    about = (event.ballot, event.title, event.theme, event.kinds, event.cards)
    return session.with_ballot(Ballot(*about, event.dots, event.most, event.decider, event.runoff_of))


def _scale_drafted(event: e.ScaleDrafted, session: Session) -> Session:
    made = Ballot(event.ballot, event.title, event.theme, event.kinds, event.cards, 0, 0, event.decider)
    words = event.questions
    asked = (ScaleQuestion(*words[:3]), ScaleQuestion(*words[3:])) if len(words) == _WORDS else USUAL_QUESTIONS
    return session.with_ballot(made._replace(scale=Scale(asked, event.lines)))


on_session(e.BallotDrafted, _drafted)
on_session(e.ScaleDrafted, _scale_drafted)


def _forward(ballot: Ballot, state: str) -> Ballot:
    return ballot._replace(state=max(ballot.state, state, key=BALLOT_STATES.index))


@effect.register
def ballot_opened(event: e.BallotOpened, session: Session) -> Session:
    known = (session.cards, session.map.lines)
    words = {card: subject_words(session, card) for card in event.cards if any(card in things for things in known)}
    return on_ballot.change(
        session, event.ballot, lambda b: _forward(b._replace(cards=b.cards or MappingProxyType(words)), "open")
    )


def _closed(_: e.BallotClosed, ballot: Ballot) -> Ballot:
    """Close it; a count that a front end's votes were added up for before it was opened again is none of this close."""
    return _forward(ballot._replace(counted=None) if ballot.state == "open" else ballot, "closed")


def _revealed(_: e.BallotRevealed, ballot: Ballot) -> Ballot:
    again = ballot.again or (ballot.shown and ballot.state == "closed")
    return _forward(ballot, "revealed")._replace(shown=True, again=again)


def seen_all_the_same(session: Session, event: e.Event) -> Session:
    """Return the session after an event that was taken back: what the room has seen of a result it has seen.

    Earlier versions let a reveal be undone, and their journals are read for ever.
    """
    if not isinstance(event, e.BallotRevealed):
        return session
    return on_ballot.change(session, event.ballot, lambda b: b._replace(shown=True))


@effect.register
def dots_set(event: e.DotsSet, session: Session) -> Session:
    ballot = session.ballots.get(event.ballot)
    if ballot is None:
        return session
    own = {**ballot.votes.get(event.voter, NOTHING), event.card: event.dots}
    if event.dots <= 0:
        del own[event.card]
    return session.with_ballot(ballot.with_votes(ballot.votes.put(event.voter, MappingProxyType(own))))


@effect.register
def allocation_set(event: e.AllocationSet, session: Session) -> Session:
    ballot = session.ballots.get(event.ballot)
    if ballot is None:
        return session
    own = MappingProxyType(dict(Counter(event.cards)))
    return session.with_ballot(ballot.with_votes(ballot.votes.put(event.voter, own)))


def _counted(event: e.BallotCounted, ballot: Ballot) -> Ballot:
    lines = map(counted_in, event.counts)
    cards = {card: HandVote(*numbers) for card, numbers in lines if len(numbers) == _PAIR}
    count = HallCount(MappingProxyType(cards), max(0, event.ballots), event.fronts, event.missing)
    return ballot._replace(counted=count)


def _hands_entered(event: e.HandsEntered, ballot: Ballot) -> Ballot:
    return ballot._replace(hands=ballot.hands.put(event.card, HandVote(event.dots, event.voters)))


def _answered(event: e.AnswersGiven, ballot: Ballot) -> Ballot:
    scale = ballot.scale
    if scale is None:
        return ballot
    pair = _known(event.first), _known(event.second)
    own = {card: given for card, given in scale.answers.get(event.voter, NO_ANSWERS).items() if card != event.card}
    if pair != (UNANSWERED, UNANSWERED):
        own[event.card] = pair
    answers = scale.answers.put(event.voter, MappingProxyType(own))
    return ballot._replace(scale=scale._replace(answers=answers))


def _sheet_entered(event: e.SheetEntered, ballot: Ballot) -> Ballot:
    if ballot.scale is None:
        return ballot
    answers = dict(answer for line in event.answers for answer in _answer(line))
    sheets = ballot.scale.sheets.put(event.sheet, MappingProxyType(answers))
    return ballot._replace(scale=ballot.scale._replace(sheets=sheets))


def _known(answer: int) -> int:
    """Return an answer as it may be; what is not an answer counts as none."""
    return answer if CANNOT_SAY <= answer <= HIGHEST else UNANSWERED


def _answer(line: str) -> list[tuple[str, Pair]]:
    """Return the one card that a line answers about; none where it says nothing of the kind."""
    card, *numbers = line.split(" ")
    if len(numbers) != len(USUAL_QUESTIONS) or not all(number in _GIVEN for number in numbers):
        return []
    first, second = map(int, numbers)
    return [(card, (first, second))]


on_ballot(e.BallotClosed, _closed)
on_ballot(e.BallotRevealed, _revealed)
on_ballot(e.BallotVoided, lambda event, ballot: _forward(ballot, "void")._replace(reason=event.reason))
on_ballot(e.BallotCounted, _counted)
on_ballot(e.VoterFinished, lambda event, b: b._replace(finished=b.finished.put(event.voter, value=True)))
on_ballot(e.HandsEntered, _hands_entered)
on_ballot(e.HandsCounted, lambda event, ballot: ballot._replace(hand_ballots=event.ballots))
on_ballot(e.TieSettled, lambda event, ballot: ballot._replace(settled=event.card, reason=event.reason))
on_ballot(e.AnswersGiven, _answered)
on_ballot(e.SheetEntered, _sheet_entered)
