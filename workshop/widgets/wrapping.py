"""How people's words are laid into lines of a width, counted in terminal cells."""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len, chop_cells

_WORDS: Final = re.compile(r"\S+ *| +")


def wrap(text: str, width: int) -> tuple[str, ...]:
    """Return ``text`` in lines of at most ``width`` cells, broken at blanks; a longer word is cut."""
    width = max(width, 2)
    if text.isascii():
        return _wrap_ascii(text, width)
    lines: list[str] = []
    line, used = "", -1
    for word in text.split(" "):
        size = cell_len(word)
        if used + 1 + size <= width:
            line, used = (f"{line} {word}", used + 1 + size) if used >= 0 else (word, size)
            continue
        if used >= 0:
            lines.append(line)
        if size > width:
            *whole, word = chop_cells(word, width)  # noqa: PLW2901 - its end goes on
            lines += whole
            size = cell_len(word)
        line, used = word, size
    lines.append(line)
    return tuple(lines)


def _wrap_ascii(text: str, width: int) -> tuple[str, ...]:
    """Do the same where each character is a cell: most cards, and thousands of them at once."""
    lines: list[str] = []
    start, end = 0, len(text)
    while end - start > width:
        blank = text.rfind(" ", start, start + width + 1)
        stop = blank if blank >= 0 else start + width
        lines.append(text[start:stop])
        start = stop + (blank >= 0)
    lines.append(text[start:])
    return tuple(lines)


def shorten(text: str, width: int) -> str:
    """Return ``text`` within ``width`` cells, its end replaced by "…" where it is longer."""
    if cell_len(text) <= width:
        return text
    return (chop_cells(text, width - 1)[0] if width > 1 else "") + "…"


def breaks(text: str, width: int) -> list[int]:
    """Return where each line of ``text`` begins when it is written in ``width`` cells; no character is dropped."""
    width = max(width, 2)
    starts, used, place = [0], 0, 0
    for word in _WORDS.findall(text):
        size = cell_len(word.rstrip(" "))
        if used and used + size > width:
            starts.append(place)
            used = 0
        for piece in chop_cells(word, width)[:-1] if size > width else ():
            place += len(piece)
            starts.append(place)
            word = word[len(piece) :]  # noqa: PLW2901 - its end goes on
        place += len(word)
        used += cell_len(word)
    return starts
