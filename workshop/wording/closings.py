"""The lines of our own papers that close them or tell an order: said, and told again when a paper comes back."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from workshop.wording.document_words import LANGUAGES, all_words, words_for
from workshop.wording.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_REASONS: Final = ("removed", "held", "hidden", "parked", "chosen", "homeless")
_RUN: Final = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
_MARK: Final = re.compile(r"_said(\d{1,6})_")
_RUNS: Final = re.compile(rf"{_RUN.pattern}(?:, {_RUN.pattern})*")


def closing(words: Sentences, items: Iterable[str], missing: Mapping[str, int], notes: int = 0) -> str:
    """Return "13 themes, 74 insights; 3 left out: 2 hidden, 1 removed." from the number missing by reason.

    ``notes`` are the lines of papers that an import put away: with one of them it is not true that nothing is.
    """
    total = sum(missing.values())
    reasons = words.comma.join(
        f"{count} {words.form(getattr(words, name), count)}"
        if words.number_first
        else f"{getattr(words, name)}: {count}"
        for name, count in missing.items()
    )
    said = [words.form(words.left_out, total).format(count=total, reasons=reasons)] if total else []
    said += [words.form(words.kept, notes).format(count=notes)] if notes else []
    return words.counts.format(items=words.comma.join(items), left=_semicolon(words).join(said) or words.nothing)


def language_of_counts(text: str) -> str:
    """Return the language of the sentence that closes our papers; empty where ``text`` is none."""
    if not text.endswith("."):
        return ""
    return next((language for language, closing in _closings().items() if closing.fullmatch(text)), "")


def is_left_out(text: str) -> bool:
    """Whether ``text`` is a line of our papers that names what was left out: "Hidden: T07-I01."."""
    return text.endswith(".") and text.partition(":")[0].strip() in _left_out()


def _semicolon(words: Sentences) -> str:
    """Return what parts the counts from what is not among them."""
    return words.counts.removeprefix("{items}").partition("{")[0]


def _pattern(words: Sentences) -> re.Pattern[str]:
    forms = [re.escape(form) for said in (words.left_out, words.kept) for form in said.split("|")]
    left = "|".join(form.replace(r"\{count\}", r"\d+").replace(r"\{reasons\}", r".+") for form in forms)
    return re.compile(rf"[^\d\n]*\d.*{re.escape(_semicolon(words))}(?:{re.escape(words.nothing)}|{left})\.")


@cache
def _closings() -> Mapping[str, re.Pattern[str]]:
    return {language: _pattern(words_for(language).sentences) for language in LANGUAGES}


@cache
def _left_out() -> frozenset[str]:
    said = (words.sentences for words in all_words())
    return frozenset(words.reason(name, count) for words in said for name in _REASONS for count in (1, 2))


def runs_of(places: Iterable[int]) -> str:
    """Return numbers with those that follow each other drawn together: "1-3, 6, 4-5"."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] + 1 == place:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def places_of(runs: str, count: int) -> list[int]:
    """Return the numbers that ``runs`` are of, if each from 1 to ``count`` is there once; else none."""
    places: list[int] = []
    for found in _RUN.finditer(runs):
        first, last = int(found[1]), int(found[2] or found[1])
        if last > count:
            return []
        places += range(first, last + 1)
    return places if sorted(places) == list(range(1, count + 1)) else []


def order_said(line: str) -> str:
    """Return the order that a line of our own papers tells ("Said in this order: 2, 1"); empty for any other line."""
    found = _line().fullmatch(line)
    return found[1] if found else ""


@cache
def _line() -> re.Pattern[str]:
    said = "|".join(re.escape(words.labels.order) for words in all_words())
    return re.compile(rf"(?:{said})\s*:\s*({_RUNS.pattern})", re.IGNORECASE)


def mark_said(place: int, card: str) -> str:
    """Return the name of the bookmark that keeps a card's place; its first sign hides it from a reader's list."""
    return f"_said{place}_{card}"


def place_said(mark: str) -> int:
    """Return the place that a bookmark keeps; 0 for any other."""
    found = _MARK.match(mark)
    return int(found[1]) if found else 0
