"""A scale: two questions about each card, answered from 1 to 5 or with "cannot say", which is no 3."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from workshop.model.persistent_map import PersistentMap

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
