"""What a participant may do in a vote: set dots, answer, be done; and what is their own in it."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.model.ballot import CANNOT_SAY, HIGHEST, NO_ANSWERS, UNANSWERED, Answers, Ballot, Pair
from workshop.model.ballots import dots_left, standing
from workshop.model.commands import FinishVoting, GiveAnswers, SetAllocation, SetDots
from workshop.model.errors import Refused
from workshop.model.rules.session import MOST_DOTS
from workshop.model.session import NOTHING, Session
from workshop.model.views import BallotView, CardView
from workshop.store.writer import SessionWriter
from workshop.web.ballot import THANKS, THANKS_FOR_ANSWERS
from workshop.web.credentials import Door, Person
from workshop.web.own_lines import OwnLines
from workshop.web.participant import BOUND, Acknowledgement, Asking, Mine, card_named
from workshop.web.request import Declined, number


class Voting:
    """Carries out votes; with ``whole``, a voter's dots all each time. All raises ``Declined`` and ``NotWritten``."""

    def __init__(self, writer: SessionWriter, door: Door, lines: OwnLines, *, whole: bool = False) -> None:
        self._writer = writer
        self._door = door
        self._lines = lines
        self._whole = whole

    async def vote(self, asking: Asking, form: Mapping[str, str]) -> Acknowledgement:
        """Set the dots of one person on one card."""
        say = asking.words.say
        ballot, card = self._voting(asking, form), card_named(asking, form)
        dots = number(form.get("dots", ""))
        if dots is None:
            raise Declined(400, say("Dots are a number."))
        voter = self._door.voter(asking.person, ballot.ballot)
        try:
            wish = self._setting(asking.person, ballot.ballot, card.card, dots)
            receipt = await self._writer.do(wish, by="")
        except Refused as refusal:
            raise self._vote_refused(asking, ballot, card, voter) from refusal
        left = dots_left(receipt.session.ballots[ballot.ballot], voter)
        sentence = say("Dots left: {left} of {dots}").format(left=left, dots=ballot.dots)
        return Acknowledgement("", {"card": card.id, "dots": dots, "left": left, "receipt": sentence})

    def _setting(self, person: Person, ballot: str, card: str, dots: int) -> SetDots | SetAllocation:
        """Return the command that sets dots on one card; in a hall it says all of the voter's dots, what waits too."""
        voter = self._door.voter(person, ballot)
        if not (self._whole and 0 <= dots <= MOST_DOTS):
            return SetDots(ballot, voter, card, dots)
        own = {**self._writer.history.session.ballots[ballot].votes.get(voter, NOTHING), card: dots}
        cards = tuple(name for name, count in own.items() for _ in range(count))
        return SetAllocation(ballot, voter, cards, person.moved)

    def _vote_refused(self, asking: Asking, ballot: BallotView, card: CardView, voter: str) -> Declined:
        """Say why, as far as a participant needs to know."""
        say = asking.words.say
        now = self._writer.history.session.ballots[ballot.ballot]
        if now.state != "open":
            return Declined(409, say("The vote is over."))
        if card.card not in now.cards:
            return Declined(409, say("That card is not part of this vote."))
        can = max(0, min(ballot.most, dots_left(now, voter, but=card.card)))
        told = asking.words.counted(
            "You have {dots} dot in all, and this card can have {can} of it.",
            "You have {dots} dots in all, and this card can have {can} of them.",
            ballot.dots,
        )
        return Declined(409, told.format(dots=ballot.dots, can=can))

    async def answer(self, asking: Asking, form: Mapping[str, str]) -> Acknowledgement:
        """Set one person's answers about one card. Sent twice, they are true once."""
        say, ballot = asking.words.say, self._voting(asking, form)
        if ballot.scale is None:
            raise Declined(409, say("The vote is over."))
        named = {known: card for card in asking.sight.candidates for known in (card.id, card.card)}
        if (card := named.get(form.get("card", ""))) is None:
            raise Declined(400, say("That card is not part of this vote."))
        first, second = (_answer(form.get(name, "")) for name in ("first", "second"))
        if first is None or second is None:
            raise Declined(400, say("An answer is 1 to 5, or “cannot say”."))
        voter = self._door.voter(asking.person, ballot.ballot)
        if self._answers(ballot, voter).get(card.card, (UNANSWERED, UNANSWERED)) != (first, second):
            await self._record(asking, GiveAnswers(ballot.ballot, voter, card.card, first, second))
        done = sum(UNANSWERED not in pair for pair in self._answers(ballot, voter).values())
        sentence = say("Answered: {count} of {all}").format(count=done, all=len(ballot.cards))
        given = {"first": first, "second": second, "answered": done}
        return Acknowledgement("", {"card": card.id, **given, "receipt": sentence})

    def _answers(self, ballot: BallotView, voter: str) -> Answers:
        scale = self._writer.session.ballots[ballot.ballot].scale
        return scale.answers.get(voter, NO_ANSWERS) if scale else NO_ANSWERS

    async def finish(self, asking: Asking, form: Mapping[str, str]) -> Acknowledgement:
        """Note that somebody is done. Said twice it is true once."""
        ballot, mine = self._voting(asking, form), self.mine(asking)
        if not mine.finished:
            voter = self._door.voter(asking.person, ballot.ballot)
            await self._record(asking, FinishVoting(ballot.ballot, voter))
        sentence = asking.words.say(THANKS_FOR_ANSWERS if ballot.scale else THANKS)
        return Acknowledgement(sentence, {"finished": True, "receipt": sentence})

    async def _record(self, asking: Asking, command: GiveAnswers | FinishVoting) -> None:
        """Record it where the vote is open. Raises ``Declined`` where it is over."""
        try:
            await self._writer.do(command, by="")
        except Refused as refusal:
            if self._writer.history.session.ballots[command.ballot].state != "open":
                raise Declined(409, asking.words.say("The vote is over.")) from refusal

    def mine(self, asking: Asking) -> Mine:
        """Return what is this person's own in the vote that is open."""
        may_vote, lines = self.may_vote(asking.person), self._lines.of(asking.person)
        view, session = asking.sight.ballot, self._writer.session
        ballot = session.ballots.get(view.ballot) if view and view.state in {"open", "revealed"} else None
        if ballot is None:
            return Mine(may_vote=may_vote, lines=lines)
        voter = self._door.voter(asking.person, ballot.id)
        dots = ballot.votes.get(voter, NOTHING)
        answers = ballot.scale.answers.get(voter, NO_ANSWERS) if ballot.scale else NO_ANSWERS
        if ballot.state == "revealed":
            return Mine(_given(session, dots), may_vote=may_vote, lines=lines, answers=_said(session, ballot, answers))
        order = None if session.said_order else self._door.order(asking.person, ballot.id)
        moved = asking.person.has_moved and voter not in ballot.votes
        return Mine(dots, dots_left(ballot, voter), voter in ballot.finished, may_vote, lines, answers, order, moved)

    def _voting(self, asking: Asking, form: Mapping[str, str]) -> BallotView:
        """Return the vote that is open; dots that were meant for another one do not count in it."""
        say, ballot = asking.words.say, asking.sight.open_ballot
        if not self.may_vote(asking.person):
            raise Declined(403, say("Voting here takes a ballot on paper. Ask the facilitator for one."))
        if ballot is None:
            raise Declined(409, say("No vote is open just now."))
        if form.get(BOUND) and form[BOUND] != self._door.bound(ballot.ballot):
            raise Declined(409, say("The vote is over."))
        return ballot

    def may_vote(self, person: Person) -> bool:
        """Return whether somebody may vote: everybody, or those with a ballot on paper."""
        return person.paper or not self._door.paper


def _answer(text: str) -> int | None:
    """Return an answer as a form has it: nothing chosen is not an answer yet, and anything else is none."""
    if not text:
        return UNANSWERED
    value = number(text)
    return value if value is not None and CANNOT_SAY <= value <= HIGHEST else None


def _said(session: Session, ballot: Ballot, answers: Answers) -> Answers:
    """Return what somebody said of each card of a result: of several that are one now, what they said of the first."""
    said: dict[str, Pair] = {}
    for card in (card for card in ballot.cards if card in answers):
        said.setdefault(standing(session, card), answers[card])
    return said


def _given(session: Session, dots: Mapping[str, int]) -> Mapping[str, int]:
    """Return what somebody gave to each card of a result: a card that now stands for others has their dots."""
    given: dict[str, int] = {}
    for card, number_ in dots.items():
        stands = standing(session, card)
        given[stands] = given.get(stands, 0) + number_
    return given
