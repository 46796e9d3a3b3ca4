"""Tables of polls into lines: questions that are counted, with their answers and how many gave each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.importing.fieldnames import column_of
from workshop.importing.lines import PaperLine, Role
from workshop.importing.tables import kind_of
from workshop.wording.headings import numbered_question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.importing.tables import GridRow
    from workshop.wording.listnames import ListNames

_WIDEST_ANSWER: Final = 2
"""Cells of an answer: its words, and how many gave it."""


def is_poll(rows: Sequence[GridRow]) -> bool:
    """Whether the rows are questions that are counted, with their answers: none has more than two cells."""
    return any(map(_question, rows)) and all(len(row.whole().split(" | ")) <= _WIDEST_ANSWER for row in rows)


def lines_of_poll(rows: Sequence[GridRow], names: ListNames) -> Iterator[PaperLine]:
    """Return the lines of a poll: a question that is a list's name is one, any other a theme; the rest are answers."""
    begun = False
    for row in rows:
        question = _question(row)
        kind = kind_of(question, names)
        if question:
            begun = True
            yield PaperLine(row.number, row.whole(), role=Role.LABEL)
            yield PaperLine(row.number, question, gap=True, role=Role.LIST if kind else Role.THEME, kind=kind)
        elif begun:
            yield from _answer(row)
        else:
            yield PaperLine(row.number, row.whole(), gap=True)


def _question(row: GridRow) -> str:
    """Return the words of the question that a row asks; empty where it asks none."""
    first, second = row.cell(0), row.cell(1)
    found = numbered_question(first)
    if found is None or second.isdigit():
        return ""
    return found[1] or second


def _answer(row: GridRow) -> Iterator[PaperLine]:
    first, second = row.cell(0), row.cell(1)
    sorts = {column_of(first), column_of(second) if second else ""} - {""}
    if sorts and sorts <= {"text", "dots", "voters"}:
        yield PaperLine(row.number, row.whole(), role=Role.LABEL)
    elif second and not second.isdigit():
        yield PaperLine(row.number, row.whole(), gap=True, role=Role.NOTE)
    else:
        yield PaperLine(row.number, first or second, glyph="•", role=Role.CARD, is_parted=True)
        if first and second:
            yield PaperLine(row.number, second, role=Role.DETAIL, kind="dots")
