"""What papers, our own above all, have beside themes and cards: votes, a glossary, kept notes, the session on top."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from workshop.importing.fieldnames import label_words
from workshop.importing.lines import ORDER, PaperLine, Role
from workshop.wording.closings import is_left_out, language_of_counts, order_said
from workshop.wording.document_words import words_for
from workshop.wording.listnames import ListNames, plain_name, plain_phrases
from workshop.wording.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.importing.paper import Paper

_KIND_COUNTED: Final = re.compile(r"[,،]\s*(?:(\d+) )?([^\d,،;؛.:]*[^\s\d,،;؛.:])")
"""How many of which kind, in the sentence that closes our papers; themes come first."""
_NAMES: Final = ("table", "place", "date", "people")
_PAIR: Final = re.compile(r"([^:]+?)\s?: (.+)")
_TERM: Final = re.compile(r"(?P<term>\S.{0,59}?)(?:\s?[:：=]|\s+[-–—|=])\s+(?P<means>\S.*)")
_LONGEST_NAME: Final = 60
_MANY_WORDS: Final = 6
"""Words of a term; a longer beginning is a sentence with a dash in it."""


def note_votes(lines: Sequence[PaperLine]) -> None:
    """A vote's result and a glossary, as our own text has them: a plain line with indented ones under it."""
    words, inside = label_words("vote", "glossary", "kept"), False
    for line, after in pairwise([*lines, PaperLine(0, "")]):
        opens = not line.glyph and not line.indent and plain_name(line.text[:20].partition(":")[0]) in words
        inside = (inside and line.indent > 0 and not line.gap) or (opens and after.indent > 0 and not after.gap)
        if inside:
            line.role = Role.NOTE


def note_vote_sections(lines: Sequence[PaperLine]) -> None:
    """The same in a paper with headings: all that stands under "Vote: …" until the next heading."""
    words, inside = label_words("vote", "glossary", "kept"), False
    heads = [line for line in lines if line.level]
    is_theme = {id(line) for line, after in pairwise(heads) if after.level > line.level}
    empty = {Role.COUNTS, Role.QUESTION}
    is_theme |= {
        id(line) for line, after in pairwise([*lines, PaperLine(0, "", level=1)]) if after.level or after.role in empty
    }
    for line in lines:
        if line.level:
            inside = plain_name(line.text[:20].partition(":")[0]) in words and id(line) not in is_theme
        if inside and line.role in {Role.UNKNOWN, Role.LIST}:
            line.role = Role.NOTE


def see_kept(lines: Sequence[PaperLine]) -> None:
    """The notes that our own paper ends with are notes again, and their heading, which we wrote, is none."""
    words, inside = label_words("kept"), False
    for line in lines:
        ends = line.level or line.role is Role.COUNTS
        if line.role is Role.NOTE and plain_name(line.text) in words:
            line.role, line.level, inside = Role.LABEL, 0, True
        elif inside and ends:
            inside = False
        elif inside:
            line.role = Role.NOTE


def see_order(lines: Sequence[PaperLine]) -> None:
    """The line under a theme's cards that tells in which order they were said, in our own text."""
    for above, line in pairwise(lines):
        if (above.glyph or above.indent) and not (line.glyph or line.indent or line.level) and order_said(line.text):
            line.role, line.kind = Role.LABEL, ORDER


def see_own_shape(known: Sequence[PaperLine]) -> None:
    """In our own papers counts come last only, themes are the highest headings, and lists' names those below them."""
    highest = min((line.level for line in known[1:] if line.level), default=0)
    deepest = max(line.level for line in known)
    last = [line for line in known if line.role is Role.COUNTS][-1]
    for line in known:
        is_no_list = line.role is Role.LIST and (line.level < deepest or 0 < line.level <= highest)
        if is_no_list or (line.role is Role.COUNTS and line is not last):
            line.role, line.kind = Role.UNKNOWN, ""
        if line.level > highest > 0 and line.role is Role.UNKNOWN:
            name_list(line)
        elif line.level == highest > 0 and line.role is Role.UNKNOWN:
            line.role = Role.THEME
    for line, after in pairwise(known):
        if line.role is Role.THEME and after.role is Role.UNKNOWN and not (after.level or after.glyph):
            after.role = Role.QUESTION
    counted = kinds_counted(last.text)
    _see_kinds_of_its_own(known, [name for _, name in counted])
    if not highest:
        _see_empty_lists(known, [name for count, name in counted if count != "1"])


