"""Which lines are the second half of the line above them, and words that were broken there, put together again."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from workshop.wording.headings import is_lower
from workshop.wording.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.importing.lines import PaperLine
    from workshop.importing.statistics import Survey

_OPEN_END: Final = re.compile(r"\s[-–—]$")
_ENDED: Final = re.compile("[.!?…。？؟][\"'”’»)\\]]*$")
"""How a sentence ends; after a comma, a semicolon or a colon more may follow."""
_ENDS: Final = re.compile(r"([^\s-]*[^\W\d_])[-\u2010\u00ad]$")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_BEGINS: Final = re.compile(r"[^\W\d_]+")


def goes_on_from(said: str, above: PaperLine, line: PaperLine, survey: Survey) -> bool:
    """Whether ``line`` is the second half of ``said``, which a narrow page broke or which cannot end as it does."""
    if said.rfind("(") > said.rfind(")") or _OPEN_END.search(said):
        return True
    if line.gap:
        return False
    if survey.is_full(above, line) or is_broken(said, line.text):
        return True
    return not _ENDED.search(said) and (is_lower(line.text) or line.text[:1] in "-–—")


def is_broken(above: str, below: str) -> bool:
    """Whether a word goes on from the end of the line ``above`` at the beginning of the line ``below``."""
    return above[-1:] in "-\u2010\u00ad" and below[:1].islower() and _ENDS.search(above[-80:]) is not None


class WordsOf:
    """The words of a paper, gathered when they are first asked for: few papers break words."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts
        self._words: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        if self._words is None:
            self._words = frozenset(found for text in self._texts for found in _WORD.findall(text.casefold()))
        return word.casefold() in self._words


def joined(above: str, below: str, words: WordsOf) -> tuple[str, str]:
    """Return what stands at the end of a line as it stands before ``below``, and the word that was put together there.

    A hyphen stays before "and" with its blank, and in what is written with one: always, "self-service", or elsewhere
    among the paper's ``words``; then the word is empty.
    """
    first, second = _ENDS.search(above[-80:]), _BEGINS.match(below)
    if not above or first is None or second is None or not is_broken(above, below):
        return f"{above} ", ""
    if second[0].casefold() in _words()["joining"]:
        return f"{above} ", ""
    hyphened = f"{first[1]}-{second[0]}"
    if "-" in above.rsplit(maxsplit=1)[-1][:-1] or first[1].casefold() in _words()["first"] or hyphened in words:
        return above, ""
    return above[:-1], f"{first[1]}{second[0]}"


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in vocabulary("hyphens").items()}
