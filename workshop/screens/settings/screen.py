"""Settings of this home: what a session begins with, the colours, and the key of every command."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.containers import Vertical
from textual.widgets import Static

from workshop.keymap import ACTIONS, PLACES, Keyboard, Place, at, bindings, shown
from workshop.keymap.overrides import checked, clash, key_of, problem
from workshop.live.new_session import NewSession
from workshop.live.publish import NAMES, USUAL, chosen_formats
from workshop.model.errors import Refused
from workshop.screens.console_screen import MOVES, ConsoleScreen
from workshop.screens.dialogs import Ask
from workshop.screens.settings.press import Press
from workshop.screens.setup import fields as setup_fields
from workshop.store.settings import keep_setting, read_settings
from workshop.widgets.foot import Foot
from workshop.widgets.head import Head, HeadState
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from workshop.keymap import Action
    from workshop.store.locations import Home


class Choices(Vertical):
    """The settings. Its keys take effect in the order in which they are pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, *bindings("settings", "everywhere", plain=True)]


_BY_NAME: Final[Mapping[str, Action]] = {command.name: command for command in ACTIONS}

_HINTS: Final[Mapping[str, str]] = {
    "table": "It begins every id of a new session; empty for none · Enter saves",
    "language": "Such as en, cy, fr, de, es or ar · Enter saves",
}


class SettingsPage(ConsoleScreen):
    """The settings, a line each; what is changed is kept at once."""

    CSS_PATH = Path(__file__).with_name("settings.tcss")
    places: ClassVar[tuple[Place, ...]] = ("settings", "everywhere")

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

    async def action_change_setting(self) -> None:
        """Change the setting at the cursor."""
        part, name = self._at_cursor()
        if part == "key":
            await self._change_key(_BY_NAME[name])
        elif part == "theme":
            self.post_message(self.Colours())
        elif part == "formats":
            await self._change_formats()
        elif part in _HINTS:
            await self._change_field(part)
        else:
            raise Refused("This is a heading. Go to a setting below it.")

    async def action_usual_setting(self) -> None:
        """Return the setting at the cursor its usual value again."""
        part, name = self._at_cursor()
        if part == "key":
            chosen = {other: key for other, key in self.keyboard.chosen.items() if other != name}
            await self._keep_keys(chosen, f"“{_BY_NAME[name].title}” has {Keyboard().shown(_BY_NAME[name])} again.")
        elif part == "theme":
            if self.app.theme != "dark":
                self.post_message(self.Colours())
        elif part == "formats" or part in _HINTS:
            await self.keep(part, None)
        else:
            raise Refused("This is a heading. Go to a setting below it.")

    async def action_leave_settings(self) -> None:
        """Go back; everything is kept."""
        self.dismiss()

    def _at_cursor(self) -> tuple[str, str]:
        row = self.rows.cursor_row
        part, _, name = (row.id if row else "").partition(":")
        return part, name

    async def _change_field(self, name: str) -> None:
        value = str(self.settings.get(name) or "")
        answer = await self.ask(Ask(setup_fields.BY_NAME[name].label, value, _HINTS[name]))
        if answer is None:
            return
        wrong = setup_fields.problem(NewSession().session, name, answer) if answer.strip() else ""
        if wrong:
            raise Refused(wrong)
        await self.keep(name, answer.strip() or None)

    async def _change_formats(self) -> None:
        value = ", ".join(self.settings.get("formats") or USUAL)
        hint = f"Of {', '.join(NAMES)}; several by commas · Enter saves"
        answer = await self.ask(Ask("The appendix is written as", value, hint))
        if answer is not None:
            formats = chosen_formats(answer)
            await self.keep("formats", list(formats) if formats != USUAL else None)

    async def _change_key(self, command: Action) -> None:
        def wrong(key: str) -> str:
            if sentence := problem(command, key):
                return sentence
            other = clash(self.keyboard, command, key_of(key))
            return f"{shown(key_of(key))} is the key of “{other.title}” already. Change that first." if other else ""

        key = await self.ask(Press(f"{command.title}: now {self.keyboard.shown(command)}", wrong))
        if key is not None:
            chosen = {**self.keyboard.chosen, command.name: key_of(key)}
            await self._keep_keys(chosen, f"“{command.title}” has {shown(key_of(key))} now.")

    async def _keep_keys(self, chosen: Mapping[str, str], said: str) -> None:
        good = checked(dict(chosen))
        self.choose_keys(good.chosen)
        self.say(" ".join((said, *good.remarks)))
        await self.keep("keys", dict(good.chosen) or None)


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
