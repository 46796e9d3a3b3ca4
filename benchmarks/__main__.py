"""``make bench``: every promised speed, as a ratio to what this machine can do in the same run."""

from __future__ import annotations

import os
import platform
import sys
from itertools import chain

from benchmarks import console, mapping, peer, picture, record, site, stall
from benchmarks.measure import HEADING


def main() -> int:
    """Print a line a promise; return 1 where one was missed."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(HEADING)
    missed = 0
    parts = (record, console, stall, mapping, peer, picture, site)
    for figure in chain.from_iterable(part.figures() for part in parts):
        print(figure, flush=True)
        missed += not figure.kept
    return 1 if missed else 0


sys.exit(main())
