"""One row of a list: what it says, how it is laid into lines, and how a line of it is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from workshop.widgets.wrapping import shorten, wrap

if TYPE_CHECKING:
    from rich.style import Style

_PIECE: Final = re.compile(r"(\w+)")

GUTTER: Final = 2
"""Cells before a row: the cursor's and the mark's."""


class Row(NamedTuple):
    """What is shown: ``label`` before the text, ``marks`` (words such as "hidden") after it, ``more`` below it.

    The words of the text that are ``shared`` are marked.
    """

    id: str
    label: str
    text: str
    marks: str = ""
    more: tuple[str, ...] = ()
    quiet: bool = False
    shared: frozenset[str] = frozenset()


class Laid(NamedTuple):
    """A row in lines of one width; its marks stand beside the last line if they fit, else below it."""

    row: Row
    width: int
    lines: tuple[str, ...]
    beside: bool

    @property
    def height(self) -> int:
        """Return how many lines it takes."""
        return len(self.lines) + len(self.row.more) + (not self.beside)


def lay(row: Row, width: int) -> Laid:
    """Return a row in lines of ``width`` cells."""
    lines = wrap(row.text, width)
    beside = not row.marks or cell_len(row.marks) < width - cell_len(lines[-1])
    return Laid(row, width, lines, beside)


def draw(laid: Laid, inside: int, gutter: str, label_width: int, style: Callable[[str], Style]) -> list[Segment]:
    """Return the line number ``inside`` of a row; ``style`` gives the style of a part by its name."""
    label = f"{laid.row.label if inside == 0 else '':<{label_width}} " if label_width else ""
    return [Segment(gutter, style("marks")), Segment(label, style("label")), *_words(laid, inside, style)]


def _words(laid: Laid, inside: int, style: Callable[[str], Style]) -> list[Segment]:
    row, count, width = laid.row, len(laid.lines), laid.width
    if inside < count:
        words = _text(laid.lines[inside], row, style)
        if not (row.marks and laid.beside and inside == count - 1):
            return words
        return [*words, *_at_right(row.marks, width - cell_len(laid.lines[inside]), style)]
    if not laid.beside and inside == count:
        return _at_right(shorten(row.marks, width), width, style)
    below = row.more[inside - count - (not laid.beside)]
    return [Segment("  " + shorten(below, width - 2), style("more"))]


def _text(line: str, row: Row, style: Callable[[str], Style]) -> list[Segment]:
    plain = style("quiet" if row.quiet else "")
    if not row.shared:
        return [Segment(line, plain)]
    pieces = (piece for piece in _PIECE.split(line) if piece)
    return [Segment(piece, style("shared") if piece in row.shared else plain) for piece in pieces]


def _at_right(marks: str, room: int, style: Callable[[str], Style]) -> list[Segment]:
    return [Segment(" " * (room - cell_len(marks)), style("")), Segment(marks, style("marks"))]
