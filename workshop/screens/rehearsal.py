"""The table with pretend people at it: they arrive, say things, tag and vote, and whoever practises joins in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from workshop.keymap import Keyboard, Place, at, bindings
from workshop.model.errors import Refused, WorkshopError
from workshop.rehearsal.pace import Pace
from workshop.rehearsal.rehearsal import play, prepare
from workshop.screens.table.screen import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import BindingType
    from textual.worker import Worker

    from workshop.live.workspace import Workspace
    from workshop.screens.home.screen import HomePage
    from workshop.screens.page import Deed
    from workshop.widgets.foot import Hint

OVER: Final = "The pretend people have gone home. Go on by yourself; nothing of this goes into a real appendix."


class Rehearsal(Table):
    """A table at which a rehearsal is played, through the same workspace as everything else."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("rehearsal")]
    places: ClassVar[tuple[Place, ...]] = ("cards", "line", "table", "rehearsal", "everywhere")

    def __init__(self, workspace: Workspace, keyboard: Keyboard, *, fast: bool = False) -> None:
        super().__init__(workspace, keyboard)
        self.pace = Pace(fast=fast)
        self._play: Worker[None] | None = None

    @classmethod
    def deeds(cls) -> Mapping[str, Deed]:
        """Return the table's deeds and those of the play."""
        return {**super().deeds(), **DEEDS}

    @property
    def playing(self) -> bool:
        """Return whether pretend people are here."""
        return self._play is not None and self._play.is_running

    def on_mount(self) -> None:
        """Let the pretend people come in, beside whatever is typed."""
        self._play = self.run_worker(self._perform(), group="play", description="Play the rehearsal")

    async def _perform(self) -> None:
        try:
            await play(self.workspace.writer, self.pace.wait, self.say)
        except WorkshopError as error:
            self.say(str(error))
        else:
            self.say(OVER)
        self.call_later(self.show_hints)

    def end_play(self) -> None:
        """Send the pretend people home."""
        if self._play is not None:
            self._play.cancel()
            self._play = None

    def hints(self) -> list[Hint]:
        """Return the keys of the play first, as long as it goes on."""
        if not self.playing:
            return super().hints()
        words = {"pause_play": "go on" if self.pace.paused else "pause", "speed_play": f"speed {self.pace.speed}×"}
        own = [self._hint(command) for command in at("rehearsal")]
        return [*(hint._replace(word=words.get(hint.command, hint.word)) for hint in own), *super().hints()]


async def pause_play(page: Rehearsal) -> None:
    """Pause the pretend people, or let them go on."""
    _need_play(page)
    page.pace.hold(paused=not page.pace.paused)
    page.say("The pretend people wait for you." if page.pace.paused else "The pretend people go on.")
    page.show_hints()


async def speed_play(page: Rehearsal) -> None:
    """Let them go on faster, and after the fastest as people do."""
    _need_play(page)
    speed = page.pace.faster()
    page.say("They go on as people do." if speed == 1 else f"They go on {speed} times as fast.")
    page.show_hints()


async def end_play(page: Rehearsal) -> None:
    """Send the pretend people home."""
    _need_play(page)
    page.end_play()
    page.say(OVER)
    page.show_hints()


def _need_play(page: Rehearsal) -> None:
    if not page.playing:
        raise Refused("The pretend people have gone home already.")


async def open_demo(page: HomePage) -> None:
    """Open a new rehearsal from home; it takes the place of the one before it. Raises ``Busy`` and ``NotWritten``."""
    page.post_message(page.Opened(await prepare(page.home), play=True))


DEEDS: Final[Mapping[str, Deed]] = {deed.__name__: deed for deed in (pause_play, speed_play, end_play)}
