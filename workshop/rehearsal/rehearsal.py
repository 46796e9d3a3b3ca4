"""Playing the rehearsal into a session of its own, in the place of an earlier rehearsal and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from random import Random
from typing import Final

from workshop.model.activity import describe
from workshop.model.ballots import ballots_in, some
from workshop.model.errors import NotWritten, Refused, WorkshopError
from workshop.model.events import CardShown, DotsSet, VoterFinished
from workshop.rehearsal.mark import is_rehearsal
from workshop.rehearsal.script import ScriptStep, script
from workshop.store.atomic_files import why, write_file
from workshop.store.folder import JOURNAL, SESSION_TABLES, SessionFolder
from workshop.store.locations import Home
from workshop.store.writer import Receipt, SessionWriter
from workshop.store.writing_right import LOCK, WRITER, WritingRight

SLUG: Final = "rehearsal"

SEED: Final = 7
"""Every rehearsal is the same."""

NOTICE: Final = "REHEARSAL.txt"
WARNING: Final = """This is a rehearsal: pretend people said and voted what stands in these files.
Do not hand them out. They go into no summit, and the next rehearsal takes their place.
"""

DRAFT: Final = "draft.json"
"""What was being written at the console when it was left."""

BEGUN: Final = frozenset({JOURNAL, LOCK, WRITER})
"""All there is of a session that was stopped before its first entry."""


def rehearsal_folder(home: Home) -> Path:
    """Return the folder for a new rehearsal, emptied of an earlier one.

    A session that is not a rehearsal is left alone: the folder is then called "rehearsal-2". Raises ``Busy``
    while another process rehearses, and ``NotWritten``.
    """
    names = (SLUG if number == 1 else f"{SLUG}-{number}" for number in count(1))
    folder = next(folder for name in names if _may_use(folder := home.sessions / name))
    if folder.exists():
        _clear(folder)
    return folder


async def prepare(home: Home) -> Path:
    """Return the folder of a new rehearsal that has begun, with its place in ``exports`` marked.

    Raises ``Busy`` and ``NotWritten``.
    """
    folder = await asyncio.to_thread(rehearsal_folder, home)
    async with SessionWriter(folder) as writer:
        step = next(script(Random(SEED)))  # noqa: S311 - as in play
        await _take(writer, step)
    await asyncio.to_thread(mark_exports, home, folder)
    return folder


def mark_exports(home: Home, folder: Path) -> None:
    """Say beside a rehearsal's appendix what it is. Raises ``NotWritten``."""
    write_file(home.exports / folder.name / NOTICE, WARNING.encode())


async def play(writer: SessionWriter, pace: Callable[[float], Awaitable[None]], tell: Callable[[str], None]) -> None:
    """Play the script in ``room``: ``pace`` waits so many seconds, ``tell`` says what happens.

    What cannot be done, because somebody at the keyboard was there first, is left out; a refusal is told.
    """
    for step in script(Random(SEED)):  # noqa: S311 - a play, and the same each time
        await pace(step.pause)
        try:
            said = await _take(writer, step)
        except Refused as refusal:
            said = str(refusal)
        if said:
            tell(said)


async def _take(writer: SessionWriter, step: ScriptStep) -> str:
    """Take one step; return what is said of it."""
    wish = step.wish(writer.session) if step.wish else None
    if wish is None:
        return "" if step.wish else step.tell
    receipt = await writer.do(wish, step.by, step.request)
    return step.tell or _told(receipt)


def _told(receipt: Receipt) -> str:
    """Return what an entry did; of votes only how many ballots are in, once somebody has finished."""
    first = receipt.entry.events[0]
    if isinstance(first, DotsSet):
        return ""
    if isinstance(first, VoterFinished):
        return f"{some(ballots_in(receipt.session.ballots[first.ballot]), 'ballot')} in"
    said = describe(receipt.entry.events, receipt.session)
    return f"{said}: {receipt.session.cards[first.card].text}" if isinstance(first, CardShown) else said


def _may_use(folder: Path) -> bool:
    """Return whether nothing is lost when ``folder`` is made anew."""
    if not folder.exists():
        return True
    try:
        history = SessionFolder(folder).history
    except WorkshopError:
        return False
    begun = not history.entries and {path.name for path in folder.iterdir()} <= BEGUN
    return begun or is_rehearsal(history)


def _clear(folder: Path) -> None:
    """Remove what a rehearsal recorded, its first journal last: half-cleared, it still bears the mark."""
    right = WritingRight(folder)
    try:
        journals = sorted((folder / JOURNAL).glob("*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in (folder / SESSION_TABLES, folder / DRAFT, *journals):
            path.unlink(missing_ok=True)
    except OSError as error:
        reason, cure = why(error, folder)
        raise NotWritten(f"The rehearsal in {folder} could not be replaced ({reason}); {cure}.") from error
    finally:
        right.give_up()
