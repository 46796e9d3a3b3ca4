"""Home: the sessions of this folder, and what can be begun. It says what to do where there is nothing yet."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from workshop.commands import Keyboard, Place, bindings
from workshop.screens.page import Page
from workshop.widgets.foot import Foot
from workshop.widgets.head import Head, HeadState
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from workshop.store.catalogue import Catalogue
    from workshop.store.locations import Home

EMPTY = "Nothing recorded yet. Press N to start a table, or I to bring in a paper."


class Sessions(Vertical):
    """The list. Its keys take effect in the order in which they are pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("home", "everywhere", also=True)]


class HomePage(Page):
    """The list of sessions, the last one changed first."""

    CSS_PATH = "home.tcss"
    deed_files: ClassVar[tuple[str, ...]] = ("home_deeds",)
    places: ClassVar[tuple[Place, ...]] = ("home", "everywhere")

    class Opened(Message):
        """A session is to be opened; ``card`` is the shown id of a card to go to."""

        def __init__(self, folder: Path, card: str = "") -> None:
            super().__init__()
            self.folder = folder
            self.card = card

    def __init__(self, home: Home, keyboard: Keyboard) -> None:
        super().__init__(keyboard)
        self.home = home
        self.catalogue: Catalogue | None = None

    def compose(self) -> ComposeResult:
        """Give the list between head and foot."""
        yield Head(HeadState("workshop"))
        with Sessions():
            yield Rows("Reading the sessions …", id="sessions")
        yield Static(id="said")
        yield Foot()

    @property
    def rows(self) -> Rows:
        """Give the list."""
        return self.query_one("#sessions", Rows)

    def on_mount(self) -> None:
        """Take the keys; the sessions are read meanwhile."""
        self.set_focus(self.rows)
        self.call_after_refresh(self.load_deeds)
        self.show_hints()

    def on_screen_resume(self) -> None:
        """Read what there is, also after a session was left."""
        self.run_worker(self._read(), group="catalogue", description="Read the sessions", exclusive=True)

    async def _read(self) -> None:
        self.catalogue = catalogue = await asyncio.to_thread(_catalogue, self.home)
        if not self.is_attached:
            return
        sessions = sorted(catalogue.sessions(), key=lambda row: -row["changed"])
        rows = [_row(self.home, session) for session in sessions]
        self.rows.empty = EMPTY
        self.rows.show(rows)
        if self.rows.cursor_row is not None and not self._said:
            self.rows.go_to(rows[0].id)
        self.rows.refresh()
        count = f"{len(rows)} session{'s' if len(rows) != 1 else ''}"
        self.query_one(Head).show(HeadState("workshop", count))
        if catalogue.remark:
            self.say(catalogue.remark)

    def open(self, folder: Path, card: str = "") -> None:
        """Let a session be opened."""
        self.post_message(self.Opened(folder, card))

    def on_rows_picked(self, message: Rows.Picked) -> None:
        """Open what was clicked twice."""
        message.stop()
        if message.twice:
            self.open(self.home.sessions / message.row_id)


def _catalogue(home: Home) -> Catalogue:
    from workshop.store.catalogue import Catalogue  # noqa: PLC0415 - TinyDB; after the first paint

    return Catalogue(home)


def _row(home: Home, session: dict[str, Any]) -> Row:
    table = f"Table {session['table']}" if session["table"] else "Summit" if session["summit"] else ""
    if session["problem"]:
        return Row(session["slug"], table, session["title"], "damaged", (session["problem"],))
    counts = [f"{n} {(one if n == 1 else many).lower()}" for _, one, many, n in session["kinds"]]
    written = "appendix" if (home.exports / session["slug"]).is_dir() else ""
    marks = "  ".join(part for part in (*counts, _when(session["changed"]), written) if part)
    return Row(session["slug"], table, session["title"], marks)


def _when(moment: int) -> str:
    if not moment:
        return ""
    then, now = datetime.fromtimestamp(moment / 1000).astimezone(), datetime.now().astimezone()
    days = (now.date() - then.date()).days
    if days == 0:
        return then.strftime("today %H:%M")
    return then.strftime("yesterday %H:%M" if days == 1 else "%Y-%m-%d")
