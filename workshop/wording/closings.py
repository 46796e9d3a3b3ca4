"""The lines that close our own papers: how they are said, and told again when a paper of ours comes back."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from workshop.wording.document_words import LANGUAGES, all_words, words_for
from workshop.wording.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_REASONS: Final = ("removed", "held", "hidden", "parked", "chosen", "homeless")


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
