"""Tables into lines: one row per card, one column per list, a form with names on the left, or just cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from workshop.importing.fieldnames import column_of, label_words
from workshop.importing.lines import AUTHOR, PaperLine, Role
from workshop.model.session import FIELDS
from workshop.model.text import one_line
from workshop.wording.glyphs import split_glyph
from workshop.wording.headings import is_particular
from workshop.wording.listnames import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workshop.wording.listnames import ListNames

Cells = tuple[str, ...]

_FORMULA: Final = re.compile(r"'+[\s\u200c\u200d\ufe00-\ufe0f]*[=+\-@＝＋－＠]")
"""An apostrophe that our own sheets put before what a spreadsheet would work out."""
_OF_BOARDS: Final = frozenset({"text", "author", "dots", "parent", "id"})
_TOLD_BY_CELLS: Final = (frozenset({"lane"}), frozenset({"lane", ""}))
"""Columns that their cells tell of, in any table and in one that a board of cards gave out."""
_REMARKS: Final = frozenset({"comment", "comments", "discussion", "reply", "note"})
_SORTS: Final = _REMARKS | {"reflection", "card", "sticky", "sticky note", "idea", "item", "task"}
"""What a board calls its cards, beside the column that says what was asked."""
OUR_NOTE: Final = "note"
"""What our own sheets call the kind of a line that an import kept as a note."""
_ROWS_ABOVE: Final = 6
"""Rows among which the first of headings is looked for; titles may stand above it."""
_FEW: Final = 2
"""Cells of a column that must be filled before they tell what it is."""
_PARTS: Final = re.compile("[\n\v\u2028]|\r\n?")


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table: its line in the source, from 1, and its cells; a cell may have lines of its own."""

    number: int
    cells: Cells

    def cell(self, at: int | None) -> str:
        """Return the cell in column ``at`` on one line; empty where there is none."""
        return one_line(_unguarded(self.cells[at])) if at is not None and at < len(self.cells) else ""

    def whole(self) -> str:
        """Return all cells on one line, as a note shows them."""
        return " | ".join(cell for cell in map(one_line, self.cells) if cell)


@dataclass(frozen=True, slots=True)
class _Head:
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


def lines_of_grid(rows: Sequence[GridRow], names: ListNames) -> list[PaperLine]:
    """Return the lines that a table makes. What its first row and column are called decides how it is read.

    Titles may stand above the row of headings, and a table may have such a row, and titles, more than once.
    """
    filled = [row for row in rows if row.whole()]
    for row in filled[:_ROWS_ABOVE]:
        names.see_families(row.cell(at) for at in range(len(row.cells)))
    first = next((at for at, row in enumerate(filled[:_ROWS_ABOVE]) if _is_head(row, filled[at + 1 :], names)), None)
    if first is None:
        return _lines_without_head(filled, names)
    below = [row for row in filled[first + 1 :] if not _is_lone(row)]
    headings = filled[first].whole()
    starts = [at for at, row in enumerate(filled) if row.whole() == headings]
    lines: list[PaperLine] = _lines_above(filled[: starts[0]])
    for start, end in pairwise([*starts, len(filled)]):
        titles = end
        while end < len(filled) and titles - 1 > start and _is_lone(filled[titles - 1]):
            titles -= 1
        lines += _lines_under(_head(filled[start], names, below), filled[start + 1 : titles], names)
        lines += _lines_above(filled[titles:end])
    return lines


def begins_table(cells: Cells, names: ListNames) -> bool:
    """Whether ``cells`` of a line of text are the headings of a table: lists, or cards and what is said of them."""
    row = GridRow(0, cells)
    names.see_families(map(one_line, cells))
    return not _is_lone(row) and _is_head(row, (), names) and _head(row, names).is_all_known


def _lines_without_head(rows: Sequence[GridRow], names: ListNames) -> list[PaperLine]:
    if sum(_names_a_row(row, names) for row in rows) * 2 > len(rows):
        return [line for row in rows for line in _form_lines(row, names)]
    return [PaperLine(row.number, row.whole(), gap=True, role=Role.NOTE) for row in rows]


