"""Old bulletins and update pages, a line each, into bulletins with items: for an archive, not for cards."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from workshop.model.commands import OldBulletin
from workshop.model.errors import Unreadable
from workshop.model.text import NOTE_LIMIT, TITLE_LIMIT, one_line
from workshop.wording.document_words import all_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_TITLE: Final = 140
"""Letters of a line that may be an item's title; a paragraph has more."""

_WORDS: Final = tuple(words.bulletin for words in all_words())
_NUMBERS: Final = {month.casefold(): number for words in _WORDS for number, month in enumerate(words.months, 1)}
"""Months as each language calls them."""

_MONTHS: Final = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_DAY: Final = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?P<month>{_MONTHS})\s+(?:de\s+)?(?P<year>\d{{4}})"
    rf"|(?P<month2>{_MONTHS})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_NAMES: Final = "|".join(sorted({re.escape(words.bulletin.partition(" ")[0]) for words in _WORDS}))
_HEADING: Final = re.compile(
    rf".*\b(?:update|newsletter|issue|number|no\.|n°|{_NAMES})\s*(?P<number>\d+)\s*[:,\u060c\u2013-]\s*(?P<rest>.+)",
    re.IGNORECASE,
)
_NO_TITLE: Final = re.compile(r"^[-–•·*>]|https?://|www\.|@|[.;:,!…]\s*$", re.IGNORECASE)


def old_bulletins(lines: Iterable[str], name: str) -> tuple[OldBulletin, ...]:
    """Return the bulletins in the lines of the file ``name``, as they stand there; one where no headings tell.

    What stands before the first heading, such as a list of contents, is in none. Raises ``Unreadable`` where there is
    nothing to keep.
    """
    said = [line for line in map(one_line, lines) if line]
    headings = [(at, *found) for at, line in enumerate(said) if (found := _heading(line))]
    if headings:
        ends = [*(at for at, *_ in headings[1:]), len(said)]
        made = [
            _bulletin(said[at], number, day, said[at + 1 : end])
            for (at, number, day), end in zip(headings, ends, strict=True)
        ]
    else:
        title = said[0] if said and len(said[0]) <= LONGEST_TITLE else name
        made = [_bulletin(title, "", next(filter(None, map(_day_in, said[:10])), ""), said[said[:1] == [title] :])]
    kept = tuple(bulletin for bulletin in made if bulletin.titles)
    if not kept:
        raise Unreadable(f"{name} has no bulletin with items in it. Nothing was changed.")
    return kept


def _heading(line: str) -> tuple[str, str] | None:
    """Return number and day of "Weekly update 36: 23 February 2010"; none where a line is no heading with a date."""
    found = _HEADING.fullmatch(line) if len(line) <= LONGEST_TITLE else None
    day = _day_in(found["rest"]) if found else ""
    return (found["number"], day) if found and day else None


def _day_in(text: str) -> str:
    """Return the first day that a text names, as "2010-02-23"; empty where there is none."""
    found = _DAY.search(text)
    if found is None:
        return ""
    if found["iso"]:
        return found["iso"]
    month = _NUMBERS[(found["month"] or found["month2"]).casefold()]
    year, day = found["year"] or found["year2"], int(found["day"] or found["day2"])
    return f"{year}-{month:02d}-{day:02d}"


def _bulletin(title: str, number: str, day: str, lines: Sequence[str]) -> OldBulletin:
    """Return a bulletin; a short line before a paragraph is an item's title, what follows it the item's text."""
    items: list[tuple[str, list[str]]] = []
    for line, following in pairwise((*lines, "")):
        if _may_be_title(line) and following and not _may_be_title(following):
            items.append((line, []))
        elif items:
            items[-1][1].append(line)
        else:
            items.append((line[:TITLE_LIMIT], [line[TITLE_LIMIT:]]))
    texts = ("\n".join(filter(None, map(one_line, text)))[:NOTE_LIMIT] for _, text in items)
    return OldBulletin(title[:TITLE_LIMIT], number, day, tuple(name for name, _ in items), tuple(texts))


def _may_be_title(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and not _NO_TITLE.search(line)
