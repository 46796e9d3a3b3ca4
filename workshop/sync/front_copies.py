"""The desk's copies of what front ends have journalled: byte for byte, flushed before it is acknowledged.

::

    sessions/<summit>/wall/hall/<user>/<node>.jsonl

A message holds consecutive lines of one file. What is here already is passed over, what comes after a gap is not
taken: the front end is told how far its file has come, and sends from there.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from workshop.model.errors import NotWritten
from workshop.store.atomic_files import PRIVATE, flush, flush_folder, make_folder, shown, why
from workshop.store.codec import BadLineError, decode
from workshop.store.journal import SUFFIX, content_of, journals_in, raw_lines
from workshop.sync.subjects import is_front

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workshop.sync.copies import Came


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
            self._append(data)
        except OSError as error:
            reason, cure = why(error, self.path)
            raise NotWritten(
                f"{shown(self.path)} could not be written ({reason}). Votes are safe at the front ends; {cure}."
            ) from error
        self.lines += len(new)
        self._end += len(data)
        return len(new)

    def _append(self, data: bytes) -> None:
        fresh = not self.path.exists()
        make_folder(self.path.parent)
        file = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE)
        with os.fdopen(file, "r+b") as out:
            out.truncate(self._end)
            out.seek(self._end)
            out.write(data)
            out.flush()
            flush(out.fileno())
        if fresh:
            flush_folder(self.path.parent)


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
