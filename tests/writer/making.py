"""Rooms for tests: a clock that is set by hand, and a disk that obeys."""

from __future__ import annotations

import asyncio
import errno
import os
import threading
from typing import TYPE_CHECKING

from workshop.model.commands import AddCards, DraftBallot, OpenBallot, StartSession
from workshop.model.errors import NotWritten
from workshop.store.folder import JOURNAL, load
from workshop.store.journal import Journal
from workshop.store.writer import SessionWriter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workshop.model.entry import Entry
    from workshop.model.session import Session
    from workshop.store.writer import Receipt

NOON = 1_795_348_800_000


class Clock:
    """A second passes with each look; it can be set back."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> int:
        self.now += 1000
        return self.now


class Disk:
    """Starts journals that count their flushes, and that wait or fail when told to."""

    def __init__(self) -> None:
        self.flushes: list[int] = []
        self.free = threading.Event()
        self.free.set()
        self.error: BaseException | None = None
        self.begun: list[Path] = []

    def __call__(self, folder: Path, node: str) -> Journal:
        disk = self

        class Slow(Journal):
            def append(self, entries: Sequence[Entry]) -> None:
                assert disk.free.wait(20), "the test did not let the disk go on"
                disk.flushes.append(len(entries))
                if disk.error is not None:
                    self.failed = True
                    raise disk.error
                super().append(entries)

        journal = Slow(folder, node)
        self.begun.append(journal.path)
        return journal


def full() -> NotWritten:
    return NotWritten(f"Not recorded: {os.strerror(errno.ENOSPC)}")


async def started(folder: Path, disk: Disk | None = None, clock: Clock | None = None) -> SessionWriter:
    """A room with a session that has one theme."""
    writer = SessionWriter(folder, clock or Clock(), disk or Journal)
    await writer.do(StartSession("Leadership", themes=(("Funding", ""),), table="7"))
    return writer


def card(writer: SessionWriter, text: str = "Trust") -> AddCards:
    return AddCards("insight", writer.session.live_themes()[0].id, (text,))


async def vote_on(writer: SessionWriter, count: int, dots: int = 3) -> tuple[str, list[str]]:
    """Open a ballot on so many cards; return its id and theirs."""
    await writer.do(AddCards("insight", writer.session.live_themes()[0].id, tuple(f"Text {n}" for n in range(count))))
    await writer.do(DraftBallot(dots=dots, most=dots))
    ballot = next(iter(writer.session.ballots))
    await writer.do(OpenBallot(ballot))
    return ballot, list(writer.session.cards)


async def outcomes(tasks: Sequence[asyncio.Task[Receipt]]) -> list[Receipt | BaseException]:
    return await asyncio.gather(*tasks, return_exceptions=True)


async def settled() -> None:
    """Let everything run that can run without the disk."""
    for _ in range(20):
        await asyncio.sleep(0)


def texts(session: Session) -> list[str]:
    return [card.text for card in session.ordered()]


def on_disk(folder: Path) -> list[str]:
    """What somebody else reads who opens the session now."""
    return texts(load(folder).session)


def lines(folder: Path) -> list[bytes]:
    return [line for path in sorted((folder / JOURNAL).iterdir()) for line in path.read_bytes().splitlines()]
