"""A table with a row for each card: boards and our own sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.importing.lines import AUTHOR, Line, Role
from workshop.importing.table_rows import Row
from workshop.wording.listnames import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workshop.importing.table_heads import Head
    from workshop.wording.listnames import ListNames

_REMARKS: Final = frozenset({"comment", "comments", "discussion", "reply", "note"})
_SORTS: Final = _REMARKS | {"reflection", "card", "sticky", "sticky note", "idea", "item", "task"}
"""What a board calls its cards, beside the column that says what was asked."""
OUR_NOTE: Final = "note"
"""What our own sheets call the kind of a line that an import kept as a note."""


def theme_lines(number: int, title: str, question: str) -> Iterator[Line]:
    """Return the lines of a theme; a question without a title is its title."""
    if title or question:
        yield Line(number, title or question, gap=True, role=Role.THEME, is_parted=True)
    if title and question:
        yield Line(number, question, role=Role.QUESTION)


def record_lines(rows: Iterable[Row], head: Head, names: ListNames) -> Iterator[Line]:
    """One row per card. Rows of one theme belong together wherever they stand, for sheets are sorted at will."""
    yield Line(head.row.number, head.row.whole(), role=Role.LABEL)
    place = head.place()
    rows = list(_stacked(rows, place))
    themes: dict[tuple[str, ...], list[Row]] = {}
    above: tuple[str, ...] = ("", "", "", "")
    for row in rows:
        named = tuple(row.cell(place.get(name)) for name in ("theme", "question", "table", "namesake"))
        above = named if named[0] or named[1] else above
        themes.setdefault(above, []).append(row)
    for (title, question, *_), members in themes.items():
        yield from theme_lines(members[0].number, title, question)
        if head.kind:
            yield Line(head.row.number, head.row.cell(head.columns.index("text")), role=Role.LIST, kind=head.kind)
        kind = None
        for row in members:
            if _is_our_note(row, place):
                yield Line(row.number, row.cell(place["text"]), role=Role.NOTE)
                continue
            said, meant = _kind_of_record(row, head, names)
            if said and not meant and plain_name(said) in _REMARKS:
                yield from _remark_lines(row, head, names)
                continue
            if row.cell(place["text"]) and said and said != kind:
                kind = said
                yield Line(row.number, said, role=Role.LIST, kind=meant)
            yield from _card_lines(row, head, place, names)


def _is_our_note(row: Row, place: dict[str, int]) -> bool:
    """Whether the row, of our own sheet, is a line that an import kept as a note: a card would have an id."""
    ours = {"theme", "kind", "id", "first_step", "review"} <= place.keys()
    return ours and row.cell(place["kind"]) == OUR_NOTE and not row.cell(place["id"])


def _stacked(rows: Iterable[Row], place: dict[str, int]) -> Iterator[Row]:
    """Return ``rows`` with the words of the card that each is stacked under in the place of that card's id."""
    known = list(rows)
    at, ids = place.get("parent"), place.get("id")
    words = {row.cell(ids): row.cell(place["text"]) for row in known} if ids is not None else {}
    for row in known:
        if at is not None and words.get(row.cell(at)):
            yield Row(row.number, (*row.cells[:at], words[row.cell(at)], *row.cells[at + 1 :]))
        else:
            yield row


def _remark_lines(row: Row, head: Head, names: ListNames) -> Iterator[Line]:
    """A comment on a card is no card: one note, without who wrote it."""
    authors = {at for at, name in enumerate(head.columns) if name == "author" and not names.authors}
    yield from (Line(row.number, row.cell(at), role=Role.LABEL, kind=AUTHOR) for at in authors if row.cell(at))
    cells = [row.cell(at) for at in range(len(row.cells)) if at not in authors]
    yield Line(row.number, " | ".join(dict.fromkeys(filter(None, cells))), role=Role.NOTE)


def _kind_of_record(row: Row, head: Head, names: ListNames) -> tuple[str, str]:
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


def _card_lines(row: Row, head: Head, place: dict[str, int], names: ListNames) -> Iterator[Line]:
    text = row.cell(place["text"])
    if text:
        yield Line(row.number, text, glyph="•", role=Role.CARD, is_parted=True)
    placed = {place.get(name) for name in ("text", "theme", "question", "namesake")}
    for at in range(len(row.cells)):
        value, name = row.cell(at), head.name(at)
        if not value or at in placed or value == text:
            continue
        if name == "kind" or (name == "author" and not names.authors):
            yield Line(row.number, value, role=Role.LABEL, kind=AUTHOR if name == "author" else "")
        else:
            yield Line(row.number, value, role=Role.DETAIL if text else Role.NOTE, kind=name)
