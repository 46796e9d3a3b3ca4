"""The keys that move a list's cursor, the same on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Mapping

WAYS: Final[Mapping[str, str]] = {
    "up": "step(-1)",
    "down": "step(1)",
    "pageup": "turn(-1)",
    "pagedown": "turn(1)",
    "home": "end('first')",
    "end": "end('last')",
}


def moves(of: str) -> list[Binding]:
    """Return the bindings of actions that are called ``of`` and a way to move, such as ``screen.rows_step``."""
    return [Binding(key, f"{of}{way}", show=False, priority=True) for key, way in WAYS.items()]
