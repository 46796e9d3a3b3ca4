"""How far a list's name reaches, and which lines of a list stand under others: never over what goes on around it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from workshop.importing.lines import (
    PICTURES,
    USUAL,
    PaperLine,
    Role,
    begins_counting,
    continues,
    counts_alike,
    is_numbered,
    numbers_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEEPEST: Final = 3
"""Lists that may be counted inside each other."""
_LONGEST_ASIDE: Final = 100
"""Lines that may stand under a label inside a list before the list goes on."""
_SORTS: Final = 2
"""Bullets of an ordered list at most: one for each level."""
_OUTER: Final = frozenset("•·●*-")
_INNER: Final = frozenset("o◦○▪")
"""Bullets that word processors print at the second level, where the blanks before them were lost."""


def see_reach(live: Sequence[PaperLine]) -> None:
    """Set on each card that its list's name does not reach the kind of the list that it stands in.

    A name takes what is indented under it, not what goes on beside it at the place of the list around it.
    """
    outer, named, item = "", None, None
    for line in live:
        if line.role is Role.LIST:
            outer, named, item = _under(line, outer, item)
        elif line.level or line.role is Role.THEME:
            outer, named, item = "", None, None
        elif line.role is Role.CARD and line.glyph != ":":
            if named and not line.kind and _stand_alike(line, named):
                line.kind = outer or USUAL
            item = line


def _under(line: PaperLine, outer: str, item: PaperLine | None) -> tuple[str, PaperLine | None, PaperLine | None]:
    """Return the kind around the list called ``line``, the line whose like is outside it, and the card above."""
    if line.glyph:
        return outer, line, item
    if item and line.indent > 0 and item.indent < line.indent and not line.level:
        return outer or line.kind, item, item
    return line.kind, None, None


def _stand_alike(line: PaperLine, named: PaperLine) -> bool:
    same = is_numbered(line) == is_numbered(named) and (line.glyph > PICTURES) == (named.glyph > PICTURES)
    return line.indent <= named.indent and same and counts_alike(line, named)


def see_labels_inside(live: Sequence[PaperLine]) -> None:
    """End a plain name inside a numbered list where the numbering goes on.

    What stands under "Comments:" is said about the item above: notes. Under "Ideas:" are cards all the same.
    """
    around = _lists_around(live)
    for at, line in enumerate(live):
        labels = line.role is Role.LIST or (line.role is Role.UNKNOWN and line.text.endswith((":", "：")))
        if not labels or line.level or line.glyph or not at:
            continue
        item = next((above for above in range(at - 1, -1, -1) if _counts_or_ends(live[above])), -1)
        if item in around:
            goes_on = _goes_on(live, at, live[item])
            if goes_on:
                _end_label(live, at, goes_on, around[item])


def _counts_or_ends(line: PaperLine) -> bool:
    ends = line.role in {Role.LIST, Role.THEME} or line.level > 0 or line.strong
    return ends or (line.role is Role.CARD and line.glyph != ":")


def _lists_around(live: Sequence[PaperLine]) -> dict[int, PaperLine]:
    """Return the name of the list that each numbered item is counted in, from its first, by the item's place."""
    around: dict[int, PaperLine] = {}
    chains: list[tuple[PaperLine, PaperLine]] = []
    for at, line in enumerate(live):
        if line.level or line.role is Role.THEME or line.strong:
            chains = []
        if line.role is not Role.CARD or not is_numbered(line):
            continue
        if begins_counting(line) and at and live[at - 1].role is Role.LIST:
            chains = [*chains[-_DEEPEST:], (line, live[at - 1])]
            around[at] = live[at - 1]
            continue
        while chains and not continues(line, chains[-1][0]):
            chains.pop()
        if chains:
            around[at] = chains[-1][1]
            chains[-1] = (line, around[at])
    return around


def _goes_on(live: Sequence[PaperLine], label: int, item: PaperLine) -> int:
    """Return the place of the item that goes on counting below the label at ``label``; 0 where there is none."""
    for at in range(label + 1, min(len(live), label + _LONGEST_ASIDE)):
        line = live[at]
        if line.level or line.role is Role.THEME or (line.role is Role.LIST and line.text != live[label].text):
            return 0
        if line.role is Role.CARD and line.indent <= item.indent and continues(line, item):
            return at
        if line.role is Role.CARD and at == label + 1 and begins_counting(line) and line.indent <= item.indent:
            return 0
    return 0


def _end_label(live: Sequence[PaperLine], label: int, end: int, around: PaperLine) -> None:
    if not live[label].certain:
        for line in live[label:end]:
            line.role, line.kind = Role.NOTE, ""
    for line in live[end:]:
        if line.role in {Role.LIST, Role.THEME} or line.level:
            break
        if line.role is Role.CARD and not line.kind:
            line.kind = around.kind


def see_nesting(lines: Sequence[PaperLine], how: str) -> None:
    """Tie each card that stands under another to it; ``how`` is one of ``paper.NESTED``."""
    above: list[PaperLine] = []
    mixed = False
    for at, line in enumerate(lines):
        if line.role in {Role.LIST, Role.THEME} or line.level:
            above, mixed = [], _is_mixed(lines, at)
        if line.role is not Role.CARD or line.glyph == ":" or line.is_parted:
            continue
        while above and (mixed or not _is_under(line, above[-1])):
            above.pop()
        line.parent = above[-1] if above else None
        above.append(line)
    for line in lines:
        if line.role is Role.CARD and line.parent and how == "join":
            line.role, line.glyph = Role.MORE, "–"
        elif line.role is Role.CARD and line.parent and how == "note":
            line.role, line.kind = Role.DETAIL, "note"


def _is_mixed(lines: Sequence[PaperLine], at: int) -> bool:
    """Whether the list below ``at`` has any glyph that came to hand, all at one indent: then none is under another."""
    below = (lines[place] for place in range(at + 1, len(lines)))
    inside = takewhile(lambda line: line.role not in {Role.LIST, Role.THEME} and not line.level, below)
    cards = [line for line in inside if line.role is Role.CARD and line.glyph != ":"]
    bullets = {line.glyph for line in cards if not numbers_of(line)}
    return len(bullets) > _SORTS and len({line.indent for line in cards}) == 1


def _is_under(line: PaperLine, card: PaperLine) -> bool:
    if line.indent != card.indent:
        return line.indent > card.indent
    if card.glyph in _OUTER:
        return line.glyph in _INNER
    if not (numbers_of(line) and numbers_of(card)) or counts_alike(line, card):
        return False
    by_digits = [any(way == "" for way, _ in numbers_of(each)) for each in (line, card)]
    return begins_counting(line) or (card.parent is None and by_digits == [False, True])
