"""A page beside the table with one list, in which the usual keys move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.screens.sidepage import SidePage
from workshop.widgets.moves import moves
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.binding import BindingType

WAYS: list[BindingType] = [*moves("screen.rows_")]
"""Keys that move the cursor of the list."""


class ListPage(SidePage):
    """A page beside the table; it has one ``Rows``."""

    def action_rows_step(self, rows: int) -> None:
        """Move the cursor by a row."""
        self.query_one(Rows).action_step(rows)

    def action_rows_turn(self, pages: int) -> None:
        """Move the cursor by a page."""
        self.query_one(Rows).action_turn(pages)

    def action_rows_end(self, place: str) -> None:
        """Move the cursor to the first or last row."""
        self.query_one(Rows).action_end(place)
