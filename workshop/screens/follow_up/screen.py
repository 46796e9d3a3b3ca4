"""The follow-up: each experiment and line with what became of it, where nothing was heard, a status a key."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content

from workshop.keymap import Place, bindings
from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.follow_up import STATUSES
from workshop.model.follow_up_view import FollowedItem, follow_up_of
from workshop.screens import navigation
from workshop.screens.console_screen import MOVES
from workshop.screens.follow_up import actions
from workshop.screens.follow_up.follow_up_rows import (
    ORDERS,
    FollowUpFilter,
    counts_of,
    history_of,
    rows_of,
    sorted_by,
)
from workshop.screens.whole_session import ListWithDetailScreen
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.binding import BindingType

    from workshop.keymap import Keyboard
    from workshop.live.workspace import Workspace
    from workshop.model.session import Session

EMPTY: Final = (
    "Nothing to follow up yet. Esc goes back to the table: record an experiment, or write a line on the map (8)."
)
NONE_LISTED: Final = "None of them is listed. ; shows others."


class FollowUpPage(ListWithDetailScreen):
    """What an organiser does in the weeks after. ``by`` is the role whose news is noted, once it was asked for."""

    CSS_PATH = Path(__file__).with_name("follow_up.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("following", "beside", "steps", "everywhere", plain=True),
        *MOVES,
    ]
    places: ClassVar[tuple[Place, ...]] = ("following", "beside", "steps", "everywhere")
    step = "Follow-up"
    foot_lines = 2
    detail = "history"
    empty = EMPTY

    action_status_not_started = actions.noting(STATUSES[0])
    action_status_looking = actions.noting(STATUSES[1])
    action_status_under_way = actions.noting(STATUSES[2])
    action_status_worked = actions.noting(STATUSES[3])
    action_status_did_not = actions.noting(STATUSES[4])
    action_status_dropped = actions.noting(STATUSES[5])
    action_status_went_into = actions.noting(STATUSES[6])
    action_news_details = actions.details
    action_news_bulletin = navigation.bulletin
    action_news_review = actions.review
    action_news_by = actions.who
    action_news_order = actions.order
    action_news_filter = actions.sift
    action_news_search = actions.search
    action_news_mark = actions.mark

    def __init__(self, workspace: Workspace, keyboard: Keyboard) -> None:
        super().__init__(workspace, keyboard)
        self.by = ""
        self.order = "silence"
        self.sieve = FollowUpFilter()
        self.items: tuple[FollowedItem, ...] = ()
        self._seen: Session | None = None

    @property
    def today(self) -> str:
        """Return the day here."""
        return date.today().isoformat()  # noqa: DTZ011 - the day here

    def bring_up_to_date(self) -> None:
        """Show how everything stands; what changed elsewhere costs nothing."""
        super().bring_up_to_date()
        if self._seen is not self.session:
            self._seen = self.session
            self.items = follow_up_of(self.session, contacts=True)
        self.show_items()

    def show_items(self) -> None:
        """Show the items that are listed, the counts, and the news of the one at the cursor."""
        today = self.today
        listed = sorted_by((item for item in self.items if self.sieve.passes(item, today)), self.order)
        self.rows.empty = NONE_LISTED if self.items else EMPTY
        first = self.rows.cursor_row is None
        self.rows.show(rows_of(listed, today))
        if first and listed:
            self.rows.go_to(listed[0].item)
        title = f"{self.sieve.said.upper()} {len(listed)} · by {ORDERS[self.order].lower()}"
        self.rows.border_title = Content(title)
        told = f"News as told by: {self.by}" if self.by else "A status asks once who says it"
        self.put("#facts", f"{counts_of(self.items, today)}\n{told} (B changes it)." if self.items else "")
        self.show_detail()

    def show_detail(self) -> None:
        """Show the news of the item at the cursor."""
        row = self.rows.cursor_row
        history = self.query_one("#history", Rows)
        history.show(history_of(self.item(row.id), self.today) if row else [])
        history.border_title = Content(f"NEWS OF {row.label}" if row else "")

    async def on_rows_picked(self, message: Rows.Picked) -> None:
        """Show the details of what was clicked twice."""
        message.stop()
        if message.twice:
            await self.action_run("news_details")

    def sift(self, sieve: FollowUpFilter) -> None:
        """List other items."""
        self.sieve = sieve
        self.while_here(lambda: self.rows.choose(frozenset()))
        self.while_here(self.show_items)

    def sort(self, order: str) -> None:
        """List the items in another order, from its beginning."""
        self.order = order
        self.show_items()
        if self.rows.rows:
            self.rows.go_to(self.rows.rows[0].id)

    def item(self, inner: str) -> FollowedItem:
        """Return an item by its inner id. Raises ``Refused`` where it is gone."""
        for item in self.items:
            if item.item == inner:
                return item
        raise Refused("That is no longer here.")

    def items_here(self) -> tuple[FollowedItem, ...]:
        """Return the marked items, else the one at the cursor. Raises ``Refused`` where there is none."""
        marked = tuple(self.item(row.id) for row in self.rows.rows if row.id in self.rows.chosen)
        row = self.rows.cursor_row
        if not (marked or row):
            raise Refused("There is nothing here to note news of.")
        return marked or (self.item(row.id),) if row else marked

    async def note(self, notes: tuple[c.StatusNote, ...]) -> None:
        """Note news in one act, and take the marks away."""
        await self.do(c.NoteStatuses(notes))
        self.while_here(lambda: self.rows.choose(frozenset()))
        self.while_here(self.bring_up_to_date)
