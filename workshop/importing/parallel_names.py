"""Names of lists that nobody knows, told by standing as the known ones beside them stand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.importing.lines import PaperLine, Role
from workshop.importing.reach import USUAL
from workshop.wording.headings import is_numbered_theme, is_particular, is_question, is_spaced, is_title_like
from workshop.wording.listnames import plain_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS: Final = 5
"""Words of a name with a blank line above it."""
_WORDS_CLOSE: Final = 3
"""Words of a name right below the list before it, where a line could also go on from that."""
_KNOWN: Final = 2
"""Known names that show how this paper's lists are named."""


class _Look(NamedTuple):
    gap: bool
    strong: bool
    indent: int
    glyph_below: bool


def see_parallel_names(live: Sequence[PaperLine]) -> None:
    """Take a short line for a list's name that looks as at least two known names do, each of which stands once.

    Where known names come again and again, what stands between them may as well be the title of a theme.
    """
    pairs = list(pairwise(live))
    known = [(line, after) for line, after in pairs if line.role is Role.LIST and line.kind]
    names = {plain_name(line.text) for line, _ in known}
    if len(names) < _KNOWN or len(names) < len(known):
        return
    looks = {look for line, after in known if (look := _look_of(line, after))}
    asked = all(is_question(line.text) for line, _ in known)
    for at, (line, after) in enumerate(pairs[1:]):
        look = _look_of(line, after)
        fits = look in looks or (at == 0 and look is not None and look._replace(gap=False) in looks)
        if line.role is Role.UNKNOWN and fits and _may_name(line, asked=asked):
            line.role, line.kind = Role.LIST, USUAL


def _look_of(line: PaperLine, after: PaperLine) -> _Look | None:
    """Return how a name stands above its list; None where it does not stand apart from it."""
    bare = not line.glyph and not line.level and after.role in {Role.CARD, Role.UNKNOWN}
    apart = bool(after.glyph) or (line.gap and not after.gap)
    return _Look(line.gap, line.strong, line.indent, bool(after.glyph)) if bare and apart else None


def _may_name(line: PaperLine, *, asked: bool) -> bool:
    text = line.text
    if is_question(text) is not asked or is_spaced(text) or is_particular(text) or is_numbered_theme(text):
        return False
    return is_title_like(text) and len(text.split()) <= (_WORDS if line.gap else _WORDS_CLOSE)
