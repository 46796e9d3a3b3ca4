"""What can have happened to a vote with two questions about each card."""

from __future__ import annotations

from workshop.model.events.record import Event


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
