"""The hall's count in the console: recorded by itself as soon as all front ends have sealed a vote that was closed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Final

from workshop.model.ballot import Ballot
from workshop.model.commands import Command, OpenBallot, RevealBallot
from workshop.model.entry import HALL
from workshop.model.errors import Refused, WorkshopError
from workshop.model.session import Session
from workshop.store.writer import SessionWriter, now_ms
from workshop.sync.hall_count import (
    RECENTLY,
    away_said,
    desk_has_closed,
    missing_of,
    opened_at,
    rows_since,
    silent_fronts,
    tally,
)

NO_SCALE: Final = (
    "Front ends serve this hall, and they take dots, not answers to a scale: phones there would wait. Nothing was "
    "opened. Let people vote with dots, or end the front ends first; phones that join here can then answer the scale."
)

LOOK_EVERY: Final = 0.3
WATCH_EVERY: Final = 1.0


class HallCounting:
    """Counts the votes of one summit that front ends serve. ``sentence`` says whom it waits for, or who is away."""

    def __init__(self, writer: SessionWriter, told: Callable[[], None]) -> None:
        self.sentence = ""
        self._writer = writer
        self._told = told
        self._counting: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Count what is closed now, and what will be."""
        self._watching = asyncio.get_running_loop().create_task(self._watch(), name="watch the hall's front ends")
        self._writer.watch(lambda session, _: self._look(session))
        self._look(self._writer.session)

    def check(self, commands: Iterable[Command]) -> None:
        """Refuse to show a result in which the front ends' votes are missing, and a scale. Raises ``Refused``."""
        for command in commands:
            ballot = self._writer.session.ballots.get(command.ballot) if isinstance(command, RevealBallot) else None
            if ballot is not None and ballot.state == "closed" and self._lacks_count(ballot):
                raise Refused(self.sentence or "The hall's vote is not counted yet. Wait a moment.")
            if self._opens_scale(command) and rows_since(self._writer.folder, now_ms() - RECENTLY):
                raise Refused(NO_SCALE)

    async def close(self) -> None:
        """Count no more."""
        for task in (self._counting, self._watching):
            if task is not None:
                task.cancel()
                await asyncio.wait({task})

    async def _watch(self) -> None:
        """Say which front ends are out of reach while a vote is open."""
        while True:
            if (ballot := self._writer.session.open_ballot()) is not None:
                opened = opened_at(self._writer.history.entries, ballot.id)
                silent = await asyncio.to_thread(silent_fronts, self._writer.folder, opened, now_ms())
                self._say(away_said(self._writer.folder.name, silent) if silent else "")
            await asyncio.sleep(WATCH_EVERY)

    def _opens_scale(self, command: Command) -> bool:
        """Return whether a command opens a scale: the one it names, or the last that was drafted."""
        if not isinstance(command, OpenBallot):
            return False
        ballots = self._writer.session.ballots
        ballot = ballots.get(command.ballot or next(reversed([*ballots]), ""))
        return ballot is not None and ballot.scale is not None

    def _lacks_count(self, ballot: Ballot) -> bool:
        if ballot.state != "closed" or ballot.counted is not None or ballot.scale is not None:
            return False
        opened, folder = opened_at(self._writer.history.entries, ballot.id), self._writer.folder
        if desk_has_closed(folder, ballot.id):
            return bool(rows_since(folder, opened))
        return bool(rows_since(folder, opened - RECENTLY))

    def _look(self, session: Session) -> None:
        if self._counting is not None and not self._counting.done():
            return
        closed = next((ballot for ballot in session.ballots.values() if self._lacks_count(ballot)), None)
        if closed is not None:
            self._counting = asyncio.get_running_loop().create_task(self._count(closed.id), name="count the hall")

    async def _count(self, ballot_id: str) -> None:
        """Wait for all front ends, and record the count."""
        folder, opened = self._writer.folder, opened_at(self._writer.history.entries, ballot_id)
        while not desk_has_closed(folder, ballot_id) or missing_of(folder, ballot_id, opened):
            if self._writer.session.ballots[ballot_id].state != "closed":  # opened again, or void
                return self._say("")
            missing = ", ".join(missing_of(folder, ballot_id, opened))
            self._say(f"The hall's vote is not counted yet: waiting for {missing or 'the wall'}.")
            await asyncio.sleep(LOOK_EVERY)
        if not rows_since(folder, opened):
            return self._say("")
        try:
            found = await asyncio.to_thread(tally, folder, self._writer.session.ballots[ballot_id], opened)
            await self._writer.do(found.command, HALL)
            self._say("")
        except WorkshopError as error:
            self._say(str(error))
        return None

    def _say(self, sentence: str) -> None:
        if sentence != self.sentence:
            self.sentence = sentence
            self._told()
