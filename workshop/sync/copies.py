"""The desk's copies of the tables' journals: byte for byte, in the order of their lines, never written around a gap.

::

    sessions/<summit>/tables/<session>/<node>.jsonl  what is there from the first line on, as ``merge`` would put it
    sessions/<summit>/tables/<session>/<node>.ahead  lines that came before one that is still to come
    sessions/<summit>/wall/set-aside/…               lines that are damaged, or that tell something else than before

A line is acknowledged to the server when it is on the disk in one of the three. Runs in a thread beside the loop.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.entry import Entry
from workshop.model.errors import NotWritten
from workshop.model.events import SessionStarted
from workshop.store.atomic_files import shown, why
from workshop.store.codec import BadLineError, decode
from workshop.store.folder import TABLES
from workshop.store.journal import AHEAD, SUFFIX, content_of, raw_lines
from workshop.sync.files import write_behind
from workshop.sync.reports import Arrived, spans
from workshop.sync.subjects import JournalAddress

SET_ASIDE: Final = "set-aside"


class Came(NamedTuple):
    """A line as it came: of which journal, and its bytes."""

    address: JournalAddress
    data: bytes


class ReceivedGroup(NamedTuple):
    """What a group of lines brought: new entries by session, and a sentence for each line set aside."""

    entries: dict[str, list[Entry]]
    remarks: list[str]


class Copy:
    """The desk's copy of one journal. Raises ``NotWritten``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ahead: dict[int, bytes] = {}
        self.lines = 0
        self._ahead_path = path.with_suffix(AHEAD)
        self._known: dict[int, int] = {}
        self._digest = hashlib.sha256()
        self._end = 0
        self._size = -1
        self._reload()

    @property
    def arrived(self) -> Arrived:
        """Return what the table is told."""
        return Arrived(self.lines, self._digest.hexdigest(), tuple(spans(self.ahead)))

    def entries(self) -> list[Entry]:
        """Return what is here, the lines that came ahead too."""
        return [decode(content_of(raw)).entry for raw in (*self._there().values(), *self.ahead.values())]

    def differs(self, number: int, data: bytes) -> bool:
        """Return whether this line is here already and tells something else."""
        known = self._known.get(number)
        return known is not None and known != hash(data)

    def add(self, came: dict[int, bytes]) -> list[Entry]:
        """Put new lines where they belong and flush; return their entries."""
        self.refresh()
        new = {number: data for number, data in sorted(came.items()) if number not in self._known}
        if not new:
            return []
        waiting = {**self.ahead, **new}
        ready: list[bytes] = []
        while (number := self.lines + len(ready) + 1) in waiting:
            ready.append(waiting.pop(number))
        try:
            if ahead := [data for number, data in waiting.items() if number in new]:
                write_behind(self._ahead_path, _size(self._ahead_path), b"".join(ahead))
            self._append(ready)
        except OSError as error:
            raise _refused(self.path, error) from error
        self._known.update((number, hash(data)) for number, data in new.items())
        if self.ahead and not waiting:
            with suppress(OSError):
                self._ahead_path.unlink()
        self.ahead = waiting
        return [decode(content_of(data)).entry for data in new.values()]

    def refresh(self) -> None:
        """Read anew a file that somebody else has written: a table's stick was merged meanwhile."""
        if _size(self.path) != self._size:
            self._reload()

    def _append(self, ready: list[bytes]) -> None:
        if not ready:
            return
        data = b"".join(ready)
        write_behind(self.path, self._end, data)
        self.lines += len(ready)
        self._digest.update(data)
        self._end += len(data)
        self._size = self._end

    def _reload(self) -> None:
        there = self._there()
        self.lines, self._digest = 0, hashlib.sha256()
        while self.lines + 1 in there:
            self.lines += 1
            self._digest.update(there[self.lines])
        self.ahead = {n: raw for n, raw in _by_number(self._ahead_path)[0].items() if n not in there}
        self._known = {number: hash(raw) for number, raw in (*there.items(), *self.ahead.items())}
        self._size = _size(self.path)

    def _there(self) -> dict[int, bytes]:
        there, self._end = _by_number(self.path)
        return there


