"""Rows of a table as any format has them, and its row of headings: what each column is by it and by its cells."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final, NoReturn

from workshop.importing.fieldnames import column_of, label_words
from workshop.model.errors import Unreadable
from workshop.model.session import FIELDS
from workshop.model.text import one_line
from workshop.wording.listnames import plain_name, plain_phrases
from workshop.wording.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.wording.listnames import ListNames

_OF_BOARDS: Final = frozenset({"text", "author", "dots", "parent", "id"})
_TOLD_BY_CELLS: Final = (frozenset({"lane"}), frozenset({"lane", "theme", "question", ""}))
"""Columns that their cells tell of, in any table and in one that a board of cards gave out."""
_DATES: Final = frozenset({"date", "datum", "fecha", "data", "dyddiad", "when"})
_FEW: Final = 2
"""Cells of a column that must be filled before they tell what it is."""
Cells = tuple[str, ...]
_FORMULA: Final = re.compile(r"'+[\s\u200c\u200d\ufe00-\ufe0f]*[=+\-@＝＋－＠]")
"""An apostrophe that our own sheets put before what a spreadsheet would work out."""
_WIDEST: Final = 50
"""Columns that a cell may span."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """The first row, what each column is by its heading, and the kind of card that a list's name there promises.

    ``is_sure`` tells that a list's name there can mean nothing else. ``kind`` is that of all cards where one column
    is a list and the others are what is said of its cards.
    """

    row: GridRow
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    is_all_known: bool
    is_sure: bool
    kind: str = ""

    def place(self) -> dict[str, int]:
        """Return the first column of each name, those of lists aside."""
        named = [(name, at) for at, name in enumerate(self.columns) if name]
        return dict(reversed(named))

    def name(self, at: int) -> str:
        """Return what column ``at`` is called where nothing better is known."""
        return (self.columns[at] if at < len(self.columns) else "") or self.row.cell(at) or f"column {at + 1}"


def is_head(row: GridRow, below: Sequence[GridRow], names: ListNames) -> bool:
    """Whether a row is of headings: of records, or of lists and what is said of them."""
    head = head_of(row, names, below)
    if is_lone(row) and any(len(each.cells) > 1 for each in (row, *below)):
        return False
    again = any(kind_of(after.cell(at), names) for after in below[:1] for at, kind in enumerate(head.kinds) if kind)
    is_sure = head.is_sure or sum(map(bool, head.kinds)) > 1
    return has_records(head) or bool(any(head.kinds) and (head.is_all_known or (is_sure and below and not again)))


def is_lone(row: GridRow) -> bool:
    """Whether one cell of the row alone says something."""
    return sum(bool(one_line(cell)) for cell in row.cells) == 1


def is_sum(row: GridRow) -> bool:
    """Whether the row sums up those above it: "Total" and numbers."""
    words = [cell for at in range(len(row.cells)) if (cell := row.cell(at)) and not cell.isdecimal()]
    return len(words) == 1 and not is_lone(row) and plain_name(words[0]) in _totals()


@cache
def _totals() -> frozenset[str]:
    return frozenset(plain_phrases(vocabulary("labels")["total"]))


def head_of(row: GridRow, names: ListNames, below: Sequence[GridRow] = ()) -> TableHead:
    """Return what a row of headings, above the rows ``below``, says of the columns."""
    cells = [row.cell(at) for at in range(len(row.cells))]
    columns = _by_their_cells(_columns_of(cells), names, below)
    found = [names.find(cell) for cell in cells]
    is_all_known = all(not cell or column or name for cell, column, name in zip(cells, columns, found, strict=True))
    is_sure = any(name is not None and bool(name.kind) and name.certain for name in found)
    kinds = tuple(name.kind if name else "" for name in found)
    lists = [at for at, kind in enumerate(kinds) if kind]
    columns = _beside_lists(cells, columns, lists, below)
    told = lists or [at for at, name in enumerate(columns) if name == "task"]
    if len(told) == 1 and "text" not in columns and set(FIELDS) & set(columns):
        columns = tuple("text" if at in told else name for at, name in enumerate(columns))
        return TableHead(row, columns, kinds, is_all_known, is_sure, kinds[told[0]] or "experiment")
    return TableHead(row, columns, kinds, is_all_known, is_sure)


def _beside_lists(
    cells: Sequence[str], columns: tuple[str, ...], lists: Sequence[int], below: Sequence[GridRow]
) -> tuple[str, ...]:
    """Return the columns where those left of the lists tell of what the rows are: a theme, or a day of no review."""
    told = list(columns)
    for at in range(lists[0] if lists else 0):
        if told[at] == "review" and plain_name(cells[at]) in _DATES:
            told[at] = ""
    is_named = any(letter.isalpha() for row in below for letter in row.cell(0))
    names_rows = columns[0] == "cluster" or (not cells[0] and is_named)
    if lists and lists[0] == 1 and names_rows and not {"theme", "text", "kind"} & set(columns):
        told[0] = "theme"
    return tuple(told)


def _columns_of(cells: Sequence[str]) -> list[str]:
    """Return what the columns are by their headings; beside who wrote a card its date is no date to look back on."""
    columns = [column_of(cell) for cell in cells]
    is_board = bool({"author", "dots"} & set(columns))
    return [
        "" if is_board and name == "review" and plain_name(cell) in _DATES else name
        for name, cell in zip(columns, cells, strict=True)
    ]


def _by_their_cells(columns: Sequence[str], names: ListNames, below: Sequence[GridRow]) -> tuple[str, ...]:
    """Return what the columns are where their cells tell more than their headings.

    A column whose cells are names of lists says of what list a card is, whatever it is called; any other "Column",
    "Frame" or "Area" is a theme. Beside such a column the one with the longest cells has the cards.
    """
    told = list(columns)
    is_board = bool(_OF_BOARDS & set(columns)) and not set(FIELDS) & set(columns)
    for at, name in enumerate(columns):
        if (name in _TOLD_BY_CELLS[is_board] or (name == "question" and is_board)) and _are_list_names(
            [row.cell(at) for row in below], names, 1 if name else _FEW
        ):
            told[at] = "kind"
        elif name == "lane":
            told[at] = "cluster" if "theme" in columns else "theme"
        elif name == "headline":
            told[at] = _headline(columns)
    open_to_words = [at for at, name in enumerate(told) if name == "note"] or [
        at for at, name in enumerate(told) if not name
    ]
    if "theme" in told and "kind" in told and not set(FIELDS) & set(columns):
        _see_titles(told, below)
    if "question" in told and not {"text", "theme", "task"} & set(told) and {"author", "dots"} & set(told):
        told[told.index("question")] = "text"
    is_grouped = is_board and "cluster" in told
    if ("kind" in told or is_grouped) and not {"text", "task"} & set(told) and open_to_words:
        told[max(open_to_words, key=lambda at: (_letters_in(at, below), -at))] = "text"
    return tuple(told)


def _see_titles(told: list[str], below: Sequence[GridRow]) -> None:
    """Take "Title" for what the cards say where each row has another, and the text for what is said of them."""
    at = told.index("theme")
    titles = [row.cell(at) for row in below]
    words = told.index("text") if "text" in told else None
    said = sum(bool(row.cell(words)) for row in below)
    if len(titles) < _FEW or not all(titles) or len(set(titles)) < len(titles) or said == len(titles):
        return
    told[at] = "text"
    if words is not None:
        told[words] = "remarks"


def _headline(columns: Sequence[str]) -> str:
    """Return what "Subject" is: what stands over a post on a board, the post itself, or else a theme."""
    if "text" in columns:
        return "headline" if "lane" in columns else "theme"
    return "text" if {"author", "dots", "lane", "kind"} & set(columns) else "theme"


def _letters_in(column: int, rows: Sequence[GridRow]) -> int:
    """Return how much is said in a column: dates and numbers say nothing."""
    return sum(letter.isalpha() for row in rows for letter in row.cell(column))


def _are_list_names(cells: Sequence[str], names: ListNames, least: int) -> bool:
    filled = [cell for cell in cells if cell]
    names.see_families(set(filled))
    known = [names.find(cell) for cell in filled]
    most = sum(name is not None for name in known) * 10 >= len(filled) * 8
    deeds = any(name is not None and name.kind == "experiment" for name in known) and least == 1
    return len(filled) >= least and (most or deeds)


def has_records(head: TableHead) -> bool:
    """Whether each row is a card. A table with ranks is a vote's result: its cards stand elsewhere."""
    is_result = not label_words("rank").isdisjoint(map(plain_name, head.row.cells))
    return (
        not (is_result and not {"kind", "author", "cluster"} & set(head.columns))
        and "text" in head.columns
        and (bool(head.kind) or bool({"kind"} & set(head.columns)) or _is_of_cards(head))
    )


