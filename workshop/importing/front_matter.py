"""What our own papers say of their session on the front: table, place, date, people, and the language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workshop.wording.closings import language_of_counts
from workshop.wording.document_words import words_for

if TYPE_CHECKING:
    from workshop.importing.paper import Paper

_NAMES: Final = ("table", "place", "date", "people")
_PAIR: Final = re.compile(r"([^:]+?)\s?: (.+)")


def with_particulars(paper: Paper, counts: str) -> Paper:
    """Return our own ``paper`` with its front lines as details; ``counts`` is its closing sentence.

    The lines become headings: they were understood, and nobody needs to be told of them.
    """
    language = language_of_counts(counts) or "en"
    named = {getattr(words_for(language).labels, name): name for name in _NAMES}
    first = min((theme.line for theme in paper.themes), default=0)
    details: dict[str, str] = {}
    front = []
    for note in paper.notes:
        found = _PAIR.fullmatch(note.text) if note.line < first else None
        name = named.get(found[1], "") if found else ""
        if found and name and name not in details:
            details[name] = found[2]
            front.append(note)
    return replace(
        paper,
        notes=tuple(note for note in paper.notes if note not in front),
        headings=(*paper.headings, *front),
        details=tuple(details.items()),
        language=language,
    )
