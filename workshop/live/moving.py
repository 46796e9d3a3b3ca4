"""A session moves to another laptop over the summit, with its phones, in less than a minute.

The first laptop leaves it at the desk, sealed under a key in a code, and seals its own record. The second takes the
code, goes on, and lets phones join; the first then leads them there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.live.hand_over import TakenOver, pack, packed, seal, unpack
from workshop.live.summit_link import WALL, need_summit_libraries
from workshop.model.errors import NotFound, NotWritten, Refused
from workshop.model.history import History
from workshop.store.atomic_files import PRIVATE, write_file
from workshop.store.codec import numbered
from workshop.store.folder import JOURNAL, history_of, table_folders
from workshop.store.journal import SUFFIX, content_of
from workshop.store.locations import Home
from workshop.store.writer import now_ms
from workshop.store.writing_right import WritingRight, note_moved

if TYPE_CHECKING:
    from workshop.sync.copies import Copy
    from workshop.sync.membership import Membership
    from workshop.sync.parcels import MovingCode


AFTER_GAP: Final = "-after-gap"
LOOK: Final = 1.0
"""Seconds between two questions to the desk how far it has come."""

TO_THE_SUMMIT: Final = "over the summit"
NO_SUMMIT: Final = (
    "This session takes part in no summit, so nothing lies between the laptops. Move it with a file: "
    "workshop hand-over NAME --to FOLDER."
)


def hand_over_copy(summit: Path, table: str, to: Path) -> tuple[int, list[str]]:
    """Write the desk's copy of a table's session into one file, because its laptop has died.

    Return how many entries it has, and which lines the table had recorded that had not arrived, as far as it told.
    The next laptop may then join in the table's place. Raises ``NotFound``, ``Damaged`` and ``NotWritten``.
    """
    data, entries, missing = pack_copy(summit, table)
    write_file(to, data, PRIVATE)
    return entries, missing


def pack_copy(summit: Path, table: str) -> tuple[bytes, int, list[str]]:
    """Return the desk's copy of a table's session in one file's bytes, its entries, and which lines are not in it.

    A line that the table kept back, such as a hidden card's, leaves a gap. What came after it goes along in a journal
    of its own: the entries are the same, so nothing counts twice when the table's own disk is read after all.
    """
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


def is_code(given: str) -> bool:
    """Return whether what was given is the code of a session that moves, and not a file."""
    if Path(given).exists() or "/" not in given:
        return False
    from workshop.sync.parcels import is_moving_code  # noqa: PLC0415 - the summit, where one is named

    return is_moving_code(given)


async def send(folder: Path) -> tuple[MovingCode, int]:
    """Leave a session at the desk and seal it here; return the code to take it over with, and its entries.

    Raises ``Busy``, ``Refused`` and ``NotWritten``; then it is not sealed, and goes on here.
    """
    need_summit_libraries()
    from workshop.sync.carrier import send_parcel  # noqa: PLC0415 - the libraries of the summit

    right = WritingRight(folder)
    try:
        data, entries = await asyncio.to_thread(pack, folder)
        code = await send_parcel(member(folder), data)
        seal(folder, TO_THE_SUMMIT, now_ms())
    finally:
        right.give_up()
    return code, entries


def send_copy(summit: Path, table: str) -> tuple[MovingCode, int, list[str]]:
    """Leave the desk's copy of a table whose laptop has died, for another one; return the code and what it lacks."""
    need_summit_libraries()
    from workshop.sync.desk import CODE  # noqa: PLC0415 - the libraries of the summit
    from workshop.sync.join_code import code_from  # noqa: PLC0415 - as above
    from workshop.sync.parcels import leave_at_desk  # noqa: PLC0415 - as above

    if not (summit / WALL / CODE).is_file():
        raise Refused(f"“{summit.name}” has no wall that runs. Start it with: workshop wall {summit.name}")
    data, entries, missing = pack_copy(summit, table)
    return leave_at_desk(summit / WALL, code_from(str(summit / WALL / CODE)), data), entries, missing


async def take(home: Home, given: str) -> TakenOver:
    """Go on with a session that waits at the desk under a code. Raises ``Refused``, ``Damaged`` and ``NotWritten``."""
    need_summit_libraries()
    from workshop.sync.carrier import fetch_parcel, say_fetched  # noqa: PLC0415 - the libraries of the summit
    from workshop.sync.parcels import read_moving_code  # noqa: PLC0415 - as above

    code = read_moving_code(given)
    data = await fetch_parcel(code)
    taken = await asyncio.to_thread(unpack, home, data, "What came over the summit")
    with suppress(Refused):  # it is here; where the desk does not hear it, both laptops are told later
        await say_fetched(code)
    return taken


async def follow(folder: Path, code: MovingCode, told: Callable[[str], None]) -> None:
    """Tell, until cancelled, that the other laptop has taken the session over, and where phones join there."""
    from workshop.sync.carrier import Whereabouts, whereabouts  # noqa: PLC0415 - the libraries of the summit

    known, membership = Whereabouts(), member(folder)
    while True:
        found = await whereabouts(membership, code, folder)
        if found.fetched and found != known:
            known = found
            if found.phones:
                with suppress(NotWritten):
                    note_moved(folder, found.phones)
            told(found.phones)
        await asyncio.sleep(LOOK)


def member(folder: Path) -> Membership:
    """Return how a session takes part in its summit. Raises ``Refused`` where it does not."""
    from workshop.sync.membership import read_membership  # noqa: PLC0415 - the summit, where one was joined

    membership = read_membership(folder)
    if membership is None:
        raise Refused(NO_SUMMIT)
    return membership
