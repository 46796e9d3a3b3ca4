"""What can have happened to a session as a whole: to its kinds, themes, steps and timer too."""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.struct import Struct


class SessionStarted(Struct):
    session: str
    title: str


class SessionRetitled(Struct):
    title: str


class TableNumbered(Struct):
    table: str


class LanguageChosen(Struct):
    language: str


class DetailGiven(Struct):
    """``name`` is one of ``board.DETAILS``; an empty ``value`` clears it."""

    name: str
    value: str


class BudgetChosen(Struct):
    """Dots per person and most dots on one card, for the ballots to come."""

    dots: int
    most: int


class OffersHeld(Struct):
    """Whether cards from phones wait for the facilitator."""

    held: bool


class BallotOrderChosen(Struct):
    """Whether all ballots on phones have the cards as they were said; else each has an order of its own."""

    said: bool


class StepReached(Struct):
    step: str


class KindDefined(Struct):
    """``letter`` stands in the shown ids of the cards that are added from now on."""

    kind: str
    singular: str
    plural: str
    letter: str


class KindDescribed(Struct):
    """``hint`` says in a few words what cards of this kind are; empty, nothing is said."""

    kind: str
    hint: str


class KindDropped(Struct):
    """No more cards of this kind are made here."""

    kind: str


class ThemeAdded(Struct):
    theme: str
    title: str
    question: str = ""


class ThemeReworded(Struct):
    theme: str
    title: str
    question: str


class ThemePlaced(Struct):
    theme: str
    rank: str


class ThemeRemoved(Struct):
    theme: str


class TimerStarted(Struct):
    at: int
    seconds: int


class TimerPaused(Struct):
    at: int


class TimerResumed(Struct):
    at: int


class TimerExtended(Struct):
    seconds: int


class TimerStopped(Struct):
    at: int


SessionEvent: TypeAlias = (
    SessionStarted
    | SessionRetitled
    | TableNumbered
    | LanguageChosen
    | DetailGiven
    | BudgetChosen
    | OffersHeld
    | BallotOrderChosen
    | StepReached
    | KindDefined
    | KindDescribed
    | KindDropped
    | ThemeAdded
    | ThemeReworded
    | ThemePlaced
    | ThemeRemoved
    | TimerStarted
    | TimerPaused
    | TimerResumed
    | TimerExtended
    | TimerStopped
)
