"""Keeps what is made from the journals on the disk: the appendix, the tables, the catalogue.

About a second after the last change, and at least every few seconds, beside the event loop, so that nobody who
types waits for it. What could not be written is tried again until it can.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from workshop.live.export_worker import write_apart
from workshop.model.entry import Entry
from workshop.model.events import (
    AllocationSet,
    AnswersGiven,
    ClockPassed,
    DotsSet,
    HandsCounted,
    HandsEntered,
    SheetEntered,
    StepReached,
    TimerExtended,
    TimerPaused,
    TimerResumed,
    TimerStarted,
    TimerStopped,
    VoterFinished,
)
from workshop.store.folder import JOURNAL, SESSION_TABLES, TABLES
from workshop.store.locations import Home

PAUSE: Final = 1.0
"""Seconds without a change before the files are written."""

LONGEST: Final = 5.0
"""Seconds after which they are written although changes go on."""

AGAIN: Final = 30.0
"""Seconds until what could not be written is tried again."""

UNSEEN: Final = (
    *(ClockPassed, DotsSet, AllocationSet, AnswersGiven, SheetEntered),
    *(VoterFinished, HandsEntered, HandsCounted, StepReached),
    *(TimerStarted, TimerPaused, TimerResumed, TimerExtended, TimerStopped),
)
"""What no appendix shows: dots are given while a vote is open, and shown by the event that reveals it."""


class Kept(NamedTuple):
    """How the appendix stands: when it was last written (milliseconds since 1970 UTC), or what went wrong."""

    at: int = 0
    problem: str = ""
    files: tuple[str, ...] = ()


class AutoExporter:
    """Writes a session's files when it is told of a change; ``told`` is called after each writing."""

    def __init__(self, home: Home, folder: Path, told: Callable[[], None], clock: Callable[[], int]) -> None:
        self.kept = Kept()
        self._home = home
        self._folder = folder
        self._told = told
        self._clock = clock
        self._due = self._latest = 0.0
        self._dirty = self._leaving = False
        self._woken = asyncio.Event()
        self._written = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def folder(self) -> Path:
        """Return the folder where the appendix lies."""
        return self._home.exports / self._folder.name

    def begin(self) -> None:
        """Look how the appendix was left; write it where the session has gone on without it."""
        files = _times(self.folder, "appendix.")
        journals = _times(self._folder / JOURNAL, "")
        journals |= {name: at for table in _folders(self._folder / TABLES) for name, at in _times(table, "").items()}
        shelved = max(_times(self._folder, SESSION_TABLES).values(), default=0)
        at = max(files.values(), default=0)
        self.kept = Kept(int(at * 1000), "", tuple(sorted(files)))
        if max(journals.values(), default=0) > min(at, shelved):
            self.changed()

    def changed(self, entries: Sequence[Entry] = ()) -> None:
        """Write the files once there has been no change for a second; later, where the appendix shows none of it."""
        if entries and not shows(entries):
            self._dirty = True
            return
        now = asyncio.get_running_loop().time()
        if self._task is None or not self._dirty:
            self._latest = now + LONGEST
        self._due = min(now + PAUSE, self._latest)
        self._start()

    def write_now(self) -> None:
        """Write the files at once."""
        self._due = 0.0
        self._start()

    async def written_now(self) -> Kept:
        """Write the files at once; return how they stand then."""
        before = self.kept
        self.write_now()
        while self.kept is before:
            self._written.clear()
            await self._written.wait()
        return self.kept

    async def finish(self) -> None:
        """Write what is still to be written, at once."""
        self._leaving = True
        self._woken.set()
        if self._dirty:
            self._start()
        if self._task is not None:
            await self._task

    def _start(self) -> None:
        self._dirty = True
        self._woken.set()
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._keep(), name="keep the appendix on disk")

    async def _keep(self) -> None:
        while self._dirty:
            await self._wait()
            await self._write()
            if self.kept.problem and not self._leaving:
                self._dirty, self._due = True, asyncio.get_running_loop().time() + AGAIN
        self._task = None

    async def _wait(self) -> None:
        """Wait until the files are due, or wanted now."""
        while (wait := self._due - asyncio.get_running_loop().time()) > 0 and not self._leaving:
            self._woken.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), wait)

    async def _write(self) -> None:
        self._dirty = False
        written = await asyncio.to_thread(write_apart, self._home, self._folder)
        if written.problem:
            self.kept = Kept(self.kept.at, self._sentence(written.problem), written.files)
        else:
            self.kept = Kept(self._clock(), "", written.files)
        self._written.set()
        self._told()

    def _sentence(self, problem: str) -> str:
        """Return what went wrong, what is safe, and what happens next."""
        old = f" The appendix of {shown_time(self.kept.at)} is still there." if self.kept.at else ""
        then = "It is written when the session is opened again." if self._leaving else "It is tried again by itself."
        return f"{problem}{old} {then}"


def shows(entries: Sequence[Entry]) -> bool:
    """Return whether an appendix shows anything of entries."""
    return not all(isinstance(event, UNSEEN) for entry in entries for event in entry.events)


def shown_time(moment: int) -> str:
    """Return a moment in milliseconds since 1970 UTC as the clock on the wall shows it."""
    return datetime.fromtimestamp(moment / 1000).astimezone().strftime("%H:%M")


def _times(folder: Path, beginning: str) -> dict[str, float]:
    """Return the files whose names begin so, with the seconds at which they were last written."""
    try:
        return {str(path): path.stat().st_mtime for path in folder.iterdir() if path.name.startswith(beginning)}
    except OSError:
        return {}


def _folders(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
