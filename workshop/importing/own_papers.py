"""What our own papers have beside themes and cards: votes, a glossary, the lines that were kept as notes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from workshop.importing.fieldnames import label_words
from workshop.importing.lines import ORDER, PaperLine, Role
from workshop.wording.listnames import plain_name
from workshop.wording.said_order import order_said

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    """In our own papers counts come last only, and where lists' names are headings they are below the themes'."""
    deepest = max(line.level for line in known)
    highest = min((line.level for line in known[1:] if line.level), default=0)
    last = [line for line in known if line.role is Role.COUNTS][-1]
    for line in known:
        is_no_list = line.role is Role.LIST and (line.level < deepest or 0 < line.level <= highest)
        if is_no_list or (line.role is Role.COUNTS and line is not last):
            line.role, line.kind = Role.UNKNOWN, ""
