"""The lines that close our own papers, told again when one of them comes back as a paper."""

from __future__ import annotations

import re
from typing import Final

from workshop.wording.sentences import SENTENCES, Sentences

_REASONS: Final = ("removed", "held", "hidden", "parked", "chosen", "homeless")
_LEFT_OUT: Final = frozenset(
    words.reason(name, count) for words in SENTENCES.values() for name in _REASONS for count in (1, 2)
)


def language_of_counts(text: str) -> str:
    """Return the language of the sentence that closes our papers; empty where ``text`` is none."""
    if not text.endswith("."):
        return ""
    return next((language for language, closing in _CLOSINGS.items() if closing.fullmatch(text)), "")


def is_left_out(text: str) -> bool:
    """Whether ``text`` is a line of our papers that names what was left out: "Hidden: T07-I01."."""
    return text.endswith(".") and text.partition(":")[0].strip() in _LEFT_OUT


def _closing(words: Sentences) -> re.Pattern[str]:
    forms = [re.escape(form) for said in (words.left_out, words.kept) for form in said.split("|")]
    left = "|".join(form.replace(r"\{count\}", r"\d+").replace(r"\{reasons\}", r".+") for form in forms)
    return re.compile(rf".*\d.*{re.escape(words.semicolon)}(?:{re.escape(words.nothing)}|{left})\.")


_CLOSINGS: Final = {language: _closing(words) for language, words in SENTENCES.items()}
