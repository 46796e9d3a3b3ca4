"""What comes live from other laptops: the session's own entries, or a table's into the summit it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.model.errors import Refused
from workshop.model.events import SessionStarted
from workshop.model.hlc import is_stamp
from workshop.model.summit import NOTHING_CHANGED
from workshop.store.folder import JOURNAL, TABLES, Source, TableSource, new_node
from workshop.store.foreign import ForeignJournals, Plan, Read, Written
from workshop.store.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop.model.history import Entry, History
    from workshop.model.summit import Change


class Received(NamedTuple):
    """The answer to entries that came: how many were new, and how far each journal is on the disk.

    ``following`` is, for each journal of that session, the number of the first line that is not on the disk here:
    every line before it is acknowledged, every line from it on is still to be sent, or to be sent again.
    """

    new: int
    following: Mapping[str, int]


class TakenUp(NamedTuple):
    """What came of entries that are on the disk: how many were new, and what a summit's gathered board changed by."""

    new: int
    change: Change | None
    gathered: bool


class Arrivals:
    """Puts what comes where merging the folders would put it, and brings the session's history up to date."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._journals: dict[str, ForeignJournals] = {}

    def check(self, session: str, read: Sequence[Read]) -> None:
        """Raise ``Refused`` where these entries do not belong here."""
        own = self._source.history.session
        if not is_stamp(session):
            raise Refused("Entries came for a session whose name is none; nothing of them was taken.")
        if session != own.session and not self._source.tables and (own.cards or own.themes):
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

    def write(self, session: str, plan: Plan, odd: Sequence[Entry]) -> Written:
        """Write and flush; odd entries go into a journal of their own. Raises ``NotWritten``."""
        journals = self.journals(session)
        written = journals.write(plan.ready)
        if odd:
            beside = Journal(journals.folder, new_node())
            beside.append(odd)
            beside.close()
        return written

    def take_up(self, session: str, entries: Sequence[Entry], written: Written) -> TakenUp:
        """Let what is on the disk take effect, and bring the summit's gathered board up to date."""
        self.journals(session).keep(written)
        new = self._history(session).extend([*entries, *written.found])
        if session == self._source.history.session.id:
            return TakenUp(new, None, gathered=False)
        state = self._source.tables[session].history.session
        if not state.id:  # its first journal is still to come
            return TakenUp(new, NOTHING_CHANGED, gathered=True)
        return TakenUp(new, self._source.gathering.put(state), gathered=True)

    def _history(self, session: str) -> History:
        if session == self._source.history.session.id:
            return self._source.history
        if session not in self._source.tables:
            self._source.tables[session] = TableSource(self.journals(session).folder)
        return self._source.tables[session].history
