"""What every screen shares: deeds by name, questions to the person, a sentence of answer, the footer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeAlias, TypeVar

from textual.content import Content
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from workshop.keymap import COMMANDS, Keyboard, Place, UserCommand, at
from workshop.model.errors import WorkshopError
from workshop.widgets.foot import Foot, Hint

if TYPE_CHECKING:
    from workshop.screens.dialogs import Dialog

Result = TypeVar("Result")
Deed: TypeAlias = Callable[[Any], Awaitable[None]]
"""What a command does: ``async def reword(page)``."""

PATIENCE: Final = 0.5
"""Seconds for which further keys wait for a deed: they reach its question, or what the deed has changed."""

_TITLES: Final = {command.name: command.title for command in COMMANDS}


class Page(Screen[None]):
    """A screen of the console.

    ``deed_files`` are the modules whose ``DEEDS`` are carried out here, loaded when the page has been painted;
    ``places`` are those whose commands the palette and the help offer here; the commands of ``shared`` are in the
    footer wherever the keyboard is. ``opened`` is set once its keys are its own.
    """

    AUTO_FOCUS = ""
    deed_files: ClassVar[tuple[str, ...]] = ()
    places: ClassVar[tuple[Place, ...]] = ("everywhere",)
    shared: ClassVar[tuple[Place, ...]] = ("everywhere",)

    class Colours(Message):
        """Other colours are wanted."""

    class Left(Message):
        """The page is to be left."""

    def __init__(self, keyboard: Keyboard) -> None:
        super().__init__()
        self.keyboard = keyboard
        self.opened = asyncio.Event()
        self._settled = asyncio.Event()
        self._said: dict[str, str] = {}

    def on_screen_resume(self) -> None:
        """Say that the keys are its own."""
        self.opened.set()

    # Deeds

    @classmethod
    def deeds(cls) -> Mapping[str, Deed]:
        """Return command → deed."""
        deeds = dict(EVERYWHERE)
        for name in cls.deed_files:
            deeds |= import_module(f"workshop.screens.{name}").DEEDS
        return deeds

    def load_deeds(self) -> None:
        """Load the deeds beside the loop, so that the first key need not wait for them."""
        loading = asyncio.to_thread(self.deeds)
        self.run_worker(loading, group="deeds loaded", description="Load what the keys do")

    async def action_run(self, name: str) -> None:
        """Carry out a command; return when it is done or has asked, so that keys keep their order."""
        deed = self.deeds().get(name)
        if deed is None or not self.is_current:
            return
        self._settled = settled = asyncio.Event()
        description = _TITLES.get(name, name)
        self.run_worker(self._carry_out(deed, settled), group="deeds", description=description)
        with suppress(TimeoutError):
            await asyncio.wait_for(settled.wait(), PATIENCE)

    async def _carry_out(self, deed: Deed, settled: asyncio.Event) -> None:
        try:
            await deed(self)
        except WorkshopError as error:
            self.say(str(error))
        finally:
            settled.set()

    async def ask(self, sheet: Dialog[Result]) -> Result | None:
        """Put a question; return the answer, or ``None`` where there is none."""
        answer = self.app.push_screen(sheet, wait_for_dismiss=True)
        await sheet.opened.wait()
        self._settled.set()
        return await answer

    async def visit(self, page: Page) -> None:
        """Show a page beside this one, until it is left."""
        left = self.app.push_screen(page, wait_for_dismiss=True)
        await page.opened.wait()
        self._settled.set()
        await left

    # Words

    def while_here(self, show: Callable[[], None]) -> None:
        """Show something, unless the page is going away: its parts go before the page does."""
        if self.is_attached:
            with suppress(NoMatches):
                show()

    def say(self, sentence: str) -> None:
        """Say one sentence where everything is said; an empty one makes the place free."""
        self.while_here(lambda: self.put("#said", sentence))

    def put(self, where: str, words: str) -> None:
        """Let a part of the page say something, if it does not say so already."""
        if self._said.get(where) != words:
            self._said[where] = words
            self.query_one(where, Static).update(Content(words))

    # The footer

    @property
    def place(self) -> Place:
        """Return where the keyboard is."""
        return self.places[0]

    def hints(self) -> list[Hint]:
        """Return the footer's hints for this place."""
        return [self._hint(command) for command in at(self.place, *self.shared) if command.word]

    def show_hints(self) -> None:
        """Bring the footer up to date."""
        self.query_one(Foot).show(self.hints())

    async def on_foot_clicked(self, message: Foot.Clicked) -> None:
        """Carry out what was clicked."""
        message.stop()
        await self.action_run(message.command)

    def offered(self) -> list[UserCommand]:
        """Return the commands that the palette offers here."""
        return [command for command in at(*self.places) if command.name in self.deeds()]

    def _hint(self, command: UserCommand) -> Hint:
        return Hint(self.keyboard.shown(command), command.word, command.name)


async def show_help(page: Page) -> None:
    """Show what every key does, beginning with where the keyboard is."""
    from workshop.screens.help import Help  # noqa: PLC0415 - not before it is asked for

    await page.ask(Help(page.keyboard, page.place, page.places))


async def show_palette(page: Page) -> None:
    """Let a command be found by its name."""
    from workshop.screens.dialogs import Choose, Option  # noqa: PLC0415 - as above

    options = [Option(c.name, page.keyboard.shown(c), c.title, (c.help,)) for c in page.offered()]
    name = await page.ask(Choose("Which command?", options))
    if name:
        await page.deeds()[name](page)


async def change_colours(page: Page) -> None:
    """Change between dark and light."""
    page.post_message(page.Colours())


EVERYWHERE: Final[Mapping[str, Deed]] = {
    "help": show_help,
    "palette": show_palette,
    "contrast": change_colours,
}
