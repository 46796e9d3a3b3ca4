"""What people type is data: here it loses what could act on a terminal, a page or a document.

Applied when text is typed, when it is loaded and when it is written out. Cleaning twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from workshop.model.errors import Refused

CARD_LIMIT: Final = 2_000
"""Characters of one card. The longest of 159 cards of a real summit has 281; more is a paper, not a line."""

TITLE_LIMIT: Final = 200
"""Characters of a title or a name: it must stand whole on a projector."""

QUESTION_LIMIT: Final = 500
"""Characters of a question: it must stay whole on a screen of 80 by 24."""

NOTE_LIMIT: Final = 10_000
"""Characters of a note: room for what a paper carries beside its cards."""

LABEL_LIMIT: Final = 60
"""Characters of a tag, a term or a kind: it stands beside other things on one line."""

FIELD_LIMIT: Final = 500
"""Characters of an experiment's field: a sentence or two."""

MARKS_IN_A_ROW: Final = 4
"""Combining marks kept on one character: Vietnamese and pointed Hebrew need three; sixty deface a screen."""

_INVISIBLE: Final = re.compile(
    "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)|"
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""What is dropped; a black flag with the tags of a region (England, Scotland, Wales …) stays, as group 1."""

_JOINERS: Final = "\u200c\u200d"
"""Marks go on piling up after one of these."""

_READABLE: Final = frozenset("LNPS")
"""The first letters of the categories that can be read: letters, numbers, punctuation, symbols."""

_FILLERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and a symbol by their category, and blank all the same."""

_PERHAPS_MARKS: Final = re.compile(r"[^\w\s\x00-\u02ff]{5}")
"""A cheap sign of many combining marks in a row; a run of dashes shows it too."""
_LINE_ENDS: Final = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
_DROPPED: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
_EMOJI: Final = range(0x1F000, 0x1FB00)
"""Newer emoji are unassigned in older Pythons; they are kept all the same."""


def clean(text: str) -> str:
    """Return ``text`` without control, private, unassigned and direction-changing characters.

    Lines end in line feeds, tabs become spaces, at most ``MARKS_IN_A_ROW`` combining marks follow one
    another, the result is in normal form C. Joiners (U+200C, U+200D) and variation selectors stay: Persian,
    Indic scripts and emoji need them; tag characters stay in the flag of a region and nowhere else.
    """
    if text.isprintable() and (text.isascii() or _is_plain(text)):
        return text
    whole = text.encode("utf-8", "replace").decode("utf-8")
    lines = _LINE_ENDS.sub("\n", whole).replace("\t", " ")
    kept = "".join(c for c in _INVISIBLE.sub(r"\1", lines) if _is_kept(c))
    return _few_marks(unicodedata.normalize("NFC", kept))


def one_line(text: str) -> str:
    """Return ``text`` cleaned, on one line, without blanks at its ends; blanks inside a line stay as typed."""
    cleaned = clean(text)
    if "\n" in cleaned:
        cleaned = " ".join(line.strip() for line in cleaned.split("\n") if line.strip())
    return cleaned.strip()


def plain(text: str) -> str:
    """Return a title or a name as it is compared: capitals and the width of blanks do not matter."""
    return " ".join(text.casefold().split())


def many_lines(text: str) -> str:
    """Return ``text`` cleaned, without blanks at line ends or blank lines at its ends."""
    return "\n".join(line.rstrip() for line in clean(text).split("\n")).strip("\n")


def within(text: str, limit: int, what: str) -> str:
    """Return ``text`` if it has at most ``limit`` characters, else raise ``Refused``, naming ``what``."""
    if len(text) > limit:
        raise Refused(f"{what} may have {limit:,} characters, and this has {len(text):,}. Please shorten it.")
    return text


def needed(text: str, what: str) -> str:
    """Return ``text`` if there is something to read in it, else raise ``Refused``, naming ``what``."""
    if text[:1].isascii() and text[:1].isalnum():
        return text
    if not any(unicodedata.category(c)[0] in _READABLE and c not in _FILLERS for c in text):
        raise Refused(f"{what} needs some words.")
    return text


def _is_kept(character: str) -> bool:
    if character == "\n":
        return True
    category = unicodedata.category(character)
    if category == "Cn":
        return ord(character) in _EMOJI
    return category not in _DROPPED


def _is_plain(text: str) -> bool:
    """Return whether printable text is in normal form, with few marks; in Latin-1 all text is."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return unicodedata.is_normalized("NFC", text) and not _PERHAPS_MARKS.search(text)
    return True


def _few_marks(text: str) -> str:
    if not _PERHAPS_MARKS.search(text):
        return text
    kept: list[str] = []
    run = 0
    for character in text:
        if character not in _JOINERS:
            run = run + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if run <= MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)
