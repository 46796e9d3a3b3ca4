"""Labels beside a card ("First step: …") and over a table's columns."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from workshop.wording.document_words import all_words
from workshop.wording.headings import is_question, is_spaced
from workshop.wording.listnames import ListNames, plain_name, plain_phrases
from workshop.wording.vocabularies import vocabulary

if TYPE_CHECKING:
    from workshop.importing.lines import PaperLine

_LONGEST_COLUMN: Final = 60
"""Characters of a column's heading; anything longer is a cell."""
_REMEMBERED: Final = 4_096
"""Headings of which it is remembered what they name: a sheet's are asked about for each sign that may part them."""
_LABELLED: Final = re.compile(r"(?P<label>[^\s:：][^:：]{0,39}?)\s?[:：][*_]{0,2}(?:\s+|$)(?P<value>.*)", re.DOTALL)
_LOOSE: Final = re.compile(
    r"(?P<label>[^\s:：=–—-][^:：=–—]{0,39}?)\s*(?:[:：][*_]{0,2}|=|\s[-–—])(?:\s+|$)(?P<value>.*)", re.DOTALL
)
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS: Final = {"(": ")", "[": "]"}
_NUMBER_SIGNS: Final = frozenset({"#", "№", "N°", "n°", "Nº", "nº", "N.", "Nr", "Nr.", "No."})
"""What stands above a column that counts the rows."""
_DOT_SIGNS: Final = frozenset({"👍", "+1", "❤", "⭐", "★", "●", "🔴", "✓", "✔"})
"""What stands above a column that counts votes."""
_LONGEST_LABEL: Final = 44
"""Characters of a label with its brackets and its colon."""
_LABEL_WORDS: Final = 4
_NAMES: Final = ListNames({})


def field_of(text: str, *, hanging: bool = False) -> tuple[str, str, str] | None:
    """Return ``(name, label, value)`` of a line such as "First step: ask"; ``None`` if its label is not known.

    Names are those of ``FIELDS`` and "tags", "tag", "cluster", "note" and "tests". Of a line ``hanging`` under a
    card a dash or an equals sign may part the two.
    """
    if not hanging and ":" not in text[:_LONGEST_LABEL] and "：" not in text[:_LONGEST_LABEL]:
        return None
    bare = text[1:-1] if text and _BRACKETS.get(text[0]) == text[-1] else text
    found = (_LOOSE if hanging else _LABELLED).match(bare)
    name = _fields().get(plain_name(found["label"])) if found else None
    return (name, found["label"], found["value"].strip()) if found and name else None


def is_plain_label(name: str, label: str) -> bool:
    """Whether nobody would begin a card, or a theme's title, with the ``label`` of the field ``name``.

    "Place: …" may be what somebody said, and "Next step: …" what is to be done; "First step: …" is neither.
    """
    return (name == "first_step" or len(plain_name(label).split()) > 1) and _NAMES.find(label) is None


def hangs(line: PaperLine, card: PaperLine) -> bool:
    """Whether ``line`` is indented under ``card``, a line with a glyph."""
    return card.number > 0 and line.indent > card.indent


def is_field(line: PaperLine) -> bool:
    """Whether ``line`` is a labelled detail of a card and could not be a theme's title as well.

    French puts a blank before each colon, as some people do in titles: then a label that says more than
    "Place" is needed, or a line close to its card.
    """
    found = field_of(line.text)
    if not found or is_question(line.text):
        return False
    return not is_spaced(line.text) or not line.gap or line.indent > 0 or is_plain_label(*found[:2])


def is_labelled(text: str) -> bool:
    """Whether ``text`` begins with a label of a few words and a colon: "Cost: ten pounds"."""
    found = _LABELLED.match(text)
    return found is not None and bool(found["value"]) and len(found["label"].split()) <= _LABEL_WORDS


def is_said_of(text: str) -> bool:
    """Whether ``text`` is a question about the line above, or an answer to it, by its label: "Q: Why?"."""
    found = _LABELLED.match(text)
    return found is not None and bool(found["value"]) and plain_name(found["label"]) in _said()


def is_empty_word(text: str) -> bool:
    """Whether ``text`` says, between brackets, that a list has no cards: "(none yet)"."""
    bracketed = text[:1] in _BRACKETS and _BRACKETS[text[:1]] == text[-1:]
    return bracketed and plain_name(text[1:-1]) in _nothing()


@lru_cache(maxsize=_REMEMBERED)
def column_of(heading: str) -> str:
    """Return the name of the table column headed ``heading`` ("Frage" -> "question"), empty if it is not known."""
    if heading.strip() in _NUMBER_SIGNS:
        return "id"
    if heading.strip(" \ufe0f") in _DOT_SIGNS:
        return "dots"
    if len(heading) > _LONGEST_COLUMN:
        return ""
    name = plain_name(_HUMP.sub(" ", heading).replace("_", " "))
    return _columns().get(name) or _fields().get(name, "")


@cache
def label_words(*names: str) -> frozenset[str]:
    """Return how the labels called ``names`` ("vote", "glossary") are written in all our languages, as compared."""
    return frozenset(plain_name(getattr(words.labels, name)) for words in all_words() for name in names)


@cache
def _fields() -> dict[str, str]:
    names = (*vocabulary("labels")["fields"], "tag")
    printed = {plain_name(getattr(words.labels, name)): name for words in all_words() for name in names}
    return _named("fields") | printed


@cache
def _said() -> frozenset[str]:
    return frozenset(plain_phrases(vocabulary("labels")["said"]))


@cache
def _nothing() -> frozenset[str]:
    return frozenset(plain_phrases(vocabulary("labels")["nothing"]))


@cache
def _columns() -> dict[str, str]:
    printed = {
        plain_name(getattr(words.labels, name)): name
        for words in all_words()
        for name in vocabulary("labels")["columns"]
        if hasattr(words.labels, name)
    }
    return printed | _named("columns")


def _named(table: str) -> dict[str, str]:
    written = vocabulary("labels")[table].items()
    return {phrase: name for name, words in written for phrase in plain_phrases(words) if phrase}
