"""A page with one list: the keys that move its cursor."""

from __future__ import annotations

from typing import Final

from workshop.screens.page import Page
from workshop.widgets.moves import moves
from workshop.widgets.rows import Rows

MOVES: Final = tuple(moves("screen."))
"""The bindings of what holds the list."""


class Listed(Page):
    """A page whose list takes the cursor keys."""

    @property
    def rows(self) -> Rows:
        """Return the list."""
        raise NotImplementedError

    def action_step(self, rows: int) -> None:
        """Move the cursor by a row."""
        self.rows.action_step(rows)

    def action_turn(self, pages: int) -> None:
        """Move the cursor by a page."""
        self.rows.action_turn(pages)

    def action_end(self, place: str) -> None:
        """Move the cursor to the first or last row."""
        self.rows.action_end(place)

    def on_rows_left(self, message: Rows.Left) -> None:
        """Stay: below the list there is nothing."""
        message.stop()
