"""A live session as the screens need it: it takes wishes, tells its watchers, and loses no typed line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias
from uuid import uuid4

from workshop.desk.draft import Draft, Unsent, read_draft, write_draft
from workshop.desk.keeper import Keeper
from workshop.desk.phones import Reception
from workshop.desk.summit_link import SummitLink
from workshop.model.commands import AddCards, Batch, Command, Redo, Undo
from workshop.model.errors import NotWritten
from workshop.model.history import Entry, History
from workshop.room import Receipt, Room, now_ms
from workshop.store.folder import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.model.board import Board
    from workshop.store.locations import Home

DRAFT_PAUSE: Final = 0.15
"""Seconds before the draft is written, so that a letter more does not cost a writing more. A line that is on the
disk sooner is never written as a draft: its flush does not wait for another."""

VOTES_PAUSE: Final = 0.1
"""Seconds over which votes from phones are gathered before they are shown: five hundred may come in one."""

State: TypeAlias = Literal["saved", "writing", "trouble"]


class Status(NamedTuple):
    """Whether all that was recorded is on the disk; ``sentence`` says what is wrong there or with the appendix.

    ``appendix`` says when that was last written (0: not yet), ``behind`` that it could not be written since.
    """

    state: State = "saved"
    sentence: str = ""
    appendix: int = 0
    behind: bool = False


Watcher: TypeAlias = Callable[[Sequence[Entry]], None]


class Desk:
    """One session that this process has open for writing.

    In a summit, ``noticed`` is what the last merge said, until the session is closed. A watcher is called with the
    entries that came, or with none when only the status changed. Raises ``Busy``, ``Damaged``, ``NotFound`` and
    ``NotWritten`` where the session cannot be opened.
    """

    def __init__(self, home: Home, folder: Path, room: Room | None = None) -> None:
        self.home = home
        self.folder = folder
        self.room = room if room is not None else Room(folder)
        self.draft = read_draft(folder)
        self.noticed: tuple[str, ...] = ()
        self.keeper = Keeper(home, folder, self._tell, now_ms)
        self.phones = Reception(home, self.room, self._tell)
        self.summit = SummitLink(self.room, self._tell)
        self._watchers: list[Watcher] = []
        self._under_way = 0
        self._trouble = ""
        self._written = self.draft
        self._drafting: asyncio.Task[None] | None = None
        self._votes: list[Entry] = []
        self._votes_due: asyncio.TimerHandle | None = None
        self.room.watch(self._changed)
        self.keeper.begin()
        self.summit.begin()

    @property
    def board(self) -> Board:
        """Give the board of what is on the disk."""
        return self.room.board

    @property
    def status(self) -> Status:
        """Give how things stand on the disk."""
        kept = self.keeper.kept
        behind = bool(kept.problem)
        if self._under_way:
            return Status("writing", "", kept.at, behind)
        sentence = self._trouble or kept.problem or self.phones.problem
        return Status("trouble" if self._trouble else "saved", sentence, kept.at, behind)

    @property
    def is_summit(self) -> bool:
        """Say whether the session is many tables put together."""
        return (self.folder / TABLES).is_dir()

    async def take_up_tables(self) -> None:
        """Take up the tables that were merged into this summit. Raises ``Damaged`` and ``Unreadable``."""
        await self.room.take_up_tables()
        self.keeper.changed()
        self._tell(self.room.history.entries[-1:])

    def snapshot(self) -> History:
        """Give the history as it is now, for another thread: what comes later does not reach it."""
        history = History()
        history.board = self.board
        history.entries = list(self.room.history.entries)
        return history

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Let ``watcher`` be called after each change; give what ends that."""
        self._watchers.append(watcher)

        def end() -> None:
            with suppress(ValueError):
                self._watchers.remove(watcher)

        return end

    async def do(self, *commands: Command) -> Receipt:
        """Carry out one act, all of its commands or none, as one entry. Raises ``Refused`` and ``NotWritten``."""
        return await self._writing(commands[0] if len(commands) == 1 else Batch(commands))

    async def undo(self) -> Receipt:
        """Take the last act back."""
        return await self._writing(Undo())

    async def redo(self) -> Receipt:
        """Do again what was taken back."""
        return await self._writing(Redo())

    async def record(self, kind: str, theme: str, texts: tuple[str, ...]) -> Receipt:
        """Record cards. Until they are on the disk they wait in the draft file, and are recorded once.

        Raises ``Refused`` and ``NotWritten``; then they go on waiting, for ``take_back``.
        """
        lines = Unsent(uuid4().hex, kind, theme, texts)
        self._keep(self.draft._replace(unsent=(*self.draft.unsent, lines)))
        return await self._send(lines)

    async def resend(self) -> None:
        """Record what waits since the program was last here. Raises like ``record``."""
        for lines in self.draft.unsent:
            await self._send(lines)

    def take_back(self) -> Unsent | None:
        """Give what was refused last, to be written anew."""
        if self._under_way or not self.draft.unsent:
            return None
        lines = self.draft.unsent[-1]
        self._keep(self.draft._replace(unsent=self.draft.unsent[:-1]))
        return lines

    def keep(self, kind: str, theme: str, text: str) -> None:
        """Keep what is being written."""
        self._keep(self.draft._replace(kind=kind, theme=theme, text=text))

    async def close(self) -> None:
        """Send the phones away, finish writing everything, and let others write the session."""
        await self.phones.close()
        await self.summit.close()
        if self._drafting is not None:
            await self._drafting
        self._tell_gathered()
        try:
            await self.room.close()
        finally:
            await self.keeper.finish()

    async def _send(self, lines: Unsent) -> Receipt:
        receipt = await self._writing(AddCards(lines.kind, lines.theme, lines.texts), lines.request)
        self._keep(self.draft._replace(unsent=tuple(u for u in self.draft.unsent if u != lines)))
        return receipt

    async def _writing(self, command: Command, request: str = "") -> Receipt:
        """Carry out a command, and let the status say so meanwhile."""
        self._under_way += 1
        self._tell()
        try:
            receipt = await self.room.do(command, request=request)
            self._trouble = ""
        except NotWritten as error:
            self._trouble = str(error)
            raise
        finally:
            self._under_way -= 1
            self._tell()
        return receipt

    def _changed(self, board: Board, entries: list[Entry]) -> None:
        del board
        self._votes += entries
        self.keeper.changed(entries)
        if any(entry.by for entry in entries):
            self._tell_gathered()
        elif self._votes_due is None:
            self._votes_due = asyncio.get_running_loop().call_later(VOTES_PAUSE, self._tell_gathered)

    def _tell_gathered(self) -> None:
        """Tell what came, in its order, and the votes before it."""
        if self._votes_due is not None:
            self._votes_due.cancel()
            self._votes_due = None
        entries, self._votes = self._votes, []
        if entries:
            self._tell(entries)

    def _tell(self, entries: Sequence[Entry] = ()) -> None:
        for watcher in tuple(self._watchers):
            watcher(entries)

    def _keep(self, draft: Draft) -> None:
        self.draft = draft
        if self._drafting is None and draft != self._written:
            loop = asyncio.get_running_loop()
            self._drafting = loop.create_task(self._write_draft(), name="keep the draft")

    async def _write_draft(self) -> None:
        """Write the draft until it is as it is; a disk that refuses is reported by the next record."""
        while self.draft != self._written:
            await asyncio.sleep(DRAFT_PAUSE)
            draft = self.draft
            with suppress(NotWritten):
                await asyncio.to_thread(write_draft, self.folder, draft)
            self._written = draft
        self._drafting = None
