"""A board as Trello writes it as JSON: lists and cards apart, comments and check lists in places of their own."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


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
    filled = (
        [name for name in records[0] if any(record[name] not in (None, "", []) for record in records)]
        if records
        else []
    )
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
    """Return what stands in comments and check lists, by the card that it is on."""
    said: dict[Any, list[str]] = defaultdict(list)
    for card, text in (*_check_lists(board), *_comments(board)):
        if text:
            said[card].append(text)
    return said


def _check_lists(board: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    for each in _records(board, "checklists"):
        items = [
            f"{item.get('name')}{' (done)' if item.get('state') == 'complete' else ''}"
            for item in _records(each, "checkItems")
        ]
        yield each.get("idCard"), f"{each.get('name') or 'Checklist'}: {', '.join(items)}" if items else ""


def _comments(board: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    for action in _records(board, "actions"):
        data = action.get("data")
        if action.get("type") == "commentCard" and isinstance(data, dict):
            card = data.get("card")
            yield (card.get("id") if isinstance(card, dict) else None), str(data.get("text") or "")
