"""From lines to a paper: what each line is, and then themes with their questions and cards.

No line vanishes: what becomes neither title, theme, question, card nor field is a note, or, if it was
understood and is not a loss, one of the paper's headings.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.importing.blocks import settle
from workshop.importing.classify import is_counts, recognised
from workshop.importing.continuations import WordsOf
from workshop.importing.import_warnings import remarks_on, words_put_together
from workshop.importing.languages import guessed_language, said_language
from workshop.importing.line_map import Mended, mend
from workshop.importing.lines import ASIDE, NO_LIST, Role
from workshop.importing.own_papers import with_particulars
from workshop.importing.paper import AS_IT_STANDS, ListFound
from workshop.importing.paper_builder import PaperDraft
from workshop.importing.reach import see_nesting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workshop.importing.lines import PaperLine
    from workshop.importing.paper import Paper, ReadingOptions
    from workshop.wording.listnames import ListNames


def outline_of(lines: Iterable[PaperLine], names: ListNames, reading: ReadingOptions = AS_IT_STANDS) -> Paper:
    """Return the paper that ``lines`` make; ``names`` tells which of them are list names."""
    seen, last = _settled(lines, names, reading.nested)
    own = last is not None
    mended = mend(seen, reading.line_map) if reading.line_map else Mended()
    draft = PaperDraft(WordsOf(line.text for line in seen), own=own)
    for line in seen:
        draft.add(line)
    paper = draft.paper()
    paper = with_particulars(paper, last.text) if last else replace(paper, language=_language(paper, seen))
    remarks = (*remarks_on(paper, seen, names, own=own), *words_put_together(draft.words_joined), *mended.remarks)
    return replace(paper, remarks=remarks, lists=_lists_in(seen, names), seen=tuple(seen), mended=mended)


def _lists_in(lines: Sequence[PaperLine], names: ListNames) -> tuple[ListFound, ...]:
    """Return the lists in the order in which their names come first."""
    found: dict[str, ListFound] = {}
    name = ""
    for line in lines:
        if line.role is Role.LIST or (line.role is Role.LABEL and line.kind not in NO_LIST):
            name = line.text.strip(" *_").rstrip(" :*_")
            known = names.find(line.text)
            found.setdefault(name, ListFound(name, line.kind, known is not None and known.certain, 0))
        elif line.role in {Role.THEME, Role.TITLE}:
            name = ""
        elif name and line.role in {Role.CARD, Role.NOTE}:
            found[name] = found[name]._replace(lines=found[name].lines + 1)
    return tuple(found.values())


def _settled(lines: Iterable[PaperLine], names: ListNames, nested: str) -> tuple[list[PaperLine], PaperLine | None]:
    """Return the lines with their roles, and, of a paper that is one of our exports, the counts that close it."""
    source = [line for line in lines if line.text or line.glyph]
    last = next((line for line in reversed(source) if line.role not in ASIDE), None)
    own = last is not None and last.role in {Role.UNKNOWN, Role.COUNTS} and is_counts(last)
    seen = recognised(source, names, own=own)
    settle(seen, own=own)
    if not own:
        see_nesting(seen, nested)
    return seen, last if own else None


def _language(paper: Paper, seen: Iterable[PaperLine]) -> str:
    """Return the language that the paper names on its front, or that its words are of; empty for English."""
    first = min((theme.line for theme in paper.themes), default=0)
    front = (note.text for note in paper.notes if note.line < first)
    language = said_language(front) or guessed_language(line.text for line in seen if line.role is not Role.NOTE)
    return "" if language == "en" else language
