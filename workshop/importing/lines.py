"""One line of a document, as a reader hands it on: its words and what it looks like."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, auto
from typing import Final

USUAL: Final = "insight"
"""What cards are in a list without a name: people note what was said before what to do."""
AUTHOR: Final = "author"
"""The kind of a label that names who wrote a card."""
ORDER: Final = "order"
"""The kind of a label that tells, in our own papers, in which order the cards of a theme were said."""
SPEAKER: Final = "speaker"
"""The kind of a label that names who sent a chat's message, and when."""
DELETED: Final = "deleted"
"""The kind of a label that has words which were deleted with changes tracked."""
NO_LIST: Final = frozenset({"", AUTHOR, SPEAKER, DELETED, ORDER})
"""Kinds of labels that name no list."""

_COMMON: Final = frozenset("·•-*+–o")
DONE: Final = "done"
"""The tag of a card whose box was ticked."""
PICTURES: Final = "\u25ff"
"""Glyphs behind this one are small pictures."""
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_CHINESE: Final = (*"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五")


class Role(IntEnum):
    """What a line is; a reader says so where its format does, else the outline finds out.

    Numbers, because a set of them is asked for each line, and theirs is the hash that costs nothing.
    """

    UNKNOWN = auto()
    TITLE = auto()
    SUBTITLE = auto()
    THEME = auto()
    QUESTION = auto()
    LIST = auto()
    CARD = auto()
    MORE = auto()
    DETAIL = auto()
    COUNTS = auto()
    LABEL = auto()
    TERM = auto()
    NOTE = auto()


ASIDE = frozenset({Role.NOTE, Role.LABEL, Role.TERM})
"""Roles of lines that stand beside the themes: nothing is told by where they are."""


@dataclass(slots=True)
class PaperLine:
    """One line: ``number`` from 1, its words without the ``glyph`` before them.

    ``indent`` counts columns before the glyph; ``gap`` tells of a blank line before; ``level`` is the rank
    of a heading (0: none); ``strong`` says that the whole line is bold or underlined. ``kind`` is the kind
    of a list's cards, empty for a list that stays notes, and ``certain`` tells that its name means nothing else;
    of a card that its list's name does not reach, and, where a reader knows it, the name of a detail.
    ``words_on`` is the line of the words where the glyph stands alone above them (0: beside them).
    ``is_parted`` says that a title, question, card or list's name has its own place, so that it means what it says.
    ``is_done`` says that a card's box was ticked, ``is_unmarked`` that a mark such as bold around the whole line was
    taken off, ``items`` how many cards the line of the source holds (0: one),
    ``is_mended`` that a person said what it is, ``is_unlisted`` that its row of a table names no list,
    ``has_lost_marks`` that some of its words were bold or slanted and are not any more, ``is_signed`` that "+" or "-"
    before it told its kind. ``parent`` of a card is the one that it stands under, of a theme the heading above its
    own, if that is not a theme itself. ``said`` is a card's place in its theme where our own paper keeps it beside the
    words, from 1; else 0.
    """

    number: int
    text: str
    glyph: str = ""
    indent: int = 0
    gap: bool = False
    level: int = 0
    strong: bool = False
    role: Role = Role.UNKNOWN
    kind: str = ""
    is_parted: bool = False
    words_on: int = 0
    certain: bool = False
    parent: PaperLine | None = None
    is_done: bool = False
    is_unmarked: bool = False
    items: int = 0
    is_mended: bool = False
    is_unlisted: bool = False
    has_lost_marks: bool = False
    is_signed: bool = False
    said: int = 0

    @property
    def whole(self) -> str:
        """The line with its glyph, as a note shows it."""
        return f"{self.glyph} {self.text}" if self.glyph else self.text


def is_numbered(line: PaperLine) -> bool:
    """Whether the line's glyph counts: "1.", "(a)", "iv."."""
    return line.glyph not in _COMMON and line.glyph.strip("().、．/°º-").replace(".", "").isalnum()


def numbers_of(line: PaperLine) -> tuple[tuple[str, int], ...]:
    """Return what the line's glyph counts, by the way of counting: 2 for "2." and "(b)", 4 for "iv."; "i." is two.

    Capitals count for themselves.
    """
    mark = line.glyph.strip("().-、．/°º")
    head, dot, last = mark.rpartition(".")
    if last.isdecimal():
        return ((head + dot, int(last)),)
    if mark in _CHINESE:
        return (("一", _CHINESE.index(mark) + 1),)
    if not mark.isascii() or not last.isalnum():
        return ()
    letters, roman, small = ("a", "i", last) if last.islower() else ("A", "I", last.lower())
    ways = ((letters, ord(small) - ord("a") + 1),) if len(last) == 1 else ()
    return (*ways, (roman, _ROMAN.index(small) + 1)) if small in _ROMAN else ways


def continues(line: PaperLine, before: PaperLine) -> bool:
    """Whether the line goes on counting where ``before`` stopped, in the same way."""
    ends = [each.glyph[-1:].strip("0123456789") for each in (line, before)]
    if not line.glyph or not before.glyph or ends[0] != ends[1]:
        return False
    return bool({(way, number + 1) for way, number in numbers_of(before)}.intersection(numbers_of(line)))


def counts_alike(line: PaperLine, other: PaperLine) -> bool:
    """Whether the glyphs of both may be of one way of counting; what does not count is alike."""
    ways, others = ({way for way, _ in numbers_of(each)} for each in (line, other))
    return bool(ways & others) or not (ways or others)


def begins_counting(line: PaperLine) -> bool:
    """Whether the line is the first of its numbering."""
    return any(number == 1 for _, number in numbers_of(line))
