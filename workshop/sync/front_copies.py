"""The desk's copies of what front ends have journalled: byte for byte, flushed before it is acknowledged.

::

    sessions/<summit>/wall/hall/<user>/<node>.jsonl

A message holds consecutive lines of one file. What is here already is passed over, what comes after a gap is not
taken: the front end is told how far its file has come, and sends from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.entry import Entry
from workshop.model.errors import NotWritten
from workshop.model.hlc import node_of
from workshop.store.atomic_files import shown, why
from workshop.store.codec import BadLineError, decode
from workshop.store.folder import JOURNAL
from workshop.store.journal import SUFFIX, content_of, journals_in, raw_lines
from workshop.sync.copies import Came
from workshop.sync.files import write_behind
from workshop.sync.reports import LineCounts
from workshop.sync.subjects import is_front
from workshop.sync.vote_paper import PREFIX

LINES: Final = 512
"""In one message."""


class FrontCopy:
    """The copy of one file. Raises ``NotWritten``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = 0
        self._end = 0
        self._new: list[bytes] = []
        for raw in raw_lines(path) if path.exists() else ():
            if not raw.endswith(b"\n"):
                break  # what a kill left half written was never acknowledged
            self.lines += 1
            self._end += len(raw)

    def take(self, data: bytes) -> str:
        """Take up what of a message is new; return what is wrong with it."""
        for raw in data.splitlines(keepends=True):
            try:
                number = decode(content_of(raw)).number
            except BadLineError as error:
                return f"a line arrived damaged ({error}); it is asked for again"
            following = self.lines + len(self._new) + 1
            if number > following:
                return ""
            if number == following:
                self._new.append(raw if raw.endswith(b"\n") else raw + b"\n")
        return ""

    def keep(self) -> int:
        """Write and flush what was taken; return how many lines that were."""
        new, self._new = self._new, []
        if not new:
            return 0
        data = b"".join(new)
        try:
            write_behind(self.path, self._end, data)
        except OSError as error:
            reason, cure = why(error, self.path)
            raise NotWritten(
                f"{shown(self.path)} could not be written ({reason}). Votes are safe at the front ends; {cure}."
            ) from error
        self.lines += len(new)
        self._end += len(data)
        return len(new)


class FrontCopies:
    """The copies of all front ends' files. Runs in a thread beside the loop."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._copies: dict[tuple[str, str], FrontCopy] = {}
        for place in sorted(path for path in folder.glob("*") if path.is_dir() and is_front(path.name)):
            for path in journals_in(place):
                self._copies[place.name, path.stem] = FrontCopy(path)

    def arrived(self, user: str) -> dict[str, int]:
        """Return how many lines of each of a front end's files are on the disk."""
        return {node: copy.lines for (whose, node), copy in list(self._copies.items()) if whose == user}

    def take(self, group: Iterable[Came]) -> list[str]:
        """Put what came on the disk, and return a sentence for what was damaged. Raises ``NotWritten``."""
        remarks, touched = [], set()
        for address, data in group:
            place = address.user, address.node
            if place not in self._copies:
                self._copies[place] = FrontCopy(self._folder / address.user / f"{address.node}{SUFFIX}")
            if wrong := self._copies[place].take(data):
                remarks.append(f"{address.user} ({address.node}): {wrong}.")
            touched.add(place)
        for place in touched:
            self._copies[place].keep()
        return remarks


class LineBlock(NamedTuple):
    """Consecutive lines of one file; ``following`` is the number of lines up to their end."""

    node: str
    following: int
    data: bytes


class FrontFiles:
    """A front end's own files: which lines are on the disk, flushed, and which of them have been sent, in order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / JOURNAL
        self.flushed: dict[str, int] = {
            path.stem: sum(raw.endswith(b"\n") for raw in raw_lines(path))
            for path in journals_in(self._folder)
            if not _is_desk_s(path.stem)
        }
        self._sent: dict[str, int] = {}
        self._ends: dict[str, tuple[int, int]] = {}

    def note(self, entries: Iterable[Entry]) -> None:
        """Take note of entries that are on the disk now."""
        for entry in entries:
            node = node_of(entry.id)
            if not _is_desk_s(node):
                self.flushed[node] = self.flushed.get(node, 0) + 1

    def begin_at(self, arrived: LineCounts) -> None:
        """Send from where the desk's files end."""
        self._sent = {node: min(arrived.get(node, 0), count) for node, count in self.flushed.items()}

    @property
    def waiting(self) -> int:
        """Return how many lines are still to be sent."""
        return sum(count - self._sent.get(node, 0) for node, count in self.flushed.items())

    def next_block(self) -> LineBlock | None:
        """Return lines to be sent now; ``None`` where there are none."""
        for node, count in list(self.flushed.items()):
            first = self._sent.get(node, 0)
            if first < count:
                return self._read(node, first, min(count, first + LINES))
        return None

    def sent(self, block: LineBlock) -> None:
        """Take note that the server has a block on its disk."""
        self._sent[block.node] = block.following

    def _read(self, node: str, first: int, last: int) -> LineBlock:
        with (self._folder / f"{node}{SUFFIX}").open("rb") as file:
            at, end = self._ends.get(node, (0, 0))
            if at > first:
                at, end = 0, 0
            file.seek(end)
            for _ in range(first - at):
                end += len(file.readline())
            lines = [file.readline() for _ in range(last - first)]
        self._ends[node] = (last, end + sum(map(len, lines)))
        return LineBlock(node, last, b"".join(lines))


def _is_desk_s(node: str) -> bool:
    return node.startswith(PREFIX)
