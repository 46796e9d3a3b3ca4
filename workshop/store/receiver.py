"""What comes live from other laptops: the session's own entries, or a table's into the summit it belongs to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from typing import NamedTuple, TypeVar

from workshop.model.entry import Entry
from workshop.model.errors import NotWritten, Refused
from workshop.model.events import SessionStarted
from workshop.model.history import History
from workshop.model.hlc import is_stamp
from workshop.model.summit import NOTHING_CHANGED, Change
from workshop.store.folder import JOURNAL, TABLES, SessionFolder, TableSource, new_node
from workshop.store.foreign import FlushedState, ForeignJournals, JournalLine, Plan, Read, read_lines
from workshop.store.journal import Journal, unexpected


class Received(NamedTuple):
    """The answer to entries that came: how many were new, and how far each journal is on the disk.

    ``following`` is, for each journal of that session, the number of the first line that is not on the disk here:
    every line before it is acknowledged, every line from it on is still to be sent, or to be sent again.
    """

    new: int
    following: Mapping[str, int]


class TakenUp(NamedTuple):
    """Entries that are on the disk and have effect; of a summit's tables also what its gathered board changed by."""

    entries: Sequence[Entry]
    change: Change | None
    gathered: bool

    @property
    def shows(self) -> bool:
        """Whether anything is to be seen of it: dots of a table's vote are not, until it is revealed."""
        return bool(self.entries) and not (self.gathered and self.change == NOTHING_CHANGED)


class ForeignEntries:
    """Puts what comes where merging the folders would put it, and brings the session's history up to date."""

    def __init__(self, source: SessionFolder) -> None:
        self._source = source
        self._journals: dict[str, ForeignJournals] = {}

    def check(self, session: str, read: Sequence[Read]) -> None:
        """Raise ``Refused`` where these entries do not belong here."""
        own = self._source.history.session
        if not is_stamp(session):
            raise Refused("Entries came for a session whose name is none; nothing of them was taken.")
        if session != own.id and not self._source.tables and (own.cards or own.themes):
            raise Refused(f"“{own.title}” is a table's session and no summit, so it takes up no other table.")
        started = [e.session for line in read for e in line.entry.events if isinstance(e, SessionStarted)]
        if any(name != session for name in started):
            raise Refused("Entries came that belong to another session; nothing of them was taken.")

    def journals(self, session: str) -> ForeignJournals:
        """Return the journals that a session's lines go into."""
        known = self._journals.get(session)
        if known is None:
            own = session == self._source.history.session.id
            table = self._source.tables.get(session)
            folder = self._source.folder / (JOURNAL if own else f"{TABLES}/{session}")
            reader = self._source.own if own else table.journals if table else None
            known = self._journals[session] = ForeignJournals(folder, reader.marks if reader else {})
        return known

    def odd(self, session: str, plan: Plan) -> list[Entry]:
        """Return entries whose place in their journal has another one here: a copy of it went on by itself."""
        history, coming = self._history(session), {line.entry for line in plan.ready}
        return [line.entry for line in plan.again if line.entry not in coming and not history.knows(line.entry)]

    def write(self, session: str, plan: Plan, odd: Sequence[Entry]) -> FlushedState:
        """Write and flush; odd entries go into a journal of their own. Raises ``NotWritten``."""
        journals = self.journals(session)
        written = journals.write(plan.ready)
        if odd:
            beside = Journal(journals.folder, new_node())
            beside.append(odd)
            beside.close()
        return written

    def take_up(self, session: str, entries: Sequence[Entry], written: FlushedState) -> TakenUp:
        """Let what is on the disk take effect, and bring the summit's gathered board up to date."""
        self.journals(session).keep(written)
        entries = [*entries, *written.found]
        self._history(session).extend(entries)
        if session == self._source.history.session.id:
            return TakenUp(entries, None, gathered=False)
        table = self._source.tables[session].history.session
        change = self._source.gathering.put(table) if table.id else NOTHING_CHANGED  # its beginning is still to come
        return TakenUp(entries, change, gathered=True)

    def _history(self, session: str) -> History:
        if session == self._source.history.session.id:
            return self._source.history
        if session not in self._source.tables:
            self._source.tables[session] = TableSource(self.journals(session).folder)
        return self._source.tables[session].history


Answer = TypeVar("Answer")


class _Call(NamedTuple):
    """Lines that came, and who waits for their answer."""

    session: str
    lines: list[Read]
    answer: asyncio.Future[Received]


class EntryReceiver:
    """Takes up what comes, one flush after the other; calls that come meanwhile share the next.

    ``disk`` is the one thread that writes; ``took`` is called on the loop when what came has effect and shows.
    ``calls`` counts what came.
    """

    def __init__(self, source: SessionFolder, disk: Executor, took: Callable[[TakenUp], None]) -> None:
        self.calls = 0
        self._arrivals = ForeignEntries(source)
        self._disk = disk
        self._took = took
        self._waiting: list[_Call] = []
        self._task: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being taken up."""
        return self._task is not None

    async def idle(self) -> None:
        """Wait until all that came is taken up."""
        while self._task is not None:
            await asyncio.wait((self._task,))

    async def receive(self, session: str, lines: Iterable[JournalLine]) -> Received:
        """Take up lines, as ``SessionWriter.receive`` says."""
        read = read_lines(lines)
        self._arrivals.check(session, read)
        loop = asyncio.get_running_loop()
        call = _Call(session, read, loop.create_future())
        self._waiting.append(call)
        self.calls += 1
        if self._task is None:
            self._task = loop.create_task(self._take_all(), name="take up what came")
        return await call.answer

    def following(self, session: str) -> dict[str, int]:
        """Return the number of the line that is to come next of each journal."""
        return {name: mark.following for name, mark in self._arrivals.journals(session).marks.items()}

    async def _take_all(self) -> None:
        try:
            while self._waiting:
                session = self._waiting[0].session
                calls = [call for call in self._waiting if call.session == session]
                self._waiting = [call for call in self._waiting if call.session != session]
                try:
                    await self._take(session, calls)
                except Exception as error:  # noqa: BLE001 - somebody waits for an answer
                    for call in calls:
                        settle(call.answer, error if isinstance(error, NotWritten) else unexpected(error))
        finally:
            self._task = None

    async def _take(self, session: str, calls: Sequence[_Call]) -> None:
        """Write and flush what came of one session, let it take effect, and answer."""
        plan = self._arrivals.journals(session).plan(line for call in calls for line in call.lines)
        odd = self._arrivals.odd(session, plan)
        loop = asyncio.get_running_loop()
        written = await loop.run_in_executor(self._disk, self._arrivals.write, session, plan, odd)
        new = [*(line.entry for line in plan.ready), *odd]
        taken = self._arrivals.take_up(session, new, written)
        if taken.shows:
            self._took(taken)
        ids, following = {entry.id for entry in new}, self.following(session)
        for call in calls:
            settle(call.answer, Received(len(ids & {line.entry.id for line in call.lines}), following))


def settle(answer: asyncio.Future[Answer], result: Answer | NotWritten) -> None:
    """Answer, or say why there is no answer, unless who asked has gone."""
    if answer.done():
        return
    if isinstance(result, NotWritten):
        answer.set_exception(NotWritten(str(result)))
    else:
        answer.set_result(result)
