"""What kinds of cards are called on a page: the session's own words; the usual ones in the reader's language."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from workshop.model.session import EMPTY, QUESTION, Kind
from workshop.store.templates import usual_kinds
from workshop.web.i18n import Words, later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from workshop.model.views import CardView
    from workshop.web.view_cache import VisibleState

Thing = TypeVar("Thing")

WHAT_IT_IS: Final = {"insight": later("what we have learned"), "experiment": later("what we would try")}
"""Of the usual kinds, in a few words; a session may say it otherwise."""


ASKED: Final = later("Question to the room")
ASKED_ALL: Final = later("Questions to the room")


class KindWords(NamedTuple):
    """A kind's words, and what cards of it are; that may be empty."""

    singular: str
    plural: str
    hint: str


def kind_words(sight: VisibleState, words: Words) -> Mapping[str, KindWords]:
    """Return the words of each kind of a session, for a reader."""
    return _kind_words(sight.defined, sight.hints, sight.view.language, words)


def by_kind(
    things: Iterable[Thing], kinds: Iterable[str], card_of: Callable[[Thing], CardView]
) -> list[tuple[str, list[Thing]]]:
    """Return things in groups, in the order of the session's kinds; within a group they stand as they came."""
    groups: dict[str, list[Thing]] = {kind: [] for kind in kinds}
    for thing in things:
        groups.setdefault(card_of(thing).kind, []).append(thing)
    return [(kind, own) for kind, own in groups.items() if own]


@lru_cache(64)
def _kind_words(
    kinds: tuple[Kind, ...], hints: tuple[tuple[str, str], ...], language: str, words: Words
) -> Mapping[str, KindWords]:
    english, usual, theirs = _usual("en"), _usual(language), _usual(words.language)
    said = dict(hints)
    known: dict[str, KindWords] = {}
    for kind in kinds:
        if kind.name == QUESTION.name:
            known[kind.name] = KindWords(words.say(ASKED), words.say(ASKED_ALL), "")
            continue
        is_usual = kind in {usual.get(kind.name), english.get(kind.name)}
        shown = theirs.get(kind.name, kind) if is_usual else kind
        hint = words.say(WHAT_IT_IS[kind.name]) if is_usual and kind.name in WHAT_IT_IS else ""
        known[kind.name] = KindWords(shown.singular, shown.plural, said.get(kind.name) or hint)
    return known


def _usual(language: str) -> Mapping[str, Kind]:
    kinds = tuple(Kind(*kind) for kind in usual_kinds(language)) or EMPTY.kinds
    return {kind.name: kind for kind in kinds}
