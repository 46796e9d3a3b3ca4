"""Boards and sheets as JSON into lines: a list of records, or a board with its lists and cards as Trello gives it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from workshop.importing.grid import lines_of_grid
from workshop.importing.lines import PaperLine, Role
from workshop.importing.table_rows import GridRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop.wording.listnames import ListNames


_CARDS: Final = frozenset({"cards", "notes", "stickies", "sticky_notes", "posts", "items", "ideas"})
"""What a board calls the records that are its cards."""


def lines_of_json(text: str, names: ListNames) -> list[PaperLine] | None:
    """Return the lines of a board's JSON, numbered by record from 1; ``None`` where it is not a board that is known."""
    read = json.loads(text.lstrip("\ufeff"))
    if isinstance(read, dict) and _are_records(read.get("cards")) and _are_records(read.get("lists")):
        return _of_trello(read, names)
    records = read if _are_records(read) else _only_records(read)
    title = _words(read.get("title") or read.get("name")) if isinstance(read, dict) else ""
    titled = [PaperLine(1, title, gap=True, role=Role.TITLE)] if title else []
    return [*titled, *_of_records(records, names)] if records else None


def _are_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _only_records(read: object) -> Sequence[Mapping[str, Any]]:
    """Return the list of records that an object holds: its only one, or that of cards."""
    found = {name: value for name, value in read.items() if _are_records(value)} if isinstance(read, dict) else {}
    cards = [value for name, value in found.items() if name.casefold() in _CARDS] or list(found.values())
    return cards[0] if len(cards) == 1 else ()


def _of_trello(board: Mapping[str, Any], names: ListNames) -> list[PaperLine]:
    lists = {each.get("id"): _words(each.get("name")) for each in board["lists"]}
    records = [
        {
            "list name": lists.get(card.get("idList"), ""),
            "card name": card.get("name"),
            "note": card.get("desc"),
            "tags": ", ".join(
                _words(label.get("name")) for label in card.get("labels") or () if isinstance(label, dict)
            ),
            "due": card.get("due"),
        }
        for card in board["cards"]
        if not card.get("closed")
    ]
    title = _words(board.get("name"))
    return [*([PaperLine(1, title, gap=True, role=Role.TITLE)] if title else []), *_of_records(records, names)]


def _of_records(records: Sequence[Mapping[str, Any]], names: ListNames) -> list[PaperLine]:
    columns = list(dict.fromkeys(str(name) for record in records for name in record))
    rows = [
        GridRow(number, tuple(_words(record.get(name)) for name in columns)) for number, record in enumerate(records, 1)
    ]
    return lines_of_grid([GridRow(1, tuple(columns)), *rows], names)


def _words(value: object) -> str:
    """Return a value as a cell would show it."""
    if value is None or isinstance(value, bool):
        return "" if not value else "yes"
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