def _lines_above(rows: Sequence[GridRow]) -> list[PaperLine]:
    """What stands alone in its row above a row of headings is a title, if anything."""
    return [
        PaperLine(row.number, row.whole(), gap=True, strong=True, role=Role.UNKNOWN if _is_lone(row) else Role.NOTE)
        for row in rows
    ]


def _lines_under(head: _Head, rows: Sequence[GridRow], names: ListNames) -> list[PaperLine]:
    if _has_records(head):
        return list(_record_lines(rows, head, names))
    lines: list[PaperLine] = []
    for is_title, members in groupby(rows, key=lambda row: len(row.cells) == 1 < len(head.row.cells)):
        group = list(members)
        lines += _lines_above(group) if is_title else _list_lines(group, head)
    return lines


def _is_head(row: GridRow, below: Sequence[GridRow], names: ListNames) -> bool:
    """Whether a row is of headings: of records, or of lists and what is said of them."""
    head = _head(row, names, below)
    if _is_lone(row) and len(row.cells) > 1:
        return False
    again = any(_kind(after.cell(at), names) for after in below[:1] for at, kind in enumerate(head.kinds) if kind)
    return _has_records(head) or bool(any(head.kinds) and (head.is_all_known or (head.is_sure and below and not again)))


def _is_lone(row: GridRow) -> bool:
    return sum(bool(one_line(cell)) for cell in row.cells) == 1


def _head(row: GridRow, names: ListNames, below: Sequence[GridRow] = ()) -> _Head:
    cells = [row.cell(at) for at in range(len(row.cells))]
    columns = _by_their_cells([column_of(cell) for cell in cells], names, below)
    found = [names.find(cell) for cell in cells]
    is_all_known = all(not cell or column or name for cell, column, name in zip(cells, columns, found, strict=True))
    is_sure = any(name is not None and bool(name.kind) and name.certain for name in found)
    kinds = tuple(name.kind if name else "" for name in found)
    lists = [at for at, kind in enumerate(kinds) if kind]
    told = lists or [at for at, name in enumerate(columns) if name == "task"]
    if len(told) == 1 and "text" not in columns and set(FIELDS) & set(columns):
        columns = tuple("text" if at in told else name for at, name in enumerate(columns))
        return _Head(row, columns, kinds, is_all_known, is_sure, kinds[told[0]] or "experiment")
    return _Head(row, columns, kinds, is_all_known, is_sure)


def _by_their_cells(columns: Sequence[str], names: ListNames, below: Sequence[GridRow]) -> tuple[str, ...]:
    """Return what the columns are where their cells tell more than their headings.

    A column whose cells are names of lists says of what list a card is, whatever it is called; any other "Column",
    "Frame" or "Area" is a theme. Beside such a column the one with the longest cells has the cards.
    """
    told = list(columns)
    for at, name in enumerate(columns):
        if name in _TOLD_BY_CELLS[bool(_OF_BOARDS & set(columns))] and _are_list_names(
            [row.cell(at) for row in below], names, 1 if name else _FEW
        ):
            told[at] = "kind"
        elif name == "lane":
            told[at] = "cluster" if "theme" in columns else "theme"
    if "kind" in told and "text" not in told and "" in told:
        lengths = {at: sum(len(row.cell(at)) for row in below) for at, name in enumerate(told) if not name}
        told[max(lengths, key=lambda at: (lengths[at], -at))] = "text"
    return tuple(told)


def _are_list_names(cells: Sequence[str], names: ListNames, least: int) -> bool:
    filled = [cell for cell in cells if cell]
    names.see_families(set(filled))
    known = [names.find(cell) for cell in filled]
    return len(filled) >= least and sum(name is not None for name in known) * 10 >= len(filled) * 8


def _has_records(head: _Head) -> bool:
    """Whether each row is a card. A table with ranks is a vote's result: its cards stand elsewhere."""
    is_result = any(plain_name(cell) in label_words("rank") for cell in head.row.cells)
    return (
        not (is_result and not {"kind", "author"} & set(head.columns))
        and "text" in head.columns
        and (bool(head.kind) or "kind" in head.columns or (not any(head.kinds) and len(set(head.columns) - {""}) > 1))
    )


