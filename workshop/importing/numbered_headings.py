"""Numbered lines that are headings, and what stands over them."""

from __future__ import annotations

from itertools import pairwise, starmap
from typing import TYPE_CHECKING

from workshop.importing.lines import (
    USUAL,
    PaperLine,
    Role,
    begins_counting,
    continues,
    counts_alike,
    is_numbered,
    numbers_of,
)
from workshop.importing.readers.markdown_words import unmarked
from workshop.wording.headings import asks, is_question, is_spaced, is_title_like

if TYPE_CHECKING:
    from collections.abc import Sequence


def see_numbered_headings(live: Sequence[PaperLine]) -> None:
    """A numbered line before a list's name is a heading, unless it ends another list."""
    kinds = [line.kind for line in live if line.role is Role.LIST]
    headed = _are_all_headings(live) if not kinds else False
    padded = [PaperLine(0, ""), *live, PaperLine(0, ""), PaperLine(0, "")]
    seen: set[str] = set()
    heading = above = padded[0]
    counted: dict[int, PaperLine] = {}
    headings: list[tuple[PaperLine, PaperLine]] = []
    for before, line, after, then in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        if line.role is Role.LIST or line.level:
            counted.clear()
        if line.role is Role.LIST:
            seen.add(line.kind)
        item = above if above.role is Role.CARD else padded[0]
        if line.role in {Role.CARD, Role.LIST} or line.level:
            above = line
        if line.role is not Role.CARD or not is_numbered(line):
            continue
        named = then if after.role is Role.UNKNOWN and asks(after.text) else after
        goes_on = is_numbered(before) or before.indent > line.indent
        inside = before.role is Role.LIST or (before.role is Role.CARD and goes_on)
        beside = counted.get(line.indent, item)
        counted[line.indent] = line
        counted_on = (continues(line, item) or continues(line, beside)) and not continues(line, heading)
        if counted_on or (before.role is Role.LIST and before.kind and begins_counting(line)):
            is_heading = False
        elif named.role is Role.LIST:
            is_heading = not inside or is_spaced(line.text) or (named.kind == kinds[0] and kinds[0] in seen)
        else:
            is_heading = headed and after.role is Role.CARD and not is_numbered(after)
        if is_heading:
            line.role, line.strong, line.text = Role.UNKNOWN, True, unmarked(line.text)
            heading = line
            headings.append((before, line))
    _see_parents(headings)


def see_counted_names(live: Sequence[PaperLine]) -> None:
    """Take a numbered line with bullets under it for a list's name, where another that is counted so is one."""
    pairs = [
        (line, after)
        for line, after in pairwise(live)
        if is_numbered(line) and line.role in {Role.LIST, Role.CARD} and after.role is Role.CARD
    ]
    named = [(line, after) for line, after in pairs if line.role is Role.LIST and not is_numbered(after)]
    for line, after in pairs if named else ():
        beside = any(line.indent == name.indent and after.glyph == below.glyph for name, below in named)
        counts = any(continues(line, name) or continues(name, line) for name, _ in [*named, *pairs] if name is not line)
        if line.role is Role.CARD and beside and counts and not is_numbered(after):
            line.role, line.kind = Role.LIST, USUAL


def see_counted_sections(live: Sequence[PaperLine]) -> None:
    """Where names of lists are sections that count on, with items counted in another way, so are those beside them.

    One with items is a list; one without is about the paper: "1 Welcome", "4 Next meeting".
    """
    pairs = list(pairwise([*live, PaperLine(0, "")]))
    over = {id(line) for line, after in pairs if after.role is Role.CARD and not counts_alike(line, after)}
    names = [line for line in live if line.role is Role.LIST and numbers_of(line) and id(line) in over]
    sections = [line for line in live if names and line.indent == names[0].indent and counts_alike(line, names[0])]
    if len(names) > 1 and begins_counting(sections[0]) and all(starmap(_counts_on, pairwise(sections))):
        for line in sections:
            if line.role is Role.CARD:
                line.role, line.kind = (Role.LIST, USUAL) if id(line) in over else (Role.NOTE, "")


def _counts_on(above: PaperLine, below: PaperLine) -> bool:
    return continues(below, above)


def _see_parents(headings: Sequence[tuple[PaperLine, PaperLine]]) -> None:
    """A plain line above each numbered heading that begins to count again is what those below it are part of."""
    parents = [
        before
        for before, line in headings
        if begins_counting(line) and before.role is Role.UNKNOWN and not before.level and is_title_like(before.text)
    ]
    parent = None
    for before, line in headings if len(parents) > 1 else []:
        if before in parents:
            parent, before.role = before, Role.NOTE
        line.parent = parent


def _are_all_headings(live: Sequence[PaperLine]) -> bool:
    """Whether, in a paper without list names, every numbered line has bullets under it and looks like a title."""
    pairs = [
        (line, after)
        for line, after in pairwise([*live, PaperLine(0, "")])
        if line.role is Role.CARD and is_numbered(line)
    ]
    return all(
        after.role is Role.CARD and not is_numbered(after) and (is_title_like(line.text) or is_question(line.text))
        for line, after in pairs
    )
