"""The draft of a bulletin in rows: its items, one of them whole, and the bulletin as it would be sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workshop.live.bulletin_draft import SEVERAL, BulletinDraft, PlannedItem
from workshop.model.text import one_line
from workshop.widgets.row import Row

FIELDS: Final[Mapping[str, str]] = {
    "title": "Title",
    "text": "Text",
    "contact": "Contact (is published)",
    "dates": "Dates, as 2026-06-12",
    "links": "Links",
    "cards": "Cards and lines, by number",
    "tags": "Tags",
    "picture": "Picture (a PNG or JPEG file)",
    "alt": "What the picture shows",
}
"""What can be changed about an item, and what it is called."""

_OWN: Final = "own item"


def value_of(planned: PlannedItem, field: str) -> str:
    """Return a field of an item as it is shown and changed."""
    if field == "picture":
        return planned.picture
    value = getattr(planned.item, field)
    return ", ".join(value) if field in SEVERAL else str(value)


def rows_of(draft: BulletinDraft) -> list[Row]:
    """Return the items in their order; an item's row is named by its place."""
    return [_row(number, planned) for number, planned in enumerate(draft.items, 1)]


def _row(number: int, planned: PlannedItem) -> Row:
    item = planned.item
    marks = ("highlight" if item.highlight else "", "" if item.key else _OWN)
    beside = (*item.dates, item.contact, *(f"#{tag}" for tag in item.tags), "picture" if planned.picture else "")
    more = filter(None, (one_line(item.text), " · ".join(filter(None, beside))))
    return Row(str(number), str(number), item.title, " · ".join(filter(None, marks)), tuple(more))


def whole(planned: PlannedItem) -> list[Row]:
    """Return one item with all of its fields, those that are empty too."""
    return [
        Row(field, "", _said(planned, field, title), quiet=not value_of(planned, field))
        for field, title in FIELDS.items()
    ]


def _said(planned: PlannedItem, field: str, title: str) -> str:
    return f"{title.partition(' (')[0].partition(',')[0]}: {one_line(value_of(planned, field)) or '–'}"
