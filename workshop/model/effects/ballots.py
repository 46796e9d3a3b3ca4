"""What happens to ballots. A ballot only goes forward: draft, open, closed, revealed, void.

So a copy that closes late does not take back what another has revealed. Votes are kept whenever they come:
they were acknowledged.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from workshop.model import events as e
from workshop.model.board import BALLOT_STATES, NOTHING, Ballot, Board, Hands
from workshop.model.effects.table import effect


@effect.register
def _(event: e.BallotDrafted, board: Board) -> Board:
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
    return board.with_ballot(made)


def _ballot(board: Board, ballot_id: str, change: Callable[[Ballot], Ballot]) -> Board:
    ballot = board.ballots.get(ballot_id)
    return board if ballot is None else board.with_ballot(change(ballot))


def _forward(ballot: Ballot, state: str) -> Ballot:
    return ballot._replace(state=max(ballot.state, state, key=BALLOT_STATES.index))


@effect.register
def _(event: e.BallotOpened, board: Board) -> Board:
    words = {card: board.cards[card].text for card in event.cards if card in board.cards}
    return _ballot(
        board,
        event.ballot,
        lambda b: _forward(b._replace(cards=b.cards or MappingProxyType(words)), "open"),
    )


@effect.register
def _(event: e.BallotClosed, board: Board) -> Board:
    return _ballot(board, event.ballot, lambda b: _forward(b, "closed"))


@effect.register
def _(event: e.BallotRevealed, board: Board) -> Board:
    return _ballot(board, event.ballot, lambda b: _forward(b, "revealed")._replace(shown=True))


@effect.register
def _(event: e.BallotVoided, board: Board) -> Board:
    return _ballot(board, event.ballot, lambda b: _forward(b, "void")._replace(reason=event.reason))


@effect.register
def _(event: e.DotsSet, board: Board) -> Board:
    ballot = board.ballots.get(event.ballot)
    if ballot is None:
        return board
    own = {**ballot.votes.get(event.voter, NOTHING), event.card: event.dots}
    if event.dots <= 0:
        del own[event.card]
    return board.with_ballot(ballot.with_votes(ballot.votes.put(event.voter, MappingProxyType(own))))


@effect.register
def _(event: e.VoterFinished, board: Board) -> Board:
    return _ballot(board, event.ballot, lambda b: b._replace(finished=b.finished.put(event.voter, value=True)))


@effect.register
def _(event: e.HandsEntered, board: Board) -> Board:
    hands = Hands(event.dots, event.voters)
    return _ballot(board, event.ballot, lambda b: b._replace(hands=b.hands.put(event.card, hands)))


@effect.register
def _(event: e.HandsCounted, board: Board) -> Board:
    return _ballot(board, event.ballot, lambda b: b._replace(hand_ballots=event.ballots))


@effect.register
def _(event: e.TieSettled, board: Board) -> Board:
    return _ballot(board, event.ballot, lambda b: b._replace(settled=event.card, reason=event.reason))
