"""What the desk has heard: from which laptops of one session, and how each table stands."""

from __future__ import annotations

import hashlib
import socket
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.session import Session
from workshop.model.wall import TableHeard
from workshop.sync.enrolment import Enrolled
from workshop.sync.reports import Arrived, TableReport, count, is_complete
from workshop.sync.server_config import table_called

BOTH_WITHIN: Final = 10_000
"""Milliseconds within which two laptops that speak for one session count as both going on."""


def this_laptop(folder: Path) -> str:
    """Return what tells this laptop, and this folder on it, from others: it is not in the folder, and is not copied."""
    known = f"{uuid.getnode()} {socket.gethostname()} {folder.resolve()}"
    return hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:16]


class LaptopHeard(NamedTuple):
    """One laptop: since when it has been heard without a pause, when it was last, and where phones join there."""

    since: int
    at: int
    phones: str


class Laptops:
    """What the desk has heard from which laptop."""

    def __init__(self) -> None:
        self._heard: dict[str, dict[str, LaptopHeard]] = {}

    def met(self, report: TableReport, now: int) -> bool:
        """Take note of a report; return whether another laptop goes on with the same session.

        One that was heard last before this one began has stopped: the session was handed over.
        """
        of_session = self._heard.setdefault(report.session, {})
        before = of_session.get(report.laptop)
        since = before.since if before is not None and now - before.at < BOTH_WITHIN else now
        of_session[report.laptop] = LaptopHeard(since, now, report.phones)
        others = (heard for laptop, heard in of_session.items() if laptop != report.laptop)
        return any(other.at > since and now - other.at < BOTH_WITHIN for other in others)

    def phones(self, session: str, but: str) -> str:
        """Return where phones join a session now, at another laptop than ``but``; nothing where it is not known."""
        heard = self._heard.get(session, {})
        others = [(each.at, each.phones) for laptop, each in heard.items() if laptop != but and each.phones]
        return max(others)[1] if others else ""


def heard_of(
    session: str,
    arrived: Mapping[str, Arrived],
    told: tuple[TableReport, int, int] | None,
    joined: Enrolled | None,
    state: Session | None,
) -> TableHeard:
    """Return how a table stands. ``told`` is its last report, when that came, and how many minutes its clock is fast.

    A table with a code of its own is called what its code says, whatever its session says.
    """
    here = sum(journal.lines + count(journal.ahead) for journal in arrived.values())
    table, title = (joined.table, joined.title) if joined else ("", "")
    if state is not None and not (joined and joined.seated):
        table = state.table or table
    if told is None:
        title = title or (state.title if state else "")
        return TableHeard(session, table, title, 0, here, 0, here, complete=joined is None)
    report, at, ahead = told
    complete = is_complete(report, arrived)
    called, recorded = table or report.table, max(report.recorded, here)  # lines are quicker than the next report
    return TableHeard(session, called, report.title, at, recorded, report.withheld, here, complete, ahead)


def another_table(joined: Enrolled | None, report: TableReport) -> str:
    """Return what the wall says where a table with a code of its own records as another; else nothing."""
    if joined is None or not joined.seated or not report.table or table_called(report.table) == joined.table:
        return ""
    name = TableHeard("", joined.table, joined.title).name
    return f"{name} records as table {report.table}: so its cards are named. Correct the number in the set-up there."
