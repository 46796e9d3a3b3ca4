"""A table with a row for each card: boards and our own sheets."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from workshop.importing.lines import AUTHOR, USUAL, PaperLine, Role
from workshop.importing.tables import GridRow, is_sum, refuse_scrambled
from workshop.wording.listnames import plain_name, plain_phrases
from workshop.wording.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.importing.tables import TableHead
    from workshop.wording.listnames import ListName, ListNames

_BOARDS: Final = vocabulary("labels")["boards"]
_REMARKS: Final = frozenset(plain_phrases(_BOARDS["remarks"]))
_SORTS: Final = _REMARKS.union(plain_phrases(_BOARDS["sorts"]))
"""What a board calls its cards, which says nothing of what they are."""
OUR_NOTE: Final = "note"
"""What our own sheets call the kind of a line that an import kept as a note."""
POSITION: Final = "position"
"""The heading of our own column for a card's place in its theme."""
_ID: Final = re.compile(r"(?:\S{1,40}-)?[A-Z]\d{1,6}[a-z]*")
"""A card's id: T07-I12, or I12 without a table."""
_NONE: Final = frozenset({"null", "none", "nil", "undefined"})
"""What programs write where there is nothing."""
_LABELLED: Final = re.compile(r"([^:：]{2,40}?)\s?[:：]\s+(\S.*)")
_MOST: Final = 0.8
"""The part of the cards that must say their list themselves, "Mad: the printer", before any is read so."""


def theme_lines(number: int, title: str, question: str) -> Iterator[PaperLine]:
    """Return the lines of a theme; a question without a title is its title."""
    if title or question:
        yield PaperLine(number, title or question, gap=True, role=Role.THEME, is_parted=True)
    if title and question:
        yield PaperLine(number, question, role=Role.QUESTION)


def record_lines(rows: Sequence[GridRow], head: TableHead, names: ListNames, *, is_sheet: bool) -> Iterator[PaperLine]:
    """One row per card. Rows of one theme belong together wherever they stand, for sheets are sorted at will.

    Raises ``Unreadable`` with the row's number where the cells of one stand in other columns than those of the others.
    """
    refuse_scrambled([row for row in rows if not is_ours(row, head)], head, names, is_sheet=is_sheet)
    yield PaperLine(head.row.number, head.row.whole(), role=Role.LABEL)
    yield from _Records(rows, head, names).lines()


def is_our_sheet(head: TableHead) -> bool:
    """Return whether a table is one of our own sheets."""
    return {"theme", "kind", "id", "first_step", "review"} <= head.place().keys()


def is_ours(row: GridRow, head: TableHead) -> bool:
    """Return whether a row is as our own sheet wrote it: with a card's id where ids are."""
    return is_our_sheet(head) and _ID.fullmatch(row.cell(head.place()["id"])) is not None


