"""How long it takes until a session goes on at another laptop, with phones, when it is handed over the summit.

``python -m benchmarks.moving``: each laptop is a process with a home of its own; what a person types is not in it.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measure import HEADING, Figure
from benchmarks.summit_memory import NAME, fill, wall
from workshop.sync.join_code import read_code
from workshop.sync.membership import join, read_standing

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST: Final = "127.0.0.1"
MOST: Final = 60.0


@contextmanager
def laptop(home: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run workshop at a laptop until told to end."""
    command = [sys.executable, "-m", "workshop", "--home", str(home), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        try:
            yield process
        finally:
            process.terminate()


def said(process: subprocess.Popen[str], word: str) -> str:
    """Return what follows a word at the beginning of a line that it prints."""
    assert process.stdout is not None
    return next(line.split()[1] for line in process.stdout if line.startswith(f"{word} "))


async def _record(folder: Path) -> None:
    await (await fill(folder, 7)).close()


def figures(place: Path) -> list[Figure]:
    """Hand a table with 334 entries over, live: from the first laptop's command until phones are led to the second."""
    first, second = place / "first", place / "second"
    folder = first / "sessions" / NAME
    asyncio.run(_record(folder))
    with ExitStack() as stack:
        _, code = stack.enter_context(wall(place / "hall"))
        join(folder, read_code(code))
        with laptop(first, "serve", NAME, "--port", "0") as serving:
            said(serving, "ready")
            while not read_standing(folder).complete:
                time.sleep(0.05)
        start = time.perf_counter()
        moving = stack.enter_context(laptop(first, "hand-over", NAME, "--summit", "--host", HOST))
        with laptop(second, "take-over", said(moving, "code")) as taking:
            taking.wait()
        stack.enter_context(laptop(second, "serve", NAME, "--port", "0"))
        said(moving, "moved")
        took = time.perf_counter() - start
    return [Figure("hand-over, until phones are led on (≤ 60 s)", f"{took:.1f} s", "334 entries", took, MOST)]


def main() -> int:
    """Print the figure; 1 where the promise is missed."""
    print(HEADING)
    with tempfile.TemporaryDirectory() as place:
        measured = figures(Path(place))
    for figure in measured:
        print(figure)
    return int(not all(figure.kept for figure in measured))


if __name__ == "__main__":
    sys.exit(main())
