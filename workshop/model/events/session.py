"""What can have happened to a session as a whole: to its kinds, themes, steps and timer too."""

from __future__ import annotations

from workshop.model.events.record import Event


class SessionStarted(Event):
    session: str
    title: str


class SessionRetitled(Event):
    title: str


class TableNumbered(Event):
    table: str


class LanguageChosen(Event):
    language: str


class DetailGiven(Event):
    """``name`` is one of ``board.DETAILS``; an empty ``value`` clears it."""

    name: str
    value: str


class BudgetChosen(Event):
    """Dots per person and most dots on one card, for the ballots to come."""

    dots: int
    most: int


class OffersHeld(Event):
    """Whether cards from phones wait for the facilitator."""

    held: bool


class BallotOrderChosen(Event):
    """Whether all ballots on phones have the cards as they were said; else each has an order of its own."""

    said: bool


class StepReached(Event):
    step: str


class KindDefined(Event):
    """``letter`` stands in the shown ids of the cards that are added from now on."""

    kind: str
    singular: str
    plural: str
    letter: str


class KindDescribed(Event):
    """``hint`` says in a few words what cards of this kind are; empty, nothing is said."""

    kind: str
    hint: str


class KindDropped(Event):
    """No more cards of this kind are made here."""

    kind: str


class ThemeAdded(Event):
    theme: str
    title: str
    question: str = ""


class ThemeReworded(Event):
    theme: str
    title: str
    question: str


class ThemePlaced(Event):
    theme: str
    rank: str


class ThemeRemoved(Event):
    theme: str


class TimerStarted(Event):
    at: int
    seconds: int


class TimerPaused(Event):
    at: int


class TimerResumed(Event):
    at: int


class TimerExtended(Event):
    seconds: int


class TimerStopped(Event):
    at: int
