"""What a page has that is not part of the talk: its number, and the line that runs over every page."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from workshop.importing.lines import PaperLine, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAGE: Final = re.compile(
    r"[-–—|\s]*(?:(?:page|seite|página|pagina|tudalen|strona|p\.|الصفحة|slide|folie|diapo|diapositive|diapositiva|slajd|sleid)\s*)?\d{1,4}"
    r"(?:\s*(?:/|of|o|sur|von|van|de|di|z|من)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_ENDS_IN_A_PAGE: Final = re.compile(r"\b(?:page|seite|página|pagina|tudalen|strona|الصفحة)\s+\d{1,4}\b", re.IGNORECASE)
_DASHED_PAGE: Final = re.compile(
    r".*[-–—|]\s*|\D*(?:page|seite|página|pagina|tudalen|strona|الصفحة)\D*\d.*", re.IGNORECASE
)
"""A page's number between two dashes, or with its word; a number alone behind a bullet is an answer."""
_LONGEST_RUNNING: Final = 120
"""Characters of a page's header; anything longer is text."""
_RUNNING: Final = 2
_TITLE_RUNNING: Final = 3
"""How often a line must stand beside page numbers, or the title must stand in the paper, to be a page's header."""


def is_page_number(text: str) -> bool:
    """Whether ``text`` is but a page's number: "Page 3 of 12", "- 3 -"."""
    return len(text) <= _LONGEST_RUNNING and _PAGE.fullmatch(text) is not None


def numbers_a_page(line: PaperLine) -> bool:
    """Whether the line is but a page's number: "3", "- 3 -", "– Page 3"; behind a bullet "3" is an answer."""
    fits = not line.glyph or (line.glyph in {"-", "–", "—"} and _DASHED_PAGE.fullmatch(line.text) is not None)
    return fits and is_page_number(line.whole)


def note_running_headers(lines: Sequence[PaperLine]) -> None:
    """Make notes of the lines that stand beside page numbers again and again."""
    plain = [line for line in lines if not line.glyph and not line.level and len(line.text) <= _LONGEST_RUNNING]
    texts = Counter(line.text for line in plain)
    pages = [at for at, line in enumerate(lines) if line.role is Role.NOTE and is_page_number(line.whole)]
    near = {place for at in pages for place in (at - 1, at + 1) if 0 <= place < len(lines)}
    beside = Counter(_without_digits(lines[place].text) for place in near)
    if len(lines) > 1 and lines[0].role is Role.NOTE and is_page_number(lines[0].whole):
        lines[1].gap = True
    has_front = len(lines) > 1 and lines[1].role is Role.UNKNOWN
    footers = Counter(_without_digits(line.text) for line in plain if _ENDS_IN_A_PAGE.search(line.text))
    for line, after in pairwise([*lines, PaperLine(0, "")]):
        if line.role is not Role.UNKNOWN or line is lines[0] or line.level or len(line.text) > _LONGEST_RUNNING:
            continue
        bare = _without_digits(line.text)
        repeats = beside[bare] >= _RUNNING or (footers[bare] >= _RUNNING and _ENDS_IN_A_PAGE.search(line.text))
        again = has_front and line.text == lines[0].text and texts[line.text] >= _TITLE_RUNNING
        if repeats or (again and after.role is not Role.UNKNOWN):
            line.role = Role.NOTE


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "0", text) if len(text) <= _LONGEST_RUNNING else ""
