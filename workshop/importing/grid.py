"""Tables into lines: a row a card, a column a list, a form with names on the left, or just cells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from workshop.importing.boxes import PARTS, has_named_cells, lines_of_cells, lines_of_named_cells
from workshop.importing.fieldnames import column_of
from workshop.importing.lines import AUTHOR, PaperLine, Role
from workshop.importing.polls import is_poll, lines_of_poll
from workshop.importing.table_records import record_lines, theme_lines
from workshop.importing.tables import (
    Cells,
    GridRow,
    TableHead,
    has_records,
    head_of,
    is_head,
    is_lone,
    is_sum,
    kind_of,
    unguarded,
)
from workshop.model.text import one_line
from workshop.wording.glyphs import split_glyph
from workshop.wording.headings import is_particular

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.wording.listnames import ListNames

_ROWS_ABOVE: Final = 6
"""Rows among which the first of headings is looked for; titles may stand above it."""
_FEWEST: Final = 2
"""Themes and rows from which a table may have its themes side by side, and cards whose column of lists is known."""
_NUMBER_AND_WORDS: Final = 2
"""Cells of an item that stands in a table for the look of it."""


def lines_of_grid(rows: Sequence[GridRow], names: ListNames, *, is_sheet: bool = False) -> list[PaperLine]:
    """Return the lines that a table makes. What its first row and column are called decides how it is read.

    Titles may stand above the row of headings, and a table may have such a row, and titles, more than once. In a
    sheet, whose cells a sign parts, no row has more of them than the headings. Raises ``Unreadable`` with the number
    of a row of which the columns are mixed up.
    """
    filled = [row for row in rows if row.whole()]
    if is_poll(filled):
        return list(lines_of_poll(filled, names))
    if is_form(filled, names):
        return [line for row in _named_on(filled, names) for line in _form_lines(row, names)]
    if has_named_cells(filled, names):
        return list(lines_of_named_cells(filled, names))
    for row in filled[:_ROWS_ABOVE]:
        names.see_families(row.cell(at) for at in range(len(row.cells)))
    first = next((at for at, row in enumerate(filled[:_ROWS_ABOVE]) if is_head(row, filled[at + 1 :], names)), None)
    if first is None:
        return _lines_without_head(filled, names)
    below = [row for row in filled[first + 1 :] if not is_lone(row)]
    headings = filled[first].whole()
    starts = [at for at, row in enumerate(filled) if row.whole() == headings]
    lines: list[PaperLine] = _lines_above(filled[: starts[0]])
    for start, end in pairwise([*starts, len(filled)]):
        titles = end
        while end < len(filled) and titles - 1 > start and is_lone(filled[titles - 1]):
            titles -= 1
        head = head_of(filled[start], names, below)
        lines += _lines_under(head, filled[start + 1 : titles], names, is_sheet=is_sheet)
        lines += _lines_above(filled[titles:end])
    return lines


def begins_table(cells: Cells, names: ListNames) -> bool:
    """Whether ``cells`` of a line of text are the headings of a table: lists, or cards and what is said of them."""
    row = GridRow(0, cells)
    names.see_families(map(one_line, cells))
    return not is_lone(row) and is_head(row, (), names) and head_of(row, names).is_all_known


def _lines_without_head(rows: Sequence[GridRow], names: ListNames) -> list[PaperLine]:
    if rows and all(len(row.cells) == 1 for row in rows):
        return list(lines_of_cells(rows))
    has_sections = any(len(row.cells) == 1 and kind_of(row.cell(0), names) for row in rows)
    counted = [row for row in rows if row.cell(0).isdecimal() and sum(map(bool, row.cells)) == _NUMBER_AND_WORDS]
    if has_sections or len(counted) == len(rows):
        return [line for row in rows for line in _section_lines(row, names)]
    if _has_themes_beside(rows, names):
        return _theme_columns(rows, names)
    if head := _head_by_cells(rows, names):
        return list(record_lines(rows, head, names, is_sheet=False))[1:]
    if sum(_names_a_row(row, names) for row in rows) * 2 > len(rows):
        return [line for row in rows for line in _form_lines(row, names)]
    return [PaperLine(row.number, row.whole(), gap=True, role=Role.NOTE) for row in rows]


def _head_by_cells(rows: Sequence[GridRow], names: ListNames) -> TableHead | None:
    """Return what the columns of cards without headings are: one says their list, and one has sentences."""
    columns = [[row.cell(at) for row in rows] for at in range(min((len(row.cells) for row in rows), default=0))]
    kinds = [at for at, cells in enumerate(columns) if all(kind_of(cell, names) for cell in cells)]
    if len(rows) < _FEWEST or len(columns) < _FEWEST or len(kinds) != 1:
        return None
    told = ["theme" if len(set(cells)) < len(cells) else "" for cells in columns]
    told[kinds[0]] = "kind"
    others = [at for at in range(len(columns)) if at != kinds[0]]
    words = max(others, key=lambda at: sum(map(len, columns[at])))
    told[words] = "text"
    if not all(" " in cell for cell in columns[words]):
        return None
    return TableHead(GridRow(0, tuple(told)), tuple(told), ("",) * len(told), is_all_known=True, is_sure=True)


def _section_lines(row: GridRow, names: ListNames) -> Iterator[PaperLine]:
    """A row of one cell over the whole table names the list of the rows below it."""
    if len(row.cells) > 1:
        yield from _items_of(row)
    elif kind := kind_of(row.cell(0), names):
        yield PaperLine(row.number, row.cell(0), role=Role.LIST, kind=kind)
    else:
        yield PaperLine(row.number, row.cell(0), gap=True, strong=True)


def _items_of(row: GridRow) -> Iterator[PaperLine]:
    """Return a card for each cell of a row, but for its number."""
    for at, cell in enumerate(row.cells):
        if at or not row.cell(0).isdecimal():
            yield from _cards_in(row.number, cell)


def _named_on(rows: Sequence[GridRow], names: ListNames) -> Iterator[GridRow]:
    """Return the rows with the name of the list above them where they have none: a list may go on over rows."""
    above = ""
    for row in rows:
        above = row.cell(0) or above
        goes_on = not row.cell(0) and kind_of(above, names) != ""
        yield replace(row, cells=(above, *row.cells[1:])) if goes_on else row


def is_form(given: Sequence[GridRow], names: ListNames) -> bool:
    """Whether every row is named on the left, lists among them, and no row has a name anywhere else."""
    rows = list(_named_on(given, names))
    names.see_families(row.cell(0) for row in rows)
    lists = {row.cell(0) for row in rows if kind_of(row.cell(0), names)}
    elsewhere = any(names.find(cell) or column_of(cell) for row in rows[:_ROWS_ABOVE] for cell in row.cells[1:] if cell)
    return len(rows) > _FEWEST <= len(lists) and not elsewhere and all(_names_a_row(row, names) for row in rows)


def _has_themes_beside(rows: Sequence[GridRow], names: ListNames) -> bool:
    """Whether the columns are themes, and every row below their titles is a list, named on the left."""
    if len(rows) < _FEWEST or rows[0].cell(0) or sum(map(bool, rows[0].cells)) < _FEWEST:
        return False
    return all(kind_of(row.cell(0), names) for row in rows[1:])


def _theme_columns(rows: Sequence[GridRow], names: ListNames) -> list[PaperLine]:
    head, *lists = rows
    lines: list[PaperLine] = []
    for at in range(1, max(len(row.cells) for row in rows)):
        lines += theme_lines(head.number, head.cell(at), "")
        for row in lists:
            lines.append(PaperLine(row.number, row.cell(0), role=Role.LIST, kind=kind_of(row.cell(0), names)))
            lines += _cards_in(row.number, row.cells[at]) if at < len(row.cells) else ()
    return lines


def _lines_above(rows: Sequence[GridRow]) -> list[PaperLine]:
    """What stands alone in its row above a row of headings is a title, if anything."""
    return [
        PaperLine(row.number, row.whole(), gap=True, strong=True, role=Role.UNKNOWN if is_lone(row) else Role.NOTE)
        for row in rows
    ]


def _lines_under(head: TableHead, rows: Sequence[GridRow], names: ListNames, *, is_sheet: bool) -> list[PaperLine]:
    if has_records(head):
        return list(record_lines(rows, head, names, is_sheet=is_sheet))
    lines: list[PaperLine] = []
    for is_title, members in groupby(rows, key=lambda row: len(row.cells) == 1 < len(head.row.cells)):
        group = list(members)
        lines += _lines_above(group) if is_title else _list_lines(group, head, names)
    return lines


def _list_lines(rows: Sequence[GridRow], head: TableHead, names: ListNames) -> Iterator[PaperLine]:
    """One column per list; with a column for themes the rows of each are a theme, else the columns are one's lists."""
    yield PaperLine(head.row.number, head.row.whole(), role=Role.LABEL)
    place = head.place()
    themes: dict[tuple[str, ...], list[GridRow]] = {}
    above: tuple[str, ...] = ()
    for row in rows:
        if is_sum(row):
            yield PaperLine(row.number, row.whole(), role=Role.NOTE)
            continue
        named = tuple(row.cell(place.get(name)) for name in ("theme", "question"))
        above = named if any(named) else above
        themes.setdefault(above, []).append(row)
    for group in themes.values():
        yield from _group_lines(group, head, authors=names.authors)


