"""What the disk can do, so that a slow one is not taken for a slow server."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

LINE: Final = b"x" * 330 + b"\n"
EVERY: Final = 0.05


def raw_flushes(folder: Path) -> float:
    """Return how many lines a second raw append and fdatasync keep, one at a time."""
    with (folder / "raw").open("ab", buffering=0) as file:
        began, count = time.perf_counter(), 0
        while time.perf_counter() - began < 1:
            file.write(LINE)
            os.fdatasync(file.fileno())
            count += 1
    return count


class Flushes:
    """Flushes a line of its own twenty times a second, beside what is measured; ``taken`` are the seconds of each."""

    def __init__(self, folder: Path) -> None:
        self.taken: list[float] = []
        self._path = folder / "beside"
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._flush, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    def _flush(self) -> None:
        with self._path.open("ab", buffering=0) as file:
            while not self._over.wait(EVERY):
                began = time.perf_counter()
                file.write(LINE)
                os.fdatasync(file.fileno())
                self.taken.append(time.perf_counter() - began)
