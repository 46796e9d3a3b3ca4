"""Set up: what a session is about and by which rules. A new one is begun here; one under way is changed here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from workshop.keymap import Keyboard, Place, at, bindings
from workshop.live.new_session import NewSession
from workshop.model.commands import Command
from workshop.model.errors import WorkshopError
from workshop.model.session import Session
from workshop.screens.console_screen import MOVES, ConsoleScreen
from workshop.screens.setup.fields import AT_ONCE, BY_NAME, FIELDS, SHORT, commands_of, parts_of, problem, value_of
from workshop.store.locations import Home
from workshop.widgets.foot import Foot, Hint
from workshop.widgets.head import Head, HeadState
from workshop.widgets.line_input import LineInput
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from workshop.live.workspace import Workspace
    from workshop.store.catalogue import Catalogue

_BESIDE: Final = {"down": "following_field", "shift+tab": "previous_field"}
"""More keys that go from field to field, as forms have them."""

_ENDS: Final = ("begin", "leave_form")
_FIRST: Final = frozenset({"title", "question", "table", "dots"})
"""The fields at the left."""

_LIST_HELP: Final = "↑ ↓ choose · Enter changes what stands there, or adds to a heading."


class Fields(Vertical):
    """The form. Its keys have priority: what is typed after one of them goes to the field it leads to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("form", "everywhere"),
        *(Binding(key, f"screen.run('{name}')", show=False, priority=True) for key, name in _BESIDE.items()),
    ]


class PartsPanel(Vertical):
    """Themes, kinds and tags. Its keys take effect in the order in which they are pressed."""

    BINDINGS = bindings("parts", "everywhere", plain=True, named=_ENDS) + MOVES


