"""Rows one below the other: how many lines each takes at a width, and which row a line belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from workshop.widgets.row import GUTTER, Laid, Row, lay


class Stack:
    """Rows and their lines. Each row is wrapped once per width; without a width there are no lines yet."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.label_width = 0
        self.width = 0
        self._laid: list[Laid] = []
        self._tops: list[int] = [0]

    @property
    def before(self) -> int:
        """Return the cells before the words: the gutter's and the labels'."""
        return GUTTER + self.label_width + (1 if self.label_width else 0)

    @property
    def height(self) -> int:
        """Return how many lines there are."""
        return self._tops[-1]

    def show(self, rows: list[Row]) -> None:
        """Take other rows; those that stand where they stood keep their lines."""
        same = _common(self.rows, rows)
        self.rows = rows
        cells = self.width + self.before
        labels = max((len(row.label) for row in rows[same:]), default=0)
        if labels > self.label_width:
            self.label_width, same = labels, 0
        if self.width:
            self._lay_out(same, max(1, cells - self.before))

    def fit(self, cells: int) -> bool:
        """Lay the rows into lines of so many cells, labels and all; say whether that changed anything."""
        width = max(1, cells - self.before) if cells else 0
        if width == self.width:
            return False
        self._lay_out(0, width)
        return True

    def row_at(self, line: int) -> int:
        """Return the position of the row that a line belongs to."""
        return max(0, min(bisect_right(self._tops, line) - 1, len(self.rows) - 1))

    def lines_of(self, position: int) -> tuple[int, int]:
        """Return the first line of a row, and the first below it."""
        return self._tops[position], self._tops[position + 1]

    def laid_at(self, position: int) -> Laid:
        """Return a row in its lines."""
        return self._laid[position]

    def position_of(self, row_id: str) -> int | None:
        """Return where a row stands."""
        return next((n for n, row in enumerate(self.rows) if row.id == row_id), None)

    def _lay_out(self, start: int, width: int) -> None:
        """Lay the rows out from ``start`` on; what was laid out before at this width is used again."""
        known = {laid.row.id: laid for laid in self._laid[start:]} if width == self.width else {}
        if width != self.width:
            start, self.width = 0, width
        del self._laid[start:]
        for row in self.rows[start:] if width else ():
            laid = known.get(row.id)
            self._laid.append(laid if laid is not None and laid.row == row else lay(row, width))
        del self._tops[start + 1 :]
        heights = (laid.height for laid in self._laid[start:])
        self._tops[start:] = accumulate(heights, initial=self._tops[start])


def _common(old: Sequence[Row], new: Sequence[Row]) -> int:
    """Return how many rows the two begin with alike."""
    shorter = min(len(old), len(new))
    if old[:shorter] == new[:shorter]:
        return shorter
    return next(n for n in range(shorter) if old[n] is not new[n] and old[n] != new[n])
