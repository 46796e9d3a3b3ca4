"""The sentences an exporter prints itself: counts, what was left out, and how a vote was held.

English, French, German and Spanish count "74 insights"; a word has two forms, parted by a bar. In Welsh a number
changes the letter a noun begins with, and Arabic has a form for two, one for three to ten and one for more: there
the noun stands before its number, "Mewnwelediadau: 74", which is right for every number and every kind of card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_IDS: Final = 10
"""Ids that are named one by one: a flood of cards would fill pages."""


class Sentences(Struct):
    """One language's sentences; words in braces are filled in, a bar parts the form for one from that for more.

    ``one`` are the numbers that take the first form; ``number_first`` tells whether "74 insights" is said, and
    ``small`` whether a noun inside a sentence begins with a small letter.
    """

    theme: str
    counts: str
    comma: str
    nothing: str
    left_out: str
    kept: str
    removed: str
    held: str
    hidden: str
    parked: str
    chosen: str
    homeless: str
    dots_each: str
    at_most: str
    decides: str
    ballots: str
    totals: str
    by_hand: str
    missing: str
    run_off: str
    run_off_unnamed: str
    anew: str
    imported: str
    again: str
    and_more: str
    settled: str
    level: str
    not_shown: str
    one: tuple[int, ...] = (1,)
    number_first: bool = True
    small: bool = True

    def form(self, words: str, count: int) -> str:
        """Return the form of ``words`` that fits ``count``."""
        one, _, more = words.partition("|")
        return one if count in self.one or not more else more

    def counted(self, count: int, words: str) -> str:
        """Return "74 insights" or "Insights: 74" of "insight|insights"."""
        noun = self.form(words, count)
        return f"{count} {noun}" if self.number_first else f"{_capital(noun)}: {count}"

    def kind(self, singular: str, plural: str) -> str:
        """Return a kind's two words as forms; a language that counts behind its nouns needs the plural alone."""
        words = (singular, plural) if self.number_first else (plural,)
        return "|".join(map(_small, words) if self.small else words)

    def reason(self, name: str, count: int) -> str:
        """Return the reason called ``name`` as the beginning of a sentence."""
        return _capital(self.form(getattr(self, name), count))

    def ids(self, shown: Sequence[str]) -> str:
        """Return ids in a row, ten at most; how many more there are is said."""
        if len(shown) <= MOST_IDS:
            return self.comma.join(shown)
        return f"{self.comma.join(shown[:MOST_IDS])} {self.and_more.format(count=len(shown) - MOST_IDS)}"


def _small(word: str) -> str:
    return word if word.isupper() else word[:1].lower() + word[1:]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
