"""A style sheet that reads each source once, however often screens are opened and consoles begun.

Textual reads all of them anew for every kind of screen that is opened for the first time: 60 ms while somebody waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from textual.css.model import RuleSet

SOURCES: Final = 1024
"""How many sources are kept for one set of colours; Textual and our screens have about a hundred."""

_READ: Final[dict[tuple[tuple[str, str], ...], LRUCache[tuple[Any, ...], list[RuleSet]]]] = {}
"""The rules of each source, for each set of colours."""


class KeptStylesheet(Stylesheet):
    """Textual's, with rules that outlive it."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = _read_with(variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other colours; the rules of the earlier ones stay for when they come back."""
        self._parse_cache = LRUCache(SOURCES)
        super().set_variables(variables)
        self._parse_cache = _read_with(variables)

    def reparse(self) -> None:
        """Read what has not been read; ``parse`` replaces the rules only when all of it could be."""
        self.parse()


def _read_with(variables: dict[str, str]) -> LRUCache[tuple[Any, ...], list[RuleSet]]:
    return _READ.setdefault(tuple(variables.items()), LRUCache(SOURCES))
