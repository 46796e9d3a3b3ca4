"""Several items that somebody typed on one line: "a; b; c", "• a • b", "1) a 2) b"."""

from __future__ import annotations

import re
from typing import Final

_SEMICOLONS: Final = re.compile(r"\s*[;；؛]\s*")
_NUMBER: Final = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2})[.)]\s+(?=\S)")
_BULLETS: Final = "•·▪●◦∙*"
_LOOSE: Final = (("semicolons", re.compile(r"\s*[;；؛]\s+")), ("slashes", re.compile(r"\s+/\s+")))
_COMMAS: Final = re.compile(r"[,،]\s+|、|，")
_FEW: Final = 3
"""Parts from which on a line that was left whole may be several items."""
_SHORT: Final = 6
"""Words of a part that is an item rather than half a sentence."""


def parts_of(words: str) -> list[str]:
    """Return the items beside a list's name: those between semicolons, or behind bullets or numbers that count."""
    for part in (bulleted(words), _numbered(words), _SEMICOLONS.split(words.rstrip(";；؛ "))):
        items = [item for item in part if item]
        if len(items) > 1:
            return items
    return [words]


def bulleted(words: str, glyph: str = "") -> list[str]:
    """Return the items behind bullets of one sort on a line that begins with one, or was begun by ``glyph``."""
    sign = glyph or words[:1]
    if not sign or sign not in _BULLETS:
        return [words]
    return [item.strip() for item in re.split(rf"(?:^|\s){re.escape(sign)}\s+", words) if item.strip()]


def _numbered(words: str) -> list[str]:
    found = list(_NUMBER.finditer(words))
    if [int(each[1]) for each in found] != list(range(1, len(found) + 1)) or not found or found[0].start():
        return [words]
    ends = [each.start() for each in found[1:]] + [len(words)]
    return [words[each.end() : end].strip() for each, end in zip(found, ends, strict=True)]


def left_whole(words: str, *, named: bool) -> tuple[int, str] | None:
    """Return how many items a card may hold, and what stands between them; ``named``: beside a list's name."""
    signs = (*_LOOSE, ("commas", _COMMAS)) if named else _LOOSE
    for name, sign in signs:
        parts = sign.split(words)
        if len(parts) >= _FEW and all(0 < len(part.split()) <= _SHORT for part in parts):
            return len(parts), name
    return None
