"""Wikis' marks in plain text: "== Heading ==", "**" for an item under an item, "#" for a numbered one."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.importing.lines import PaperLine

_HEADING: Final = re.compile(r"\s*(={1,6})\s*([^=\s].*?)\s*\1\s*")
_ITEM: Final = re.compile(r"([*#]{1,6})\s*(?=[^*#\s])")
_SEARCHED: Final = re.compile(r"^(?:={1,6})\s*[^=\s].*?={1,6}\s*$|^\*\*\s+[^\s*]", re.MULTILINE)
"""A heading of a wiki, or a line behind two stars, neither of which Markdown has."""
_FEWEST: Final = 2
"""Headings from which on a text is a wiki's."""


def looks_like_wiki(text: str) -> bool:
    """Whether ``text`` has several headings, or items under items, as wikis and outlines in stars have them."""
    return sum(1 for _ in islice(_SEARCHED.finditer(text), _FEWEST)) >= _FEWEST


def with_wiki_marks(raws: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return ``raws`` with a wiki's items as people type them, if they have a wiki's headings."""
    if sum(_HEADING.fullmatch(raw) is not None for _, raw in raws if "=" in raw[:9]) < _FEWEST:
        return raws
    counts = [0] * 7
    marked: list[tuple[int, str]] = []
    for number, raw in raws:
        found = _ITEM.match(raw)
        depth = len(found[1]) if found else 0
        counts[depth + 1 :] = [0] * (6 - depth)
        counts[depth] += 1
        glyph = f"{counts[depth]}." if found and found[1].endswith("#") else "*"
        marked.append((number, f"{'  ' * (depth - 1)}{glyph} {raw[found.end() :]}" if found else raw))
    return marked


def see_wiki_headings(lines: Sequence[PaperLine]) -> None:
    """Make headings of the lines between signs of equality; one alone is but a title in a frame."""
    found = [(line, heading) for line in lines if not line.glyph and (heading := _HEADING.fullmatch(line.text))]
    for line, heading in found:
        line.level, line.strong, line.text = len(heading[1]) if len(found) >= _FEWEST else 0, True, heading[2]
