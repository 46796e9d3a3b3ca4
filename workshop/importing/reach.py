"""How far a list's name reaches: over its own lines or its children, never over what goes on around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.importing.lines import Line, Role, continues, is_numbered

if TYPE_CHECKING:
    from collections.abc import Sequence


USUAL: Final = "insight"
"""What cards are in a list without a name: people note what was said before what to do."""


def see_reach(live: Sequence[Line]) -> None:
    """Give each card that its list's name does not reach the kind of the list that it stands in.

    A bulleted name takes what is indented under it, not its siblings; a label between two numbered items ends where
    the numbering goes on, and what stands under it is said about the item above: notes.
    """
    _see_bulleted_names(live)
    _see_labels_inside(live)


def _see_bulleted_names(live: Sequence[Line]) -> None:
    outer, named = "", None
    for line in live:
        if line.role is Role.LIST:
            if not line.glyph:
                outer, named = line.kind, None
            else:
                named = line
        elif line.level:
            outer, named = "", None
        elif named and line.role is Role.CARD and not line.kind and _stand_alike(line, named):
            line.kind = outer or USUAL


def _stand_alike(line: Line, named: Line) -> bool:
    return line.indent <= named.indent and is_numbered(line) == is_numbered(named)


def _see_labels_inside(live: Sequence[Line]) -> None:
    """A plain name inside a numbered list that goes on below it."""
    for at, line in enumerate(live):
        if line.role is not Role.LIST or line.level or line.glyph or not at:
            continue
        item = next((live[above] for above in range(at - 1, -1, -1) if _counts_or_ends(live[above])), None)
        if item is None or item.role is not Role.CARD:
            continue
        goes_on = _goes_on(live, at, item)
        if goes_on:
            _end_label(live, at, goes_on)


def _counts_or_ends(line: Line) -> bool:
    return line.role in {Role.LIST, Role.THEME} or line.level > 0 or (line.role is Role.CARD and line.glyph != ":")


def _goes_on(live: Sequence[Line], label: int, item: Line) -> int:
    """Return the place of the item that goes on counting below the label at ``label``; 0 where there is none."""
    for at in range(label + 1, len(live)):
        line = live[at]
        if line.level or line.role is Role.THEME or (line.role is Role.LIST and line.text != live[label].text):
            return 0
        if line.role is Role.CARD and line.indent <= item.indent and continues(line, item):
            return at
    return 0


def _end_label(live: Sequence[Line], label: int, end: int) -> None:
    kind = next((line.kind for line in reversed(live[:label]) if line.role is Role.LIST), USUAL)
    for line in live[label:end]:
        line.role, line.kind = Role.NOTE, ""
    for line in live[end:]:
        if line.role in {Role.LIST, Role.THEME} or line.level:
            break
        if line.role is Role.CARD and not line.kind:
            line.kind = kind