def _is_of_cards(head: TableHead) -> bool:
    """Whether the columns are cards and what is said of them, though one may have a list's name: "Action"."""
    beside = set(head.columns) - {"", "text"}
    is_list = any(kind and name != "remarks" for kind, name in zip(head.kinds, head.columns, strict=True))
    return bool(beside) and (not is_list or len(beside & _OF_BOARDS) > 1)


def kind_of(text: str, names: ListNames) -> str:
    """Return the kind that ``text`` promises as a list's name, empty if it is none."""
    name = names.find(text) if text else None
    return name.kind if name else ""


def refuse_scrambled(rows: Sequence[GridRow], head: TableHead, names: ListNames, *, is_sheet: bool) -> None:
    """Raise ``Unreadable`` for a row with a list's name in place of a card, or, in a sheet, with cells beyond the last.

    A separator that was typed in words has a blank behind it, and those between cells have none. A list's name is
    known from the vocabulary, or from standing in the column of lists in two rows.
    """
    place, width = head.place(), len(head.row.cells)
    if is_sheet:
        for row in rows:
            blank = any(cell[:1] == " " for cell in row.cells) and not any(cell[:1] == " " for cell in head.row.cells)
            if blank and any(row.cell(at) for at in range(width, len(row.cells))):
                _refuse(row, "has more cells than there are headings: a separator in its words is not between quotes")
    if "kind" not in place:
        return
    counts = Counter(plain_name(row.cell(place["kind"])) for row in rows)
    lists = {name for name, count in counts.items() if name and (count > 1 or names.find(name))}
    themes = {plain_name(row.cell(place.get("theme"))) for row in rows}
    for row in rows:
        said = plain_name(row.cell(place["kind"]))
        if not said or said in lists:
            continue
        for name in ("text", "theme"):
            is_list = plain_name(row.cell(place.get(name))) in lists
            if is_list and (name == "text" or said in themes):
                _refuse(
                    row, f"has “{row.cell(place[name])}” under “{head.row.cell(place[name])}”: its columns are mixed up"
                )