def _kind(text: str, names: ListNames) -> str:
    name = names.find(text) if text else None
    return name.kind if name else ""


def _record_lines(rows: Iterable[GridRow], head: _Head, names: ListNames) -> Iterator[PaperLine]:
    """One row per card. Rows of one theme belong together wherever they stand, for sheets are sorted at will."""
    yield PaperLine(head.row.number, head.row.whole(), role=Role.LABEL)
    place = head.place()
    rows = list(_stacked(rows, place))
    themes: dict[tuple[str, ...], list[GridRow]] = {}
    above: tuple[str, ...] = ("", "", "", "")
    for row in rows:
        named = tuple(row.cell(place.get(name)) for name in ("theme", "question", "table", "namesake"))
        above = named if named[0] or named[1] else above
        themes.setdefault(above, []).append(row)
    for (title, question, *_), members in themes.items():
        yield from _theme_lines(members[0].number, title, question)
        if head.kind:
            yield PaperLine(head.row.number, head.row.cell(head.columns.index("text")), role=Role.LIST, kind=head.kind)
        kind = None
        for row in members:
            if _is_our_note(row, place):
                yield PaperLine(row.number, row.cell(place["text"]), role=Role.NOTE)
                continue
            said, meant = _kind_of_record(row, head, names)
            if said and not meant and plain_name(said) in _REMARKS:
                yield from _remark_lines(row, head, names)
                continue
            if row.cell(place["text"]) and said and said != kind:
                kind = said
                yield PaperLine(row.number, said, role=Role.LIST, kind=meant)
            yield from _card_lines(row, head, place, names)


def _is_our_note(row: GridRow, place: dict[str, int]) -> bool:
    """Whether the row, of our own sheet, is a line that an import kept as a note: a card would have an id."""
    ours = {"theme", "kind", "id", "first_step", "review"} <= place.keys()
    return ours and row.cell(place["kind"]) == OUR_NOTE and not row.cell(place["id"])


def _stacked(rows: Iterable[GridRow], place: dict[str, int]) -> Iterator[GridRow]:
    """Return ``rows`` with the words of the card that each is stacked under in the place of that card's id."""
    known = list(rows)
    at, ids = place.get("parent"), place.get("id")
    words = {row.cell(ids): row.cell(place["text"]) for row in known} if ids is not None else {}
    for row in known:
        if at is not None and words.get(row.cell(at)):
            yield GridRow(row.number, (*row.cells[:at], words[row.cell(at)], *row.cells[at + 1 :]))
        else:
            yield row


def _remark_lines(row: GridRow, head: _Head, names: ListNames) -> Iterator[PaperLine]:
    """A comment on a card is no card: one note, without who wrote it."""
    authors = {at for at, name in enumerate(head.columns) if name == "author" and not names.authors}
    yield from (PaperLine(row.number, row.cell(at), role=Role.LABEL, kind=AUTHOR) for at in authors if row.cell(at))
    cells = [row.cell(at) for at in range(len(row.cells)) if at not in authors]
    yield PaperLine(row.number, " | ".join(dict.fromkeys(filter(None, cells))), role=Role.NOTE)


def _kind_of_record(row: GridRow, head: _Head, names: ListNames) -> tuple[str, str]:
    """Return what a row says its list is, and the kind that means: of several columns the most telling.

    A "Task" is an experiment whatever its prompt was, a "Comment" is a note, and a "Reflection" is what its prompt
    asks for.
    """
    cells = [row.cell(at) for at, name in enumerate(head.columns) if name == "kind"]
    said = [(cell, _record_kind(cell, names)) for cell in cells if cell]
    if len(cells) > 1:
        remarks = [(cell, "") for cell, _ in said if plain_name(cell) in _REMARKS]
        deeds = [each for each in said if each[1] == "experiment"]
        prompts = [each for each in said if plain_name(each[0]) not in _SORTS]
        said = remarks or deeds or prompts or said
    return said[0] if said else ("", "")


