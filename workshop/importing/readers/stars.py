"""Outlines that say with stars how deep a line stands: "** Insights", as wikis and Emacs have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.importing.lines import PaperLine

_STARRED: Final = re.compile(r"(\*{1,6})\s+(?=\S)")
_DEEP: Final = re.compile(r"\*{2,6}\s+\S")
_OF_A_LIST: Final = frozenset({"-", "+", "•"})


def with_stars_indented(raws: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return ``raws`` where a line behind several stars stands behind one, and deeper."""
    if not any(raw.startswith("**") and _DEEP.match(raw) for _, raw in raws):
        return raws
    return [(number, _indented(raw)) for number, raw in raws]


def _indented(raw: str) -> str:
    found = _STARRED.match(raw)
    return f"{'    ' * (len(found[1]) - 1)}* {raw[found.end() :]}" if found else raw


def see_stars(lines: Sequence[PaperLine]) -> None:
    """Where other bullets stand under lines with stars, those are headings."""
    starred = [line for line in lines if line.glyph == "*"]
    if any(line.indent for line in starred) and any(line.glyph in _OF_A_LIST for line in lines):
        depths = sorted({line.indent for line in starred})
        for line in starred:
            line.level, line.glyph, line.indent = 1 + depths.index(line.indent), "", 0
