"""Settings of this home: what a session begins with, the colours, and the key of every command."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Vertical
from textual.widgets import Static

from workshop.keymap import PLACES, Place, at, bindings
from workshop.live.publish import USUAL
from workshop.screens.console_screen import MOVES, ConsoleScreen
from workshop.screens.settings import actions
from workshop.store.settings import keep_setting, read_settings
from workshop.widgets.foot import Foot
from workshop.widgets.head import Head, HeadState
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from workshop.keymap import Action, Keyboard
    from workshop.store.locations import Home


class Choices(Vertical):
    """The settings. Its keys take effect in the order in which they are pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, *bindings("settings", "everywhere", plain=True)]


class SettingsPage(ConsoleScreen):
    """The settings, a line each; what is changed is kept at once."""

    CSS_PATH = Path(__file__).with_name("settings.tcss")
    places: ClassVar[tuple[Place, ...]] = ("settings", "everywhere")

    action_change_setting = actions.change_setting
    action_usual_setting = actions.usual_setting
    action_leave_settings = actions.leave_settings

    def __init__(self, home: Home, keyboard: Keyboard) -> None:
        super().__init__(keyboard)
        self.home = home
        self.settings: dict[str, Any] = dict(read_settings(home))

    def compose(self) -> ComposeResult:
        """Return the list between head and foot."""
        yield Head(HeadState("Settings", "every change is kept at once"))
        with Choices():
            yield Rows(id="choices")
        yield Static(id="said")
        yield Foot()

    def on_mount(self) -> None:
        """Begin at the first setting."""
        self.set_focus(self.rows)
        self.show_settings()
        self.rows.go_to("table")
        self.show_hints()
        self.watch(self.app, "theme", self.show_settings, init=False)

    def show_settings(self) -> None:
        """Show every setting as it is."""
        self.rows.show([*rows_of(self.settings, self.app.theme, self.keyboard)])

    async def keep(self, name: str, value: Any) -> None:  # noqa: ANN401 - a setting is any JSON value
        """Keep a setting; nothing (``None``) is the usual. Raises ``NotWritten``; it holds until the end then."""
        self.settings.pop(name, None)
        if value is not None:
            self.settings[name] = value
        self.show_settings()
        await asyncio.to_thread(keep_setting, self.home, name, value)

    def choose_keys(self, chosen: Mapping[str, str]) -> None:
        """Let other keys be the keys from now on."""
        self.keyboard.choose(chosen)
        self.app.set_keymap(self.keyboard.keymap())
        self.show_hints()

    async def on_rows_picked(self, message: Rows.Picked) -> None:
        """Change what was clicked twice."""
        message.stop()
        if message.twice:
            await self.action_run("change_setting")


def rows_of(settings: Mapping[str, Any], theme: str, keyboard: Keyboard) -> Iterator[Row]:
    """Return a line for each setting."""
    yield Row("sessions", "", "A NEW SESSION BEGINS WITH", quiet=True)
    yield Row("table", "", "Table", str(settings.get("table") or "no number"))
    yield Row("language", "", "Language", str(settings.get("language") or "en"))
    yield Row("looks", "", "THE PROGRAM", quiet=True)
    yield Row("theme", "", "Colours", f"{theme}, of high contrast")
    yield Row("formats", "", "The appendix is written as", ", ".join(map(str, settings.get("formats") or USUAL)))
    for place, heading in PLACES.items():
        yield Row(f"place:{place}", "", f"KEYS {heading.upper()}", quiet=True)
        for command in at(place):
            yield _key(command, keyboard)


def _key(command: Action, keyboard: Keyboard) -> Row:
    usual = type(keyboard)().shown(command)
    marks = "" if keyboard.shown(command) == usual else f"usually {usual}"
    return Row(f"key:{command.name}", keyboard.shown(command), command.title, marks)
