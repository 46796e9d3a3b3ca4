"""The head of a sheet, a dark band with its title and its question, and its foot with counts and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from workshop.publishing.picture.bidi import runs_right
from workshop.publishing.picture.blocks import LEAST, Block
from workshop.publishing.picture.drawing import (
    INK,
    MIDDLE,
    PAPER,
    QUIET,
    SUN,
    Box,
    Ink,
    Shape,
    Spot,
    TextRun,
    put,
    rectangle,
)
from workshop.publishing.picture.sheet import Sheet, Size
from workshop.publishing.picture.typeset import Atom, Style, atoms, broken, evenly, line_width
from workshop.wording.document_words import is_right_to_left

MARGIN: Final = 0.032
"""Of the sheet's height."""

LARGEST: Final = 0.08
ROOMY: Final = (0.15, 0.13, 0.11, 0.095)
"""How large the title may be, of the sheet's height; larger where little was said."""

TIGHT: Final = 1.04
"""The distance of two lines of the title or question, at size 1."""

TITLE: Final = Style(900)
QUESTION: Final = Style(600)
FOOT: Final = Style(400)


@dataclass(frozen=True, slots=True)
class FittedText:
    """Words at a size at which they fit, in lines; ``tall`` is how high they are in points."""

    text: str
    size: float
    lines: list[list[Atom]]
    leading: float = TIGHT

    @property
    def tall(self) -> float:
        """Return how high the lines are."""
        return len(self.lines) * self.size * self.leading


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round the grid: ``top`` and ``bottom`` are where the grid may begin and must end.

    ``from_right`` says that its first region is the one at the right, as its language is read.
    """

    size: Size
    margin: float
    title: FittedText
    question: FittedText
    foot: FittedText
    from_right: bool = False

    @property
    def band(self) -> float:
        """Return how high the dark band is."""
        pad = self.margin * 0.75
        return 2 * pad + max(self.title.tall, self.question.tall)

    @property
    def top(self) -> float:
        """Return where the grid begins."""
        return self.band + self.strip + self.margin * 0.8

    @property
    def strip(self) -> float:
        """Return how high the strip of accents under the band is."""
        return self.margin * 0.22

    @property
    def bottom(self) -> float:
        """Return where the grid ends."""
        return self.size.height - self.margin * 1.3 - self.foot.tall

    @property
    def width(self) -> float:
        """Return how wide the grid is."""
        return self.size.width - 2 * self.margin

    def left_of(self, x: float, width: float) -> float:
        """Return how far right of the grid's left edge something begins that is ``x`` from where one reads first."""
        return self.width - x - width if self.from_right else x


def framed(sheet: Sheet, size: Size, largest: float = LARGEST) -> Frame:
    """Return the frame of a sheet: the title as large as it can be, the question the largest after it."""
    margin = size.height * MARGIN
    width, most = size.width - 2 * margin, size.height * largest
    share = width * (0.5 if sheet.question else 1.0)
    title = _fitted(sheet.title, TITLE, share, most, 1)
    if title.size < most * 0.7:
        title = _fitted(sheet.title, TITLE, share, most * 0.66, 2)
    room = width - _question_left(title, width, margin)
    question = _fitted(sheet.question, QUESTION, room, title.size * 0.66, 3)
    foot_size = max(LEAST, size.height * 0.0105)
    parts = [atom for at, part in enumerate(sheet.foot) for atom in atoms(f"{'· ' if at else ''}{part}", FOOT)]
    foot = FittedText("   ·   ".join(sheet.foot), foot_size, broken(parts, width / foot_size), 1.3)
    return Frame(size, margin, title, question, foot, is_right_to_left(sheet.language))


def _question_left(title: FittedText, width: float, margin: float) -> float:
    """Return how far right of the title's left edge the question begins."""
    used = max((line_width(line) for line in title.lines), default=0.0) * title.size
    return max(used + 1.6 * margin, width * 0.3)


def _fitted(text: str, style: Style, width: float, most: float, lines: int) -> FittedText:
    """Return words as large as they can be in so many lines without parting a word; more lines where they are long."""
    words = atoms(text, style)
    widest = max((word.width for word in words), default=0.0)
    size = min(most, width * 0.99 / widest) if widest else most
    while len(set_lines := evenly(words, width / size)) > lines and size > most * 0.34:
        size *= 0.95
    return FittedText(text, size, set_lines)


def draw_head(frame: Frame, blocks: Sequence[Block]) -> Iterator[Shape | TextRun | Box]:
    """Return the band with title and question; under it a strip that shows how much was said where."""
    margin, band = frame.margin, frame.band
    yield rectangle(0, 0, frame.size.width, frame.size.height, PAPER)
    yield rectangle(0, 0, frame.size.width, band, INK)
    title, question = frame.title, frame.question
    left = _question_left(title, frame.width, margin)
    right = runs_right(title.text)
    wide = left - margin if question.text else frame.width
    at = Spot(frame.size.width - margin - wide if right else margin, (band - title.tall) / 2, wide, title.size, TIGHT)
    yield put(("title", "", title.text), title.lines, at, Ink(PAPER, INK))
    if question.text:
        x = margin if right else margin + left
        at = Spot(x, _question_top(frame), frame.width - left, question.size, TIGHT)
        yield put(("question", "", question.text), question.lines, at, Ink(SUN, INK))
    yield from _strip(frame, blocks)


def _question_top(frame: Frame) -> float:
    """Return where the question begins: on the title's last baseline, or in the middle where it is of more lines."""
    title, question = frame.title, frame.question
    middle = (frame.band - question.tall) / 2
    if len(question.lines) > len(title.lines):
        return middle
    below = TIGHT / 2 - MIDDLE
    return (frame.band + title.tall) / 2 - below * title.size + below * question.size - question.tall


def _strip(frame: Frame, blocks: Sequence[Block]) -> Iterator[Shape]:
    weights = [max(1, block.region.weight) for block in blocks]
    x = 0.0
    for block, weight in zip(blocks, weights, strict=True):
        width = frame.size.width * weight / sum(weights)
        left = frame.size.width - x - width if frame.from_right else x
        yield rectangle(left, frame.band, width, frame.strip, block.colour)
        x += width


def draw_foot(frame: Frame) -> Iterator[TextRun]:
    """Return counts, place and date."""
    y = frame.size.height - frame.margin * 0.75 - frame.foot.tall
    at = Spot(frame.margin, y, frame.width, frame.foot.size, frame.foot.leading)
    yield put(("foot", "", frame.foot.text), frame.foot.lines, at, Ink(QUIET, PAPER))
