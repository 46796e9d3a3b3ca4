"""Boards and sheets as JSON into lines: a list of records, columns with their cards, or a board as Trello writes it."""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from workshop.importing.fieldnames import column_of
from workshop.importing.grid import lines_of_grid
from workshop.importing.lines import AUTHOR, PaperLine, Role
from workshop.importing.tables import GridRow
from workshop.wording.listnames import ListNames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Records = Sequence[Mapping[str, Any]]
    from collections.abc import Mapping

_CARDS: Final = frozenset({"cards", "notes", "stickies", "sticky_notes", "posts", "items", "ideas", "messages"})
"""What a board calls the records that are its cards."""
_COLUMN: Final = "column"
_HOLDERS: Final = frozenset({"data", "attributes", "fields", "properties"})
"""Where boards put what a record says, apart from what it is."""
_OURS: Final = frozenset({"format", "entries", "slug"})
"""What our own files have beside their cards."""
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


def lines_of_json(text: str, names: ListNames) -> list[PaperLine] | None:
    """Return the lines of a board's JSON, numbered by record from 1; ``None`` where it is not a board that is known."""
    read = json.loads(text.lstrip("\ufeff"))
    board = read if isinstance(read, dict) else {}
    if is_trello(board):
        of_lists, archived = records_of_trello(board)
        notes = (PaperLine(at, text, role=Role.NOTE) for at, text in enumerate(archived, len(of_lists) + 1))
        return [*_title_of(board), *_of_records(of_lists, names), *notes]
    if _are_records(read):
        return _of_records(_unfolded(read), names)
    cards = _cards_of(board)
    others = {name: value for name, value in board.items() if _are_records(value) and value is not cards}
    records = [_flat(record) for record in _unfolded(cards)] if cards else []
    if not records:
        return None
    columns = {key: name for value in (*others.values(), records) for key, name in _named(value).items()}
    pointed = {str(value) for record in records for name, value in record.items() if name != "id"}
    told = [record for record in records if str(record.get("id")) not in pointed & set(columns)]
    lines = _of_records([_with_column(record, columns) for record in told], names)
    said = {*columns.values(), *(value for record in records for value in record.values() if isinstance(value, str))}
    return [*_title_of(board), *lines, *_rest(others, said, names)]


def is_board(text: str) -> bool:
    """Whether JSON is a board's cards, and neither our own record of a session nor what is shown of one."""
    read = json.loads(text.lstrip("\ufeff"))
    if isinstance(read, dict) and _OURS & read.keys():
        return False
    return lines_of_json(text, ListNames({})) is not None


def _are_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _title_of(board: Mapping[str, Any]) -> list[PaperLine]:
    inner = board.get("board")
    title = _words(board.get("title") or board.get("name")) or (_name_of(inner) if isinstance(inner, dict) else "")
    return [PaperLine(1, title, gap=True, role=Role.TITLE)] if title else []


def _cards_of(board: Mapping[str, Any]) -> Records:
    """Return the list of records that an object holds: that of cards, of columns full of cards, or its only one."""
    found = {name: value for name, value in board.items() if _are_records(value)}
    cards = [value for name, value in found.items() if name.casefold() in _CARDS]
    nested = [value for value in found.values() if any(_nested(record) for record in value)]
    told = cards or nested or list(found.values())
    return told[0] if len(told) == 1 else ()


def _nested(record: Mapping[str, Any]) -> str:
    """Return the name under which a record that is a column holds its cards; empty where it holds none."""
    lists = {name: value for name, value in record.items() if isinstance(value, list) and value}
    named = next((name for name in lists if name.casefold() in _CARDS), "")
    return named if _name_of(record) and named else ""


def _name_of(record: Mapping[str, Any]) -> str:
    return _words(record.get("name") or record.get("title") or record.get("label"))


def _unfolded(records: Records) -> list[Mapping[str, Any]]:
    """Return the cards of columns that hold them, each with its column's name; other records as they are."""
    found: list[Mapping[str, Any]] = []
    for record in records:
        held = _nested(record)
        cards = record[held] if held else []
        found += [
            {_COLUMN: _name_of(record), **(card if isinstance(card, dict) else {"text": card})} for card in cards
        ] or [record]
    return found


