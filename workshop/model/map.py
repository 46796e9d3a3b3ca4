"""The map of a second day: headings, what was decided of each card, and a digest's lines with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from workshop.model.persistent_map import PersistentMap

PLACED: Final = "placed"
LEFT_OUT: Final = "left out"
UNDECIDED: Final = "undecided"
UNPLACED: Final = ""
"""What may have become of a card on the map: exactly one of these four."""

WITHOUT_HEADING: Final = "Without a heading"
"""Where lines are found again whose heading another copy has taken back."""


class Heading(NamedTuple):
    """A cross-cutting heading; ``parent`` is the heading it stands under, or empty."""

    id: str
    name: str
    rank: str
    parent: str = ""
    removed: bool = False


class Decision(NamedTuple):
    """What was decided of one card; the ``headings`` are those it was placed under, in that order."""

    state: str = UNPLACED
    headings: tuple[str, ...] = ()
    reason: str = ""


NOT_YET: Final = Decision()
"""Nobody has looked at the card."""


class MapLine(NamedTuple):
    """A line of the digest, written by somebody: ``label`` is its shown id ("L07").

    ``sources``: card id → the card's words when it was linked.
    """

    id: str
    label: str
    text: str
    heading: str
    rank: str
    sources: Mapping[str, str] = MappingProxyType({})
    removed: bool = False


class Map(NamedTuple):
    """Headings, what was decided of each card, and the lines. ``labels``: shown id → how often it was wanted."""

    headings: Mapping[str, Heading] = MappingProxyType({})
    decisions: PersistentMap[Decision] = PersistentMap()
    lines: PersistentMap[MapLine] = PersistentMap()
    labels: PersistentMap[int] = PersistentMap()

    @property
    def begun(self) -> bool:
        """Return whether anything stands on it."""
        return bool(self.headings or self.lines or self.decisions)


NO_MAP: Final = Map()
