"""What every screen shares: actions by name, questions to the person, a sentence of answer, the footer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import ClassVar, Final, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.query import NoMatches
from textual.message import Message
from textual.widgets import Static

from workshop.keymap import ACTIONS, WAYS, Action, Keyboard, Place, at
from workshop.model.errors import WorkshopError
from workshop.screens.dialogs import Ask, Choose, Dialog, Option
from workshop.screens.help import Help
from workshop.screens.selecting import Selecting
from workshop.widgets.foot import ActionClicked, Foot, Hint
from workshop.widgets.rows import Rows

Result = TypeVar("Result")

PATIENCE: Final = 0.5
"""Seconds for which further keys wait for an action: they reach its question, or what the action has changed."""

MOVES: Final[list[BindingType]] = [
    Binding(key, f"screen.rows_{way}", show=False, priority=True) for key, way in WAYS.items()
]
"""Bindings that move the cursor of the screen's list."""

_TITLES: Final = {action.name: action.title for action in ACTIONS}


class NoAnswer(Exception):
    """A question was left with Esc: what asked it ends, and nothing is said."""


class ConsoleScreen(Selecting[None]):
    """A screen of the console.

    What a key does is the method ``action_NAME`` of the action's name in ``keymap/``. ``places`` are those whose
    actions the palette and the help offer here; the actions of ``shared`` are in the footer wherever the keyboard
    is. ``picks`` is the action of a double click in the list.
    """

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    ConsoleScreen { background: $background; color: $foreground; }
    ConsoleScreen #facts { height: auto; padding: 0 1; }
    ConsoleScreen #said { height: auto; min-height: 1; padding: 0 1; color: $accent; }
    """
    places: ClassVar[tuple[Place, ...]] = ("everywhere",)
    picks: ClassVar[str] = ""
    shared: ClassVar[tuple[Place, ...]] = ("everywhere",)

    class Colours(Message):
        """Other colours are wanted."""

    class Left(Message):
        """The screen is to be left."""

    def __init__(self, keyboard: Keyboard) -> None:
        super().__init__()
        self.keyboard = keyboard
        self._settled = asyncio.Event()
        self._said: dict[str, str] = {}

    async def ready(self) -> None:
        """Return once a key finds what it is about; here it does at once."""

    async def action_run(self, name: str) -> None:
        """Carry out an action; return when it is done or has asked, so that keys keep their order."""
        await self.ready()
        action: Callable[[], Awaitable[None]] | None = getattr(self, f"action_{name}", None)
        if action is None or not self.is_current:
            return
        self._settled = settled = asyncio.Event()
        description = _TITLES.get(name, name)
        self.run_worker(self._carry_out(action, settled), group="actions", description=description)
        with suppress(TimeoutError):
            await asyncio.wait_for(settled.wait(), PATIENCE)

    async def _carry_out(self, action: Callable[[], Awaitable[None]], settled: asyncio.Event) -> None:
        try:
            with suppress(NoAnswer):
                await action()
        except WorkshopError as error:
            self.say(str(error))
        finally:
            settled.set()

    async def ask(self, dialog: Selecting[Result]) -> Result | None:
        """Put a question; return the answer, or ``None`` where there is none."""
        answer = self.app.push_screen(dialog, wait_for_dismiss=True)
        await dialog.opened.wait()
        self._settled.set()
        return await answer

    async def answer(self, dialog: Dialog[Result]) -> Result:
        """Put a question; return the answer. Raises ``NoAnswer`` where there is none, which ends the action."""
        answer = await self.ask(dialog)
        if answer is None:
            raise NoAnswer
        return answer

    async def words(self, dialog: Dialog[str]) -> str:
        """Put a question; return the words, without blanks around them. Raises ``NoAnswer`` where there are none."""
        words = (await self.answer(dialog)).strip()
        if not words:
            raise NoAnswer
        return words

    async def other_words(self, question: str, before: str, hint: str = "") -> str:
        """Ask for other words than those before; return them. Raises ``NoAnswer`` where they are the same."""
        words = await self.answer(Ask(question, before, hint))
        if words.strip() == before:
            raise NoAnswer
        return words

    async def agreed(self, question: str, yes: str, no: str, *, careful: bool = False) -> bool:
        """Ask whether something is to be done; of a ``careful`` question the first answer is that it is not."""
        options = [Option("yes", "", yes), Option("no", "", no)]
        return await self.ask(Choose(question, options[::-1] if careful else options, letters=True)) == "yes"

    async def visit(self, screen: ConsoleScreen) -> None:
        """Show another screen until it is left."""
        await self.ask(screen)

    def while_here(self, show: Callable[[], None]) -> None:
        """Show something, unless the screen is going away: its parts go before it does."""
        if self.is_attached:
            with suppress(NoMatches):
                show()

    def say(self, sentence: str) -> None:
        """Say one sentence where everything is said; an empty one makes the place free."""
        self.while_here(lambda: self.put("#said", sentence))

    def put(self, where: str, words: str) -> None:
        """Let a part of the screen say something, if it does not say so already."""
        if self._said.get(where) != words:
            self._said[where] = words
            part, said = self.query_one(where, Static), Content(words)
            room = part.content_size
            fits = bool(room.width) and said.get_height(part.styles.get_rules(), room.width) == room.height
            part.update(said, layout=not fits)

    def on_text_selected(self) -> None:
        """Say how what is selected is copied."""
        if self.get_selected_text():
            self.say("Ctrl+C copies what is selected.")

    def action_copy_text(self) -> None:
        """Copy what is selected."""
        super().action_copy_text()
        self.say("Copied what is selected.")

    @property
    def place(self) -> Place:
        """Return where the keyboard is."""
        return self.places[0]

    def offered(self) -> list[Action]:
        """Return the actions that make sense now, for the footer and the palette."""
        return list(at(*self.places))

    def hints(self) -> list[Hint]:
        """Return the footer's hints for this place, the way back last."""
        here = {self.place, *self.shared}
        hints = [self.hint(action) for action in self.offered() if action.word and action.place in here]
        return sorted(hints, key=lambda hint: hint.key == "Esc")

    def hint(self, action: Action) -> Hint:
        """Return an action's hint; where nobody is writing, with its plain key."""
        return Hint(self.keyboard.shown(action, self.place), action.word, action.name)

    def show_hints(self) -> None:
        """Bring the footer up to date."""
        self.query_one(Foot).show(self.hints())

    async def on_action_clicked(self, message: ActionClicked) -> None:
        """Carry out what was clicked."""
        message.stop()
        await self.action_run(message.action)

    @property
    def rows(self) -> Rows:
        """Return the screen's list."""
        return self.query_one(Rows)

    async def on_rows_picked(self, message: Rows.Picked) -> None:
        """Do with what was clicked twice what the page is for."""
        message.stop()
        if message.twice and self.picks:
            await self.action_run(self.picks)

    async def action_rows_step(self, rows: int) -> None:
        """Move the cursor by a row."""
        await self.ready()
        self.rows.action_step(rows)

    async def action_rows_turn(self, pages: int) -> None:
        """Move the cursor by a page."""
        await self.ready()
        self.rows.action_turn(pages)

    async def action_rows_end(self, place: str) -> None:
        """Move the cursor to the first or last row."""
        await self.ready()
        self.rows.action_end(place)

    async def action_help(self) -> None:
        """Show what every key does, beginning with where the keyboard is."""
        await self.ask(Help(self.keyboard, self.place, self.places))

    async def action_palette(self) -> None:
        """Let an action be found by its name, and carry it out."""
        options = [Option(a.name, self.keyboard.shown(a, self.place), a.title, (a.help,)) for a in self.offered()]
        name = await self.answer(Choose("Which action?", options))
        await getattr(self, f"action_{name}")()

    async def action_contrast(self) -> None:
        """Change between dark and light."""
        self.post_message(self.Colours())
