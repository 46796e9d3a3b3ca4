"""What happens to ballots. A ballot only goes forward: draft, open, closed, revealed, void.

So a copy that closes late does not take back what another has revealed. Votes are kept whenever they come:
they were acknowledged.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from workshop.model import events as e
from workshop.model.ballot import BALLOT_STATES, Ballot, HandVote
from workshop.model.ballots import subject_words
from workshop.model.effects.registry import effect
from workshop.model.session import NOTHING, Session


@effect.register
def ballot_drafted(event: e.BallotDrafted, session: Session) -> Session:
    made = Ballot(
        event.ballot,
        event.title,
        event.theme,
        event.kinds,
        event.cards,
        event.dots,
        event.most,
        event.decider,
        event.runoff_of,
    )
    return session.with_ballot(made)


def _ballot(session: Session, ballot_id: str, change: Callable[[Ballot], Ballot]) -> Session:
    ballot = session.ballots.get(ballot_id)
    return session if ballot is None else session.with_ballot(change(ballot))


def _forward(ballot: Ballot, state: str) -> Ballot:
    return ballot._replace(state=max(ballot.state, state, key=BALLOT_STATES.index))


@effect.register
def ballot_opened(event: e.BallotOpened, session: Session) -> Session:
    known = (session.cards, session.map.lines)
    words = {card: subject_words(session, card) for card in event.cards if any(card in things for things in known)}
    return _ballot(
        session,
        event.ballot,
        lambda b: _forward(b._replace(cards=b.cards or MappingProxyType(words)), "open"),
    )


@effect.register
def ballot_closed(event: e.BallotClosed, session: Session) -> Session:
    """Close it; a count that a front end's votes were added up for before it was opened again is none of this close."""

    def closed(ballot: Ballot) -> Ballot:
        return _forward(ballot._replace(counted=None) if ballot.state == "open" else ballot, "closed")

    return _ballot(session, event.ballot, closed)


@effect.register
def ballot_revealed(event: e.BallotRevealed, session: Session) -> Session:
    def revealed(ballot: Ballot) -> Ballot:
        again = ballot.again or (ballot.shown and ballot.state == "closed")
        return _forward(ballot, "revealed")._replace(shown=True, again=again)

    return _ballot(session, event.ballot, revealed)


def seen_all_the_same(session: Session, event: e.Event) -> Session:
    """Return the session after an event that was taken back: what the room has seen of a result it has seen.

    Earlier versions let a reveal be undone, and their journals are read for ever.
    """
    if not isinstance(event, e.BallotRevealed):
        return session
    return _ballot(session, event.ballot, lambda b: b._replace(shown=True))


@effect.register
def ballot_voided(event: e.BallotVoided, session: Session) -> Session:
    return _ballot(session, event.ballot, lambda b: _forward(b, "void")._replace(reason=event.reason))


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
def voter_finished(event: e.VoterFinished, session: Session) -> Session:
    return _ballot(session, event.ballot, lambda b: b._replace(finished=b.finished.put(event.voter, value=True)))


@effect.register
def hands_entered(event: e.HandsEntered, session: Session) -> Session:
    hands = HandVote(event.dots, event.voters)
    return _ballot(session, event.ballot, lambda b: b._replace(hands=b.hands.put(event.card, hands)))


@effect.register
def hands_counted(event: e.HandsCounted, session: Session) -> Session:
    return _ballot(session, event.ballot, lambda b: b._replace(hand_ballots=event.ballots))


@effect.register
def tie_settled(event: e.TieSettled, session: Session) -> Session:
    return _ballot(session, event.ballot, lambda b: b._replace(settled=event.card, reason=event.reason))
