"""The full list of a second day: every card by heading, those nobody placed too, and again by table."""

from __future__ import annotations

import json

from workshop.publishing.format_table import export
from workshop.publishing.formats.csv import sheet
from workshop.publishing.map_report import CARD_COLUMNS, card_rows, cards_as_json, full_list_of
from workshop.publishing.publication import Matter


def publish(matter: Matter, format: str) -> bytes:  # noqa: A002 - the option's name
    """Return the full list in one format."""
    if format == "json":
        return (json.dumps(cards_as_json(matter.session), ensure_ascii=False, indent=2) + "\n").encode()
    if format == "csv":
        return sheet(CARD_COLUMNS, card_rows(matter.session))
    return export(full_list_of(matter.session, matter.changed), format, matter.template if format == "docx" else None)
