"""A mistake in the program itself: it ends, the person is told in a sentence, and what happened is kept in a file."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Final

from workshop.model.errors import NotWritten
from workshop.store.atomic_files import shown, write_file

FILE: Final = "workshop-mistake.txt"
"""In the home folder; the last mistake is in it, and no words of cards but what an error's own sentence names."""


def told(home: Path, error: BaseException) -> str:
    """Keep what happened; return what to tell the person."""
    kept = f"What happened is written in {shown(home / FILE)}; please send that to the makers."
    try:
        write_file(home / FILE, "".join(traceback.format_exception(error)).encode("utf-8", "replace"))
    except NotWritten:
        kept = f"What happened: {type(error).__name__}, and it could not be written down."
    return (
        "workshop made a mistake of its own and had to stop. Everything recorded is on the disk, and the line that was "
        f"being written too: open the session again and go on. {kept}"
    )
