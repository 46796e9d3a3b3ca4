"""A session as those see it who only look on: another process may be writing it, this one never does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from time import monotonic
from typing import Final, NamedTuple

from workshop.live.phone_access import Invitation, invitation_of
from workshop.live.workspace import Workspace
from workshop.model.attention import Attention
from workshop.model.entry import Entry
from workshop.model.errors import NotFound, WorkshopError
from workshop.model.session import EMPTY, Session
from workshop.rehearsal.mark import is_rehearsal
from workshop.store.folder import TABLES, SessionFolder

PAUSE: Final = 0.25
"""Seconds between two looks at the journals: a card is on the board before the sentence after it is spoken."""

ASK: Final = 2.0
"""Seconds between two looks at where phones join."""

PARTICIPANT: Final = "participant"


class BoardSnapshot(NamedTuple):
    """What there is to see.

    ``theme`` is the one that was last worked on; ``voting`` says that the vote is what the table is at, and not
    its cards, ``mapping`` that it is the map; ``sentence`` says why the session cannot be read just now.
    """

    session: Session = EMPTY
    theme: str = ""
    voting: bool = False
    rehearsal: bool = False
    sentence: str = ""
    mapping: bool = False


class SessionFollower:
    """Follows the journals of a session. Raises nothing once it has begun: ``scene`` says what is wrong.

    ``invitation`` is how phones join it, where its writer lets them; ``people_in`` says that some have sent something.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scene = BoardSnapshot()
        self.invitation: Invitation | None = None
        self.people_in = False
        self._asked_at = 0.0
        self._attention = Attention()
        self._source: SessionFolder | None = None
        self._tables: tuple[tuple[str, int], ...] = ()

    def begin(self) -> None:
        """Read the session for the first time. Raises ``NotFound``, ``Damaged`` and ``Unreadable``."""
        self.scene = self._read()
        if not self.scene.session.id:
            raise NotFound(f"“{self.folder.name}” holds no entries yet, so there is nothing to show.")

    def look(self) -> bool:
        """Read what was added; say whether there is something else to show.

        What cannot be read is read anew the next time, from the start: a reading that broke off may have
        passed over entries of other journals.
        """
        before = (self.scene, self.people_in, self.invitation)
        try:
            self.scene = self._read()
        except WorkshopError as error:
            self._source = None
            self.scene = self.scene._replace(sentence=f"{error} Until then the board stays as it was.")
        if monotonic() > self._asked_at + ASK:
            self._asked_at = monotonic()
            self.invitation = invitation_of(self.folder)
        return (self.scene, self.people_in, self.invitation) != before

    def watch(self, told: Callable[[], None]) -> Callable[[], object]:
        """Look again and again, beside the loop; ``told`` is called after each change. Give what ends that."""
        return asyncio.get_running_loop().create_task(self._follow(told), name="follow the session").cancel

    async def _follow(self, told: Callable[[], None]) -> None:
        while True:
            if await asyncio.to_thread(self.look):
                told()
            await asyncio.sleep(PAUSE)

    def _read(self) -> BoardSnapshot:
        tables = _tables(self.folder)
        source = self._source
        if source is None or tables != self._tables:
            self._source = source = SessionFolder(self.folder)
            self._tables = tables
            new = source.history.entries
            if not new and self.scene.session.id:
                raise NotFound(f"The session in {self.folder.name} is gone. Put it back; nothing was changed.")
        else:
            new = source.refresh()
            if not new and not source.own.anew and not self.scene.sentence:
                return self.scene
        session = source.history.session
        self.people_in = self.people_in or any(entry.by == PARTICIPANT for entry in new)
        self._attention.read(session, sorted(new, key=lambda entry: entry.id, reverse=True))
        return _snapshot(session, self._attention, rehearsal=is_rehearsal(source.history))


def _snapshot(session: Session, attention: Attention, *, rehearsal: bool) -> BoardSnapshot:
    return BoardSnapshot(session, attention.theme, attention.voting, rehearsal, mapping=attention.mapping)


def _tables(folder: Path) -> tuple[tuple[str, int], ...]:
    """Return what tells a change of a summit's tables; there are none in a table's own session."""
    try:
        found = sorted((folder / TABLES).rglob("*.jsonl"))
        return tuple((str(path), path.stat().st_size) for path in found)
    except OSError:
        return ()


class OwnTable:
    """The session that this process writes, looked at as the room sees it."""

    def __init__(self, workspace: Workspace, theme: str = "") -> None:
        self._workspace = workspace
        self._attention = Attention()
        self._attention.read(workspace.session, reversed(workspace.writer.history.entries))
        self._attention.theme = theme or self._attention.theme

    @property
    def scene(self) -> BoardSnapshot:
        """Return what there is to see now."""
        rehearsal = is_rehearsal(self._workspace.writer.history)
        return _snapshot(self._workspace.session, self._attention, rehearsal=rehearsal)

    def watch(self, told: Callable[[], None]) -> Callable[[], None]:
        """Let ``told`` be called after each change; return what ends that."""

        def changed(entries: Iterable[Entry]) -> None:
            self._attention.read(self._workspace.session, reversed(tuple(entries)))
            told()

        return self._workspace.watch(changed)
