"""What is known of one table at the desk, put together of what it told, what arrived, and how it joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.wall import TableHeard
from workshop.sync.reports import Arrived, TableReport, is_complete
from workshop.sync.seats import table_called
from workshop.sync.spans import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.session import Session
    from workshop.sync.enrolment import Enrolled


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
