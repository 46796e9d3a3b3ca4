"""A page beside the table with one list, in which the usual keys move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from workshop.screens.sidepage import SidePage
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.binding import BindingType

_WAYS = {"up": "step(-1)", "down": "step(1)", "pageup": "turn(-1)", "pagedown": "turn(1)"}
WAYS: list[BindingType] = [Binding(key, f"screen.rows_{way}", show=False, priority=True) for key, way in _WAYS.items()]
"""Keys that move the cursor of the list."""


class ListPage(SidePage):
    """A page beside the table; it has one ``Rows``."""

    def action_rows_step(self, rows: int) -> None:
        """Move the cursor by a row."""
        self.query_one(Rows).action_step(rows)

    def action_rows_turn(self, pages: int) -> None:
        """Move the cursor by a page."""
        self.query_one(Rows).action_turn(pages)
