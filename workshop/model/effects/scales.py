"""What happens to a scale: what was answered is kept whenever it comes, one set of answers for each token and sheet."""

from __future__ import annotations

from types import MappingProxyType

from workshop.model import events as e
from workshop.model.ballot import Ballot
from workshop.model.effects.registry import effect
from workshop.model.scale import (
    CANNOT_SAY,
    HIGHEST,
    NO_ANSWERS,
    UNANSWERED,
    USUAL_QUESTIONS,
    Pair,
    Scale,
    ScaleQuestion,
)
from workshop.model.session import Session

_WORDS = 6
"""Texts of two questions: what is asked, and both ends."""

_GIVEN = frozenset(str(answer) for answer in range(UNANSWERED, HIGHEST + 1))


@effect.register
def scale_drafted(event: e.ScaleDrafted, session: Session) -> Session:
    made = Ballot(event.ballot, event.title, event.theme, event.kinds, event.cards, 0, 0, event.decider)
    return session.with_ballot(made._replace(scale=Scale(_questions(event.questions), event.lines)))


@effect.register
def answers_given(event: e.AnswersGiven, session: Session) -> Session:
    ballot = session.ballots.get(event.ballot)
    if ballot is None or ballot.scale is None:
        return session
    scale, pair = ballot.scale, _pair(event.first, event.second)
    own = {card: given for card, given in scale.answers.get(event.voter, NO_ANSWERS).items() if card != event.card}
    if pair != (UNANSWERED, UNANSWERED):
        own[event.card] = pair
    answers = scale.answers.put(event.voter, MappingProxyType(own))
    return session.with_ballot(ballot._replace(scale=scale._replace(answers=answers)))


@effect.register
def sheet_entered(event: e.SheetEntered, session: Session) -> Session:
    ballot = session.ballots.get(event.ballot)
    if ballot is None or ballot.scale is None:
        return session
    answers = dict(answer for line in event.answers for answer in _answer(line))
    sheets = ballot.scale.sheets.put(event.sheet, MappingProxyType(answers))
    return session.with_ballot(ballot._replace(scale=ballot.scale._replace(sheets=sheets)))


def _questions(words: tuple[str, ...]) -> tuple[ScaleQuestion, ScaleQuestion]:
    if len(words) != _WORDS:
        return USUAL_QUESTIONS
    return ScaleQuestion(*words[:3]), ScaleQuestion(*words[3:])


def _pair(first: int, second: int) -> Pair:
    """Return two answers, each as it may be; what is not an answer counts as none."""
    return _known(first), _known(second)


def _known(answer: int) -> int:
    return answer if CANNOT_SAY <= answer <= HIGHEST else UNANSWERED


def _answer(line: str) -> list[tuple[str, Pair]]:
    """Return the one card that a line answers about; none where it says nothing of the kind."""
    card, *numbers = line.split(" ")
    if len(numbers) != len(USUAL_QUESTIONS) or not all(number in _GIVEN for number in numbers):
        return []
    return [(card, _pair(*(int(number) for number in numbers)))]
