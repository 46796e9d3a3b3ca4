"""A ballot as it is kept: its rules, its votes, and what was counted by hand.

With a scale it is two questions about each card, answered from 1 to 5 or with "cannot say", which is no 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from workshop.model.persistent_map import PersistentMap

BALLOT_STATES: Final = ("draft", "open", "closed", "revealed", "void")
"""In the only direction in which a ballot goes; back is an undo."""

DEFAULT_DOTS: Final = 3
"""Dots per person: guides say three to five; three is right for a table's short list
(University at Albany, "Voting with dots"; Pip Decks, "Blind vote")."""

DEFAULT_MOST: Final = 2
"""Most dots on one card, so that one voice cannot settle it alone."""


class HandVote(NamedTuple):
    """Dots counted by the facilitator for one card, and how many people gave them."""

    dots: int
    voters: int


class ImportedVotes(NamedTuple):
    """Votes that a paper says a card had; ``voters`` is ``None`` where it does not say how many gave them."""

    dots: int
    voters: int | None


class HallCount(NamedTuple):
    """What the front ends of a hall took in: card id → dots and voters, all ballots, who is in it and who is not."""

    cards: Mapping[str, HandVote]
    ballots: int
    fronts: tuple[str, ...]
    missing: tuple[str, ...]


class Ballot(NamedTuple):
    """One dot vote; with a ``scale``, two questions about each card in place of dots.

    ``cards``: card id → its words when the vote opened, in the order in which the cards were said. ``votes``:
    random voter token → card id → dots, only cards with dots. ``counted`` stands for them in a hall with several front
    ends, whose votes are not all here. ``shown`` says that the room has seen its result, also where it was declared
    void after that, and ``again`` that it saw one, that was taken back, and then this.
    """

    id: str
    title: str
    theme: str
    kinds: tuple[str, ...]
    chosen: tuple[str, ...]
    dots: int
    most: int
    decider: str
    runoff_of: str = ""
    state: str = "draft"
    cards: Mapping[str, str] = MappingProxyType({})
    finished: PersistentMap[bool] = PersistentMap()
    hands: PersistentMap[HandVote] = PersistentMap()
    hand_ballots: int = 0
    settled: str = ""
    reason: str = ""
    shown: bool = False
    again: bool = False
    counted: HallCount | None = None
    scale: Scale | None = None
    votes: PersistentMap[Mapping[str, int]] = PersistentMap()

    def with_votes(self, votes: PersistentMap[Mapping[str, int]]) -> Ballot:
        """Return the ballot with other votes; quicker than ``_replace``, and done for every dot."""
        return Ballot._make((*self[:-1], votes))


CANNOT_SAY: Final = 0
UNANSWERED: Final = -1

LOWEST: Final = 1
HIGHEST: Final = 5

MOST_SUBJECTS: Final = 12
"""Cards or lines that one scale asks about: two questions each are two dozen answers, which is what a person gives
with care."""

Pair: TypeAlias = tuple[int, int]
"""The answers to both questions about one card."""

Answers: TypeAlias = Mapping[str, Pair]
"""Card → answers of one person."""

NO_ANSWERS: Final[Answers] = MappingProxyType({})


class ScaleQuestion(NamedTuple):
    """A question in the organiser's words, and what stands at its two ends."""

    words: str
    low: str
    high: str


DIFFERENCE: Final = ScaleQuestion("How much difference would it make?", "hardly any", "a great deal")
EFFORT: Final = ScaleQuestion("What would it take?", "little: we could start now", "a great deal: money, time, others")

USUAL_QUESTIONS: Final = (DIFFERENCE, EFFORT)
"""What is asked if nobody says otherwise: the difference it would make, and what it would take."""


class Scale(NamedTuple):
    """What makes a vote a scale. ``lines`` are the lines of the map that are asked about, in place of cards.

    ``answers``: random voter token → answers. ``sheets``: sheets on paper or answers said aloud, typed in by the
    facilitator, by the entry that took each in.
    """

    questions: tuple[ScaleQuestion, ScaleQuestion]
    lines: tuple[str, ...] = ()
    answers: PersistentMap[Answers] = PersistentMap()
    sheets: PersistentMap[Answers] = PersistentMap()