def _refuse(row: GridRow, why: str) -> NoReturn:
    raise Unreadable(
        f"row {row.number} (“{row.whole()[:40]}”) {why}. Put that row right and import the sheet again; "
        "nothing was imported."
    )


@dataclass(frozen=True)
class GridRow:
    """A row of a table: its line in the source, from 1, and its cells; a cell may have lines of its own."""

    number: int
    cells: Cells

    def cell(self, at: int | None) -> str:
        """Return the cell in column ``at`` on one line; empty where there is none."""
        return self._lines[at] if at is not None and at < len(self._lines) else ""

    @cached_property
    def _lines(self) -> Cells:
        """Return the cells on one line each; they are asked for again and again."""
        return tuple(one_line(unguarded(cell)) for cell in self.cells)

    def whole(self) -> str:
        """Return all cells on one line, as a note shows them."""
        return " | ".join(cell for cell in map(one_line, self.cells) if cell)


def row_of(number: int, cells: Sequence[tuple[str, str | None]], names: ListNames) -> GridRow:
    """Return the row of cells that may span several columns each.

    A list's name stands over all of its columns, other words over the first; words over a whole row are its only cell.
    """
    if len(cells) == 1:
        return GridRow(number, (cells[0][0],))
    return GridRow(number, tuple(part for text, columns in cells for part in _spanned(text, columns, names)))


def _spanned(text: str, columns: str | None, names: ListNames) -> list[str]:
    count = int(columns) if columns and columns.isdecimal() else 1
    if not 1 < count <= _WIDEST:
        return [text]
    return [text] * count if kind_of(one_line(text), names) else [text, *[""] * (count - 1)]


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from working it out."""
    return cell[1:] if _FORMULA.match(cell) else cell
