"""A front end's own journal files, as they are sent to the desk: consecutive lines, and only what was flushed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model.entry import Entry
from workshop.model.hlc import node_of
from workshop.store.folder import JOURNAL
from workshop.store.journal import SUFFIX, journals_in, raw_lines
from workshop.sync.front_reports import LineCounts
from workshop.sync.vote_paper import PREFIX

LINES: Final = 512
"""In one message."""


class LineBlock(NamedTuple):
    """Consecutive lines of one file; ``following`` is the number of lines up to their end."""

    node: str
    following: int
    data: bytes


class FrontFiles:
    """Which lines are on the disk, and which of them have been sent."""

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
