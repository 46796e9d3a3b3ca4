"""Which lists a paper has, and how the name of each was understood: for the person who looks before importing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.importing.lines import NO_LIST, PaperLine, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.wording.listnames import ListNames


class ListFound(NamedTuple):
    """Lists of one name: the kind their lines became (empty: kept as notes), how sure that is, and how many lines."""

    name: str
    kind: str
    certain: bool
    lines: int


def lists_in(lines: Sequence[PaperLine], names: ListNames) -> tuple[ListFound, ...]:
    """Return the lists in the order in which their names come first."""
    found: dict[str, ListFound] = {}
    name = ""
    for line in lines:
        if line.role is Role.LIST or (line.role is Role.LABEL and line.kind not in NO_LIST):
            name = line.text.strip(" :*_")
            known = names.find(line.text)
            found.setdefault(name, ListFound(name, line.kind, known is not None and known.certain, 0))
        elif line.role in {Role.THEME, Role.TITLE}:
            name = ""
        elif name and line.role in {Role.CARD, Role.NOTE}:
            found[name] = found[name]._replace(lines=found[name].lines + 1)
    return tuple(found.values())
