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

    A name that comes again, theme after theme, is of the kind that has no other list; two such names, where no list is
    known at all, are the two kinds in their order. Any other list is of insights: words are not put away because
    nobody knows what their list is called.
    """

    def __init__(self, lines: Sequence[Line], labels: AbstractSet[str]) -> None:
        known = {line.kind for line in lines if line.role is Role.LIST} - {""}
        self._labels = labels
        self._free = [kind for kind in _KINDS if kind not in known]
        self._all = "" if known or len(labels) == len(_KINDS) else _KINDS[0]
        self._found: dict[str, str] = {}

    def kind_of(self, name: str) -> str:
        """Return the kind of the list called ``name``."""
        if name not in self._found:
            free = self._free if name in self._labels and not self._all else []
            self._found[name] = free.pop(0) if free else _KINDS[0]
        return self._found[name]
