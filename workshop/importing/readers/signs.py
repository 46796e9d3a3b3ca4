"""Plus, minus and delta as people type them: as names of lists, and before what they say of."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from workshop.importing.lines import PaperLine, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.wording.listnames import ListNames

_PLUS: Final = "+"
_MINUSES: Final = frozenset({"-", "\u2212", "–", "—"})
_DELTAS: Final = frozenset({"Δ", "∆", "△", "δ"})
_ARROWS: Final = frozenset({"→", "⇒", "➔", "➤", "=>", "->", "-->", "==>"})
_KINDS: Final = {_PLUS: "plus"} | dict.fromkeys(_MINUSES, "minus") | dict.fromkeys(_DELTAS, "delta")


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
