"""Writes what is made from a session's journals: the appendix, the tables, the catalogue.

In a process of its own: making a Word file of five thousand cards takes Python's one lock for a second, and who
types would wait for it. The process reads the journals itself, so it is told two folders and nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from workshop.live import interpreter
from workshop.model.errors import NotWritten, WorkshopError
from workshop.store.locations import Home

PATIENCE: Final = 120.0
"""Seconds for one writing; a disk that takes longer has stopped answering."""

POLITENESS: Final = 5
"""How much the process gives way to the one that somebody types into."""

PACKAGES: Final = str(Path(__file__).parent.parent.parent)
"""Where this very program lies: the other process must not run another copy of it."""

PROGRAM: Final = (
    f"import sys; {PACKAGES!r} in sys.path or sys.path.insert(0, {PACKAGES!r}); "
    "from workshop.live.export_worker import main; main()"
)


class ExportResult(NamedTuple):
    """The appendix's files, and a sentence where something could not be written."""

    files: tuple[str, ...] = ()
    problem: str = ""


def write_apart(home: Home, folder: Path) -> ExportResult:
    """Write a session's files in another process; here, where none can be had."""
    arguments = [sys.executable, "-P", "-c", PROGRAM, str(home.path), str(folder)]
    try:
        done = subprocess.run(  # noqa: S603 - this very program
            arguments,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=PATIENCE,
            start_new_session=True,  # a terminal that is closed must not end it half-way
        )
        files, problem = json.loads(done.stdout)
        return ExportResult(tuple(files), problem)
    except subprocess.TimeoutExpired:
        return ExportResult(
            (), f"The disk has not answered for {PATIENCE:.0f} seconds; the appendix is as it was before."
        )
    except (OSError, ValueError, subprocess.CalledProcessError):
        return write_here(home, folder)


def write_here(home: Home, folder: Path) -> ExportResult:
    """Write a session's files in this process. What cannot be written keeps its old file; the others are written."""
    from workshop.live.publish import publish, read_choice  # noqa: PLC0415 - the exporters; not before a first change
    from workshop.store.catalogue import Catalogue  # noqa: PLC0415 - as above
    from workshop.store.folder import load  # noqa: PLC0415 - as above
    from workshop.store.snapshot import write_tables  # noqa: PLC0415 - as above

    files: list[str] = []
    problems: list[str] = []
    try:
        history = load(folder)
        wanted = read_choice(home, folder.name)
        for publication, name in wanted.pairs():
            one = wanted._replace(formats=(name,), publications=(publication,))
            try:
                files += map(str, publish(folder, history, home.exports / folder.name, one))
            except NotWritten as error:
                problems.append(str(error))
        if not problems:  # their age tells the next opening that all was written
            write_tables(folder, history)
        if folder.parent == home.sessions:
            Catalogue(home)
    except WorkshopError as error:
        problems.append(str(error))
    return ExportResult(tuple(files), problems[0] if problems else "")


def main() -> None:
    """Write the files of the home and the session that are named, and tell the process that asked."""
    if sys.platform != "win32":
        os.nice(POLITENESS)
    interpreter.begin()
    home, folder = map(Path, sys.argv[1:])
    sys.stdout.write(json.dumps(write_here(Home(home), folder)))
