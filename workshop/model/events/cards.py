"""What can have happened to cards."""

from __future__ import annotations

from workshop.model.events.record import Event


class CardAdded(Event):
    """``label`` is the kind's letter and a number ("I12"); ``origin`` is empty, "participant" or "paper".

    ``token`` is random and of this card alone: who offered it is found by nobody but themselves.
    """

    card: str
    kind: str
    theme: str
    label: str
    text: str
    origin: str = ""
    held: bool = False
    token: str = ""


class OfferReworded(Event):
    """Whoever offered a card put it in other words before it was shown: those are what was said."""

    card: str
    text: str


class OfferTakenBack(Event):
    card: str


class CardReworded(Event):
    card: str
    text: str


class CardMoved(Event):
    card: str
    kind: str
    theme: str


class CardPlaced(Event):
    """``rank`` sorts among the ranks of the other cards of its list."""

    card: str
    rank: str


class CardHidden(Event):
    card: str


class CardShown(Event):
    """A hidden or waiting card may be seen."""

    card: str


class CardParked(Event):
    card: str


class CardUnparked(Event):
    card: str


class CardRemoved(Event):
    card: str


class CardRestored(Event):
    card: str


class CardLeftOut(Event):
    """It stays in the record and on the session, and out of the appendix."""

    card: str


class CardPutBack(Event):
    """A card that was left out goes into the appendix again."""

    card: str


class CardSplit(Event):
    card: str
    into: tuple[str, ...]


class CardsJoined(Event):
    """``card`` stands for the cards ``of`` from now on; they are kept as they were, with their dots."""

    card: str
    of: tuple[str, ...]


class CardUnjoined(Event):
    """The cards that ``card`` stood for come back, and it goes."""

    card: str


class CardsToldApart(Event):
    """The two cards ``of`` look alike and are not the same: they are suggested no more."""

    of: tuple[str, ...]


class CardReadBack(Event):
    """``state`` is "confirmed", "unclear" or empty."""

    card: str
    state: str


class CardNoted(Event):
    card: str
    note: str


class FieldFilled(Event):
    """``field`` is one of ``board.FIELDS``; an empty ``value`` clears it."""

    card: str
    field: str
    value: str


class InsightsLinked(Event):
    """The insights that an experiment tests."""

    card: str
    insights: tuple[str, ...]
