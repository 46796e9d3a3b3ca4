"""Lists without glyphs, in which a dash or two begins a line all the same."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from workshop.importing.lines import PaperLine, Role
from workshop.wording.headings import is_lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DASHES: Final = frozenset("-–—")
_FEW: Final = 2
"""For each line with a dash at least so many without, of which the first stands right below the list's name."""


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
            or len(begun) < _FEW * len(dashed)
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
