"""A bar of a result, as the vote's page and the board draw it."""

from __future__ import annotations

from typing import Final

BLOCK: Final = "█"
"""A cell of a bar. Its colour is to stand behind it as well: many fonts leave a seam between two blocks."""


def drawn_bar(share: float, room: int) -> str:
    """Return the bar of what is ``share`` of the longest, which takes ``room`` cells; whoever has a dot has a bar."""
    return BLOCK * max(round(share * room), share > 0)
