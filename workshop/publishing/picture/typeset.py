"""Words into lines: measured, broken where they may be, and placed letter run by letter run."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

from fontTools.unicodedata import script

from workshop.publishing.picture.bidi import levels, runs_right, visual
from workshop.publishing.picture.faces import CJK, Face, face_for, own_face

ACCENT: Final = "accent"
"""The colour of words that are to have their region's accent: which that is, is known when all is placed."""

LEADING: Final = 1.24
"""From one baseline to the next, at size 1."""

SNUG: Final = 0.995
"""How much of a measure is used: the kerning between words is not in the widths of words."""

MIXED: Final = 0.98
"""The same where letters run both ways: on a line they are parted otherwise than in words alone."""

_HAIR: Final = 1e-9
_SHUTS: Final = frozenset("、。，．：；！？）」』】〉》”’…ーぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_OPENS: Final = frozenset("（「『【〈《“‘")


class Style(NamedTuple):
    """How words look: weight, size beside the size of the text, colour."""

    weight: int = 400
    scale: float = 1.0
    colour: str = ""


class Atom(NamedTuple):
    """What is not parted at the end of a line. ``glue`` says that a space stands before it.

    What is ``tied`` begins no line: it goes to the next with the word before it.
    """

    text: str
    style: Style
    width: float
    glue: bool = True
    tied: bool = False


class Run(NamedTuple):
    """Letters of one face, size and direction; ``x`` and ``y`` are where its left end meets the baseline."""

    text: str
    face: Face
    size: float
    colour: str
    x: float
    y: float
    width: float
    right: bool = False


SetLine: TypeAlias = tuple[Run, ...]


@cache
def space(style: Style) -> float:
    """Return the width of a space at size 1 of the text."""
    return own_face(style.weight).width(" ") * style.scale


def atoms(text: str, style: Style) -> list[Atom]:
    """Return a text in pieces that stay whole: words, and letters of scripts without spaces."""
    pieces = ((piece, first) for word in text.split() for first, piece in enumerate(_pieces(word)))
    return [Atom(piece, style, width_of(piece, style), glue=not first) for piece, first in pieces]


def tied(text: str, style: Style) -> Atom:
    """Return a word that stays with the one before it and is not parted, such as a card's id."""
    return Atom(text, style, width_of(text, style), tied=True)


def _pieces(word: str) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and (_wide(letter) or _wide(piece[-1])) and letter not in _SHUTS and piece[-1] not in _OPENS:
            yield piece
            piece = ""
        piece += letter
    yield piece


@cache
def _wide(letter: str) -> bool:
    return letter > "\u2e7f" and (script(letter) in CJK or unicodedata.east_asian_width(letter) == "W")


@lru_cache(maxsize=65_536)
def width_of(text: str, style: Style) -> float:
    """Return how wide a text without spaces is, at size 1 of the text.

    Kept: the words of a sheet come again, and all of them on each sheet and at each size that is tried.
    """
    runs = _parts(text, [style] * len(text), right=runs_right(text))
    return sum(face.width(part, right=bool(level % 2)) * style.scale for part, face, _, level in runs)


class Text:
    """Atoms with their places on one endless line, so that it is quickly known where lines of a measure end."""

    def __init__(self, words: Sequence[Atom]) -> None:
        self.words = words
        self._starts: list[float] = []
        self._ends: list[float] = []
        self._snug = snug(words)
        self._widest = max((word.width for word in words), default=0.0)
        self._measures: list[float] = []
        self._counts: list[int] = []
        at = 0.0
        for word in words:
            at += space(word.style) if word.glue else 0.0
            self._starts.append(at)
            at += word.width
            self._ends.append(at)

    @property
    def length(self) -> float:
        """Return how long all of it is on one line."""
        return self._ends[-1] if self._ends else 0.0

    def ends(self, measure: float) -> list[int]:
        """Return after how many atoms each line of a measure ends; one that is wider stands on a line of its own."""
        room, first, found = measure * self._snug, 0, []
        while first < len(self._ends):
            end = bisect_right(self._ends, self._starts[first] + room + _HAIR, first)
            first = self._before_tied(max(end, first + 1), first)
            found.append(first)
        return found

    def _before_tied(self, end: int, first: int) -> int:
        """Return where a line that begins with ``first`` ends, so that the next begins with nothing tied, if it may."""
        before = end
        while before < len(self.words) and self.words[before].tied:
            before -= 1
        return before if before > first else end

    def count(self, measure: float) -> int:
        """Return how many lines of a measure it takes.

        A sheet tries hundreds of measures, and a wider one never takes more lines: what lies between two measures
        that take as many lines takes as many too, unless words have to be parted.
        """
        measures, counts = self._measures, self._counts
        at = bisect_left(measures, measure)
        if at < len(counts) and (measures[at] == measure or (at and counts[at - 1] == counts[at])):
            return counts[at]
        if self._widest > measure * self._snug:
            return len(broken(self.words, measure))
        count = len(self.ends(measure))
        measures.insert(at, measure)
        counts.insert(at, count)
        return count


def snug(words: Sequence[Atom]) -> float:
    """Return how much of a measure these words may use."""
    return MIXED if any(not word.text.isascii() and _any_right(word.text) for word in words) else SNUG


@cache
def _any_right(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)


def broken(words: Sequence[Atom], measure: float) -> list[list[Atom]]:
    """Return lines no wider than ``measure``; a word wider than that is parted between letters."""
    fitting = list(_fitting(words, measure * snug(words)))
    ends = Text(fitting).ends(measure)
    return [fitting[first:end] for first, end in zip([0, *ends], ends, strict=False)]


def _fitting(words: Sequence[Atom], room: float) -> Iterator[Atom]:
    for word in words:
        if word.width <= room:
            yield word
        else:
            yield from _parted(word, room)


def _parted(word: Atom, room: float) -> Iterator[Atom]:
    """Return the pieces of a word that is too wide: as many letters as fit, marks with what they stand on."""
    piece, glue = "", word.glue
    for letter in word.text:
        if piece and not unicodedata.combining(letter) and width_of(piece + letter, word.style) > room - _HAIR:
            yield Atom(piece, word.style, width_of(piece, word.style), glue)
            piece, glue = "", False
        piece += letter
    yield Atom(piece, word.style, width_of(piece, word.style), glue)


def line_width(line: Sequence[Atom]) -> float:
    """Return how wide a line is at size 1."""
    return sum(word.width + (space(word.style) if at and word.glue else 0.0) for at, word in enumerate(line))


def evenly(words: Sequence[Atom], measure: float) -> list[list[Atom]]:
    """Return as few lines as ``broken`` does, of about the same length: for headings."""
    lines = broken(words, measure)
    low, high = measure / max(1, len(lines)) * 0.8, measure
    for _ in range(8 if len(lines) > 1 else 0):
        middle = (low + high) / 2
        if len(narrower := broken(words, middle)) > len(lines):
            low = middle
        else:
            lines, high = narrower, middle
    return lines


def set_line(line: Sequence[Atom], size: float, at: tuple[float, float], measure: float, *, right: bool) -> SetLine:
    """Return the runs of a line in the order in which it is read; ``right`` is the direction of the whole text."""
    text = ""
    styles: list[Style] = []
    for place, atom in enumerate(line):
        if place and atom.glue:
            text += " "
            styles.append(styles[-1])
        text += atom.text
        styles += [atom.style] * len(atom.text)
    parts = _parts(text, styles, right=right)
    widths = [face.width(part, right=bool(lv % 2)) * style.scale * size for part, face, style, lv in parts]
    places = [0.0] * len(parts)
    x = at[0] + (measure - sum(widths) if right else 0.0)
    for place in visual([level for *_, level in parts]):
        places[place] = x
        x += widths[place]
    return tuple(
        Run(part, face, style.scale * size, style.colour, place, at[1], width, bool(level % 2))
        for (part, face, style, level), place, width in zip(parts, places, widths, strict=True)
    )


def _parts(text: str, styles: Sequence[Style], *, right: bool) -> list[tuple[str, Face, Style, int]]:
    """Return a text parted where the face, the style or the direction changes."""
    deep = levels(text, right=right) if right or not text.isascii() else [0] * len(text)
    marks: list[tuple[Face, Style, int]] = []
    for letter, style, level in zip(text, styles, deep, strict=True):
        face = marks[-1][0] if marks and _joins(letter, marks[-1][0]) and marks[-1][1] == style else None
        marks.append((face or face_for(letter, style.weight) or own_face(style.weight), style, level))
    parts: list[tuple[str, Face, Style, int]] = []
    at = 0
    for (face, style, level), group in groupby(marks):
        count = len(list(group))
        parts.append((text[at : at + count], face, style, level))
        at += count
    return parts


def _joins(letter: str, face: Face) -> bool:
    """Return whether a letter stays in the face of the one before it: marks, joiners and spaces do."""
    return (bool(unicodedata.combining(letter)) or letter in " \u200c\u200d\ufe0f") and (
        face.has(letter) or not letter.isspace()
    )


def missing_letters(text: str) -> str:
    """Return the letters for which this computer has no face, each once."""
    unseen = (c for c in dict.fromkeys(text) if not c.isspace() and c not in "\u200c\u200d\ufe0f")
    return "".join(c for c in unseen if not unicodedata.combining(c) and face_for(c, 400) is None)
