"""A session's part in a live summit. Nothing of the summit is loaded before a session has joined one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop.model.commands import Command, NumberTable
from workshop.model.entry import Entry
from workshop.model.errors import Refused
from workshop.model.hall_plan import HallCue
from workshop.model.session import Session
from workshop.store.writer import SessionWriter, now_ms

if TYPE_CHECKING:
    from workshop.sync.membership import TableProgress
    from workshop.sync.publisher import Publisher

FILE: Final = "summit.json"
"""Where a session that has joined remembers it."""

WALL: Final = "wall"
"""The folder of a summit in which its desk keeps what it needs."""

NOT_INSTALLED: Final = (
    "To take part in a live summit, install it with: pip install 'workshop[summit]'. "
    "Without it everything works as before, and the table comes by memory stick."
)


def join_summit(folder: Path, given: str, session: Session) -> Command | None:
    """Let a session take part in the summit of a code, or of a file with one. Raises ``Refused``.

    Return what is still to be recorded: the table's number, where the code has one and the session none.
    """
    need_summit_libraries()
    from workshop.sync.join_code import code_from  # noqa: PLC0415 - only where a summit is joined
    from workshop.sync.membership import join  # noqa: PLC0415 - as above
    from workshop.sync.server_config import check_table  # noqa: PLC0415 - as above

    code = code_from(given)
    check_table(code.table, session.table)
    join(folder, code)
    return NumberTable(code.table) if code.table and not session.table else None


def leave_summit(folder: Path) -> bool:
    """Let a session take part no more; return whether it did."""
    from workshop.sync.membership import leave  # noqa: PLC0415 - as above

    return leave(folder)


def need_summit_libraries() -> None:
    """Make sure that the extra is installed. Raises ``Refused``."""
    if find_spec("nats") is None:
        raise Refused(NOT_INSTALLED)


def need_message_server() -> None:
    """Make sure that this laptop can be a wall: the extra and its server are installed. Raises ``Refused``."""
    need_summit_libraries()
    from workshop.sync.server import server_program  # noqa: PLC0415 - only for a wall

    server_program()


class SummitLink:
    """Sends a session's lines to the summit it has joined, if it has. ``told`` is called when the standing changes.

    ``phones`` returns the address at which phones join, where they can.
    """

    def __init__(self, writer: SessionWriter, told: Callable[[], None]) -> None:
        self.problem = ""
        self.phones: Callable[[], str] = str
        self._writer = writer
        self._told = told
        self._publisher: Publisher | None = None
        self._news = asyncio.Event()
        writer.watch(self._flushed)

    @property
    def joined(self) -> bool:
        """Return whether the session takes part in a summit."""
        return self._publisher is not None

    @property
    def account(self) -> str:
        """Return in one sentence how the session stands with its summit."""
        standing = self.standing
        if standing is None:
            return self.problem or "This table takes part in no summit."
        counted = f"{standing.recorded} recorded, {standing.at_summit} at the summit"
        if standing.withheld:
            counted += f", {standing.withheld} kept back until they are revealed or shown"
        if standing.connected:
            return f"This table takes part in “{self._title}”: {counted}."
        return standing.problem or (
            f"The summit is not in reach: {counted}. All is recorded here, and sent as soon as the network lets it."
        )

    @property
    def standing(self) -> TableProgress | None:
        """Return how far the table has come; ``None`` where it takes part in none."""
        return self._publisher.standing if self._publisher else None

    @property
    def progress(self) -> str:
        """Return how far the table has come: "214 recorded, 180 at the summit"; nothing where it takes part in none."""
        standing = self.standing
        if standing is None:
            return ""
        if standing.recorded == standing.at_summit + standing.withheld:
            return f"{standing.at_summit} at the summit"
        return f"{standing.recorded} recorded, {standing.at_summit} at the summit"

    @property
    def sentence(self) -> str:
        """Return what is in the way."""
        standing = self.standing
        return self.problem or (standing.problem if standing else "")

    @property
    def hall(self) -> HallCue:
        """Return what is asked of the whole hall."""
        standing = self.standing
        return HallCue(standing.plan, standing.ahead) if standing else HallCue()

    def begin(self) -> None:
        """Take part, where the session has joined a summit. What is in the way is said in ``problem``."""
        if self._publisher is not None or not (self._writer.folder / FILE).exists():
            return
        try:
            need_summit_libraries()
        except Refused as error:
            self.problem = str(error)
            return
        from workshop.sync.membership import read_membership  # noqa: PLC0415 - as above
        from workshop.sync.publisher import Publisher  # noqa: PLC0415 - as above

        membership = read_membership(self._writer.folder)
        if membership is None:
            self.problem = "What this session kept of its summit cannot be read. Join again with the code on the wall."
            return
        self.problem = ""
        session = self._writer.session
        self._publisher = Publisher(self._writer.folder, membership, session, self._changed, now_ms, phones=self.phones)

    async def join(self, given: str) -> None:
        """Take part in the summit of a code, or of a file with one. Raises ``Refused`` and ``NotWritten``."""
        numbering = await asyncio.to_thread(join_summit, self._writer.folder, given, self._writer.session)
        if numbering is not None:
            await self._writer.do(numbering)
        await self.close()
        self.begin()
        self._changed()

    async def leave(self) -> bool:
        """Take part no more; return whether the session did. What was sent stays at the summit."""
        await self.close()
        left = await asyncio.to_thread(leave_summit, self._writer.folder)
        self._changed()
        return left

    async def heard(self, within: float) -> bool:
        """Return whether the summit has all there is to send, or is said what is in the way, within so many seconds."""
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._answered(), within)
        return self._has_answer()

    async def close(self) -> None:
        """End in good order; what was not sent is sent the next time."""
        publisher, self._publisher = self._publisher, None
        if publisher is not None:
            await publisher.close()

    @property
    def _title(self) -> str:
        return self._publisher.membership.summit if self._publisher else ""

    async def _answered(self) -> None:
        while not self._has_answer():
            self._news.clear()
            await self._news.wait()

    def _has_answer(self) -> bool:
        standing = self.standing
        if standing is None or standing.problem:
            return True
        return standing.connected and standing.recorded <= standing.at_summit + standing.withheld

    def _flushed(self, session: Session, entries: list[Entry]) -> None:
        if self._publisher is not None:
            self._publisher.flushed(session, entries)

    def _changed(self) -> None:
        self._news.set()
        self._told()
