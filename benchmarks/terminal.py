"""A program in a pseudo terminal: its keys are pressed here, and what it paints is read."""

from __future__ import annotations

import os
import select
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

SIZE: Final = (40, 120)
"""Lines and columns."""

PATIENCE: Final = 120.0
"""Seconds for something to be painted; only what is broken takes so long."""


class Terminal:
    """A program that runs in a terminal of its own. ``seen`` is what it has painted since the last key.

    ``began`` is when it was started, on ``time.perf_counter``.
    """

    def __init__(self, *argv: str, **environment: str) -> None:
        import fcntl  # noqa: PLC0415 - not on Windows
        import pty  # noqa: PLC0415 - not on Windows
        import struct  # noqa: PLC0415 - with them
        import termios  # noqa: PLC0415 - not on Windows

        self.seen = b""
        self.began = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor"} | environment)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
            os.execv(argv[0], argv)  # noqa: S606 - a Python, or a program of one

    def wait_for(self, words: bytes, since: float) -> float:
        """Return the milliseconds from ``since`` until ``words`` were painted."""
        end = time.perf_counter() + PATIENCE
        while words not in self.seen:
            if not self._read(end - time.perf_counter()):
                raise TimeoutError(f"{words!r} was not painted; the last was {self.seen[-500:]!r}")
        return (time.perf_counter() - since) * 1000

    def settle(self, quiet: float = 0.15) -> None:
        """Wait until nothing has been painted for so many seconds."""
        while self._read(quiet):
            pass
        self.seen = b""

    def drain(self, until: float) -> None:
        """Let it paint until a moment on ``time.perf_counter``."""
        while (left := until - time.perf_counter()) > 0:
            self._read(left)
        self.seen = b""

    def press(self, keys: bytes, words: bytes = b"\x1b[") -> float:
        """Press keys; return the milliseconds until ``words``, or anything, was painted."""
        self.seen = b""
        began = time.perf_counter()
        os.write(self._handle, keys)
        return self.wait_for(words, began)

    def processor(self) -> float:
        """Return the milliseconds of processor that the program has used: what a busy machine does not change."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1_000_000

    def memory(self) -> int:
        """Return the most memory that the program has had, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) // 1024

    def end(self) -> None:
        """Stop the program."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, 9)
        os.close(self._handle)
        os.waitpid(self.pid, 0)

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self._handle], [], [], max(0, patience))
        if not ready:
            return False
        with suppress(OSError):
            self.seen += os.read(self._handle, 65536)
            return True
        return False


def python(*arguments: str, **environment: str) -> Terminal:
    """Run this Python in a terminal."""
    return Terminal(sys.executable, *arguments, **environment)
