"""Answers: lines that stand under another line of their list, as cards of their own, joined to it, or as its notes."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from workshop.importing.lines import PaperLine, Role, begins_counting, numbers_of

if TYPE_CHECKING:
    from collections.abc import Sequence

NESTED: Final = ("flat", "join", "note")
"""What may become of an answer: a card of its own, the end of the card above, a note beside it."""

_SORTS: Final = 2
"""Bullets of an ordered list at most: one for each level."""
_OUTER: Final = frozenset("•·●*-")
_INNER: Final = frozenset("o◦○▪")
"""Bullets that word processors print at the second level, where the blanks before them were lost."""


def see_nesting(lines: Sequence[PaperLine], how: str) -> None:
    """Tie each card that stands under another to it; ``how`` is one of ``NESTED``."""
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
    inside = takewhile(lambda line: line.role not in {Role.LIST, Role.THEME} and not line.level, lines[at + 1 :])
    cards = [line for line in inside if line.role is Role.CARD and line.glyph != ":"]
    bullets = {line.glyph for line in cards if not numbers_of(line)}
    return len(bullets) > _SORTS and len({line.indent for line in cards}) == 1


def _is_under(line: PaperLine, card: PaperLine) -> bool:
    if line.indent != card.indent:
        return line.indent > card.indent
    if card.glyph in _OUTER:
        return line.glyph in _INNER
    counts = {way for way, _ in numbers_of(line)}, {way for way, _ in numbers_of(card)}
    if not all(counts) or counts[0] & counts[1]:
        return False
    return begins_counting(line) or (card.parent is None and "" in counts[1] and "" not in counts[0])