def _record_kind(said: str, names: ListNames) -> str:
    known = names.find(said)
    return known.kind if known and (known.kind or known.certain) else said.casefold()


def _theme_lines(number: int, title: str, question: str) -> Iterator[PaperLine]:
    if title or question:
        yield PaperLine(number, title or question, gap=True, role=Role.THEME, is_parted=True)
    if title and question:
        yield PaperLine(number, question, role=Role.QUESTION)


def _card_lines(row: GridRow, head: _Head, place: dict[str, int], names: ListNames) -> Iterator[PaperLine]:
    text = row.cell(place["text"])
    if text:
        yield PaperLine(row.number, text, glyph="•", role=Role.CARD, is_parted=True)
    placed = {place.get(name) for name in ("text", "theme", "question", "namesake")}
    for at in range(len(row.cells)):
        value, name = row.cell(at), head.name(at)
        if not value or at in placed or value == text:
            continue
        if name == "kind" or (name == "author" and not names.authors):
            yield PaperLine(row.number, value, role=Role.LABEL, kind=AUTHOR if name == "author" else "")
        else:
            yield PaperLine(row.number, value, role=Role.DETAIL if text else Role.NOTE, kind=name)


def _list_lines(rows: Sequence[GridRow], head: _Head) -> Iterator[PaperLine]:
    """One column per list; with a column for themes each row is a theme, else the columns are one theme's lists."""
    yield PaperLine(head.row.number, head.row.whole(), role=Role.LABEL)
    named = {"theme", "question"} & set(head.columns)
    for group in [[row] for row in rows] if named else [list(rows)]:
        yield from _group_lines(group, head)


def _group_lines(group: Sequence[GridRow], head: _Head) -> Iterator[PaperLine]:
    place = head.place()
    named = {place.get("theme"), place.get("question")}
    yield from _theme_lines(group[0].number, group[0].cell(place.get("theme")), group[0].cell(place.get("question")))
    lists = [at for at, kind in enumerate(head.kinds) if kind]
    width = max(len(row.cells) for row in group)
    beside = [at for at in range(width) if at not in lists and at not in named]
    for at in lists:
        told = [each for each in beside if at == _list_of(each, lists)]
        yield PaperLine(head.row.number, head.row.cell(at), role=Role.LIST, kind=head.kinds[at])
        for row in group:
            cards = list(_cards_in(row.number, row.cells[at])) if at < len(row.cells) else []
            said = [PaperLine(row.number, row.cell(each), role=Role.DETAIL, kind=head.name(each)) for each in told]
            yield from (line for card in cards for line in (card, *_said(said, Role.DETAIL)))
            yield from () if cards else _said(said, Role.NOTE)


def _list_of(column: int, lists: Sequence[int]) -> int:
    """Return the list whose cards a column tells of: the one to its left, the last for the columns before any."""
    return max((at for at in lists if at < column), default=lists[-1])


def _said(lines: Sequence[PaperLine], role: Role) -> Iterator[PaperLine]:
    """Return what is said of a card, or, where there is none, kept by itself; an id is but a name of its row."""
    for line in lines:
        if line.text:
            yield replace(line, role=Role.LABEL if line.kind == "id" and role is Role.NOTE else role)


def _names_a_row(row: GridRow, names: ListNames) -> bool:
    first = row.cell(0) if len(row.cells) > 1 else ""
    return bool(_kind(first, names)) or column_of(first) in {"theme", "question"} or is_particular(f"{first}:")


def _form_lines(row: GridRow, names: ListNames) -> Iterator[PaperLine]:
    """A form has its names on the left: "Theme", "Question", "Insights" and the like."""
    first, rest = row.cell(0), tuple(row.cells[1:])
    kind, name, value = _kind(first, names), column_of(first), " ".join(filter(None, map(one_line, rest)))
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
    for part in _PARTS.split(cell):
        _, glyph, text = split_glyph(_unguarded(part).strip())
        words = one_line(text)
        if words:
            yield PaperLine(number, words, glyph=glyph or "•", role=Role.CARD)


def _unguarded(cell: str) -> str:
    return cell[1:] if _FORMULA.match(cell) else cell