def kinds_counted(closing: str) -> list[tuple[str, str]]:
    """Return how many of which kind the sentence that closes our papers tells, in small letters: ("2", "insights")."""
    return [(count, name.casefold()) for count, name in _KIND_COUNTED.findall(closing)]


def _see_kinds_of_its_own(known: Sequence[PaperLine], counted: Sequence[str]) -> None:
    """A list whose name may mean insights elsewhere is a kind of its own where insights are counted beside it."""
    names = ListNames({})
    certain = {name.kind for each in counted if (name := names.find(each)) and name.certain}
    for line in known:
        is_named = line.role is Role.LIST and not line.certain and line.text.casefold() in counted
        if is_named and line.kind in certain:
            name_list(line)


def _see_empty_lists(known: Sequence[PaperLine], counted: Sequence[str]) -> None:
    """In our own text a theme without cards has the names of its lists, which stand above cards or are counted.

    One card alone is counted in a form of its own, and stands under its list's name.
    """
    bare = [line for line in known if line.role is Role.UNKNOWN and line.gap and not (line.glyph or line.indent)]
    places = set(map(id, bare))
    kinds = {*counted} | {line.text.casefold() for line, after in pairwise(known) if after.glyph and id(line) in places}
    for line in bare:
        if line.text.casefold() in kinds:
            name_list(line)


def name_list(line: PaperLine) -> None:
    """Make of a line in our own paper the name of a list that is not known here: its kind is called so."""
    line.role, line.kind, line.is_parted = Role.LIST, line.text.casefold(), True


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


def see_glossary(known: Sequence[PaperLine], *, own: bool) -> None:
    """Tell the terms under a glossary's heading, up to the first line that is none; the heading is a label then.

    In our ``own`` papers a theme may be called so: there the heading is a note by now, and so is what is under it.
    """
    heading: PaperLine | None = None
    terms: list[PaperLine] = []
    for line in known:
        may_name = line.role is Role.NOTE if own else line.role not in {Role.CARD, Role.DETAIL} and not line.glyph
        if may_name and not line.is_parted and len(line.text) <= _LONGEST_NAME and plain_name(line.text) in _names():
            heading, terms = line, []
        elif heading and own and line.role is not Role.NOTE:
            heading = heading if line.role is Role.TERM else None
        elif heading and line.role is not Role.TERM:
            heading = heading if _is_next(line, terms) else None
            line.role = Role.TERM if heading else line.role
            terms.append(line)
        if heading and line.role is Role.TERM:
            heading.role, heading.kind, heading.level = Role.LABEL, "", 0


def _is_next(line: PaperLine, terms: Sequence[PaperLine]) -> bool:
    """Whether ``line`` is one more term; a blank line ends the glossary, unless there is one between all terms."""
    ends = line.gap and len(terms) > 1 and not terms[-1].gap
    could = not line.level and not line.is_parted and line.role in {Role.UNKNOWN, Role.CARD, Role.NOTE}
    return could and not is_left_out(line.text) and not ends and term_of(line.text) is not None


def term_of(text: str) -> tuple[str, str] | None:
    """Return ``(term, explanation)`` of a line such as "CIC: Community interest company", ``None`` if it is none."""
    found = _TERM.fullmatch(text)
    if not found or len(found["term"].split()) > _MANY_WORDS:
        return None
    return found["term"].strip("*_ "), found["means"]


@cache
def _names() -> frozenset[str]:
    return label_words("glossary").union(plain_phrases(vocabulary("labels")["glossary"]))
