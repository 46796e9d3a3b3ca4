"""A session moves to another laptop over the summit, with its phones, in less than a minute.

The first laptop leaves it at the desk, sealed under a key in a code, and seals its own record. The second takes the
code, goes on, and lets phones join; the first then leads them there.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.live.desk_copy import pack_copy
from workshop.live.hand_over import TakenOver, pack, seal, unpack
from workshop.live.summit_link import WALL, need_summit_libraries
from workshop.model.errors import NotWritten, Refused
from workshop.store.folder import WritingRight, note_moved
from workshop.store.writer import now_ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.store.locations import Home
    from workshop.sync.membership import Membership
    from workshop.sync.parcels import MovingCode

LOOK: Final = 1.0
"""Seconds between two questions to the desk how far it has come."""

TO_THE_SUMMIT: Final = "over the summit"
NO_SUMMIT: Final = (
    "This session takes part in no summit, so nothing lies between the laptops. Move it with a file: "
    "workshop hand-over NAME --to FOLDER."
)


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