def _group_lines(group: Sequence[GridRow], head: TableHead, *, authors: bool) -> Iterator[PaperLine]:
    place = head.place()
    named = {place.get("theme"), place.get("question")}
    yield from theme_lines(group[0].number, group[0].cell(place.get("theme")), group[0].cell(place.get("question")))
    lists = [at for at, kind in enumerate(head.kinds) if kind]
    width = max(len(row.cells) for row in group)
    beside = set(range(width)).difference(lists, named)
    told = [_told(row, head, lists, sorted(beside)) for row in group]
    for at in lists:
        if any(row.cell(at) or columns.get(at) for row, columns in zip(group, told, strict=True)):
            yield PaperLine(head.row.number, head.row.cell(at), role=Role.LIST, kind=head.kinds[at])
        for row, columns in zip(group, told, strict=True):
            cards = list(_cards_in(row.number, row.cells[at])) if at < len(row.cells) else []
            said = [
                PaperLine(row.number, row.cell(each), role=Role.DETAIL, kind=head.name(each))
                for each in columns.get(at, ())
            ]
            kept = [line if authors or line.kind != AUTHOR else replace(line, role=Role.LABEL) for line in said]
            yield from (line for card in cards for line in (card, *_said(kept, Role.DETAIL)))
            yield from () if cards else _said(kept, Role.NOTE)


