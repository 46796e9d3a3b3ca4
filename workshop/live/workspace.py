"""A live session as the screens need it: it takes commands, tells its watchers, and loses no typed line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias
from uuid import uuid4

from workshop.live.autosave import AutoExporter
from workshop.live.draft import Draft, Unsent, read_draft, write_draft
from workshop.live.phone_access import PhoneAccess
from workshop.live.summit_link import WALL, SummitLink, need_summit_libraries
from workshop.model.commands import AddCards, Batch, Command, Redo, Undo
from workshop.model.entry import Entry
from workshop.model.errors import NotWritten, Refused
from workshop.model.hall_plan import HallCue
from workshop.model.history import History
from workshop.model.session import Session
from workshop.store.folder import TABLES
from workshop.store.locations import Home
from workshop.store.writer import Receipt, SessionWriter, now_ms

if TYPE_CHECKING:
    from workshop.live.hall_counting import HallCounting
    from workshop.live.running_wall import RunningWall

DRAFT_PAUSE: Final = 0.15
"""Seconds before the draft is written, so that a letter more does not cost a writing more. A line that is on the
disk sooner is never written as a draft: its flush does not wait for another."""

VOTES_PAUSE: Final = 0.1
"""Seconds over which votes from phones are gathered before they are shown: five hundred may come in one."""

State: TypeAlias = Literal["saved", "writing", "trouble"]


class Status(NamedTuple):
    """Whether all that was recorded is on the disk; ``sentence`` says what is wrong there or with the appendix.

    ``appendix`` says when that was last written (0: not yet), ``behind`` that it could not be written since.
    ``summit`` says how far a live summit has come, where the session takes part in one, ``hall`` what is asked of all.
    """

    state: State = "saved"
    sentence: str = ""
    appendix: int = 0
    behind: bool = False
    summit: str = ""
    hall: HallCue = HallCue()


Watcher: TypeAlias = Callable[[Sequence[Entry]], None]


class Workspace:
    """One session that this process has open for writing.

    In a summit, ``noticed`` is what the last merge said, until the session is closed. A watcher is called with the
    entries that came, or with none when only the status changed. Raises ``Busy``, ``Damaged``, ``NotFound`` and
    ``NotWritten`` where the session cannot be opened.
    """

    def __init__(self, home: Home, folder: Path) -> None:
        self.home = home
        self.folder = folder
        self.writer = SessionWriter(folder)
        self.draft = read_draft(folder)
        self.noticed: tuple[str, ...] = ()
        self.auto_exporter = AutoExporter(home, folder, self._tell, now_ms)
        self.phones = PhoneAccess(home, self.writer, self._tell)
        self.summit = SummitLink(self.writer, self._tell)
        self.summit.phones = self._phones_at
        self.wall: RunningWall | None = None
        self._watchers: list[Watcher] = []
        self._under_way = 0
        self._trouble = ""
        self._written = self.draft
        self._drafting: asyncio.Task[None] | None = None
        self._votes: list[Entry] = []
        self._untold = False
        self._votes_due: asyncio.TimerHandle | None = None
        self.writer.watch(self._changed)
        self.auto_exporter.begin()
        self.summit.begin()
        self._hall: HallCounting | None = None
        self._hall_counting()

    @property
    def session(self) -> Session:
        """Return the board of what is on the disk."""
        return self.writer.session

    @property
    def status(self) -> Status:
        """Return how things stand on the disk."""
        kept, summit = self.auto_exporter.kept, self.summit
        hall = self._hall.sentence if self._hall is not None else ""
        sentence = self._trouble or kept.problem or self.phones.problem or summit.sentence or hall
        state: State = "writing" if self._under_way else "trouble" if self._trouble else "saved"
        said = "" if self._under_way else sentence
        return Status(state, said, kept.at, bool(kept.problem), summit.progress, summit.hall)

    @property
    def is_summit(self) -> bool:
        """Return whether the session is many tables put together."""
        return (self.folder / TABLES).is_dir() or (self.folder / WALL).is_dir()

    async def start_wall(self, expected: int) -> RunningWall:
        """Start this summit's wall, where it does not run yet. Raises ``Refused`` and ``NotWritten``."""
        need_summit_libraries()
        if self.wall is None:
            from workshop.live.running_wall import RunningWall, WallPlace, own_place  # noqa: PLC0415 - its libraries

            place: WallPlace = await asyncio.to_thread(own_place, expected)
            running = RunningWall(self.folder, self.session.title, place, lambda: None)
            await running.start()
            self.wall = running
        return self.wall

    async def end_wall(self) -> None:
        """End the wall, where it runs."""
        running, self.wall = self.wall, None
        if running is not None:
            await running.stop()

    def _phones_at(self) -> str:
        return self.phones.invitation.url if self.phones.invitation else ""

    async def take_up_tables(self) -> None:
        """Take up the tables that were merged into this summit. Raises ``Damaged`` and ``Unreadable``."""
        await self.writer.take_up_tables()
        self.auto_exporter.changed()
        self._tell(self.writer.history.entries[-1:])

    def snapshot(self) -> History:
        """Return the history as it is now, for another thread: what comes later does not reach it."""
        history = History()
        history.session = self.session
        history.entries = list(self.writer.history.entries)
        return history

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Let ``watcher`` be called after each change; return what ends that."""
        self._watchers.append(watcher)

        def end() -> None:
            with suppress(ValueError):
                self._watchers.remove(watcher)

        return end

    async def do(self, *commands: Command) -> Receipt:
        """Carry out one act, all of its commands or none, as one entry. Raises ``Refused`` and ``NotWritten``."""
        if (hall := self._hall_counting()) is not None:
            hall.check(commands)
        return await self._writing(commands[0] if len(commands) == 1 else Batch(commands))

    def check(self, command: Command) -> None:
        """Raise ``Refused`` where ``command`` would be refused now: before a person is asked about it."""
        if sentence := self.writer.history.refusal(command):
            raise Refused(sentence)

    def _hall_counting(self) -> HallCounting | None:
        """Return what counts the hall's votes, where front ends serve them."""
        if self._hall is None and (self.folder / WALL / "hall").is_dir():
            from workshop.live.hall_counting import HallCounting  # noqa: PLC0415 - only where a hall votes

            self._hall = HallCounting(self.writer, self._tell)
            self._hall.begin()
        return self._hall

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
        """Return what was refused last, to be written anew."""
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
        if self._hall is not None:
            await self._hall.close()
        await self.end_wall()
        if self._drafting is not None:
            await self._drafting
        self._tell_gathered()
        try:
            await self.writer.close()
        finally:
            await self.auto_exporter.finish()

    async def _send(self, lines: Unsent) -> Receipt:
        receipt = await self._writing(AddCards(lines.kind, lines.theme, lines.texts), lines.request)
        self._keep(self.draft._replace(unsent=tuple(u for u in self.draft.unsent if u != lines)))
        return receipt

    async def _writing(self, command: Command, request: str = "") -> Receipt:
        """Carry out a command, and let the status say so meanwhile."""
        self._under_way += 1
        self._tell()
        try:
            receipt = await self.writer.do(command, request=request)
            self._trouble = ""
        except NotWritten as error:
            self._trouble = str(error)
            raise
        finally:
            self._under_way -= 1
            self._tell()
        return receipt

    def _changed(self, session: Session, entries: list[Entry]) -> None:
        del session
        self._votes += entries
        self._untold = True
        self.auto_exporter.changed(entries)
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
        if self._untold:  # a table's entries change a summit and are none of its own
            self._untold = False
            self._tell(entries or self.writer.history.entries[-1:])

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
