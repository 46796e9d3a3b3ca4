"""Cards with a place for a number beside each. Only the number at the cursor is shown: the room is watching."""

from __future__ import annotations

from typing import Final

from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

LONGEST: Final = 11
"""Characters of "10000/10000"."""


class Numbers(Rows):
    """Rows beside which numbers are typed while ``asking`` is true.

    ``typed`` is row id → what is typed and not taken yet; of the rows in ``taken`` it is said that they were.
    """

    def __init__(self, empty: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(empty, id=id)
        self.asking = False
        self.typed: dict[str, str] = {}
        self.taken: set[str] = set()
        self._plain: list[Row] = []
        self._open: dict[str, str] = {}

    def fill(self, rows: list[Row], openly: dict[str, str]) -> None:
        """Show these rows; ``openly`` are the numbers that may be seen."""
        self._plain, self._open = rows, openly
        self.mark_all()

    def mark_all(self) -> None:
        """Bring what stands beside the rows up to date."""
        here = self.here
        self.show([row._replace(marks=self._mark(row.id, here)) for row in self._plain])

    def on_rows_moved(self) -> None:
        """Show the number where the cursor is now, and no other."""
        self.mark_all()

    def _mark(self, row: str, here: str) -> str:
        if not self.asking:
            return ""
        typed = self.typed.get(row, "")
        if row == here:
            shown = f"{typed}_"
        elif typed:
            shown = "typed"
        else:
            shown = self._open.get(row) or ("taken" if row in self.taken else "__")
        return f"by hand {shown:>{LONGEST - 3}}"

    def type(self, character: str) -> None:
        """Write a character of the number at the cursor; an empty one takes the last one back."""
        row = self.cursor_row
        if row is None or not self.asking:
            return
        typed = self.typed.get(row.id, "")
        typed = (typed + character)[:LONGEST] if character else typed[:-1]
        self.typed[row.id] = typed
        if not typed:
            del self.typed[row.id]
        self.mark_all()

    def step(self, rows: int) -> None:
        """Go to another row, from the last to the first."""
        ids = [row.id for row in self._plain]
        if self.here:
            self.go_to(ids[(ids.index(self.here) + rows) % len(ids)])
            self.mark_all()
