"""The console: wires a home and a session to the screens, and sees to it that leaving loses nothing."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.events import Key, Paste
from textual.reactive import Initialize, Reactive
from textual.theme import BUILTIN_THEMES, Theme

from workshop.keymap import Keyboard
from workshop.keymap.overrides import checked
from workshop.live import interpreter
from workshop.model.errors import NotWritten, WorkshopError
from workshop.screens.driver import steady
from workshop.store.settings import keep_setting, read_settings
from workshop.widgets.colours import DARK, LIGHT, THEMES
from workshop.widgets.stylesheet import KeptStylesheet

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.events import Event
    from textual.screen import Screen

    from workshop.live.follower import SessionFollower
    from workshop.live.running_wall import RunningWall
    from workshop.live.workspace import Workspace
    from workshop.screens.console_screen import ConsoleScreen
    from workshop.screens.home.screen import HomePage
    from workshop.screens.phones.screen import PhonesPage
    from workshop.store.locations import Home

_THEMES: Final = {**BUILTIN_THEMES, **{theme.name: theme for theme in THEMES}}

ARRIVED_WITHIN: Final = 10.0
"""Seconds for which keys wait for a session that is being opened, or closed."""

HUNG_UP: Final = 129
"""The exit status where the terminal has gone away, as a shell gives it for SIGHUP."""

SCREENS: Final = Path(__file__).parent / "screens"
"""Where style sheets lie; Textual loads those of a screen that is pushed, and not of the first."""


class Console(App[int]):
    """The program on the terminal. With a ``first`` page it opens there, with a workspace at its table, else at home.

    ``phones`` says where phones may join from the start.
    """

    ENABLE_COMMAND_PALETTE = False
    theme: Reactive[str] = Reactive(Initialize(lambda app: app.colours))  # type: ignore[attr-defined]

    def __init__(
        self,
        home: Home,
        workspace: Workspace | None = None,
        keyboard: Keyboard | None = None,
        phones: tuple[str, int] | None = None,
        first: ConsoleScreen | None = None,
    ) -> None:
        settings = read_settings(home)
        keys = checked(settings.get("keys"))
        self.colours = LIGHT.name if settings.get("theme") == LIGHT.name else DARK.name
        style = first.CSS_PATH if first is not None else "home/home.tcss" if workspace is None else "table/table.tcss"
        super().__init__(css_path=SCREENS / str(style))
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())
        self.home = home
        self.workspace = workspace
        self.moving: tuple[Path, str, int] | None = None
        self._phones = phones
        self._first = first
        self._arrived = asyncio.Event()
        self._arrived.set()
        self.keyboard = keyboard or Keyboard(keys.chosen)
        self.remarks = keys.remarks
        self.set_keymap(self.keyboard.keymap())

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Return Textual's themes and our own; known from the start, so that the styles are made once."""
        return _THEMES

    def get_driver_class(self) -> type[Driver]:
        """Return the driver of this system, which leaves in good order where the terminal has gone away."""
        return steady(super().get_driver_class(), self._gone)

    def _gone(self) -> None:
        with suppress(RuntimeError):  # the program is ending already
            self.call_later(self.exit, HUNG_UP)

    def _fatal_error(self) -> None:
        """Tell of a mistake of the program in a sentence: the room is watching."""
        from rich.text import Text  # noqa: PLC0415 - as long as nothing is wrong, neither is needed

        from workshop.screens.crash_report import told  # noqa: PLC0415 - as above

        if self._exception is not None and not self._exit_renderables:
            self._exit_renderables.append(Text(told(self.home.path, self._exception)))
        self._close_messages_no_wait()

    def get_default_screen(self) -> Screen[None]:
        """Begin at the table, or at home."""
        if self._first is not None:
            return self._first
        if self.workspace is not None:
            return self._table(self.workspace)
        from workshop.screens.home.screen import HomePage  # noqa: PLC0415 - not to open a session

        return HomePage(self.home, self.keyboard, self.open_session)

    def _table(self, workspace: Workspace, card: str = "", *, play: bool = False) -> Screen[None]:
        if play:
            from workshop.screens.rehearsal import RehearsalTable  # noqa: PLC0415 - as below

            return RehearsalTable(workspace, self.keyboard)
        from workshop.screens.table.screen import Table  # noqa: PLC0415 - not to show what there is

        return Table(workspace, self.keyboard, card)

    def on_mount(self) -> None:
        """Leave in good order when the terminal or the machine goes away."""
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self.exit, 128 + number)

    def on_ready(self) -> None:
        """Show how to join, where phones were asked for."""
        interpreter.settle()
        self.run_worker(asyncio.to_thread(_tidy), group="tidy", description="Remove what was pasted and left behind")
        if self.remarks:
            self._page.say(" ".join(self.remarks))
        if self.workspace is not None and self._phones is not None:
            from workshop.screens.phones.screen import PhonesPage  # noqa: PLC0415 - most sessions begin without
            from workshop.screens.phones.view import At  # noqa: PLC0415 - as above

            self.push_screen(PhonesPage(self.workspace, self.keyboard, at=At(*self._phones)))

    def on_resize(self) -> None:
        """Paint everything: a terminal made smaller and as large again at once has forgotten what stood there."""
        if self.screen_stack:
            self.screen.refresh()

    def on_console_screen_colours(self) -> None:
        """Change between dark and light, and keep that for the next time."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
        keeping = asyncio.to_thread(self._keep, self.theme)
        self.run_worker(keeping, group="settings", description="Keep the colours")

    def _keep(self, theme: str) -> None:
        with suppress(NotWritten):
            keep_setting(self.home, "theme", theme)

    @property
    def _page(self) -> ConsoleScreen:
        return self.screen  # type: ignore[return-value]

    def open_session(self, folder: Path, card: str = "", *, play: bool = False, wall: bool = False) -> None:
        """Open a session's table; what is typed meanwhile waits for it.

        ``card`` is the shown id of a card to go to. ``play`` it, if it is a rehearsal; show its ``wall``, if it is a
        summit.
        """
        self._arrived.clear()
        opening = self._open(folder, card, play=play, wall=wall)
        self.run_worker(opening, group="session", description="Open a session", exclusive=True)

    async def on_event(self, event: Event) -> None:
        """Let keys reach the page that is being gone to, and not the one that is being left."""
        if isinstance(event, Key | Paste) and not self._arrived.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), ARRIVED_WITHIN)
        await super().on_event(event)

    def on_home_view_rehearsal(self) -> None:
        """Prepare a rehearsal and open it."""
        self.run_worker(self._rehearse(), group="session", description="Prepare the rehearsal", exclusive=True)

    async def _rehearse(self) -> None:
        from workshop.rehearsal.rehearsal import prepare  # noqa: PLC0415 - only here

        page: HomePage = self.screen  # type: ignore[assignment]
        try:
            self.open_session(await prepare(self.home), play=True)
        except WorkshopError as error:
            page.say(str(error))

    async def _open(self, folder: Path, card: str, *, play: bool, wall: bool) -> None:
        from workshop.live.workspace import Workspace  # noqa: PLC0415 - not to show what there is

        try:
            self.workspace = workspace = Workspace(self.home, folder)
            await self.push_screen(self._table(workspace, card, play=play))
        except WorkshopError as error:
            self._page.say(str(error))
            return
        finally:
            self._arrived.set()
        if wall:
            self.call_later(self._page.action_run, "live_wall")

    def on_phones_view_moving(self, message: PhonesPage.Moving) -> None:
        """Close the session, so that it can move to another laptop; whoever started the console sees to that."""
        if self.workspace is not None:
            self.moving = self.workspace.folder, message.host, message.port
            self.exit(0)

    def on_console_screen_left(self) -> None:
        """Close the session and go home, or leave the program where it began with this page."""
        if len(self.screen_stack) == 1 or self.workspace is None:
            self.exit(0)
        else:
            self._arrived.clear()
            self.run_worker(self._close(), group="session", description="Close the session", exclusive=True)

    async def _close(self) -> None:
        workspace, self.workspace = self.workspace, None
        try:
            if workspace is not None:
                await workspace.close()
            await self.pop_screen()
        finally:
            self._arrived.set()
        if workspace is not None and workspace.auto_exporter.kept.problem:
            page: ConsoleScreen = self.screen  # type: ignore[assignment]
            page.say(workspace.auto_exporter.kept.problem)


def _tidy() -> None:
    from workshop.store.pasted import clear_left_behind  # noqa: PLC0415 - after the first paint

    clear_left_behind()


def board_console(home: Home, follower: SessionFollower) -> Console:
    """Return a console that shows the board of a session which another process may be writing."""
    from workshop.screens.board.screen import BoardScreen  # noqa: PLC0415 - not to open a session
    from workshop.screens.board.way_in import joining_elsewhere  # noqa: PLC0415 - as above

    keyboard = Keyboard()
    board = BoardScreen(follower, keyboard, joining=partial(joining_elsewhere, follower))
    return Console(home, None, keyboard, first=board)


def wall_console(home: Home, running: RunningWall) -> Console:
    """Return a console that shows a live summit's wall."""
    from workshop.screens.wall.screen import WallPage  # noqa: PLC0415 - not to open a session

    keyboard = Keyboard()
    return Console(home, None, keyboard, first=WallPage(running, keyboard, home.exports))


def rehearsal_console(home: Home, workspace: Workspace, *, fast: bool = False) -> Console:
    """Return a console with a rehearsal at its table."""
    from workshop.screens.rehearsal import RehearsalTable  # noqa: PLC0415 - not to open a session

    keyboard = Keyboard()
    return Console(home, workspace, keyboard, first=RehearsalTable(workspace, keyboard, fast=fast))


async def run(app: Console, *, headless: bool = False) -> int:
    """Run the console; return the exit status. What is left to write is written once the terminal is free again.

    It is written whatever became of the console. Raises ``NotWritten`` where the appendix could not be written.
    """
    interpreter.answer_keys_first()
    try:
        await app.run_async(headless=headless)
    finally:
        if app.workspace is not None:
            await app.workspace.close()
    if app.workspace is not None and app.workspace.auto_exporter.kept.problem:
        raise NotWritten(app.workspace.auto_exporter.kept.problem)
    return app.return_code or app.return_value or 0
