"""What a participant may offer: a card, a question, a tag; and change what is theirs while it waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from workshop.model.commands import OfferCard, OfferQuestion, OfferTag, RewordOffer, TakeBackOffer
from workshop.model.errors import NotWritten, Refused, TooSoon
from workshop.model.events import CardAdded
from workshop.model.rules.cards import FROM_PHONES
from workshop.model.rules.groups import MOST_TAGS, as_spelled
from workshop.model.session import QUESTION
from workshop.model.text import CARD_LIMIT, LABEL_LIMIT, one_line
from workshop.model.views import CardView
from workshop.store.writer import Receipt, SessionWriter
from workshop.web.credentials import Door, Person
from workshop.web.i18n import later
from workshop.web.own_lines import OwnLine, OwnLines
from workshop.web.participant import Acknowledgement, Asking, card_named
from workshop.web.request import Declined, number

Offer: TypeAlias = OfferCard | OfferQuestion

_MANY_WAIT: Final = later(
    "Many lines are waiting for the facilitator just now. Yours is kept here; send it again in a moment."
)
LONGEST_FORM: Final = 80
_WAITS_NO_LONGER: Final = later("That line no longer waits, so it stays as it is.")


class Offering:
    """Carries out what participants offer. All of it raises ``Declined`` and ``NotWritten``."""

    def __init__(self, writer: SessionWriter, door: Door, lines: OwnLines) -> None:
        self._writer = writer
        self._door = door
        self._lines = lines

    async def offer(self, asking: Asking, form: Mapping[str, str]) -> Acknowledgement:
        """Offer a card; the same ``form`` is recorded once, and answered the same."""
        say, sight = asking.words.say, asking.sight
        kind, text, sheet = form.get("kind", ""), form.get("text", ""), form.get("form", "")
        if kind not in sight.kinds or kind == QUESTION.name or len(sheet) > LONGEST_FORM:
            raise Declined(400, say("Choose what it is, and write it in your own words."))
        _check_words(text, say)
        theme = self._theme(asking, form)
        return await self._offer(asking, lambda token, held: OfferCard(kind, theme, text, token, held), sheet)

    async def ask(self, asking: Asking, form: Mapping[str, str]) -> Acknowledgement:
        """Ask the room a question, also once results are out; the same ``sheet`` is recorded once."""
        say, text, sheet = asking.words.say, form.get("text", ""), form.get("sheet", "")
        _check_words("" if len(sheet) > LONGEST_FORM else text, say)
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
            return await self._writer.do(offer(token, held), by=FROM_PHONES, request=request)
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
        _check_words(text, say)
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
            await self._writer.do(wish, by=FROM_PHONES)
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

    async def tag(self, asking: Asking, form: Mapping[str, str]) -> Acknowledgement:
        """Put a tag on a card that is shown. Twice is once."""
        say = asking.words.say
        card, tag = card_named(asking, form), one_line(form.get("tag", "")).lstrip("#").strip()
        if not tag:
            raise Declined(400, say("Write a tag first."))
        if len(tag) > LABEL_LIMIT:
            raise Declined(413, say("A tag is a word or two. Please shorten it."))
        now = self._writer.session.cards[card.card]
        tag = as_spelled(self._writer.session, now, tag)
        if tag not in (*card.tags, *now.offered):
            try:
                await self._writer.do(OfferTag(card.card, tag), by=FROM_PHONES)
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


def _check_words(text: str, say: Callable[[str], str]) -> None:
    """Raise ``Declined`` for words that no card may have."""
    words = one_line(text)
    if not words:
        raise Declined(400, say("Write it in your own words first."))
    if len(words) > CARD_LIMIT:
        raise Declined(413, say("That is too long. Please say it in fewer words, or in two cards."))