class Copies:
    """All copies of one summit; ``name_of`` returns what a user's table is called. Raises ``NotWritten``."""

    def __init__(self, summit: Path, wall: Path, name_of: Callable[[str], str]) -> None:
        self._name_of = name_of
        self._tables = summit / TABLES
        self._set_aside = wall / SET_ASIDE
        self._copies: dict[tuple[str, str], Copy] = {}

    def of(self, session: str) -> dict[str, Copy]:
        """Return the copies of one session's journals by name, those that came by stick too."""
        with suppress(OSError):
            for path in (self._tables / session).iterdir():
                if path.suffix in {SUFFIX, AHEAD} and not path.name.startswith("."):
                    self._copy(session, path.stem)
        return self.known(session)

    def known(self, session: str) -> dict[str, Copy]:
        """Return the copies of one session's journals that have been met, without looking at the disk."""
        return {node: copy for (of, node), copy in tuple(self._copies.items()) if of == session}

    def sessions(self) -> list[str]:
        """Return the sessions of which something is here."""
        try:
            found = [path.name for path in self._tables.iterdir() if path.is_dir() and not path.name.startswith(".")]
        except OSError:
            return []
        return sorted(found)

    def take(self, group: Iterable[Came]) -> ReceivedGroup:
        """Put lines on the disk; return what was new, and what had to be set aside."""
        taken = ReceivedGroup({}, [])
        sorted_out: dict[tuple[str, str], dict[int, bytes]] = {}
        for came in group:
            if remark := self._sort(came, sorted_out):
                self._keep_apart(came)
                taken.remarks.append(remark)
        for (session, node), lines in sorted_out.items():
            if new := self._copy(session, node).add(lines):
                taken.entries.setdefault(session, []).extend(new)
        return taken

    def set_aside(self, came: Came, why_so: str) -> str:
        """Keep a line that must not count, and return the sentence that names it."""
        self._keep_apart(came)
        return f"{self._named(came)}: {why_so}. The line was set aside; nothing else is touched by it."

    def _sort(self, came: Came, into: dict[tuple[str, str], dict[int, bytes]]) -> str:
        """Put a line where it belongs; return a sentence where it is none."""
        session, node = came.address.session, came.address.node
        try:
            line = decode(content_of(came.data))
        except BadLineError as error:
            return f"{self._named(came)}: a line arrived damaged ({error}). It was set aside, and is asked for again."
        if not came.data.endswith(b"\n") or any(
            isinstance(event, SessionStarted) and event.session != session for event in line.entry.events
        ):
            return f"{self._named(came)}: line {line.number} is of another session. It was set aside."
        lines = into.setdefault((session, node), {})
        if self._copy(session, node).differs(line.number, came.data) or lines.get(line.number, came.data) != came.data:
            told = f"line {line.number} tells something else than before"
            return f"{self._named(came)}: {told}. The later one was set aside."
        lines[line.number] = came.data
        return ""

    def _named(self, came: Came) -> str:
        return f"{self._name_of(came.address.user)} ({came.address.node}{SUFFIX})"

    def _copy(self, session: str, node: str) -> Copy:
        key = session, node
        if key not in self._copies:
            self._copies[key] = Copy(self._tables / session / f"{node}{SUFFIX}")
        return self._copies[key]

    def _keep_apart(self, came: Came) -> None:
        path = self._set_aside / f"{came.address.session}-{came.address.node}.txt"
        line = came.data.rstrip(b"\n") + b"\n"
        try:
            if not path.exists() or line not in path.read_bytes():  # else the wall was started anew and sees it again
                write_behind(path, _size(path), line)
        except OSError as error:
            raise _refused(path, error) from error


def _by_number(path: Path) -> tuple[dict[int, bytes], int]:
    """Return the sound lines of a file by number, as they were written, and where the last whole one ends."""
    found: dict[int, bytes] = {}
    end = 0
    try:
        for raw in raw_lines(path):
            if not raw.endswith(b"\n"):
                break
            end += len(raw)
            content = content_of(raw)
            with suppress(BadLineError):
                found.setdefault(decode(content).number, content + b"\n")
    except FileNotFoundError:
        return {}, 0
    return found, end


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _refused(path: Path, error: OSError) -> NotWritten:
    reason, cure = why(error, path)
    return NotWritten(
        f"The summit could not write {shown(path)} ({reason}). Nothing is lost: the tables have it all, and send it "
        f"again; {cure}."
    )
