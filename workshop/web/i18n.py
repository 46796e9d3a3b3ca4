"""The words of the pages, in the languages of the room.

Catalogues lie in ``locale/``: ``.po`` is written by people, ``.mo`` is made from it by Babel and read here with the
standard library. English is what stands in the code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

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
