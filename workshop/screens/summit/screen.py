"""A summit: its tables, what was noticed when they were merged, and its themes in the order of the appendix."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from workshop.keymap import Place, bindings
from workshop.live.autosave import shows
from workshop.screens import navigation
from workshop.screens.console_screen import MOVES
from workshop.screens.duplicates.open_groups import open_groups
from workshop.screens.summit import actions, wall_actions
from workshop.screens.summit.summit_rows import THEME, safe_overview
from workshop.screens.whole_session import WholeSessionScreen
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from workshop.keymap import Keyboard
    from workshop.live.duplicates import Group
    from workshop.live.workspace import Workspace
    from workshop.model.entry import Entry
    from workshop.widgets.row import Row


class SummitPage(WholeSessionScreen):
    """What an organiser does with many tables. ``groups`` are the cards that look alike, once they were looked for.

    ``to_wall`` goes on to the wall at once.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("summit", "beside", "steps", "everywhere", plain=True), *MOVES]

    CSS_PATH = Path(__file__).parent.parent / "appendix" / "appendix.tcss"
    places: ClassVar[tuple[Place, ...]] = ("summit", "beside", "everywhere")
    step = "Summit"

    action_merge_more = actions.merge_more
    action_look_alike = actions.look_alike
    action_live_wall = wall_actions.live_wall
    action_publish = actions.publish
    action_summit_map = navigation.second_day
    action_summit_follow_up = navigation.follow_up
    action_summit_bulletin = navigation.bulletin
    action_summit_picture = navigation.graphic_record
    action_theme_earlier = actions.theme_earlier
    action_theme_later = actions.theme_later

    def __init__(self, workspace: Workspace, keyboard: Keyboard, *, to_wall: bool = False) -> None:
        super().__init__(workspace, keyboard)
        self._to_wall = to_wall
        self.groups: list[Group] | None = None
        self._counts = ""

    def body(self) -> Iterable[Widget]:
        """Return the tables and themes."""
        yield Rows("Reading …", id="rows")

    def on_mount(self) -> None:
        """Take the keys, and read; the watching begins in the class above."""
        self.set_focus(self.rows)
        self.look_again()
        if self._to_wall:
            self.call_later(self.action_run, "live_wall")

    def matters(self, entries: Sequence[Entry]) -> bool:
        """Return whether entries may change what is shown."""
        return shows(entries)

    def on_screen_resume(self) -> None:
        """Count anew what is still alike, also after a look at it."""
        self.show_status()

    async def read(self) -> None:
        """Read the tables, beside the loop, and show them; then look for cards that are alike."""
        first = not self._counts
        session = self.session
        shown = await asyncio.to_thread(safe_overview, self.workspace.folder, session, self.workspace.noticed)
        self._counts = shown.counts
        self.while_here(lambda: self._show_rows(shown.rows, first=first))
        if self.is_attached:
            await self._look_for_groups()

    def _show_rows(self, rows: list[Row], *, first: bool) -> None:
        self.rows.show(rows)
        if first:
            self.rows.go_to(rows[min(1, len(rows) - 1)].id)
        self.show_status()

    async def _look_for_groups(self) -> None:
        from workshop.live.duplicates import groups  # noqa: PLC0415 - its library; only here

        session = self.session
        self.groups = await asyncio.to_thread(groups, session)
        self.while_here(self.show_status)

    def show_status(self) -> None:
        """Show the head and the events."""
        super().show_status()
        self.put("#facts", f"{self._counts}\n{self._alike()}")

    def _alike(self) -> str:
        if self.groups is None:
            return "Looking for cards that say almost the same …"
        count = len(open_groups(self.session, self.groups))
        if not count:
            return "No two cards of different tables look alike."
        said = f"{count} group{'s of cards say' if count != 1 else ' of cards says'} almost the same"
        return f"{said}: A shows them. None is joined unasked."

    def theme_here(self) -> str:
        """Return the theme at the cursor; empty on another row."""
        row = self.rows.cursor_row
        return row.id.removeprefix(THEME) if row and row.id.startswith(THEME) else ""
