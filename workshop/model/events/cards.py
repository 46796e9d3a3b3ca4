"""What can have happened to cards."""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.struct import Struct


class CardAdded(Struct):
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


class OfferReworded(Struct):
    """Whoever offered a card put it in other words before it was shown: those are what was said."""

    card: str
    text: str


class OfferTakenBack(Struct):
    card: str


class CardReworded(Struct):
    card: str
    text: str


class CardMoved(Struct):
    card: str
    kind: str
    theme: str


class CardPlaced(Struct):
    """``rank`` sorts among the ranks of the other cards of its list."""

    card: str
    rank: str


class CardHidden(Struct):
    card: str


class CardShown(Struct):
    """A hidden or waiting card may be seen."""

    card: str


class CardParked(Struct):
    card: str


class CardUnparked(Struct):
    card: str


class CardRemoved(Struct):
    card: str


class CardRestored(Struct):
    card: str


class CardLeftOut(Struct):
    """It stays in the record and on the session, and out of the appendix."""

    card: str


class CardPutBack(Struct):
    """A card that was left out goes into the appendix again."""

    card: str


class CardSplit(Struct):
    card: str
    into: tuple[str, ...]


class CardsJoined(Struct):
    """``card`` stands for the cards ``of`` from now on; they are kept as they were, with their dots."""

    card: str
    of: tuple[str, ...]


class CardUnjoined(Struct):
    """The cards that ``card`` stood for come back, and it goes."""

    card: str


class CardsToldApart(Struct):
    """The two cards ``of`` look alike and are not the same: they are suggested no more."""

    of: tuple[str, ...]


class CardReadBack(Struct):
    """``state`` is "confirmed", "unclear" or empty."""

    card: str
    state: str


class CardNoted(Struct):
    card: str
    note: str


class FieldFilled(Struct):
    """``field`` is one of ``board.FIELDS``; an empty ``value`` clears it."""

    card: str
    field: str
    value: str


class InsightsLinked(Struct):
    """The insights that an experiment tests."""

    card: str
    insights: tuple[str, ...]


CardEvent: TypeAlias = (
    CardAdded
    | OfferReworded
    | OfferTakenBack
    | CardReworded
    | CardMoved
    | CardPlaced
    | CardHidden
    | CardShown
    | CardParked
    | CardUnparked
    | CardRemoved
    | CardRestored
    | CardLeftOut
    | CardPutBack
    | CardSplit
    | CardsJoined
    | CardUnjoined
    | CardsToldApart
    | CardReadBack
    | CardNoted
    | FieldFilled
    | InsightsLinked
)
