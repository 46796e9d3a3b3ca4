"""Home: the sessions of this folder, and what can be begun. It says what to do where there is nothing yet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from workshop.keymap import ACTIONS, Keyboard, bindings
from workshop.model.ballots import some
from workshop.screens.console_screen import MOVES, PATIENCE, ConsoleScreen
from workshop.screens.home.home_rows import DO, about, first_steps, rows_of
from workshop.store.locations import Home
from workshop.widgets.foot import Foot, Hint
from workshop.widgets.head import Head, HeadState
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from workshop.store.catalogue import Catalogue


class HomeView(ConsoleScreen):
    """The list of sessions, the last one changed first.

    ``opens`` is called with the folder of a session that is to be opened, and the shown id of a card to go to; with
    ``wall`` a summit's wall is to be shown.
    """

    CSS_PATH = Path(__file__).with_name("home.tcss")
    BINDINGS = bindings("home", "everywhere", plain=True) + MOVES
    places = ("home", "everywhere")

    class Rehearsal(Message):
        """A rehearsal with pretend people is to be opened."""

    def __init__(self, home: Home, keyboard: Keyboard, opens: Callable[..., object]) -> None:
        super().__init__(keyboard)
        self.home = home
        self._opens = opens
        self.catalogue: Catalogue | None = None
        self.sessions: dict[str, dict[str, Any]] = {}
        self._opened = ""
        self._read_all = asyncio.Event()

    def compose(self) -> ComposeResult:
        """Return the list, more of what is at its cursor, and the foot."""
        yield Head(HeadState("workshop"))
        yield Rows("Reading the sessions …", id="sessions")
        yield Static(id="about")
        yield Static(id="said")
        yield Foot(lines=2)

    def on_mount(self) -> None:
        """Take the keys; the sessions are read meanwhile."""
        self.set_focus(self.rows)
        self.show_hints()

    def on_screen_resume(self) -> None:
        """Read what there is, also after a session was left; keys may be others now."""
        self.show_hints()
        self._read_all.clear()
        self.run_worker(self._read, group="catalogue", description="Read the sessions", exclusive=True)  # type: ignore[arg-type]

    async def ready(self) -> None:
        """Return once the sessions have been read, unless that takes long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._read_all.wait(), PATIENCE)

    async def _read(self) -> None:
        self.catalogue = catalogue = await asyncio.to_thread(_catalogue, self.home)
        if not (self.query(Head) and self.query("#about")):  # it has been left meanwhile
            return
        here = self._opened or (self.rows.here if self.sessions else "")
        self.sessions = {row["slug"]: row for row in catalogue.sessions()}
        self.rows.choose(self.rows.chosen & self.sessions.keys())
        self.show_sessions()
        if not (here and self.rows.go_to(here)):
            self.rows.go_to(self.rows.rows[0 if self.sessions else 1].id)
        self.show_hints()
        self._opened = ""
        self.show_about()
        count = len(self.sessions)
        self.query_one(Head).show(HeadState("workshop", some(count, "session") if count else ""))
        if catalogue.remark:
            self.say(catalogue.remark)
        self._read_all.set()

    def show_sessions(self) -> None:
        """Show the sessions, or what can be done where there are none."""
        rows = rows_of(self.home, list(self.sessions.values()), self.app.size.width)
        self.rows.show(rows or first_steps(self.keyboard, ACTIONS))

    def show_about(self) -> None:
        """Say more of the session at the cursor."""
        session = self.sessions.get(self.rows.here)
        self.put("#about", about(self.home, session, self._key) if session else "")
        self.query_one("#about").display = session is not None

    def hints(self) -> list[Hint]:
        """Return the footer's hints; those that are about sessions where there are some, and the way out last."""
        idle = () if self.sessions else ("find", "mark_session", "export_now")
        hints = [hint for hint in super().hints() if hint.action not in idle]
        return sorted(hints, key=lambda hint: hint.action == "quit")

    def _key(self, name: str) -> str:
        return next(self.keyboard.shown(command) for command in ACTIONS if command.name == name)

    def on_resize(self) -> None:
        """Return the columns the room there is."""
        if self.sessions:
            self.show_sessions()

    @property
    def at_cursor(self) -> Path | None:
        """Return the folder of the session at the cursor."""
        return self.home.sessions / self.rows.here if self.rows.here in self.sessions else None

    def open(self, folder: Path, card: str = "", *, wall: bool = False) -> None:
        """Let a session be opened, or a summit's wall."""
        self._opened = folder.name
        self._opens(folder, card, wall=wall)

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Say more of what the cursor came to."""
        message.stop()
        self.show_about()

    async def on_rows_picked(self, message: Rows.Picked) -> None:
        """Open what was clicked twice; do at once what a line only says that it does."""
        message.stop()
        if message.twice or message.row_id.startswith(DO):
            await self.action_run("open")


def _catalogue(home: Home) -> Catalogue:
    from workshop.store.catalogue import Catalogue  # noqa: PLC0415 - TinyDB; after the first paint

    return Catalogue(home)
