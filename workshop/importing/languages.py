"""In which language a paper is written, from its commonest words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from workshop.wording.document_words import LANGUAGES
from workshop.wording.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’])?")
_SAID: Final = re.compile(
    r"\s*(?:lang|language|langue|sprache|idioma|iaith)\s*[:=]\s*[\"']?([a-z]{2})\b", re.IGNORECASE
)
_FEW: Final = 3
"""Common words of a language that a paper must have, and how many times as often as any other language's."""
_CLEARLY: Final = 1.5
_ENOUGH: Final = 20_000
"""Words that are looked at; more would tell no more."""


def said_language(texts: Iterable[str]) -> str:
    """Return the language that a paper's front matter names ("lang: fr"), if documents can be made in it."""
    found = next((match for text in texts if (match := _SAID.match(text))), None)
    return found[1].lower() if found and found[1].lower() in LANGUAGES else ""


def guessed_language(texts: Iterable[str]) -> str:
    """Return the language of ``texts``, one of those that documents can be made in; empty where it is not clear."""
    counts = dict.fromkeys(_common(), 0)
    looked = 0
    for text in texts:
        for word in _WORD.findall(text[: _ENOUGH * 10].casefold().replace("’", "'")):
            looked += 1
            for language, common in _common().items():
                counts[language] += word in common
        if looked > _ENOUGH:
            break
    ranked = sorted(counts, key=lambda language: counts[language], reverse=True)
    first, second = ranked[:2]
    clear = counts[first] >= _FEW and counts[first] >= counts[second] * _CLEARLY
    return first if clear and first in LANGUAGES else ""


def language_name(language: str) -> str:
    """Return what a language is called in English."""
    return str(vocabulary("languages")[language]["name"])


@cache
def _common() -> Mapping[str, frozenset[str]]:
    return {language: frozenset(each["words"].split()) for language, each in vocabulary("languages").items()}
