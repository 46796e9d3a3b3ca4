"""Runs the command line again and again without loading it again: a fork for everything it is asked.

It is asked for a file for standard input, one for standard output, and the command's arguments. The answer is the
process id of the fork, and then, when that has ended, its exit status.
"""

from __future__ import annotations

import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from workshop.cli import record, upkeep  # noqa: F401 - what `add` and `check` load
from workshop.cli import workshop as command


def serve(asked: Connection) -> None:
    """Answer until it is asked for nothing."""
    while wanted := asked.recv():
        child = os.fork()
        if child == 0:
            given, taken, *arguments = wanted
            sys.stdin = Path(given).open(encoding="utf-8")  # noqa: SIM115 - until it ends
            os.dup2(os.open(taken, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
            command(arguments)
        asked.send(child)
        _, status = os.waitpid(child, 0)
        asked.send(os.waitstatus_to_exitcode(status))