def _flat(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record with what its "data" holds beside the rest, and the id alone of what it points to."""
    flat: dict[str, Any] = {}
    for name, value in record.items():
        if name in _HOLDERS and isinstance(value, dict):
            flat |= value
        elif isinstance(value, dict) and set(value) <= {"id", "links", "type"} and "id" in value:
            flat[name] = value["id"]
        else:
            flat[name] = value
    return flat


def _named(records: Records) -> dict[str, str]:
    """Return id → name of the columns that cards may point to."""
    return {str(record["id"]): _name_of(record) for record in records if "id" in record and _name_of(record)}


def _with_column(record: Mapping[str, Any], columns: Mapping[str, str]) -> Mapping[str, Any]:
    """Return a card with the name of the column whose id it bears."""
    bare = {
        name: value
        for name, value in record.items()
        if name == "id" or not isinstance(value, str | int) or str(value) not in columns
    }
    told = [columns[str(value)] for name, value in record.items() if name not in bare]
    return {_COLUMN: told[0], **bare} if told else record


def _rest(others: Mapping[str, Records], said: set[str], names: ListNames) -> Iterator[PaperLine]:
    """Return what else a board holds and its cards did not say: lists of what to do; people are left out."""
    for name, records in others.items():
        kind = found.kind if (found := names.find(name.replace("_", " "))) else ""
        for number, record in enumerate(records, 1):
            words = _words_of(record)
            if kind and number == 1:
                yield PaperLine(number, name, gap=True, role=Role.LIST, kind=kind)
            if column_of(name) == AUTHOR:
                yield PaperLine(number, words, role=Role.LABEL, kind=AUTHOR)
            elif kind and words:
                yield PaperLine(number, words, "•", role=Role.CARD)
            elif words:
                yield PaperLine(number, words, role=Role.LABEL if words in said else Role.NOTE)


def _words_of(record: Mapping[str, Any]) -> str:
    """Return what a record says: its text, or else its name."""
    told = next((value for name, value in record.items() if column_of(name) == "text" and value), None)
    return _words(told) or _name_of(record)


def _of_records(records: Records, names: ListNames) -> list[PaperLine]:
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
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    text = str(value)
    return html.unescape(_TAG.sub(" ", text)).strip() if text[:1] == "<" else text


def is_trello(board: Mapping[str, Any]) -> bool:
    """Whether ``board`` has lists and cards as Trello has them."""
    return all(_records(board, name) for name in ("cards", "lists")) and any(
        "idList" in card for card in _records(board, "cards")
    )


def records_of_trello(board: Mapping[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the cards as records, and the words of those that were archived, which are notes."""
    lists = {each.get("id"): each.get("name") for each in _records(board, "lists")}
    members = {each.get("id"): each.get("fullName") or each.get("username") for each in _records(board, "members")}
    said = _said(board)
    records = [
        {
            "list name": lists.get(card.get("idList"), ""),
            "card name": card.get("name"),
            "note": [card.get("desc") or "", *said[card.get("id")]],
            "tags": [label.get("name") for label in _records(card, "labels")],
            "due": card.get("due"),
            "votes": _votes(card),
            "members": [members.get(member) for member in card.get("idMembers") or ()],
        }
        for card in _records(board, "cards")
        if not card.get("closed")
    ]
    names = records[0] if records else ()
    filled = [name for name in names if any(record[name] not in (None, "", []) for record in records)]
    archived = [f"Archived: {card.get('name')}" for card in _records(board, "cards") if card.get("closed")]
    return [{name: record[name] for name in filled} for record in records], archived


def _records(of: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    value = of.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _votes(card: Mapping[str, Any]) -> int | None:
    badges = card.get("badges")
    given = badges.get("votes") if isinstance(badges, dict) else None
    return given or len(card.get("idMembersVoted") or ()) or None


def _said(board: Mapping[str, Any]) -> dict[Any, list[str]]:
    """Return what stands in check lists and comments, by the card that it is on."""
    said: dict[Any, list[str]] = defaultdict(list)
    for each in _records(board, "checklists"):
        items = _records(each, "checkItems")
        told = [f"{item.get('name')}{' (done)' if item.get('state') == 'complete' else ''}" for item in items]
        if told:
            said[each.get("idCard")].append(f"{each.get('name') or 'Checklist'}: {', '.join(told)}")
    for action in _records(board, "actions"):
        data = action.get("data")
        if action.get("type") == "commentCard" and isinstance(data, dict) and data.get("text"):
            card = data.get("card")
            said[card.get("id") if isinstance(card, dict) else None].append(str(data["text"]))
    return said
