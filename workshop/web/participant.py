"""What a participant may command: offer a card, tag one, set dots, be done. There is no other power here.

The sentences are those a participant can act on, in their own language; the model's own are for the facilitator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.model.ballots import dots_left, standing
from workshop.model.commands import (
    FinishVoting,
    GiveAnswers,
    OfferCard,
    OfferQuestion,
    OfferTag,
    RewordOffer,
    SetAllocation,
    SetDots,
    TakeBackOffer,
)
from workshop.model.errors import NotWritten, Refused, TooSoon
from workshop.model.events import CardAdded
from workshop.model.rules.cards import FROM_PHONES
from workshop.model.rules.groups import MOST_TAGS, as_spelled
from workshop.model.rules.session import MOST_DOTS
from workshop.model.scale import CANNOT_SAY, HIGHEST, NO_ANSWERS, UNANSWERED
from workshop.model.session import NOTHING, QUESTION
from workshop.model.text import CARD_LIMIT, LABEL_LIMIT, one_line
from workshop.web.ballot import THANKS, THANKS_FOR_ANSWERS
from workshop.web.forms import number
from workshop.web.i18n import later
from workshop.web.reader import BOUND, Mine
from workshop.web.responses import Declined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from workshop.model.ballot import Ballot
    from workshop.model.scale import Answers, Pair
    from workshop.model.session import Session
    from workshop.model.views import BallotView, CardView
    from workshop.store.writer import Receipt, SessionWriter
    from workshop.web.credentials import Door, Person
    from workshop.web.i18n import Words
    from workshop.web.own_lines import OwnLine, OwnLines
    from workshop.web.view_cache import VisibleState

BY: Final = FROM_PHONES
_MANY_WAIT: Final = later(
    "Many lines are waiting for the facilitator just now. Yours is kept here; send it again in a moment."
)
LONGEST_FORM: Final = 80


_WAITS_NO_LONGER: Final = later("That line no longer waits, so it stays as it is.")


if TYPE_CHECKING:
    Offer: TypeAlias = OfferCard | OfferQuestion


class Asking(NamedTuple):
    """Somebody who asks for something: who, in which words, and what they see."""

    person: Person
    words: Words
    sight: VisibleState


class Acknowledgement(NamedTuple):
    """What is answered when it is done, and on the disk: a sentence, and the same as data."""

    sentence: str
    data: Mapping[str, object]


class Wishes:
    """Carries out what participants command. All of it raises ``Declined`` and ``NotWritten``."""

    def __init__(self, writer: SessionWriter, door: Door, lines: OwnLines, *, whole: bool = False) -> None:
        self._writer = writer
        self._door = door
        self._lines = lines
        self._whole = whole

    async def offer(self, asking: Asking, form: Mapping[str, str]) -> Acknowledgement:
        """Offer a card; the same ``form`` is recorded once, and answered the same."""
        say, sight = asking.words.say, asking.sight
        kind, text, sheet = form.get("kind", ""), form.get("text", ""), form.get("form", "")
        if kind not in sight.kinds or kind == QUESTION.name or len(sheet) > LONGEST_FORM:
            raise Declined(400, say("Choose what it is, and write it in your own words."))
        if not one_line(text):
            raise Declined(400, say("Write it in your own words first."))
        if len(one_line(text)) > CARD_LIMIT:
            raise Declined(413, say("That is too long. Please say it in fewer words, or in two cards."))
        theme = self._theme(asking, form)
        return await self._offer(asking, lambda token, held: OfferCard(kind, theme, text, token, held), sheet)

    async def ask(self, asking: Asking, form: Mapping[str, str]) -> Acknowledgement:
        """Ask the room a question, also once results are out; the same ``sheet`` is recorded once."""
        say, text, sheet = asking.words.say, form.get("text", ""), form.get("sheet", "")
        if not one_line(text) or len(sheet) > LONGEST_FORM:
            raise Declined(400, say("Write it in your own words first."))
        if len(one_line(text)) > CARD_LIMIT:
            raise Declined(413, say("That is too long. Please say it in fewer words, or in two cards."))
        sheet = f"question {sheet}" if sheet else ""
        return await self._offer(asking, lambda token, held: OfferQuestion(text, token, held), sheet)

    async def _offer(self, asking: Asking, offer: Callable[[str, bool], Offer], sheet: str) -> Acknowledgement:
        """Record what is offered, once for a ``sheet``, and answer with its shown id."""
        say = asking.words.say
        request = self._door.request(asking.person, sheet) if sheet else ""
        try:
            receipt = await self._offered(asking.person, offer, request)
        except TooSoon as refusal:
            raise Declined(429, say(_MANY_WAIT), refusal.wait / 1000) from refusal
        except Refused as refusal:
            raise self._offer_refused(asking) from refusal
        added = next(event for event in receipt.entry.events if isinstance(event, CardAdded))
        label = receipt.session.shown_id(receipt.session.cards[added.card])
        sentence = say("Recorded as {id}.").format(id=label)
        return Acknowledgement(sentence, {"id": label, "receipt": sentence})

    async def _offered(self, person: Person, offer: Callable[[str, bool], Offer], request: str) -> Receipt:
        """Record a card under its owner's next token, which is used up at once: others may be on their way."""
        token, held = self._lines.token(person), self._writer.session.offers_held
        if request not in self._writer.history.requests:
            self._lines.used(person)
        try:
            return await self._writer.do(offer(token, held), by=BY, request=request)
        except Refused:
            self._lines.unused(person)
            raise
        except NotWritten:
            self._lines.not_written(person)
            raise

    async def reword(self, asking: Asking, form: Mapping[str, str]) -> Acknowledgement:
        """Put one's own line in other words, while it waits."""
        say, text = asking.words.say, form.get("text", "")
        line = self._own(asking, form)
        if not one_line(text):
            raise Declined(400, say("Write it in your own words first."))
        if len(one_line(text)) > CARD_LIMIT:
            raise Declined(413, say("That is too long. Please say it in fewer words, or in two cards."))
        if one_line(text) != line.text:
            await self._change(asking, RewordOffer(line.card, line.token, text))
        sentence = say("{id} has your new words.").format(id=line.id)
        return Acknowledgement(sentence, {"id": line.id, "receipt": sentence})

    async def take_back(self, asking: Asking, form: Mapping[str, str]) -> Acknowledgement:
        """Take one's own line back, while it waits."""
        line = self._own(asking, form)
        await self._change(asking, TakeBackOffer(line.card, line.token))
        sentence = asking.words.say("{id} is taken back.").format(id=line.id)
        return Acknowledgement(sentence, {"id": line.id, "receipt": sentence})

    async def _change(self, asking: Asking, wish: RewordOffer | TakeBackOffer) -> None:
        try:
            await self._writer.do(wish, by=BY)
        except Refused as refusal:
            raise Declined(409, asking.words.say(_WAITS_NO_LONGER)) from refusal

    def _own(self, asking: Asking, form: Mapping[str, str]) -> OwnLine:
        line = next((each for each in self._lines.of(asking.person) if each.id == form.get("card")), None)
        if line is None:
            raise Declined(400, asking.words.say("That card is not shown here."))
        return line

    def _theme(self, asking: Asking, form: Mapping[str, str]) -> str:
        """Return the theme that a card is meant for: by its own name, or by its place among those that are there."""
        say, themes = asking.words.say, asking.sight.themes
        if not themes:
            raise Declined(409, say("There is no question yet. Your text is kept; send it again in a moment."))
        named = form.get("theme", "1")
        if named in {theme.theme for theme in themes}:
            return named
        place = number(named)
        if place is None:
            raise Declined(409, say("That question is no longer asked. Choose another, and send your text again."))
        return themes[min(place or 1, len(themes)) - 1].theme

    def _offer_refused(self, asking: Asking) -> Declined:
        if self._writer.session.open_ballot():
            return Declined(409, asking.words.say("A vote is open. Keep your text, and send it when the vote is over."))
        return Declined(400, asking.words.say("Write it in your own words first."))

    async def vote(self, asking: Asking, form: Mapping[str, str]) -> Acknowledgement:
        """Set the dots of one person on one card."""
        say = asking.words.say
        ballot, card = self._voting(asking, form), self._card(asking, form)
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
            try:
                await self._writer.do(GiveAnswers(ballot.ballot, voter, card.card, first, second), by="")
            except Refused as refusal:
                if self._writer.history.session.ballots[ballot.ballot].state != "open":
                    raise Declined(409, say("The vote is over.")) from refusal
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
            try:
                await self._writer.do(FinishVoting(ballot.ballot, voter), by="")
            except Refused as refusal:
                now = self._writer.history.session.ballots[ballot.ballot]
                if now.state != "open":
                    raise Declined(409, asking.words.say("The vote is over.")) from refusal
        sentence = asking.words.say(THANKS_FOR_ANSWERS if ballot.scale else THANKS)
        return Acknowledgement(sentence, {"finished": True, "receipt": sentence})

    async def tag(self, asking: Asking, form: Mapping[str, str]) -> Acknowledgement:
        """Put a tag on a card that is shown. Twice is once."""
        say = asking.words.say
        card, tag = self._card(asking, form), one_line(form.get("tag", "")).lstrip("#").strip()
        if not tag:
            raise Declined(400, say("Write a tag first."))
        if len(tag) > LABEL_LIMIT:
            raise Declined(413, say("A tag is a word or two. Please shorten it."))
        now = self._writer.session.cards[card.card]
        tag = as_spelled(self._writer.session, now, tag)
        if tag not in (*card.tags, *now.offered):
            try:
                await self._writer.do(OfferTag(card.card, tag), by=BY)
            except Refused as refusal:
                raise self._tag_refused(asking, card) from refusal
        waits = tag in self._writer.session.cards[card.card].offered
        told = say("The tag {tag} for {id} waits for the facilitator.") if waits else say("{id} has the tag {tag}.")
        sentence = told.format(id=card.id, tag=tag)
        return Acknowledgement(sentence, {"id": card.id, "tag": tag, "receipt": sentence})

    def _tag_refused(self, asking: Asking, card: CardView) -> Declined:
        say, now = asking.words.say, self._writer.history.session.cards[card.card]
        if len(now.tags) + len(now.offered) >= MOST_TAGS:
            return Declined(409, say("{id} has as many tags as a card can have.").format(id=card.id))
        return Declined(409, say("That card cannot be tagged just now."))

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

    def _card(self, asking: Asking, form: Mapping[str, str]) -> CardView:
        """Return the card named, of those that are shown; one that is not is answered like one that never was."""
        card = asking.sight.cards.get(form.get("card", ""))
        if card is None:
            raise Declined(400, asking.words.say("That card is not shown here."))
        return card


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
