"""Runs the command line again and again without loading it again: a fork for every line of its input.

Each line is a JSON list: a file for standard input, one for standard output, and the command's arguments. The answer is
the process id of the fork, and then, when that has ended, its exit status.
"""

from __future__ import annotations

import json
import os
import sys

from workshop.cli import record, upkeep  # noqa: F401 - what `add` and `check` load
from workshop.cli import workshop as command


def main() -> None:
    for line in sys.stdin:
        given, taken, *arguments = json.loads(line)
        child = os.fork()
        if child == 0:
            os.dup2(os.open(given, os.O_RDONLY), 0)
            os.dup2(os.open(taken, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
            command(arguments)
        print(child, flush=True)  # noqa: T201
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
