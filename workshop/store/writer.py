"""One live session: one writer, many watchers.

A command is decided against everything decided so far, written, flushed, and only then answered and shown.
Commands that arrive while the disk is busy share the next flush.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, Self, TypeAlias

from workshop.model.commands import Command
from workshop.model.entry import Entry
from workshop.model.errors import NotWritten, Refused
from workshop.model.session import Session
from workshop.store.folder import JOURNAL, SessionFolder, make_durable, new_node
from workshop.store.foreign import JournalLine
from workshop.store.journal import Journal, unexpected
from workshop.store.receiver import EntryReceiver, Received, TakenUp, settle
from workshop.store.writing_right import WritingRight


class Receipt(NamedTuple):
    """The answer to a command: the entry that is on the disk now, and the board with it."""

    entry: Entry
    session: Session


_Waiting: TypeAlias = tuple[Receipt, list["asyncio.Future[Receipt]"]]
"""A receipt that is not on the disk yet, and who waits for it: more than one where a command was repeated."""

Watcher: TypeAlias = Callable[[Session, list[Entry]], None]


def now_ms() -> int:
    """Return the present moment in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


class SessionWriter:
    """A session that this process may write.

    ``board`` is the board of what is on the disk; ``history`` also has what is on its way there. ``clock`` gives
    milliseconds since 1970 UTC, ``journal`` starts a journal in a folder; tests give their own. Raises ``Busy``,
    ``Damaged``, ``NotWritten`` and ``Unreadable``.
    """

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], int] = now_ms,
        journal: Callable[[Path, str], Journal] = Journal,
    ) -> None:
        self.folder = folder
        self._clock = clock
        self._start_journal = journal
        self._journal: Journal | None = None
        self._node = new_node()
        self._waiting: list[_Waiting] = []
        self._flushing: list[_Waiting] = []
        self._watchers: list[Watcher] = []
        self._closed = False
        self._quiet = asyncio.Event()
        self._quiet.set()
        # A thread of its own: whatever else the program does in threads, the record never waits for it.
        self._disk = ThreadPoolExecutor(1, f"journal of {folder.name}")
        self._right = WritingRight(folder)
        try:
            self._stand_on(SessionFolder(folder))
            make_durable(folder / JOURNAL)
        except BaseException:
            self._right.give_up()
            raise

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    def watch(self, watcher: Watcher) -> None:
        """Let ``watcher`` be called with the new board and its entries, each time something is on the disk.

        One that raises is told to the event loop's exception handler and called again the next time: a screen that
        stumbles stops neither the record nor the other screens.
        """
        self._watchers.append(watcher)

    async def do(self, command: Command, by: str = "facilitator", request: str = "") -> Receipt:
        """Carry out ``command``; return when it is on the disk.

        Raises ``Refused`` where a rule says no and ``NotWritten`` where the disk does; then nothing has changed.
        The same ``request`` is carried out once and answered the same each time. A caller that is cancelled gets
        no answer; its command is carried out all the same.
        """
        if self._closed:
            raise Refused(f"“{self.folder.name}” has been closed here. Open it again to go on.")
        if request and (known := self.history.find(self.history.requests.get(request, ""))):
            pending = (answers for receipt, answers in (*self._flushing, *self._waiting) if receipt.entry is known)
            answers = next(pending, None)
            if answers is None:
                return Receipt(known, self.session)
        else:
            answers = []
            entry = self.history.record(command, self._clock(), self._node, by, request)
            self._waiting.append((Receipt(entry, self.history.session), answers))
        loop = asyncio.get_running_loop()
        if self._quiet.is_set():
            self._quiet.clear()
            loop.call_soon(self._begin)
        answer: asyncio.Future[Receipt] = loop.create_future()
        answers.append(answer)
        return await answer

    async def do_in_turn(self, *commands: Command) -> list[Receipt]:
        """Carry out commands one after the other, each an act of its own, and flush them as one. Raises as ``do``."""
        return await asyncio.gather(*map(self.do, commands))

    async def take_up_tables(self) -> None:
        """Take up the tables that were merged into the folder since it was opened; what is decided stands on them.

        Raises ``Damaged`` and ``Unreadable``; then the board is as it was.
        """
        while True:
            before, source = self._receiver.calls, await asyncio.to_thread(SessionFolder, self.folder)
            while self._receiver.busy or not self._quiet.is_set():
                await self._receiver.idle()
                await self._quiet.wait()
            if before == self._receiver.calls:  # nothing came while it was read
                break
        source.history.extend(self.history.entries)
        self._stand_on(source)

    async def receive(self, session: str, lines: Iterable[JournalLine]) -> Received:
        """Take up lines of another laptop's journals, in any order and any number of times; return how far they are.

        ``session`` is the id of the session they belong to (its ``SessionStarted``): this one's own, or a table's of
        this summit. Each line is given as it stands in that journal, with the journal's name; it is written to
        ``journal/NAME.jsonl`` here, of a table to ``tables/SESSION/NAME.jsonl``, byte for byte as merging the folders
        would, and flushed before this returns. Then it has effect, and the watchers are told: with the entries, or
        with none where they are a table's, which are not acts of this session.

        A line that comes before its forerunners waits for them in memory and is not acknowledged: see ``Received``.
        An entry whose id another one has is set aside (``aside``). What it costs does not grow with what is there.
        Calls that come while the disk is busy share the next flush. Raises ``Refused`` where a line is damaged or
        belongs elsewhere, and ``NotWritten``; then nothing of the call was taken, and it may be made again.
        """
        if self._closed:
            raise Refused(f"“{self.folder.name}” has been closed here. Open it again to go on.")
        return await self._receiver.receive(session, lines)

    def following(self, session: str) -> dict[str, int]:
        """Return, for each journal of a session that is here, the number of the line that is to come next."""
        return self._receiver.following(session)

    async def quiet(self) -> None:
        """Return when everything that was decided so far is on the disk."""
        await self._quiet.wait()

    @property
    def aside(self) -> list[Entry]:
        """Return the entries that have no effect since another has their id."""
        return self._source.aside

    async def close(self) -> None:
        """Wait for what is being written, and let others write.

        Raises ``NotWritten`` where a refused command could not be taken out of the record again.
        """
        self._closed = True
        try:
            await self._receiver.idle()
            await self._quiet.wait()
        finally:
            self._disk.shutdown()
            journal, self._journal = self._journal, None
            try:
                if journal is not None:
                    journal.close()
            finally:
                self._right.give_up()

    def _stand_on(self, source: SessionFolder) -> None:
        """Let what was read of the folder be what is known."""
        self._source = source
        self._receiver = EntryReceiver(source, self._disk, self._took)
        self.history = source.history
        self.session = source.history.session

    def _took(self, taken: TakenUp) -> None:
        """Bring the boards up to date, the one on the disk and those of what is on its way there, and show it."""
        base, change = self._source.gathering.session, taken.change
        waiting = [receipt.entry for receipt, _ in self._waiting]
        if taken.gathered and self.history.rebase(base, change) and change is not None:
            self.session = change.carried(base, self.session)
        else:
            self.session = self.history.board_before([*(receipt.entry for receipt, _ in self._flushing), *waiting])
        if self._flushing:
            _show_on(self._flushing, self.history.board_before(waiting))
        if self._waiting:
            _show_on(self._waiting, self.history.session)
        self._tell([] if taken.gathered else list(taken.entries))

    def _begin(self) -> None:
        """Return what waits to the disk; what comes meanwhile waits for the next turn."""
        self._flushing, self._waiting = self._waiting, []
        entries = [receipt.entry for receipt, _ in self._flushing]
        try:
            self._disk.submit(self._write, entries, asyncio.get_running_loop())
        except RuntimeError as error:  # no thread is to be had, or the room was closed in haste
            self._finish(unexpected(error))

    def _write(self, entries: list[Entry], loop: asyncio.AbstractEventLoop) -> None:
        """Write and flush, in the other thread, and tell the loop."""
        loop.call_soon_threadsafe(self._finish, self._append(entries))

    def _append(self, entries: list[Entry]) -> NotWritten | None:
        """Return what went wrong, whatever it is: somebody waits for an answer."""
        try:
            if self._journal is not None and self._journal.failed:
                self._journal.close()
                self._journal = None
            if self._journal is None:
                self._journal = self._start_journal(self.folder / JOURNAL, self._node)
            self._journal.append(entries)
        except NotWritten as error:
            return error
        except BaseException as error:  # noqa: BLE001 - see above
            return unexpected(error)
        return None

    def _finish(self, error: NotWritten | None) -> None:
        """Answer those who wait, show what is new, and go on with what has come meanwhile.

        Where the disk refused, what was decided on top is refused as well, and the last good board stays.
        """
        done, self._flushing = self._flushing, []
        if error is not None:
            done += self._waiting
            self._waiting = []
        for receipt, answers in done:
            for answer in answers:
                settle(answer, error or receipt)
        try:
            if error is None:
                self.session = done[-1][0].session
                self._tell([receipt.entry for receipt, _ in done])
            else:
                self._node = new_node()
                self.history.forget(receipt.entry for receipt, _ in done)
        finally:
            if self._waiting:
                self._begin()
            else:
                self._quiet.set()

    def _tell(self, entries: list[Entry]) -> None:
        for watcher in tuple(self._watchers):
            try:
                watcher(self.session, entries)
            except Exception as error:  # noqa: BLE001 - whatever a screen does, the room goes on
                told = {"message": f"A watcher of “{self.folder.name}” failed", "exception": error}
                asyncio.get_running_loop().call_exception_handler(told)


def _show_on(receipts: list[_Waiting], session: Session) -> None:
    """Let the last of several receipts show ``board``, which is what is published with them."""
    receipt, answers = receipts[-1]
    receipts[-1] = (receipt._replace(session=session), answers)
