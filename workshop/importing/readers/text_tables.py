"""Tables that were copied or typed as text: tabs, bars or blanks between their cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workshop.importing.grid import begins_table, lines_of_grid
from workshop.importing.tables import GridRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workshop.importing.lines import PaperLine
    from workshop.wording.listnames import ListNames

    Raw = tuple[int, str]
    Split = Callable[[str], tuple[str, ...]]

_RULE: Final = re.compile(r"\s*[|+:=\-–—─┼├┤━_]{2}[\s|+:=\-–—─┼├┤━_]*")
_BLANKS: Final = re.compile(r"(?<=\S) {2,}(?=\S)")


def tables_and_text(raws: Sequence[Raw], names: ListNames) -> Iterator[tuple[list[PaperLine] | None, Sequence[Raw]]]:
    """Part ``raws`` into tables, as the lines that they make, and what stands around them."""
    start = at = 0
    while at < len(raws):
        split = _split_of(raws[at][1], names)
        if split is None:
            at += 1
            continue
        end = next((below for below in range(at, len(raws)) if not _is_row(raws[below][1], split)), len(raws))
        yield None, raws[start : at - 1 if at > start and _RULE.fullmatch(raws[at - 1][1]) else at]
        rows = [GridRow(number, split(raw)) for number, raw in raws[at:end] if not _RULE.fullmatch(raw)]
        yield lines_of_grid(rows, names), []
        start = at = end
    yield None, raws[start:]


def _split_of(raw: str, names: ListNames) -> Split | None:
    """Return how the cells of a table are parted whose headings ``raw`` is; None if it is none."""
    for split in (_by_sign("\t"), _by_sign("|"), _by_columns(raw)):
        cells = split(raw) if split else ()
        if len(cells) > 1:
            names.see_families(cells)
            if begins_table(cells, names):
                return split
    return None


def _is_row(raw: str, split: Split) -> bool:
    return len(split(raw)) > 1 or (raw.strip() != "" and _RULE.fullmatch(raw) is not None)


def _by_sign(sign: str) -> Split:
    def cells(raw: str) -> tuple[str, ...]:
        if sign not in raw:
            return ()
        whole = raw.strip()
        bare = whole.removeprefix("|").removesuffix("|") if sign == "|" else raw
        return tuple(cell.strip() if sign == "|" else cell for cell in bare.split(sign))

    return cells


def _by_columns(head: str) -> Split | None:
    """Part rows where the columns begin that are set off by two blanks or more in ``head``."""
    gaps = [found.end() for found in _BLANKS.finditer(head.expandtabs())] if "  " in head.strip() else []
    if not gaps:
        return None

    def cells(raw: str) -> tuple[str, ...]:
        row = raw.expandtabs().rstrip()
        if not row or (len(row) > gaps[0] and not any(row[at - 1 : at] in {" ", ""} for at in gaps)):
            return ()
        if any(at < len(row) and row[at - 1] != " " for at in gaps):
            return tuple(part.strip() for part in re.split(r" {2,}", row.strip()))
        return tuple(row[start:end].strip() for start, end in zip([0, *gaps], [*gaps, len(row)], strict=True))

    return cells
