"""A wall that runs: the message server, the desk that takes what tables send, the page for browsers, tables' codes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from workshop.live.front import CODE_FILE
from workshop.model.errors import Refused
from workshop.model.hall_plan import cue_of, timed
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.model.views import ThemeView
from workshop.model.wall import TableHeard, WallGroup, WallView, closing, shown_by, wall_of
from workshop.store.atomic_files import PRIVATE, write_file
from workshop.store.writer import now_ms
from workshop.store.writing_right import WallRight
from workshop.sync.connection import end
from workshop.sync.desk import CODE, SummitDesk
from workshop.sync.files import write_secret
from workshop.sync.join_code import JoinCode, code_from
from workshop.sync.server import NatsServer
from workshop.sync.server_config import code_for, read_secrets
from workshop.web.credentials import Door
from workshop.web.network import addresses, free_port
from workshop.web.paper import code_sheet
from workshop.web.wall import WallServer

LOOPBACK: Final = "127.0.0.1"
PORT: Final = 8100
COMPARE_EVERY: Final = 5.0
"""Seconds between two looks for cards that say almost the same."""

SHEET: Final = "table-codes.html"


class Wall:
    """What is shown of a summit's desk. Only tables on which something has changed are looked at again."""

    def __init__(self, title: str, desk: SummitDesk) -> None:
        self.title = title
        self.desk = desk
        self._seen: dict[str, tuple[Session, Sequence[ThemeView]]] = {}
        self._alike: tuple[WallGroup, ...] = ()
        self._compared: tuple[int, ...] = ()
        self._kept: dict[str, Sequence[ThemeView]] = {}

    def say(self, sentence: str) -> None:
        """Let every table read a sentence; an empty one takes it away. Raises ``NotWritten``."""
        self.desk.announce(self.desk.plan._replace(sentence=one_line(sentence)))

    def ask(self, question: str) -> None:
        """Put a question to every table; an empty one takes it away. Raises ``NotWritten``."""
        self.desk.announce(self.desk.plan._replace(question=one_line(question)))

    def time(self, step_and_minutes: str) -> None:
        """Tell every table a step and when it is due: "vote 5". Raises ``Refused`` and ``NotWritten``."""
        self.desk.announce(timed(self.desk.plan, step_and_minutes, now_ms()))

    async def compare(self) -> None:
        """Look, beside the loop, which cards of different tables say almost the same."""
        shown = {session: themes for session, (_, themes) in self._seen.items()}
        key = tuple(map(id, shown.values()))
        if key != self._compared:
            self._alike = await asyncio.to_thread(alike_on_wall, shown)
            self._compared, self._kept = key, shown

    def view(self) -> WallView:
        """Return what stands on the wall now."""
        for session, state in self.desk.boards().items():
            known = self._seen.get(session)
            if known is None or known[0] is not state:
                self._seen[session] = state, shown_by(state)
        shown = {session: themes for session, (_, themes) in self._seen.items()}
        now = now_ms()
        view = wall_of(self.title, self.desk.tables(), shown, now, self.desk.remarks)
        return view._replace(alike=self._alike, cue=cue_of(self.desk.plan, now))


def alike_on_wall(shown: Mapping[str, Sequence[ThemeView]]) -> tuple[WallGroup, ...]:
    """Return the groups of cards of different tables that say almost the same, the largest first."""
    from workshop.live.duplicates import groups_among  # noqa: PLC0415 - its library; only where a wall is shown

    cards = [(session, card) for session, themes in shown.items() for theme in themes for card in theme.cards]
    of = {card.card: session for session, card in cards}
    found = groups_among((session, card.kind, card.id, card.card, card.text) for session, card in cards)
    made = (WallGroup(tuple(m.id for m in g.cards), g.cards[0].text, len({of[m.card] for m in g.cards})) for g in found)
    return tuple(sorted(made, key=lambda group: (-group.tables, group.ids)))


