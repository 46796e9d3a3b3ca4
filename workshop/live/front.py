"""A front end of the hall's vote: phones at one address, a journal of its own, and a line to the summit's desk."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.live.summit_link import need_summit_libraries
from workshop.model.errors import NotFound, Refused
from workshop.store.folder import JOURNAL
from workshop.store.journal import journals_in
from workshop.store.locations import Home, check_slug, find_session, slug_of
from workshop.store.writer import SessionWriter

if TYPE_CHECKING:
    from workshop.sync.front import FrontLink
    from workshop.sync.membership import Membership
    from workshop.web.server import Address, PhoneServer

CODE_FILE: Final = "front-code.txt"
"""In the summit's folder ``wall``: the code by which front ends join, which the wall does not show."""

ATTEMPTS: Final = 4
AGAIN_AFTER: Final = 0.5
"""Seconds until a desk that did not answer is asked again: it may be busy starting."""

PLACE: Final = "front"
"""In a front end's folder: what it keeps of the summit."""


def front_folder(home: Home, summit: str, name: str) -> Path:
    """Return where a front end keeps what it takes in."""
    return home.sessions / check_slug(slug_of(f"{summit}-front-{name}"))


def front_membership(home: Home, summit: str, folder: Path, given: str) -> Membership:
    """Return by what a front end joins: the code given, that of the wall's own laptop, or the one it joined with.

    The wall may be at another port than before: on its own laptop that is known.
    """
    need_summit_libraries()
    from workshop.sync.join_code import code_from  # noqa: PLC0415 - the libraries of the summit
    from workshop.sync.membership import join, read_membership  # noqa: PLC0415 - as above

    place = folder / PLACE
    if given:
        return join(place, code_from(given))
    known, here = read_membership(place), _code_here(home, summit)
    there = code_from(str(here)) if here is not None and here.is_file() else None
    if known is not None and (there is None or there.secret != known.code.secret):
        return known
    if here is None:
        raise NotFound(
            f"There is no summit “{summit}” on this computer. Join with --summit and the code for front ends, "
            "which “workshop wall” printed."
        )
    if there is None:
        raise Refused(f"The wall of “{summit}” has not run yet. Start it first: workshop wall {summit}.")
    return join(place, there)


def _code_here(home: Home, summit: str) -> Path | None:
    """Return where the code of a summit on this computer lies; ``None`` where there is no such summit."""
    with suppress(NotFound):
        return find_session(home, summit) / "wall" / CODE_FILE
    return None


class FrontServer:
    """One front end in the loop that is running. Raises ``Refused`` where it has never heard what is voted on."""

    def __init__(self, folder: Path, membership: Membership, name: str, address: str = "") -> None:
        self._folder = folder
        self._membership = membership
        self._name = name
        self._address = address
        self._writer: SessionWriter | None = None
        self.phones: PhoneServer | None = None
        self.link: FrontLink | None = None

    async def start(self, host: str, port: int) -> Address:
        """Let phones in; return where."""
        from workshop.sync.front import FrontLink  # noqa: PLC0415 - the summit's libraries
        from workshop.web.hall import Hall  # noqa: PLC0415 - the web libraries
        from workshop.web.server import PhoneServer  # noqa: PLC0415 - as above

        await self._join()
        writer = self._writer = SessionWriter(self._folder)
        hall = Hall(self._folder, self._membership.user, self._address)
        self.link = hall.door.link = FrontLink(writer, self._membership, self._name, hall.door.hear)
        self.phones = PhoneServer(writer, host, port, hall)
        address = await self.phones.start()
        self.link.begin(address.url)
        return address

    async def stop(self) -> None:
        """End in good order."""
        if self.phones is not None:
            await self.phones.stop()
        if self.link is not None:
            await self.link.close()
        if self._writer is not None:
            await self._writer.close()

    async def _join(self) -> None:
        """Join where it has not, and fetch what is voted on where nothing is here yet."""
        from workshop.sync.connection import LOST  # noqa: PLC0415 - as above

        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._join_once()
            except LOST as error:
                if attempt == ATTEMPTS:
                    where = f"{self._membership.code.host}, port {self._membership.code.port}"
                    raise Refused(
                        f"The summit's desk at {where} does not answer. Start its wall, and try again."
                    ) from error
            await asyncio.sleep(AGAIN_AFTER)
        return None

    async def _join_once(self) -> None:
        from workshop.sync.front import enrol_front, first_paper  # noqa: PLC0415 - as above

        if not self._membership.user:
            self._membership = await enrol_front(self._folder / PLACE, self._membership, self._name)
        if not await asyncio.to_thread(journals_in, self._folder / JOURNAL):
            await first_paper(self._folder, self._membership, self._name)