class _Records:
    """The rows of one table, and what its columns are."""

    def __init__(self, rows: Sequence[GridRow], head: TableHead, names: ListNames) -> None:
        self._head = head
        self._names = names
        self._place = head.place()
        self._is_ours = is_our_sheet(head)
        self._position = self._place_of_position()
        self._kinds = [at for at, name in enumerate(head.columns) if name == "kind"]
        self._rows = list(self._stacked(rows))
        self._goes_on = self._kinds_go_on()
        self._is_labelled = not self._kinds and not head.kind and self._say_their_list()
        boards = {self._cell(row, "board") for row in self._rows}
        self._title = next(iter(boards)) if len(boards) == 1 else ""
        names_of_themes = ("text", "headline", "theme", "question", "namesake", *(("board",) if self._title else ()))
        self._placed = {self._position, *(self._place.get(name) for name in names_of_themes)}

    def lines(self) -> Iterator[PaperLine]:
        if self._title:
            yield PaperLine(self._rows[0].number, self._title, gap=True, role=Role.TITLE)
        themes: dict[tuple[str, ...], list[GridRow]] = {}
        above: tuple[str, ...] = ("", "", "", "")
        for row in self._rows:
            named = tuple(self._cell(row, name) for name in ("theme", "question", "table", "namesake"))
            above = named if named[0] or named[1] else above
            themes.setdefault(above, []).append(row)
        for (title, question, *_), members in themes.items():
            yield from theme_lines(members[0].number, title, question)
            if self._head.kind:
                number, text = self._head.row.number, self._head.row.cell(self._place["text"])
                yield PaperLine(number, text, role=Role.LIST, kind=self._head.kind)
            yield from self._members(self._as_said(members))

    def _as_said(self, members: Sequence[GridRow]) -> list[GridRow]:
        """Return the rows of a theme as our own sheet numbers them; one without a number stays behind the one above."""
        places: list[int] = []
        for row in members:
            said = row.cell(self._position)
            places.append(int(said) if said.isascii() and said.isdecimal() else (places[-1] if places else 0))
        return [row for _, row in sorted(zip(places, members, strict=True), key=lambda placed: placed[0])]

    def _members(self, members: Sequence[GridRow]) -> Iterator[PaperLine]:
        kind = ""
        for row in members:
            said, meant = self._kind_of(row)
            if "dots" in self._place and not said and is_sum(row):
                yield PaperLine(row.number, row.whole(), role=Role.NOTE)
            elif self._is_ours and self._cell(row, "kind") == OUR_NOTE and not self._cell(row, "id"):
                yield PaperLine(row.number, self._cell(row, "text"), role=Role.NOTE, is_parted=True)
            elif said and not meant and plain_name(said) in _REMARKS:
                yield from self._remark(row)
            else:
                if self._has_words(row) and said and said != kind:
                    kind = said
                    yield PaperLine(row.number, said, role=Role.LIST, kind=meant, is_parted=is_ours(row, self._head))
                yield from self._card(row, is_unlisted=bool(self._kinds) and not said and not self._goes_on)

    def _has_words(self, row: GridRow) -> bool:
        return bool(self._cell(row, "text") or self._cell(row, "headline"))

    def _cell(self, row: GridRow, name: str) -> str:
        return row.cell(self._place.get(name))

    def _stacked(self, rows: Sequence[GridRow]) -> Iterator[GridRow]:
        """Return the rows with the words of the card that each is stacked under in the place of that card's id."""
        at, ids = self._place.get("parent"), self._place.get("id")
        words = {row.cell(ids): self._cell(row, "text") for row in rows} if ids is not None else {}
        for row in rows:
            if at is not None and words.get(row.cell(at)):
                yield GridRow(row.number, (*row.cells[:at], words[row.cell(at)], *row.cells[at + 1 :]))
            else:
                yield row

    def _place_of_position(self) -> int | None:
        """Return the column in which our own sheet tells the order in which cards of several kinds were said."""
        headings = [plain_name(self._head.row.cell(at)) for at in range(len(self._head.row.cells))]
        return headings.index(POSITION) if self._is_ours and POSITION in headings else None

    def _kinds_go_on(self) -> bool:
        """Whether a list's name stands but once, above its cards, as where cells were joined: the rows below go on."""
        said = [self._kind_of(row)[0] for row in self._rows]
        return not any(one and one == two for one, two in pairwise(said))

    def _say_their_list(self) -> bool:
        """Whether the cards say their list themselves: "Mad: the printer"."""
        found = [_LABELLED.fullmatch(self._cell(row, "text")) for row in self._rows]
        labels = [each[1] for each in found if each]
        self._names.see_families(labels)
        return sum(self._list_said(label) is not None for label in labels) >= max(2, _MOST * len(self._rows))

    def _list_said(self, label: str) -> ListName | None:
        name = self._names.find(label)
        return name if name and name.kind else None

    def _remark(self, row: GridRow) -> Iterator[PaperLine]:
        """A comment on a card is not a card: one note, without who wrote it."""
        authors = {at for at, name in enumerate(self._head.columns) if name == "author" and not self._names.authors}
        yield from (PaperLine(row.number, row.cell(at), role=Role.LABEL, kind=AUTHOR) for at in authors if row.cell(at))
        cells = [row.cell(at) for at in range(len(row.cells)) if at not in authors]
        yield PaperLine(row.number, " | ".join(dict.fromkeys(filter(None, cells))), role=Role.NOTE)

    def _kind_of(self, row: GridRow) -> tuple[str, str]:
        """Return what a row says its list is, and the kind that means: of several columns the most telling.

        A "Task" is an experiment whatever its prompt was, a "Comment" is a note, and a "Reflection" is what its prompt
        asks for.
        """
        if is_ours(row, self._head):
            name = self._cell(row, "kind")
            return name, _kind_said(name, self._names, ours=True)
        said = [(cell, _kind_said(cell, self._names)) for at in self._kinds if (cell := row.cell(at))]
        remarks = [(cell, "") for cell, _ in said if plain_name(cell) in _REMARKS] if len(self._kinds) > 1 else []
        alone = len(self._kinds) == 1
        deeds = [each for each in said if each[1] == "experiment" and (alone or plain_name(each[0]) not in _SORTS)]
        prompts = [each for each in said if plain_name(each[0]) not in _SORTS]
        sure = [each for each in said if each[1] and (known := self._names.find(each[0])) and known.certain]
        told = remarks or deeds or prompts or sure or [each for each in said if plain_name(each[0]) in _REMARKS]
        return told[0] if told else ("", "")

    def _card(self, row: GridRow, *, is_unlisted: bool) -> Iterator[PaperLine]:
        headline, text = self._cell(row, "headline"), self._cell(row, "text")
        text = ": ".join(part for part in (headline.rstrip(" :："), text) if part)
        found = _LABELLED.fullmatch(text) if self._is_labelled else None
        name = self._list_said(found[1]) if found else None
        card = PaperLine(row.number, text, glyph="•", role=Role.CARD, is_parted=True, is_unlisted=is_unlisted)
        card.kind = USUAL if is_unlisted else ""
        if found and name:
            yield PaperLine(row.number, found[1], role=Role.LABEL, kind=name.kind)
            card.text, card.kind = found[2], name.kind
        if text:
            yield card
        deeds: list[PaperLine] = []
        for at, value in enumerate(map(row.cell, range(len(row.cells)))):
            if not value or at in self._placed or (value == text and not self._is_ours):
                continue
            if self._is_deed(at):
                deeds.append(PaperLine(row.number, value, glyph="•", role=Role.CARD, kind="experiment", is_parted=True))
            else:
                yield self._detail(row.number, at, value, is_said=bool(text))
        yield from deeds

    def _is_deed(self, at: int) -> bool:
        """Whether a column beside the cards has what is to be done: "Action"."""
        kinds = self._head.kinds
        return at < len(kinds) and kinds[at] == "experiment" and self._head.columns[at] in {"", "task"}

    def _detail(self, number: int, at: int, value: str, *, is_said: bool) -> PaperLine:
        name = self._head.name(at)
        if (
            name == "kind"
            or (name == "parent" and value.casefold() in _NONE)
            or (name == "author" and not self._names.authors)
        ):
            return PaperLine(number, value, role=Role.LABEL, kind=AUTHOR if name == "author" else "")
        return PaperLine(
            number, value, role=Role.DETAIL if is_said else Role.NOTE, kind="note" if name == "remarks" else name
        )


def _kind_said(said: str, names: ListNames, *, ours: bool = False) -> str:
    """Return the kind that a row tells; one of our own sheet has the kind's name and no list's."""
    known = names.find(said)
    return known.kind if known and (known.certain or (known.kind and not ours)) else said.casefold()
