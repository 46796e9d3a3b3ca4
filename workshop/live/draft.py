"""The line that is not recorded yet, in a small file beside the journals, so that it survives a kill."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from workshop.model.text import clean
from workshop.store.atomic_files import PRIVATE, write_file

NAME: Final = "draft.json"


class Unsent(NamedTuple):
    """Lines that were handed in and not acknowledged; ``request`` makes sure they are recorded once."""

    request: str
    kind: str
    theme: str
    texts: tuple[str, ...]


class Draft(NamedTuple):
    """What is being written, for which kind and theme, and what waits for the disk."""

    kind: str = ""
    theme: str = ""
    text: str = ""
    unsent: tuple[Unsent, ...] = ()


def read_draft(folder: Path) -> Draft:
    """Return the draft of a session; an empty one where there is none that can be read."""
    try:
        data: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
        unsent = tuple(
            Unsent(_word(row["request"]), _word(row["kind"]), _word(row["theme"]), _words(row["texts"]))
            for row in data["unsent"]
        )
        return Draft(_word(data["kind"]), _word(data["theme"]), _word(data["text"]), unsent)
    except (OSError, ValueError, KeyError, TypeError):
        return Draft()


def write_draft(folder: Path, draft: Draft) -> None:
    """Keep the draft; an empty one needs no file. Raises ``NotWritten``."""
    if draft.text or draft.unsent:
        data = {**draft._asdict(), "unsent": [lines._asdict() for lines in draft.unsent]}
        write_file(folder / NAME, json.dumps(data).encode(), PRIVATE)
        return
    with suppress(OSError):
        (folder / NAME).unlink()


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(map(_word, value))


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return clean(value).replace("\n", " ")
