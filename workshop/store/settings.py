"""The settings of a home, read at once when the program starts.

They stand at the front of the catalogue, so that they are read without the rest of it, however many cards it has.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.store.locations import Home

TABLE: Final = "settings"
"""The catalogue's table of settings."""

CATALOGUE: Final = "catalogue.json"

FRONT: Final = 1 << 14
"""Bytes that are read first: more than any settings need."""

_START: Final = f'{{"{TABLE}": '


def read_settings(home: Home) -> Mapping[str, Any]:
    """Return the settings of a home by name; none where there are none that can be read."""
    try:
        with (home.sessions / CATALOGUE).open("rb") as file:
            front = file.read(FRONT).decode("ascii", "replace")
            rows = _at_front(front)
            if rows is None:
                file.seek(0)
                rows = json.load(file)[TABLE]
        return _by_name(rows.values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _at_front(front: str) -> Any:  # noqa: ANN401 - whatever stands there
    """Return the first table if it is the settings' and stands in ``front`` whole, else ``None``."""
    if not front.startswith(_START):
        return None
    try:
        return json.JSONDecoder().raw_decode(front, len(_START))[0]
    except ValueError:
        return None


def _by_name(rows: Iterable[Any]) -> Mapping[str, Any]:
    return {row["name"]: row["value"] for row in rows}
