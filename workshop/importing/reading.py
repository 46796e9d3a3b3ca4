"""How a person wants a paper read where it does not tell by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.importing.reach import NESTED

if TYPE_CHECKING:
    from workshop.importing.line_map import LineMap


class ReadingOptions(NamedTuple):
    """``nested`` is what becomes of lines under other lines of a list, one of ``NESTED``.

    ``language`` is that of the session, empty for the paper's own; ``line_map`` is what was said of single lines;
    with ``authors`` the names of who wrote a board's cards are kept as notes.
    """

    nested: str = NESTED[0]
    language: str = ""
    line_map: LineMap | None = None
    authors: bool = False


AS_IT_STANDS = ReadingOptions()
