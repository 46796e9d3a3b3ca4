"""Settings of this home: what a session begins with, the colours, and the key of every command."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from workshop.keymap import ACTIONS, PLACES, Action, Keyboard, at, bindings, shown
from workshop.keymap.overrides import checked, clash, key_of, problem
from workshop.live.new_session import NewSession
from workshop.live.publish import NAMES, USUAL, chosen
from workshop.model.errors import Refused
from workshop.screens.console_screen import MOVES, ConsoleScreen
from workshop.screens.dialogs import Ask, Dialog
from workshop.screens.setup import fields as setup_fields
from workshop.store.locations import Home
from workshop.store.settings import keep_setting, read_settings
from workshop.widgets.foot import Foot
from workshop.widgets.head import Head, HeadState
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

_BY_NAME: Final[Mapping[str, Action]] = {command.name: command for command in ACTIONS}

_HINTS: Final[Mapping[str, str]] = {
    "table": "It begins every id of a new session; empty for none · Enter saves",
    "language": "Such as en, cy, fr, de, es or ar · Enter saves",
}


class SettingsPage(ConsoleScreen):
    """The settings, a line each; what is changed is kept at once."""

    CSS_PATH = Path(__file__).with_name("settings.tcss")
    BINDINGS = bindings("settings", "everywhere", plain=True) + MOVES
    places = ("settings", "everywhere")
    picks = "change_setting"

    def __init__(self, home: Home, keyboard: Keyboard) -> None:
        super().__init__(keyboard)
        self.home = home
        self.settings: dict[str, Any] = dict(read_settings(home))

    def compose(self) -> ComposeResult:
        """Return the list between head and foot."""
        yield Head(HeadState("Settings", "every change is kept at once"))
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
        part, _, name = self.rows.here.partition(":")
        return part, name

    async def _change_field(self, name: str) -> None:
        value = str(self.settings.get(name) or "")
        answer = await self.answer(Ask(setup_fields.BY_NAME[name].label, value, _HINTS[name]))
        wrong = setup_fields.problem(NewSession().session, name, answer) if answer.strip() else ""
        if wrong:
            raise Refused(wrong)
        await self.keep(name, answer.strip() or None)

    async def _change_formats(self) -> None:
        value = ", ".join(self.settings.get("formats") or USUAL)
        hint = f"Of {', '.join(NAMES)}; several by commas · Enter saves"
        answer = await self.answer(Ask("The appendix is written as", value, hint))
        formats = chosen(answer, NAMES, "format")
        await self.keep("formats", list(formats) if formats != USUAL else None)

    async def _change_key(self, command: Action) -> None:
        def wrong(key: str) -> str:
            if sentence := problem(command, key):
                return sentence
            other = clash(self.keyboard, command, key_of(key))
            return f"{shown(key_of(key))} is the key of “{other.title}” already. Change that first." if other else ""

        key = await self.answer(Press(f"{command.title}: now {self.keyboard.shown(command)}", wrong))
        chosen = {**self.keyboard.chosen, command.name: key_of(key)}
        await self._keep_keys(chosen, f"“{command.title}” has {shown(key_of(key))} now.")

    async def _keep_keys(self, chosen: Mapping[str, str], said: str) -> None:
        good = checked(dict(chosen))
        self.keyboard.choose(good.chosen)
        self.app.set_keymap(self.keyboard.keymap())
        self.show_hints()
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


class Press(Dialog[str]):
    """Asks for a key: the next that is pressed. ``wrong`` says why one will not do, or nothing."""

    def __init__(self, question: str, wrong: Callable[[str], str]) -> None:
        super().__init__(question, "Press the key it is to have · Esc cancels")
        self._wrong = wrong

    def body(self) -> ComposeResult:
        """Return room for a sentence."""
        yield Waiting(id="answer")

    def first(self) -> Widget:
        """Return what waits for a key."""
        return self.query_one("#answer")

    def on_key(self, event: events.Key) -> None:
        """Answer with the key, or say why it will not do; Esc leaves."""
        if event.key == "escape":
            return
        event.stop()
        event.prevent_default()
        sentence = self._wrong(event.key)
        if sentence:
            self.query_one("#answer", Static).update(Content(sentence))
        else:
            self.dismiss(event.key)


class Waiting(Static, can_focus=True):
    """What takes the next key."""
