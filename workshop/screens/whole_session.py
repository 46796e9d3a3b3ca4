"""The base of the pages about a whole session, whatever theme the table is at: facts above, and what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from workshop.screens.session_screen import SessionScreen

if TYPE_CHECKING:
    from textual.widget import Widget


class WholeSessionScreen(SessionScreen):
    """A page without a theme; what is to be known first is put into ``#facts``."""

    theme = None

    def top(self) -> Widget:
        """Return the facts."""
        return Static(id="facts")
