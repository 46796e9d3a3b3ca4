"""The appendix as a sheet: one row per card, for a spreadsheet that must not run what people said."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from workshop.model.session import FIELDS
from workshop.model.text import one_line
from workshop.publishing.report import Report, ReportBallot, ReportCard, ReportList, ReportTheme

COLUMNS: Final = (
    *("table", "theme", "question", "kind", "id", "text", "tags", "cluster"),
    *FIELDS,
    *("note", "dots", "voters"),
)

NAMESAKE: Final = "theme_id"
"""Numbers the themes, in a sheet where two have one name."""
POSITION: Final = "position"
"""Numbers the cards of a theme as they were said, in a sheet where kinds were mixed."""
NOTE: Final = "note"
"""What stands as the kind of a line of a paper that was kept as a note."""
LINE: Final = "line"
"""The same of a line of the map that was asked about."""
_ID: Final = COLUMNS.index("id")
_FORMULA: Final = re.compile(r"'*[\s\u200c\u200d\ufe00-\ufe0f]*[=+\-@＝＋－＠]")
"""How a cell begins that a spreadsheet would work out, also behind apostrophes and joiners."""


def export(report: Report) -> bytes:
    """Return the cards of ``report`` as CSV; where themes share a name a column more tells them apart.

    Another tells the order in which cards were said, where that of the lists is another.
    A theme without cards is a row with its name alone, and so is a note, where notes are printed. Each question of a
    scale has three columns at the end; lines of the map that it asked about are rows of their own.
    """
    is_mixed = any(theme.said_order for theme in report.themes)
    are_namesakes = len(set(map(_name, report.themes))) != len(report.themes)
    blank = ("",) * (is_mixed + are_namesakes)
    rows: list[tuple[str, ...]] = []
    for number, theme in enumerate(report.themes, 1):
        for row, said in _rows(theme):
            rows.append((*row, *((str(number),) if are_namesakes else ()), *((said,) if is_mixed else ())))
    rows += [(*_row_of(text=note, kind=NOTE), *blank) for note in report.notes]
    columns = (*COLUMNS, *((NAMESAKE,) if are_namesakes else ()), *((POSITION,) if is_mixed else ()))
    ballots = [*(ballot for theme in report.themes for ballot in theme.ballots), *report.ballots]
    return sheet(*_with_answers(columns, rows, [ballot for ballot in ballots if ballot.heads]))


def _with_answers(
    columns: tuple[str, ...], rows: list[tuple[str, ...]], asked: Sequence[ReportBallot]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return columns and rows with median, middle half and answers of each question of a scale."""
    known = {row[_ID] for row in rows}
    lines = {row.id: row.text for ballot in asked for row in ballot.rows if row.id and row.id not in known}
    blank = ("",) * (len(columns) - len(COLUMNS))
    rows = [*rows, *((*_row_of(id=line, text=text, kind=LINE), *blank) for line, text in lines.items())]
    given = [{row.id: (row.rank, row.middle_half, row.answers) for row in ballot.rows if row.id} for ballot in asked]
    heads = tuple(f"{b.title}: {head}" for b in asked for head in (b.heads[0], *b.heads[2:]))
    told = [(*row, *(cell for answers in given for cell in answers.get(row[_ID], ("",) * 3))) for row in rows]
    return (*columns, *heads), told


def _name(theme: ReportTheme) -> tuple[str, str, str]:
    return theme.table, theme.title, theme.question


def sheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV: every cell quoted, no formula, with the mark that tells Excel it is UTF-8."""
    made = io.StringIO()
    writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_safe(one_line(cell)) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _rows(theme: ReportTheme) -> Iterator[tuple[tuple[str, ...], str]]:
    """Return the rows of a theme, each with the place of its card where that is told."""
    cards = [(part, card) for part in theme.lists for card in part.cards]
    for part, card in cards:
        yield _row(theme, part, card), str(card.said or "")
    if not cards:
        yield _row_of(table=theme.table, theme=theme.title, question=theme.question), ""


def _row_of(**cells: str) -> tuple[str, ...]:
    """Return a row of a few cells, by their columns."""
    return tuple(cells.get(name, "") for name in COLUMNS)


def _row(theme: ReportTheme, part: ReportList, card: ReportCard) -> tuple[str, ...]:
    fields = dict(card.fields)
    return (
        *(theme.table, theme.title, theme.question, part.kind, card.id, card.text),
        *(", ".join(card.tags), card.cluster),
        *(fields.get(name, "") for name in FIELDS),
        *(card.note, _number(card.dots), _number(card.voters)),
    )


def _number(count: int | None) -> str:
    return "" if count is None else str(count)


def _safe(cell: str) -> str:
    """Put an apostrophe before a formula, which makes it text; the lossless format is JSON."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
