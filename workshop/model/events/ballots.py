"""What can have happened to a vote with dots, and to one with two questions about each card."""

from __future__ import annotations

from typing import Final

from workshop.model.events.record import Event


class BallotDrafted(Event):
    """Empty ``theme`` means every theme, empty ``kinds`` every kind; chosen ``cards`` go before both."""

    ballot: str
    title: str
    theme: str
    kinds: tuple[str, ...]
    cards: tuple[str, ...]
    dots: int
    most: int
    decider: str
    runoff_of: str = ""


class BallotOpened(Event):
    """``cards`` are the candidates from now on, in the order they were said."""

    ballot: str
    cards: tuple[str, ...]


class BallotClosed(Event):
    ballot: str


class BallotRevealed(Event):
    ballot: str


class BallotVoided(Event):
    ballot: str
    reason: str


class DotsSet(Event):
    """``voter`` is a random token that was made for this ballot; no name, no address."""

    ballot: str
    voter: str
    card: str
    dots: int


class AllocationSet(Event):
    """All dots of one voter at once, in place of what they gave before: ``cards`` names a card for each dot.

    ``moved`` is the number of the move by which the voter came from a front end that was out of reach, 0 where they
    stayed: of two allocations in different journals, that of the later move stands, whatever the clocks say.
    """

    ballot: str
    voter: str
    cards: tuple[str, ...]
    moved: int = 0


class BallotCounted(Event):
    """What the front ends of a hall took in, added up; the last count stands.

    ``counts`` are "card dots voters"; ``fronts`` are the front ends that are in it, ``missing`` those that are not.
    """

    ballot: str
    counts: tuple[str, ...]
    ballots: int
    fronts: tuple[str, ...]
    missing: tuple[str, ...]


class VoterFinished(Event):
    ballot: str
    voter: str


class HandsEntered(Event):
    """Dots that the facilitator counted for one card, and how many people gave them."""

    ballot: str
    card: str
    dots: int
    voters: int


class HandsCounted(Event):
    """How many people voted by hand."""

    ballot: str
    ballots: int


class TieSettled(Event):
    """Who decides chose ``card`` among those that were tied."""

    ballot: str
    card: str
    reason: str


class ScaleDrafted(Event):
    """A scale: ``questions`` are the words, the low and the high end of the first, and then of the second.

    ``theme``, ``kinds`` and ``cards`` are as in ``BallotDrafted``; ``lines`` of the map go before all of them.
    """

    ballot: str
    title: str
    theme: str
    kinds: tuple[str, ...]
    cards: tuple[str, ...]
    lines: tuple[str, ...]
    questions: tuple[str, ...]
    decider: str


class AnswersGiven(Event):
    """What one voter answered about one card: 1 to 5, 0 for "cannot say", -1 for no answer yet."""

    ballot: str
    voter: str
    card: str
    first: int
    second: int


class SheetEntered(Event):
    """The answers of one person that the facilitator typed in; each of ``answers`` is "card first second"."""

    ballot: str
    sheet: str
    answers: tuple[str, ...]


VOTES: Final = (
    *(DotsSet, AllocationSet, AnswersGiven, SheetEntered, BallotCounted),
    *(VoterFinished, HandsEntered, HandsCounted),
)
"""What is told to nobody before the reveal; and to which card a ballot gave something is told to nobody at all."""
