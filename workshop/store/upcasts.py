"""Old journals are read for ever: what an event of an earlier version is called today.

A change of the language of events adds one function here and leaves every journal as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

VERSION: Final = 1
"""The version that is written."""

UPCASTS: Final[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
"""From a version to the next: plain JSON object to plain JSON object."""


def upcast(event: dict[str, Any], version: int) -> dict[str, Any]:
    """Return ``event`` as today's version would have written it."""
    for step in range(version, VERSION):
        event = UPCASTS[step](event)
    return event
