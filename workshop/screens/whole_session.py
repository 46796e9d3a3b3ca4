"""The base of the pages about a whole session, whatever theme the table is at: facts above, and what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from workshop.live.autosave import shows
from workshop.model.entry import Entry
from workshop.screens.session_screen import SessionScreen
from workshop.widgets.rows import Rows


class WholeSessionScreen(SessionScreen):
    """A page without a theme; what is to be known first is put into ``#facts``."""

    theme = None

    def top(self) -> Widget:
        """Return the facts."""
        return Static(id="facts")


class ReadAsideScreen(WholeSessionScreen):
    """A page that is read, beside the loop, whenever what stands in it may be another."""

    def on_mount(self) -> None:
        """Read; the watching begins in the class above."""
        self.look_again()

    def matters(self, entries: Sequence[Entry]) -> bool:
        """Return whether entries may change what is shown."""
        return shows(entries)

    def show_status(self) -> None:
        """Show the head and what is to be known."""
        super().show_status()
        self.put("#facts", "\n".join(self.facts()))

    def facts(self) -> Iterable[str]:
        """Return what is to be known, a line each."""
        raise NotImplementedError


class ListWithDetailScreen(WholeSessionScreen):
    """A page with a list, and beside it, where there is room, what belongs to the row at the cursor.

    ``detail`` is the id of what stands beside the list; ``empty`` is said where nothing is listed.
    """

    DEFAULT_CSS = """
    ListWithDetailScreen #sides { height: 1fr; }
    ListWithDetailScreen Rows { height: 1fr; border-top: heavy $accent; background: $background; width: 3fr; }
    ListWithDetailScreen .detail { border-top: heavy $secondary; width: 2fr; margin: 0 0 0 1; }
    ListWithDetailScreen.-narrow .detail { display: none; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - an instance's in Textual
    detail: ClassVar[str]
    empty: ClassVar[str]

    def body(self) -> Iterable[Widget]:
        """Return the list, and what stands beside it."""
        with Horizontal(id="sides"):
            yield Rows(self.empty, id="rows")
            beside = Rows(id=self.detail, classes="detail")
            beside.can_focus = beside.cursor_shown = False
            yield beside

    def on_mount(self) -> None:
        """Take the keys; the watching begins in the class above."""
        self.set_focus(self.rows)

    def show_detail(self) -> None:
        """Show what belongs to the row at the cursor."""
        raise NotImplementedError

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Show what belongs to another row."""
        message.stop()
        self.while_here(self.show_detail)