class SetUpView(ConsoleScreen):
    """A form above a list. ``source`` is the workspace of a session under way, or the new session that is being set up.

    ``started`` is called with the folder of the session that was begun; ``catalogue`` knows which papers are in one.
    """

    CSS_PATH = Path(__file__).with_name("setup.tcss")
    places = ("form", "parts", "everywhere")

    def __init__(
        self,
        home: Home,
        source: Workspace | NewSession,
        keyboard: Keyboard,
        started: Callable[[Path], object] = lambda folder: folder,
        catalogue: Catalogue | None = None,
    ) -> None:
        super().__init__(keyboard)
        self.catalogue = catalogue
        self.home = home
        self.source = source
        self.started = started
        self.first_cards: list[str] = []
        self._before = source.session
        self._shown = {field.name: value_of(source.session, field.name) for field in FIELDS}

    def compose(self) -> ComposeResult:
        """Return the form, the list and the foot."""
        yield Head(HeadState("A new session" if self.is_new else f"Set up · {self.session.title}"))
        with Fields():
            yield self._field("title")
            yield self._field("question")
            with Horizontal():
                yield self._field("table")
                yield self._field("language")
            with Horizontal():
                yield self._field("dots")
                yield self._field("most")
        yield Static(id="help")
        with PartsPanel():
            yield Rows(id="parts")
        yield Static(id="said")
        yield Foot(always=4)

    def _field(self, name: str) -> LineInput:
        label = f"{BY_NAME[name].label:>{9 if name in _FIRST else 17}} › "
        return LineInput({}, value_of(self.session, name), label, id=f"field-{name}")

    @property
    def is_new(self) -> bool:
        """Return whether the session is still to be begun."""
        return isinstance(self.source, NewSession)

    @property
    def session(self) -> Session:
        """Return the session as it is, or would begin."""
        return self.source.session

    @property
    def place(self) -> Place:
        """Return where the keyboard is."""
        return "parts" if isinstance(self.focused, Rows) else "form"

    def line(self, name: str) -> LineInput:
        """Return the line of a field."""
        return self.query_one(f"#field-{name}", LineInput)

    def on_mount(self) -> None:
        """Begin at the title."""
        self.set_focus(self.line("title"))
        self.show_parts()
        self.show_hints()

    def show_parts(self) -> None:
        """Show the themes, kinds and tags as they are, and in the fields what came of them."""
        self.rows.show(parts_of(self.session, self.source.template if isinstance(self.source, NewSession) else None))
        for field in FIELDS:
            if self.line(field.name).text == self._shown[field.name]:
                self._show_value(field.name)

    def _show_value(self, name: str) -> None:
        """Show in a field what came of it; a question that waits for a title stays as it was written."""
        line, value = self.line(name), value_of(self.session, name)
        if name != "question" or self.session.live_themes() or not line.text:
            self._shown[name] = value
            if line.text != value:
                line.write(value)

    def hints(self) -> list[Hint]:
        """Return the footer's hints: how to start, or go back, in either place."""
        both = [command for command in at("form") if command.name in _ENDS]
        here = [command for command in at(self.place) if command.word and command not in both]
        word = "start" if self.is_new else "done"
        starts = self.is_new and self.focused is self.line("question")
        hints = [self.hint(c) for c in (*here, *both, *at("everywhere")) if c.word]
        words = {"begin": word, "next_field": "start" if starts else "next"}
        hints = [hint._replace(word=words.get(hint.action, hint.word)) for hint in hints]
        return sorted(hints, key=lambda hint: hint.key == "Esc")

    def on_descendant_focus(self) -> None:
        """Say what is written here, and what the keys do."""
        here = self.focused
        name = here.id.removeprefix("field-") if isinstance(here, LineInput) and here.id else ""
        words = BY_NAME[name].help if name in BY_NAME else _LIST_HELP
        begins = name == "question" and self.is_new
        self.put("#help", f"{words} Enter starts the session." if begins else words)
        self.show_hints()

    async def take(self, name: str) -> bool:
        """Carry out what a field says; say what is wrong with it, and whether it was taken."""
        line = self.line(name)
        if self.is_new and self._is_long(name, line.text):
            await self._offer_as_card(name, line.text)
            return False
        try:
            commands = commands_of(self.session, name, line.text)
            await self.do(*commands)
        except WorkshopError as error:
            self.say(str(error))
            return False
        self._show_value(name)
        self.say("")
        return True

    def _is_long(self, name: str, text: str) -> bool:
        return len(text.strip()) > SHORT.get(name, len(text))

    async def _offer_as_card(self, name: str, text: str) -> None:
        """Let what is too long for a field be the first card."""
        kind = self.session.kinds[0].singular.lower()
        question = f"This is long for “{BY_NAME[name].label}”. It looks like something that was said."
        if await self.agreed(question, f"Make it the first {kind}", "Shorten it here"):
            self.first_cards.append(text)
            self.line(name).write(value_of(self.session, name))
            self.say(f"It will be the first {kind}.")

    async def do(self, *commands: Command) -> None:
        """Carry out commands and show what came of them. Raises what refuses them."""
        if commands:
            await self.source.do(*commands)
            self.show_parts()

    async def take_all(self) -> bool:
        """Take every field; go to the first that is wrong."""
        for field in FIELDS:
            if not await self.take(field.name):
                self.set_focus(self.line(field.name))
                return False
        return True

    @property
    def here(self) -> int:
        """Return the number of the field that has the keyboard, else that of the last."""
        lines: list[Widget] = [self.line(field.name) for field in FIELDS]
        return lines.index(self.focused) if self.focused in lines else len(lines) - 1

    @property
    def unkept(self) -> bool:
        """Return whether leaving would lose something."""
        pending = any(self.line(f.name).text.strip() != value_of(self.session, f.name) for f in FIELDS)
        return pending or bool(self.first_cards) or (self.is_new and self.session is not self._before)

    async def ready(self) -> None:
        """Return once all that was typed before a key stands in its field."""
        here = self.focused
        while isinstance(here, LineInput) and here.message_queue_size:  # noqa: ASYNC110 - a queue tells no event
            await asyncio.sleep(0)

    def on_line_input_changed(self, message: LineInput.Changed) -> None:
        """Say at once what is wrong with a number."""
        message.stop()
        name = (message.line.id or "").removeprefix("field-")
        if self.is_new and self._is_long(name, message.text):
            self.say("This is too long here. Enter offers it as the first card.")
        elif name in AT_ONCE and message.line is self.focused:
            self.say(problem(self.session, name, message.text) if message.text.strip() else "")

    def on_line_input_pasted(self, message: LineInput.Pasted) -> None:
        """Take pasted lines as one."""
        message.stop()
        message.line.insert(" ".join(message.lines))

    async def on_rows_picked(self, message: Rows.Picked) -> None:
        """Change what was clicked twice; start, or be done, at one click."""
        message.stop()
        if message.twice or message.row_id == "begin":
            await self.action_run("change_part")
