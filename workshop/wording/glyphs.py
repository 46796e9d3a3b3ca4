"""What stands before a listed line: bullets, numbers, letters, check boxes, as people type them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_BULLETS: Final = (
    "\u00b7\u2022\u2219\u22c5\u30fb\u25e6\u2023\u2043\u25aa\u25ab\u25a0\u25a1\u25cf\u25cb\u25c6\u25c7\u25ba\u25b8\u25b6"
    "\u27a2\u27a4\u27a1\u2192\u21d2\u2756\u2605\u2606\u2610-\u2612\u2713-\u2718\u2714\ue000-\uf8ff"
)
"""Signs that begin no word. The private ones are Word's Symbol and Wingdings fonts, copied as text."""

_GLYPH: Final = re.compile(
    rf"""
    (?P<bullet>[{_BULLETS}]\ufe0f?)
    | (?P<dash>[–—])(?=\s|\w|$)
    | (?P<arrow>[-=–—]{{1,2}}>(?=\s|\w) | (?:>{{2,3}}|»{{2}}|[>»›~?!])(?=\s+\w))
    | (?P<picture>[\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff]\ufe0f?(?=\s+\S) | \d\ufe0f?\u20e3(?=\s*\S))
    | (?P<typed>-{{1,2}}(?=\s|[^\W\d_]|$) | \*(?=\s|[^\W_][^*]*$|$) | \+(?=\s|$) | \.(?=\s+\w))
    | (?P<box>\[[ xX✓✔]?\])(?=\s|$)
    | (?P<letter_o>o)(?=[ \t\xa0])
    | (?P<number>(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})[、．](?=\S|\s|$)
        | \d{{1,2}}(?:[-/]|[°º]\))(?=[ \t\xa0]+[^\d\s])
        | \#\.(?=\s) | \(?\d{{1,3}}(?:\)|\.-|\.(?!\d))(?=\s|[^\W\d_]|$)
        | \d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[.)]?(?=\s+[^\W\d_a-z]))
    | (?P<letter>[a-h][-/](?=[ \t\xa0]+\w) | \(?(?:[a-z]|[ivx]{{2,5}})\)(?=\s|\w|$) | \((?:[A-Z]|[IVX]{{2,5}})\)(?=\s)
        | (?:[a-z]|[ivx]{{2,5}}|[IVX]{{2,5}})\.(?=\s+\w) | (?:[A-Z]|[IVX]{{2,5}})\)(?=\s))
    """,
    re.VERBOSE,
)
_ROMAN: Final = frozenset("ivxIVX")
_BOX: Final = re.compile(r"\s*\[[ xX✓✔]?\](?=\s|$)")
_LISTED: Final = frozenset({"bullet", "dash", "typed", "box", "letter_o", "number", "letter"})
"""Sorts that say no more than that a line is one of a list."""

_TAB: Final = 4
"""Columns a tab counts for; only deeper or not deeper matters."""


def indent_of(raw: str) -> int:
    """Return the columns before the first word or glyph of a line."""
    if not raw[:1].isspace():
        return 0
    before = raw[: len(raw) - len(raw.lstrip())].replace("\f", "")
    return len(before) + before.count("\t") * (_TAB - 1)


def split_glyph(text: str) -> tuple[str, str, str]:
    """Return what ``text`` begins with as ``(sort, glyph, rest)``; without a glyph the first two are empty.

    Sorts are bullet, dash, arrow, picture, typed, box, letter_o, number and letter. ``text`` has no blanks before it.
    A check box behind a typed glyph belongs to the glyph; behind a printed bullet it is what somebody said.
    """
    if text[:2].isalpha() and not _ROMAN.issuperset(text[:2]):
        return "", "", text
    found = _GLYPH.match(text)
    if not found or not found.lastgroup:
        return "", "", text
    sort, end = found.lastgroup, found.end()
    box = _BOX.match(text, end) if sort in {"typed", "number"} else None
    if box:
        sort, end = "box", box.end()
    return sort, text[:end].strip(), text[end:]


def without_glyphs(lines: Sequence[str]) -> tuple[str, ...]:
    """Return lines without what makes a list of them; what stands before a single one is what somebody wrote."""
    parts = [split_glyph(line.strip()) for line in lines]
    sorts = Counter(sort for sort, _, rest in parts if rest[:1].isspace())
    lists = {sort for sort in _LISTED if sorts[sort] > 1}
    apart = zip(lines, parts, strict=True)
    return tuple(rest.strip() if sort in lists and rest[:1].isspace() else line for line, (sort, _, rest) in apart)
