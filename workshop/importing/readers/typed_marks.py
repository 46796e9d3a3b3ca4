"""Marks that people and wikis type: "+" and "Δ" before what is said, "** Insights" for how deep, "== Heading =="."""

from __future__ import annotations

import re
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

from workshop.importing.lines import PaperLine, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.importing.lines import PaperLine
    from workshop.wording.listnames import ListNames

_PLUS: Final = "+"
_MINUSES: Final = frozenset({"-", "\u2212", "–", "—"})
_DELTAS: Final = frozenset({"Δ", "∆", "△", "δ"})
_ARROWS: Final = frozenset({"→", "⇒", "➔", "➤", "=>", "->", "-->", "==>"})
_KINDS: Final = {_PLUS: "plus"} | dict.fromkeys(_MINUSES, "minus") | dict.fromkeys(_DELTAS, "delta")
_STARRED: Final = re.compile(r"^(\*{1,6})\s+(?=\S)")
_DEEP: Final = re.compile(r"\*{2,6}\s+\S")
_OF_A_LIST: Final = frozenset({"-", "+", "•"})
_HEADING: Final = re.compile(r"\s*(={1,6})\s*([^=\s].*?)\s*\1\s*")
_ITEM: Final = re.compile(r"([*#]{1,6})\s*(?=[^*#\s])")
_SEARCHED: Final = re.compile(r"^(?:={1,6})\s*[^=\s].*?={1,6}\s*$|^\*\*\s+[^\s*]", re.MULTILINE)
"""A heading of a wiki, or a line behind two stars, neither of which Markdown has."""
_FEWEST_HEADINGS: Final = 2
"""Headings from which on a text is a wiki's."""


def with_signs_named(raws: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return ``raws`` where "+" alone on its line is a name, if a minus or a delta stands so too."""
    alone = {raw.strip() for _, raw in raws if len(raw) < len("        + ")}
    if _PLUS not in alone or not alone & (_MINUSES | _DELTAS):
        return raws
    return [(number, f"{raw.rstrip()}:" if raw.strip() in _KINDS else raw) for number, raw in raws]


def see_signs(lines: Sequence[PaperLine], names: ListNames) -> None:
    """Where "+" and "-", or "+" and "Δ", stand before items in turn they tell of which kind each is.

    Under the name of a list they stay before its words.
    """
    if any(line.glyph == _PLUS for line in lines):
        for line in lines:
            sign, _, words = line.text.partition(" ")
            if not line.glyph and sign in _DELTAS and words and line.role is Role.UNKNOWN:
                line.glyph, line.text = sign, words
        for run, is_listed in _runs(lines, names):
            _tell(run, is_listed=is_listed)
        _tell_deeds(lines)


def _tell_deeds(lines: Sequence[PaperLine]) -> None:
    """Where signs tell what was good and bad, arrows stand before what is to be done."""
    signed = next((at for at, line in enumerate(lines) if line.is_signed), len(lines))
    for line in lines[signed:]:
        if line.glyph in _ARROWS and line.role is Role.UNKNOWN:
            line.role, line.kind, line.is_signed = Role.CARD, "experiment", True


def _runs(lines: Sequence[PaperLine], names: ListNames) -> Iterator[tuple[list[PaperLine], bool]]:
    """Return the runs of lines with such a sign, each with whether a list's name stands above it."""
    is_listed = False
    for is_signed, run in groupby(lines, key=lambda line: line.glyph in _KINDS):
        members = list(run)
        if is_signed:
            yield members, is_listed
        else:
            known = names.find(members[-1].text)
            is_listed = known is not None


def _tell(run: Sequence[PaperLine], *, is_listed: bool) -> None:
    kinds = {_KINDS[line.glyph] for line in run}
    if "plus" not in kinds or len(kinds) == 1 or len({line.indent for line in run}) > 1:
        return
    for line in run:
        if is_listed:
            line.text = line.whole
        else:
            line.role, line.kind = Role.CARD, _KINDS[line.glyph]
            line.is_signed = True


def with_stars_indented(raws: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return ``raws`` where a line behind several stars stands behind one, and deeper."""
    if not any(raw.startswith("**") and _DEEP.match(raw) for _, raw in raws):
        return raws
    return [(number, _STARRED.sub(lambda stars: f"{'    ' * (len(stars[1]) - 1)}* ", raw)) for number, raw in raws]


def see_stars(lines: Sequence[PaperLine]) -> None:
    """Where other bullets stand under lines with stars, those are headings."""
    starred = [line for line in lines if line.glyph == "*"]
    if any(line.indent for line in starred) and any(line.glyph in _OF_A_LIST for line in lines):
        depths = sorted({line.indent for line in starred})
        for line in starred:
            line.level, line.glyph, line.indent = 1 + depths.index(line.indent), "", 0


def looks_like_wiki(text: str) -> bool:
    """Whether ``text`` has several headings, or items under items, as wikis and outlines in stars have them."""
    return sum(1 for _ in islice(_SEARCHED.finditer(text), _FEWEST_HEADINGS)) >= _FEWEST_HEADINGS


def with_wiki_marks(raws: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return ``raws`` with a wiki's items as people type them, if they have a wiki's headings."""
    if sum(_HEADING.fullmatch(raw) is not None for _, raw in raws if "=" in raw[:9]) < _FEWEST_HEADINGS:
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
        line.level, line.strong, line.text = len(heading[1]) if len(found) >= _FEWEST_HEADINGS else 0, True, heading[2]
