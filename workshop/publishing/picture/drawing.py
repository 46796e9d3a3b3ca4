"""A sheet laid out: one list of shapes and words in the order in which they are painted and read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

from workshop.publishing.picture.bidi import runs_right
from workshop.publishing.picture.sheet import Size
from workshop.publishing.picture.typeset import ACCENT, LEADING, Atom, SetLine, Style, set_line

PAPER: Final = "#ffffff"
INK: Final = "#17202a"
SUN: Final = "#ffd166"
QUIET: Final = "#56606b"

ACCENTS: Final = ("#0b4f8a", "#a33a08", "#00604a", "#6b2a78", "#7a5200", "#2f4858", "#8a1c4c", "#1b6a7c")
"""After Okabe and Ito, darkened until white words on each have a contrast of more than 5 : 1."""


def accent(number: int) -> str:
    """Return the accent of the region with that number."""
    return ACCENTS[number % len(ACCENTS)]


def tint(colour: str, share: float = 0.1) -> str:
    """Return ``colour`` thinned with paper."""
    return mixed(colour, PAPER, share)


def mixed(colour: str, behind: str, share: float) -> str:
    """Return ``behind`` with a share of ``colour`` over it."""
    pairs = ((int(colour[at : at + 2], 16), int(behind[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(below - (below - above) * share):02x}" for above, below in pairs)


Step: TypeAlias = tuple[str, tuple[float, ...]]

_ROUND: Final = 0.5523
"""How far a Bézier curve's handle reaches for a quarter of a circle."""


class Shape(NamedTuple):
    """An outline of M, L, C and Z steps in points from the top left; ``fill`` and ``stroke`` are colours or empty."""

    steps: tuple[Step, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: tuple[float, float] = (0.0, 0.0)


class TextRun(NamedTuple):
    """A text that was set. ``role`` is title, question, heading, line, list, card or foot; ``key`` a card's id.

    ``on`` is the colour behind it.
    """

    role: str
    key: str
    text: str
    lines: tuple[SetLine, ...]
    on: str


class Box(NamedTuple):
    """Where something stands: a region, or what is in it (``region`` is its number)."""

    role: str
    region: int
    x: float
    y: float
    width: float
    height: float


class Drawing(NamedTuple):
    """The whole sheet. ``text_size`` is the size of the cards' words in points."""

    title: str
    about: str
    language: str
    size: Size
    text_size: float
    items: tuple[Shape | TextRun, ...]
    boxes: tuple[Box, ...]

    @property
    def words(self) -> list[TextRun]:
        """Return the texts in the order in which they are read."""
        return [item for item in self.items if isinstance(item, TextRun)]

    @property
    def smallest(self) -> float:
        """Return the size of the smallest words, in points."""
        return min(run.size for words in self.words for line in words.lines for run in line)


def rectangle(x: float, y: float, width: float, height: float, fill: str) -> Shape:
    """Return a rectangle from its top left corner."""
    return polygon(((x, y), (x + width, y), (x + width, y + height), (x, y + height)), fill)


def circle(x: float, y: float, radius: float, fill: str) -> Shape:
    """Return a circle round a point."""
    r, h = radius, radius * _ROUND
    return Shape(
        (
            ("M", (x, y - r)),
            ("C", (x + h, y - r, x + r, y - h, x + r, y)),
            ("C", (x + r, y + h, x + h, y + r, x, y + r)),
            ("C", (x - h, y + r, x - r, y + h, x - r, y)),
            ("C", (x - r, y - h, x - h, y - r, x, y - r)),
            ("Z", ()),
        ),
        fill,
    )


def polygon(corners: tuple[tuple[float, float], ...], fill: str) -> Shape:
    """Return a closed outline of straight lines."""
    first, *rest = corners
    return Shape((("M", first), *(("L", corner) for corner in rest), ("Z", ())), fill)


def road(corners: list[tuple[float, float]], radius: float) -> tuple[Step, ...]:
    """Return a line through corners that are rounded; its parts are upright or level."""
    steps: list[Step] = [("M", corners[0])]
    for before, here, after in zip(corners, corners[1:], corners[2:], strict=False):
        start, end = _towards(here, before, radius), _towards(here, after, radius)
        one, two = _towards(here, before, radius * (1 - _ROUND)), _towards(here, after, radius * (1 - _ROUND))
        steps += [("L", start), ("C", (*one, *two, *end))]
    return (*steps, ("L", corners[-1]))


def _towards(start: tuple[float, float], end: tuple[float, float], by: float) -> tuple[float, float]:
    """Return the point ``by`` away from one point towards another, at most half the way."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = abs(dx) + abs(dy)
    share = min(by, length / 2) / length if length else 0.0
    return start[0] + dx * share, start[1] + dy * share


MIDDLE: Final = 0.33
"""How far the middle of a capital letter is above the baseline."""


class Spot(NamedTuple):
    """Where a text begins (its top left), how wide it may be, the size of text, and the distance of lines at size 1."""

    x: float
    y: float
    width: float
    size: float
    leading: float = LEADING


class Ink(NamedTuple):
    """The colour of words, what is behind them, and the accent of what is to stand out in them."""

    words: str
    behind: str
    accent: str = ""


def put(what: tuple[str, str, str], lines: Sequence[Sequence[Atom]], spot: Spot, ink: Ink) -> TextRun:
    """Return a text (its role, its card's id or nothing, its words) set from a top left corner."""
    role, key, text = what
    right = runs_right(text)
    placed: list[SetLine] = []
    y = spot.y
    for line in lines:
        coloured = [atom._replace(style=_coloured(atom.style, ink)) for atom in line]
        tall = max(atom.style.scale for atom in line) * spot.size
        at = (spot.x, y + (spot.leading / 2 + MIDDLE) * tall)
        placed.append(set_line(coloured, spot.size, at, spot.width, right=right))
        y += spot.leading * tall
    return TextRun(role, key, text, tuple(placed), ink.behind)


def _coloured(style: Style, ink: Ink) -> Style:
    return style._replace(colour=ink.accent if style.colour == ACCENT else ink.words)