class WallPlace(NamedTuple):
    """Where a wall is: this computer's address, the ports of page and server, or the server that others run.

    ``expected`` is how many tables are to come.
    """

    host: str
    port: int = PORT
    nats_port: int = 0
    elsewhere: tuple[str, int] | None = None
    expected: int = 0


def own_place(expected: int) -> WallPlace:
    """Return a place for a wall on this computer: at the likely address, and at a port that is free."""
    host = next(iter(addresses()), LOOPBACK)
    return WallPlace(host, free_port(host, PORT), expected=expected)


class RunningWall:
    """One summit's wall. ``told`` is called when there is something new to see."""

    def __init__(self, summit: Path, title: str, place: WallPlace, told: Callable[[], None]) -> None:
        self.address = ""
        self.expected = place.expected
        self.summit = summit
        server = NatsServer(summit / "wall", place.host, place.nats_port, told=self._remark)
        self.desk = SummitDesk(
            summit, title, server, told=told, now=now_ms, elsewhere=place.elsewhere, expected=place.expected
        )
        self.wall = Wall(title, self.desk)
        self._page = WallServer(self.wall.view, place.host, place.port)
        self._comparing: asyncio.Task[None] | None = None
        self._right: WallRight | None = None

    def _remark(self, sentence: str) -> None:
        self.desk.remark(sentence)

    @property
    def code(self) -> str:
        """Return the code by which tables join."""
        return str(self.desk.code)

    def write_codes(self, exports: Path, tables: int) -> Path:
        """Write a sheet with the codes of so many tables, by their numbers. Raises ``NotWritten``."""
        codes = [self.desk.code_for(str(number)) for number in range(1, tables + 1)]
        return write_code_sheet(exports / self.summit.name, self.wall.title, codes)

    @property
    def last_words(self) -> str:
        """Return what has arrived, in a sentence, for when the wall ends."""
        return closing(self.desk.tables())

    async def start(self) -> None:
        """Start all of it; return when tables can join.

        Raises ``Refused``, ``Busy`` where the wall runs already, and ``NotWritten``; then nothing runs.
        """
        self._right = WallRight(self.summit)
        try:
            self.address = await self._page.start()
            await asyncio.to_thread(Door, self.summit)  # front ends are told the hall's key: there has to be one
            await self.desk.start()
            write_secret(self.desk.folder / CODE_FILE, f"{self.desk.front_code}\n".encode())
        except BaseException:
            await self.stop()
            raise
        self._comparing = asyncio.create_task(self._compare(), name="compare the wall's cards")

    async def stop(self) -> None:
        """End all of it in good order."""
        if self._comparing is not None:
            await end(self._comparing)
        await self._page.stop()
        await self.desk.stop()
        if self._right is not None:
            self._right.give_up()

    async def _compare(self) -> None:
        while True:
            self.wall.view()
            await self.wall.compare()
            await asyncio.sleep(COMPARE_EVERY)


def table_codes(summit: Path, tables: Iterable[str]) -> list[JoinCode]:
    """Return the codes of tables at a summit whose wall has been started, now or before. Raises ``Refused``."""
    wall = summit / "wall"
    known = read_secrets(wall)
    if known is None or not (wall / CODE).is_file():
        raise Refused(f"“{summit.name}” has no wall yet. Start it with: workshop wall {summit.name}")
    hall = code_from(str(wall / CODE))
    return [code_for(wall, hall, known, table) for table in tables]


def write_code_sheet(folder: Path, title: str, codes: Sequence[JoinCode]) -> Path:
    """Write the sheet; it is for its owner's eyes, as the codes let a table in. Raises ``NotWritten``."""
    where = f"For the wall at {codes[0].host}. In another Wi-Fi, print anew." if codes else ""
    named = [(TableHeard("", code.table, "").name, str(code)) for code in codes]
    page = code_sheet(title, where, named)
    write_file(folder / SHEET, page, PRIVATE)
    return folder / SHEET
