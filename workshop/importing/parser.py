"""From lines to a paper: what each line is, and then themes with their questions and cards.

No line vanishes: what becomes neither title, theme, question, card nor field is a note, or, if it was
understood and is no loss, one of the paper's headings.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.importing.blocks import settle
from workshop.importing.classify import is_counts, recognised
from workshop.importing.front_matter import with_particulars
from workshop.importing.import_warnings import remarks_on
from workshop.importing.lines import ASIDE
from workshop.importing.lists import lists_in
from workshop.importing.paper_builder import PaperDraft

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.importing.lines import Line
    from workshop.importing.listnames import ListNames
    from workshop.importing.paper import Paper


def outline_of(lines: Iterable[Line], names: ListNames) -> Paper:
    """Return the paper that ``lines`` make; ``names`` tells which of them are list names."""
    source = [line for line in lines if line.text or line.glyph]
    last = next((line for line in reversed(source) if line.role not in ASIDE), None)
    own = last is not None and is_counts(last)
    seen = recognised(source, names, own=own)
    settle(seen, own=own)
    draft = PaperDraft(own=own)
    for line in seen:
        draft.add(line)
    paper = draft.paper()
    if own and last:
        paper = with_particulars(paper, last.text)
    return replace(paper, remarks=tuple(remarks_on(paper, seen, names, own=own)), lists=lists_in(seen, names))
