"""The table with pretend people at it: they arrive, say things, tag and vote, and whoever practises joins in."""

from __future__ import annotations

from typing import Final

from textual.worker import Worker

from workshop.keymap import Keyboard, at, bindings
from workshop.live.workspace import Workspace
from workshop.model.errors import Refused, WorkshopError
from workshop.rehearsal.pace import Pace
from workshop.rehearsal.rehearsal import play
from workshop.screens.table.screen import Table
from workshop.widgets.foot import Hint

OVER: Final = "The pretend people have gone home. Go on by yourself; nothing of this goes into a real appendix."


class RehearsalTable(Table):
    """A table at which a rehearsal is played, through the same workspace as everything else."""

    BINDINGS = bindings("rehearsal")
    places = ("cards", "line", "table", "steps", "rehearsal", "everywhere")

    def __init__(self, workspace: Workspace, keyboard: Keyboard, *, fast: bool = False) -> None:
        super().__init__(workspace, keyboard)
        self.pace = Pace(fast=fast)
        self._play: Worker[None] | None = None

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

    async def action_pause_play(self) -> None:
        """Pause the pretend people, or let them go on."""
        self._need_play()
        self.pace.hold(paused=not self.pace.paused)
        self.say("The pretend people wait for you." if self.pace.paused else "The pretend people go on.")
        self.show_hints()

    async def action_speed_play(self) -> None:
        """Let them go on faster, and after the fastest as people do."""
        self._need_play()
        speed = self.pace.faster()
        self.say("They go on as people do." if speed == 1 else f"They go on {speed} times as fast.")
        self.show_hints()

    async def action_end_play(self) -> None:
        """Send the pretend people home."""
        self._need_play().cancel()
        self._play = None
        self.say(OVER)
        self.show_hints()

    def _need_play(self) -> Worker[None]:
        if self._play is None or not self._play.is_running:
            raise Refused("The pretend people have gone home already.")
        return self._play

    def hints(self) -> list[Hint]:
        """Return the keys of the play first, as long as it goes on."""
        if not self.playing:
            return super().hints()
        words = {"pause_play": "go on" if self.pace.paused else "pause", "speed_play": f"speed {self.pace.speed}×"}
        own = [self.hint(action) for action in at("rehearsal")]
        return [*(hint._replace(word=words.get(hint.action, hint.word)) for hint in own), *super().hints()]
