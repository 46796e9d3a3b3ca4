"""Rows whose cells stand in other columns than those of the rows around them: refused, with the row's number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NoReturn

from workshop.model.errors import Unreadable
from workshop.wording.listnames import plain_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.importing.table_heads import TableHead
    from workshop.importing.table_rows import GridRow
    from workshop.wording.listnames import ListNames


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
