"""Papers that were pasted: words of participants, in the temporary folder for no longer than the program runs.

What a program that was killed has left there is removed by the next.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from typing import Final

from filelock import FileLock

PREFIX: Final = "workshop-pasted-"
PAPER: Final = "pasted.txt"
"""What a pasted paper is called."""

LOCK: Final = ".in-use"
"""Locked for as long as the program runs; the system lets go of it however that ends."""


def keep_pasted(text: str) -> Path:
    """Write a pasted paper into the temporary folder."""
    path = Path(tempfile.mkdtemp(dir=_room())) / PAPER
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    return path


@cache
def _room() -> str:
    """Return a folder that goes when the program ends."""
    until_the_end = ExitStack()
    atexit.register(until_the_end.close)
    folder = until_the_end.enter_context(tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True))
    until_the_end.enter_context(FileLock(Path(folder) / LOCK, thread_local=False))
    return folder


def clear_left_behind() -> None:
    """Remove what was pasted into programs that have ended without doing so; nobody else's, and nothing in use."""
    with suppress(OSError):  # no temporary folder, so nothing lies there
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            if _is_own(folder) and (folder / LOCK).is_file():
                _clear(folder)


def _is_own(folder: Path) -> bool:
    """Return whether a folder is this person's, and no way into another."""
    return not folder.is_symlink() and (sys.platform == "win32" or folder.stat().st_uid == os.geteuid())


def _clear(folder: Path) -> None:
    with suppress(OSError):  # in use, or it has just gone; what cannot be removed is tried again at the next start
        with FileLock(folder / LOCK, timeout=0):
            pass
        shutil.rmtree(folder)
