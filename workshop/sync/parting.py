"""Ends a child with its parent, also where the parent is killed and can end nothing itself.

A small process holds the reading end of a pipe whose other end only the parent has: when that closes without a word,
the parent has died. It works alike on every system; Linux alone could be asked to do it (``PR_SET_PDEATHSIG``).
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import Final

_WATCH: Final = """\
import os, signal, sys
if not sys.stdin.buffer.read(1):
    os.kill(int(sys.argv[1]), signal.SIGTERM)
"""


class Parting:
    """Watches over one child of this process, from now until ``release``."""

    def __init__(self, child: int) -> None:
        self._watcher = subprocess.Popen(  # noqa: S603 - this very Python, with words of ours
            [sys.executable, "-I", "-S", "-c", _WATCH, str(child)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C is not for it
        )

    def release(self) -> None:
        """Let the child be: it has ended, or is ended in good order."""
        with suppress(OSError):
            self._watcher.communicate(b".", timeout=5)
