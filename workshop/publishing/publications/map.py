"""The map of a second day as a table: card, heading, line."""

from __future__ import annotations

import json

from workshop.publishing.formats.csv import sheet
from workshop.publishing.map_report import MAP_COLUMNS, map_as_json, map_rows
from workshop.publishing.publication import Matter


def publish(matter: Matter, format: str) -> bytes:  # noqa: A002 - the option's name
    """Return the map in one format."""
    if format == "json":
        return (json.dumps(map_as_json(matter.session, "appendix"), ensure_ascii=False, indent=2) + "\n").encode()
    return sheet(MAP_COLUMNS, map_rows(matter.session))
