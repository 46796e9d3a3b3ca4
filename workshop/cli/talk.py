"""How the command line talks: data on stdout, words for people on stderr, one sentence when something is wrong."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from workshop.model.errors import NotWritten
from workshop.model.text import clean
from workshop.store.atomic_files import why

PATIENCE: Final = 1.0
"""Seconds before progress is shown: what is quicker needs none."""


@contextmanager
def _printed() -> Iterator[None]:
    """Print no more once nobody reads on, and do what was asked. Raises ``NotWritten`` where the disk is full."""
    try:
        yield
    except BrokenPipeError:
        sys.stdout = None
    except OSError as error:
        sys.stdout = None
        reason = why(error, Path(os.devnull))[0]
        said = f"Not all could be printed ({reason}). What is recorded is safe; look at it before you ask again."
        raise NotWritten(said) from error


def refused_by_system(error: OSError) -> str:
    """Return a sentence for what the system refused where nobody else has one."""
    reason, cure = why(error, Path(error.filename or os.devnull))
    what = error.filename or "Something that is needed"
    return f"{what} could not be used ({reason}). What is recorded is safe; {cure}."


def data(line: str) -> None:
    """Print a line of data, at once."""
    with _printed():
        print(line, flush=True)  # noqa: T201


def data_bytes(content: bytes) -> None:
    """Print a whole file."""
    with _printed():
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def data_all(lines: Iterable[str]) -> None:
    """Print several lines of data."""
    for line in lines:
        data(line)


def say(sentence: str) -> None:
    """Say something to the person, on stderr: nothing in it can act on the terminal, and nothing fails unheard."""
    with suppress(OSError):
        print(clean(sentence), file=sys.stderr, flush=True)  # noqa: T201


def say_all(sentences: Iterable[str]) -> None:
    """Say several things, a line each."""
    for sentence in sentences:
        say(sentence)


def at_terminal() -> bool:
    """Return whether a person can be shown a console: it reads stdin, and is painted on stderr."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how far something is, once it has taken a second.

    Gives a function to be called with how much of how much is done; where it is not called, something turns.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    from rich.console import Console  # noqa: PLC0415 - not free, and most commands are quick
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn  # noqa: PLC0415

    columns = (SpinnerColumn("line"), TextColumn(what, markup=False), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(what, total=None)
    late = threading.Timer(PATIENCE, bar.start)
    late.daemon = True
    late.start()
    try:
        yield lambda done, of: bar.update(task, completed=done, total=of)
    finally:
        late.cancel()
        late.join()
        bar.stop()


def when(moment: int) -> str:
    """Return a moment, in milliseconds since 1970 UTC, as date and time here; blanks for none."""
    if not moment:
        return " " * 16
    return datetime.fromtimestamp(moment / 1000).astimezone().strftime("%Y-%m-%d %H:%M")


def as_json_text(value: object) -> str:
    """Return JSON that people can read too."""
    return json.dumps(value, ensure_ascii=False, indent=2)
