"""A glossary in a paper: a heading of that name, and under it one line for each term."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from workshop.importing.fieldnames import label_words
from workshop.importing.lines import PaperLine, Role
from workshop.wording.closings import is_left_out
from workshop.wording.listnames import plain_name, plain_phrases
from workshop.wording.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

_TERM: Final = re.compile(r"(?P<term>\S.{0,59}?)(?:\s?[:：=]|\s+[-–—|=])\s+(?P<means>\S.*)")
_LONGEST_NAME: Final = 60
_MANY_WORDS: Final = 6
"""Words of a term; a longer beginning is a sentence with a dash in it."""


def see_glossary(known: Sequence[PaperLine], *, own: bool) -> None:
    """Tell the terms under a glossary's heading, up to the first line that is none; the heading is a label then.

    In our ``own`` papers a theme may be called so: there the heading is a note by now, and so is what is under it.
    """
    heading: PaperLine | None = None
    terms: list[PaperLine] = []
    for line in known:
        may_name = line.role is Role.NOTE if own else line.role is not Role.CARD and not line.glyph
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
    could = not line.level and line.role in {Role.UNKNOWN, Role.CARD, Role.NOTE} and not is_left_out(line.text)
    return could and not ends and term_of(line.text) is not None


def term_of(text: str) -> tuple[str, str] | None:
    """Return ``(term, explanation)`` of a line such as "CIC: Community interest company", ``None`` if it is none."""
    found = _TERM.fullmatch(text)
    if not found or len(found["term"].split()) > _MANY_WORDS:
        return None
    return found["term"].strip("*_ "), found["means"]


@cache
def _names() -> frozenset[str]:
    return label_words("glossary").union(plain_phrases(vocabulary("labels")["glossary"]))
