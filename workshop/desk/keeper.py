"""Keeps what is made from the journals on the disk: the appendix, the tables, the catalogue.

About a second after the last change, in a thread, so that nobody who types waits for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.model.errors import WorkshopError
from workshop.model.history import History

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.store.locations import Home

PAUSE: Final = 1.0
"""Seconds without a change before the files are written."""


class Kept(NamedTuple):
    """How the appendix stands: when it was last written (milliseconds since 1970 UTC), or what went wrong."""

    at: int = 0
    problem: str = ""
    files: tuple[str, ...] = ()


class Keeper:
    """Writes a session's files when it is told of a change.

    ``snapshot`` gives the history to write; ``told`` is called after each writing. ``formats`` are the
    appendix's, by name; empty means the usual ones.
    """

    def __init__(
        self,
        home: Home,
        folder: Path,
        snapshot: Callable[[], History],
        told: Callable[[], None],
        clock: Callable[[], int],
    ) -> None:
        self.kept = Kept()
        self.formats: tuple[str, ...] = ()
        self._home = home
        self._folder = folder
        self._snapshot = snapshot
        self._told = told
        self._clock = clock
        self._due = 0.0
        self._dirty = False
        self._hurry = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def changed(self) -> None:
        """Write the files once there has been no change for a second."""
        loop = asyncio.get_running_loop()
        self._due = loop.time() + PAUSE
        self._dirty = True
        if self._task is None:
            self._task = loop.create_task(self._keep(), name="keep the appendix on disk")

    async def finish(self) -> None:
        """Write what is still to be written, at once."""
        self._hurry.set()
        if self._task is not None:
            await self._task

    async def _keep(self) -> None:
        while self._dirty:
            while (wait := self._due - asyncio.get_running_loop().time()) > 0 and not self._hurry.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._hurry.wait(), wait)
            await self._write()
        self._task = None

    async def _write(self) -> None:
        self._dirty = False
        history = self._snapshot()
        try:
            files = await asyncio.to_thread(write_files, self._home, self._folder, history, self.formats)
            self.kept = Kept(self._clock(), "", files)
        except WorkshopError as error:
            self.kept = Kept(self.kept.at, str(error), self.kept.files)
        self._told()


def write_files(home: Home, folder: Path, history: History, formats: tuple[str, ...]) -> tuple[str, ...]:
    """Write the appendix, ``session.json`` and the catalogue's row; give the appendix's files.

    Raises ``NotWritten``; then what was recorded is whole, and so are the old files.
    """
    from workshop.publish import USUAL, Wanted, publish  # noqa: PLC0415 - the exporters; not before a first change
    from workshop.store.catalogue import Catalogue  # noqa: PLC0415 - as above
    from workshop.store.tables import write_tables  # noqa: PLC0415 - as above

    files = publish(folder, history, home.exports / folder.name, Wanted(formats or USUAL))
    write_tables(folder, history)
    if folder.parent == home.sessions:
        Catalogue(home).put(folder, history)
    return tuple(str(path) for path in files)
