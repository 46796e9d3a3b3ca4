"""Words put on the sheet: lines broken before are set at a place, in a size and a colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from workshop.publishing.picture.bidi import runs_right
from workshop.publishing.picture.drawing import TextRun
from workshop.publishing.picture.typeset import ACCENT, LEADING, Atom, SetLine, Style, set_line

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
