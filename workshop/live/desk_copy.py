"""The desk's copy of a table whose laptop has died, for another laptop to go on with.

A line that the table kept back, such as a hidden card's, leaves a gap in the desk's copy. What came after it goes along
in a journal of its own: the entries are the same, so nothing counts twice when the table's own disk is read after all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.live.hand_over import packed
from workshop.model.errors import NotFound
from workshop.store.atomic_files import PRIVATE, write_file
from workshop.store.codec import numbered
from workshop.store.folder import JOURNAL, history_of, table_folders
from workshop.store.journal import SUFFIX, content_of

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.model.history import History
    from workshop.sync.copies import Copy

AFTER_GAP: Final = "-after-gap"


def hand_over_copy(summit: Path, table: str, to: Path) -> tuple[int, list[str]]:
    """Write the desk's copy of a table's session into one file, because its laptop has died.

    Return how many entries it has, and which lines the table had recorded that had not arrived, as far as it told.
    The next laptop may then join in the table's place. Raises ``NotFound``, ``Damaged`` and ``NotWritten``.
    """
    data, entries, missing = pack_copy(summit, table)
    write_file(to, data, PRIVATE)
    return entries, missing


def pack_copy(summit: Path, table: str) -> tuple[bytes, int, list[str]]:
    """Return the desk's copy of a table's session in one file's bytes, its entries, and which lines are not in it."""
    from workshop.sync.copies import Copies  # noqa: PLC0415 - only where a summit was live
    from workshop.sync.enrolment import release  # noqa: PLC0415 - as above
    from workshop.sync.files import read_settings  # noqa: PLC0415 - as above

    journals, history = _table_in(summit, table)
    session = history.session.id
    copies = Copies(summit, summit / "wall", str).of(session)
    beside = {f"{JOURNAL}/{node}{AFTER_GAP}{SUFFIX}": _after_gap(copy) for node, copy in copies.items() if copy.ahead}
    entries = sum(copy.lines + len(copy.ahead) for copy in copies.values())
    data = packed(journals, f"table-{table}", session, entries, beside)
    release(summit / "wall", session)
    told = read_settings(summit / "wall" / "status.json").get(session, {}).get("journals", {})
    missing = [words for node, lines in sorted(told.items()) if (words := _missing(copies.get(node), node, int(lines)))]
    return data, entries, missing


def _after_gap(copy: Copy) -> bytes:
    """Return the lines that came ahead, as the lines of a journal."""
    lines = (copy.ahead[number] for number in sorted(copy.ahead))
    return b"".join(numbered(content_of(raw), place) for place, raw in enumerate(lines, 1))


def _missing(copy: Copy | None, node: str, told: int) -> str:
    """Return which lines a table had told of are not in the desk's copy: "lines 181 to 214 of journal 3f2a"."""
    from workshop.sync.reports import spans  # noqa: PLC0415 - as above

    first, ahead = (copy.lines + 1, copy.ahead) if copy else (1, {})
    lacking = spans(number for number in range(first, told + 1) if number not in ahead)
    words = [str(start) if start == last else f"{start} to {last}" for start, last in lacking]
    one = len(lacking) == 1 and lacking[0][0] == lacking[0][1]
    return f"line{'' if one else 's'} {' and '.join(words)} of journal {node}" if words else ""


def _table_in(summit: Path, table: str) -> tuple[Path, History]:
    """Return a table's journals in a summit, by its number, and what they tell."""
    wanted = table.casefold().lstrip("t0") or table
    for journals in table_folders(summit):
        history = history_of(journals)
        if history.session.table.lstrip("0") == wanted or history.session.title.casefold() == table.casefold():
            return journals, history
    raise NotFound(f"“{summit.name}” has nothing of a table {table}. “workshop summit {summit.name}” lists its tables.")
