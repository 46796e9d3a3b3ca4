"""A summit: its tables, what was noticed when they were merged, and its themes in the order of the appendix."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from textual.widget import Widget

from workshop.keymap import Keyboard, bindings
from workshop.live.duplicates import Group, groups
from workshop.live.merge import gather, sessions_in
from workshop.live.open_folder import short
from workshop.live.workspace import Workspace
from workshop.model.ballots import some
from workshop.model.commands import PlaceTheme
from workshop.model.errors import Refused
from workshop.model.wall import table_count
from workshop.screens import navigation
from workshop.screens.appendix.preview import files_said
from workshop.screens.console_screen import MOVES
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.duplicates.screen import AlikePage, open_groups
from workshop.screens.summit.summit_rows import THEME, safe_overview
from workshop.screens.whole_session import ReadAsideScreen
from workshop.store.locations import session_folders
from workshop.store.merge import Merged
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows


class SummitPage(ReadAsideScreen):
    """What an organiser does with many tables. ``groups`` are the cards that look alike, once they were looked for.

    ``to_wall`` goes on to the wall at once.
    """

    BINDINGS = bindings("summit", "beside", "steps", "everywhere", plain=True) + MOVES

    CSS_PATH = Path(__file__).parent.parent / "appendix" / "appendix.tcss"
    places = ("summit", "beside", "everywhere")
    step = "Summit"

    action_summit_map = navigation.second_day
    action_summit_follow_up = navigation.follow_up
    action_summit_bulletin = navigation.bulletin
    action_summit_picture = navigation.graphic_record

    def __init__(self, workspace: Workspace, keyboard: Keyboard, *, to_wall: bool = False) -> None:
        super().__init__(workspace, keyboard)
        self._to_wall = to_wall
        self.groups: list[Group] | None = None
        self._counts = ""

    def body(self) -> Iterable[Widget]:
        """Return the tables and themes."""
        yield Rows("Reading …", id="rows")

    def on_mount(self) -> None:
        """Take the keys; the reading begins in the class above."""
        self.set_focus(self.rows)
        if self._to_wall:
            self.call_later(self.action_run, "live_wall")

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
            self.groups = await asyncio.to_thread(groups, session)
            self.while_here(self.show_status)

    def _show_rows(self, rows: list[Row], *, first: bool) -> None:
        self.rows.show(rows)
        if first:
            self.rows.go_to(rows[min(1, len(rows) - 1)].id)
        self.show_status()

    def facts(self) -> Iterable[str]:
        """Return what the tables hold, and whether cards look alike."""
        return self._counts, self._alike()

    def _alike(self) -> str:
        if self.groups is None:
            return "Looking for cards that say almost the same …"
        count = len(open_groups(self.session, self.groups))
        if not count:
            return "No two cards of different tables look alike."
        said = f"{count} group{'s of cards say' if count != 1 else ' of cards says'} almost the same"
        return f"{said}: A shows them. None is joined unasked."

    async def action_merge_more(self) -> None:
        """Bring in tables that come late, come corrected, or come again."""
        sources = await self._sources()
        loop = asyncio.get_running_loop()

        def progress(done: int, of: int) -> None:
            loop.call_soon_threadsafe(self.say, f"Merging: {done} of {of} are read …")

        merged = await asyncio.to_thread(gather, self.workspace.home, sources, self.workspace.folder.name, progress)
        self.workspace.noticed = (*merged.left_out, *merged.remarks)
        await self.workspace.take_up_tables()
        self.say(_said(merged))

    async def _sources(self) -> list[Path]:
        """Return the folders to merge: those of this home, or those of a folder that is named."""
        home = self.workspace.home
        here = [folder for folder in await asyncio.to_thread(session_folders, home) if folder != self.workspace.folder]
        options = [Option("elsewhere", "", "From another folder, such as a memory stick")]
        options += [Option(folder.name, "here", folder.name) for folder in here]
        question = "Merge which tables? A table that is here already is brought up to date"
        answer = await self.answer(Choose(question, options))
        if answer != "elsewhere":
            return [home.sessions / answer]
        written = await self.words(Ask("The folder of a session, or of several", hint="Its whole path · Esc cancels"))
        found = await asyncio.to_thread(_lying_in, written)
        if not found:
            raise Refused(
                f"No session lies in {written.strip()}. Name the folder that was copied, with its journal in it."
            )
        return found

    async def action_look_alike(self) -> None:
        """Show the cards that look alike, a group at a time."""
        if self.groups is None:
            raise Refused("The cards are still being compared. Try again in a moment.")
        if not open_groups(self.session, self.groups):
            raise Refused("No two cards of different tables look alike.")
        await self.visit(AlikePage(self.workspace, self.keyboard, self.groups))

    async def action_theme_earlier(self) -> None:
        """Move the theme at the cursor one place up."""
        await self._place(-1)

    async def action_theme_later(self) -> None:
        """Move the theme at the cursor one place down."""
        await self._place(2)

    async def _place(self, step: int) -> None:
        theme = self.rows.here.removeprefix(THEME)
        order = [each.id for each in self.session.live_themes()]
        if theme not in order:
            raise Refused("Go to a theme below the tables; , and . move it.")
        position = order.index(theme) + step
        if not 0 <= position <= len(order):
            raise Refused("It is at the end already.")
        await self.workspace.do(PlaceTheme(theme, order[position] if position < len(order) else ""))
        self.say("Moved. U undoes it.")

    async def action_publish(self) -> None:
        """Write the appendix of all tables, and say where it lies."""
        self.say("The appendix of all tables is being written …")
        exporter = self.workspace.auto_exporter
        kept = await exporter.written_now()
        if not kept.problem:
            files = files_said(exporter.folder, kept.files)
            self.say(f"Written into {short(exporter.folder)}: {files}. They hold all tables; hand out what you like.")

    async def action_live_wall(self) -> None:
        """Start the wall where it does not run, and show it; what has come meanwhile is taken up afterwards."""
        workspace = self.workspace
        if workspace.wall is None:
            hint = "Then the wall names who is missing · empty: not known · Esc cancels"
            answer = await self.answer(Ask("How many tables are to come?", hint=hint))
            self.say("The wall is being started …")
            await workspace.start_wall(table_count(answer) if answer.strip() else 0)
            self.say("")
        running = workspace.wall
        if running is None:
            return
        from workshop.screens.wall.screen import WallPage  # noqa: PLC0415 - only where a wall runs

        await self.visit(WallPage(running, self.keyboard, workspace.home.exports, workspace.end_wall))
        await workspace.take_up_tables()
        self.look_again()
        if workspace.wall is not None:
            self.say(f"The wall goes on at {running.address}. L shows it; it ends with this session or with Q there.")


def _said(merged: Merged) -> str:
    came = f"{some(merged.taken, 'session')} brought something new"
    note = " What was noticed stands below the tables." if merged.left_out or merged.remarks else ""
    return f"{came}, {merged.known} brought nothing new.{note}"


def _lying_in(written: str) -> list[Path]:
    return sessions_in(Path(written.strip().strip("'\"")).expanduser())
