"""The words of the pages, in the languages of the room; and what kinds of cards are called in them.

Catalogues lie in ``locale/``: ``.po`` is written by people, ``.mo`` is made from it by Babel and read here with the
standard library. English is what stands in the code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from workshop.model.session import EMPTY, QUESTION, Kind
from workshop.store.templates import usual_kinds

if TYPE_CHECKING:
    from workshop.model.views import CardView
    from workshop.web.view_cache import VisibleState


LANGUAGE_COOKIE: Final = "language"
LANGUAGES: Final[Mapping[str, str]] = {
    "en": "English",
    "cy": "Cymraeg",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
    "ar": "العربية",
}
"""Each language's own name, by which its speakers find it."""

RIGHT_TO_LEFT: Final = frozenset({"ar"})
LOCALE: Final = Path(__file__).parent / "locale"
DOMAIN: Final = "phones"


class Words:
    """One language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
        self._catalogue = _catalogue(language)

    def say(self, text: str) -> str:
        """Return ``text`` in this language; in English where it has no words for it."""
        return self._catalogue.gettext(text)

    def counted(self, one: str, many: str, number: int) -> str:
        """Return the text that goes with ``number`` in this language: English has two forms, Arabic six."""
        return self._catalogue.ngettext(one, many, number)


def later(text: str) -> str:
    """Return ``text`` as it is: it is said later, in a language not known yet, and belongs in the catalogues."""
    return text


def _catalogue(language: str) -> NullTranslations:
    path = LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if language == "en" or not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        return GNUTranslations(file)


@cache
def words_for(language: str) -> Words:
    """Return the words of one of ``LANGUAGES``."""
    return Words(language if language in LANGUAGES else "en")


@lru_cache(1024)
def preferred(accept_language: str, chosen: str = "", otherwise: str = "en") -> str:
    """Return the language to use: the one chosen on the page, else the phone's, else the session's."""
    if chosen in LANGUAGES:
        return chosen
    wanted = sorted(_weighed(accept_language), key=lambda weighed: -weighed[0])
    return next((name for _, name in wanted if name in LANGUAGES), otherwise if otherwise in LANGUAGES else "en")


def _weighed(accept_language: str) -> Iterator[tuple[float, str]]:
    for part in accept_language[:500].split(","):
        name, _, weight = part.partition(";q=")
        try:
            yield float(weight or 1), name.strip().lower().partition("-")[0]
        except ValueError:
            continue


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
