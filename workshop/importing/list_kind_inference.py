"""What lists of an unknown name most likely hold, from the place they have among a paper's other lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.importing.lines import Line, Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

_KINDS: Final = ("insight", "experiment")
"""In the order in which people note them: what was said, then what to do."""


class Guesses:
    """The kinds of a paper's unknown lists; ``labels`` are the names that come again and again.

    Where one of the two kinds has no list, the first unknown name is that kind. Where no list is known at all, two
    names that come again are the two kinds in their order, and any other number of names are insights.
    """

    def __init__(self, lines: Sequence[Line], labels: AbstractSet[str]) -> None:
        known = {line.kind for line in lines if line.role is Role.LIST} - {""}
        self._free = [kind for kind in _KINDS if kind not in known]
        self._all = "" if known or len(labels) == len(_KINDS) else _KINDS[0]
        self._found: dict[str, str] = {}

    def kind_of(self, name: str) -> str:
        """Return the kind of the list called ``name``, empty where nothing tells."""
        if name not in self._found:
            self._found[name] = self._all or (self._free.pop(0) if self._free else "")
        return self._found[name]
