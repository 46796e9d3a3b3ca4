"""Bullets alone on their line, lines without any beside others, and several items on one: "a; b; c", "• a • b"."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from workshop.importing.lines import PICTURES, PaperLine, Role, is_numbered
from workshop.wording.headings import asks, is_lower, is_spaced, is_title_like, split_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.wording.listnames import ListNames

_DASHES: Final = frozenset("-–—")
_BARE: Final = 2
"""For each line with a dash at least so many without, of which the first stands right below the list's name."""
_SEMICOLONS: Final = re.compile(r"\s*[;；؛]\s*")
_NUMBER: Final = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2})[.)]\s+(?=\S)")
_BULLETS: Final = "•·▪●◦∙*"
_LOOSE: Final = (("semicolons", re.compile(r"\s*[;；؛]\s+")), ("slashes", re.compile(r"\s+/\s+")))
_COMMAS: Final = re.compile(r"[,،]\s+|、|，")
_FEW: Final = 3
"""Parts from which on a line that was left whole may be several items."""
_SHORT: Final = 6
"""Words of a part that is an item rather than half a sentence."""


def without_empty_bullets(lines: Sequence[PaperLine], names: ListNames) -> list[PaperLine]:
    """Return ``lines`` where a list's name, or a title, below an empty bullet is not a card.

    Behind a blank line words belong to a bullet above them only where most bullets stand alone.
    """
    lent = [line for line in lines if line.words_on]
    if not lent:
        return list(lines)
    apart = len(lent) * 2 > sum(bool(line.glyph) for line in lines)
    padded = [*lines, PaperLine(0, ""), PaperLine(0, "")]
    kept: list[PaperLine] = []
    for line, after, then in zip(padded, padded[1:], padded[2:], strict=False):
        is_heading = line.words_on and _is_heading(line, after, then, names, apart=apart)
        kept += _given_back(line) if is_heading else (line,)
    return kept


def _is_heading(line: PaperLine, after: PaperLine, then: PaperLine, names: ListNames, *, apart: bool) -> bool:
    if names.find(line.text) or (is_spaced(line.text) and asks(split_heading(line.text)[1])):
        return True
    if apart:
        return False
    named = then if asks(after.text) else after
    above_list = not named.glyph and named.text != "" and names.find(named.text) is not None
    return line.words_on > line.number + 1 or (above_list and is_title_like(line.text))


def _given_back(line: PaperLine) -> Iterator[PaperLine]:
    if line.glyph.strip("().").isalnum():
        yield PaperLine(line.number, line.glyph, gap=True, role=Role.LABEL)
    line.number, line.glyph, line.gap = line.words_on, "", True
    yield line


def see_stray_dashes(live: Sequence[PaperLine]) -> None:
    """Take the dash for no glyph where most lines of a list have none; small letters go on from the line above."""
    for run in _runs(live):
        dashed = [line for line in run if line.role is Role.CARD]
        begun = [line for line in run if line.role is Role.UNKNOWN and not is_lower(line.text)]
        above_dash = [before for before, line in pairwise(run) if line.role is Role.CARD]
        leads_in = any(line.text.endswith((":", "：")) for line in above_dash)
        if (
            not dashed
            or leads_in
            or len(begun) < _BARE * len(dashed)
            or any(line.glyph not in _DASHES for line in dashed)
        ):
            continue
        for line in dashed:
            line.role = Role.UNKNOWN
            if is_lower(line.text):
                line.text, line.glyph = line.whole, ""


def _runs(live: Sequence[PaperLine]) -> Iterator[list[PaperLine]]:
    """Return the lines right below each list's name, up to the next blank line, where the first has no glyph."""
    run: list[PaperLine] = []
    inside = False
    for line in live:
        if line.role is Role.LIST:
            yield run
            run, inside = [], bool(line.kind)
            continue
        inside = (
            inside
            and line.role in {Role.UNKNOWN, Role.CARD}
            and not line.level
            and (not line.gap or not run)
            and (bool(run) or line.role is Role.UNKNOWN)
        )
        if inside:
            run.append(line)
    yield run


def parts_of(words: str) -> list[str]:
    """Return the items beside a list's name: those between semicolons, or behind bullets or numbers that count."""
    for part in (bulleted(words), _numbered(words), _SEMICOLONS.split(words.rstrip(";；؛ "))):
        items = [item for item in part if item]
        if len(items) > 1:
            return items
    return bulleted(words) or [words]


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


def see_pictured_names(lines: Sequence[PaperLine], names: ListNames) -> None:
    """A small picture before the name of a list is not a bullet where the lines below have none: "🟢 Start".

    Nor is one that stands but once, above lines with another picture, where such a line is a list's name.
    """
    glyphs = Counter(line.glyph for line in lines)
    once = {
        id(line) for line in lines if line.glyph[:1] > PICTURES and glyphs[line.glyph] == 1 and not is_numbered(line)
    }
    pictured = [(line, after) for line, after in pairwise(lines) if id(line) in once and after.glyph[:1] > PICTURES]
    heads = [line for line, after in pictured if glyphs[after.glyph] > 1]
    if any(names.find(line.text) for line in heads):
        for line in [*lines[:1], *heads]:
            line.text, line.glyph = (line.whole, "") if id(line) in once else (line.text, line.glyph)
    for line, after in pairwise(lines):
        if line.glyph[:1] > PICTURES and not after.glyph and not after.level and names.find(line.text) is not None:
            line.text, line.glyph = line.whole, ""
