"""``make bench``: every promised speed, as a ratio to what this machine can do in the same run."""

from __future__ import annotations

import os
import platform
import sys
from itertools import chain

from benchmarks import console, mapping, peer, picture, record, stall
from benchmarks.measure import HEADING


def main() -> int:
    """Print a line a promise; return 1 where one was missed."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(HEADING)
    missed = 0
    for figure in chain(
        record.figures(), console.figures(), stall.figures(), mapping.figures(), peer.figures(), picture.figures()
    ):
        print(figure, flush=True)
        missed += not figure.kept
    return 1 if missed else 0


sys.exit(main())