def _told(row: GridRow, head: TableHead, lists: Sequence[int], beside: Sequence[int]) -> dict[int, list[int]]:
    """Return the columns that tell of each list's cards in a row: of the list to their left that has any there.

    Columns before any list tell of the last; an id is looked for nowhere else, for it is but a name of its row.
    """
    filled = [at for at in lists if row.cell(at)] or lists
    told: dict[int, list[int]] = defaultdict(list)
    for column in beside:
        open_to = lists if head.name(column) == "id" else filled
        told[max((at for at in open_to if at < column), default=open_to[-1])].append(column)
    return told


def _said(lines: Sequence[PaperLine], role: Role) -> Iterator[PaperLine]:
    """Return what is said of a card, or, where there is none, kept by itself; an id is but a name of its row."""
    for line in lines:
        if line.text:
            is_name = line.role is Role.LABEL or (line.kind == "id" and role is Role.NOTE)
            yield replace(line, role=Role.LABEL if is_name else role)


def _names_a_row(row: GridRow, names: ListNames) -> bool:
    first = row.cell(0) if len(row.cells) > 1 else ""
    return bool(kind_of(first, names)) or column_of(first) in {"theme", "question"} or is_particular(f"{first}:")


def _form_lines(row: GridRow, names: ListNames) -> Iterator[PaperLine]:
    """A form has its names on the left: "Theme", "Question", "Insights" and the like."""
    first, rest = row.cell(0), tuple(row.cells[1:])
    kind, name, value = kind_of(first, names), column_of(first), " ".join(filter(None, map(one_line, rest)))
    if kind:
        yield PaperLine(row.number, first, role=Role.LIST, kind=kind)
        for cell in rest:
            yield from _cards_in(row.number, cell)
    elif name in {"theme", "question"} and value:
        yield PaperLine(row.number, first, role=Role.LABEL)
        yield PaperLine(row.number, value, gap=True, role=Role.THEME if name == "theme" else Role.QUESTION)
    else:
        yield PaperLine(row.number, row.whole(), gap=True, role=Role.NOTE)


def _cards_in(number: int, cell: str) -> Iterator[PaperLine]:
    """Each line of a cell is a card."""
    for part in PARTS.split(cell):
        _, glyph, text = split_glyph(unguarded(part).strip())
        words = one_line(text)
        if words:
            yield PaperLine(number, words, glyph=glyph or "•", role=Role.CARD)
