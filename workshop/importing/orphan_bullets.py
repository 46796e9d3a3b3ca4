"""Glyphs alone on their line: most stand before the words of the next line, some before nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.importing.lines import PaperLine, Role
from workshop.wording.headings import asks, is_spaced, is_title_like, split_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.wording.listnames import ListNames


def without_empty_bullets(lines: Sequence[PaperLine], names: ListNames) -> list[PaperLine]:
    """Return ``lines`` where a list's name, or a title, below an empty bullet is not a card.

    Behind a blank line words belong to a bullet above them only where most bullets stand alone.
    """
    lent = [line for line in lines if line.words_on]
    if not lent:
        return list(lines)
    apart = len(lent) * 2 > sum(bool(line.glyph) for line in lines)
    padded = [*lines, PaperLine(0, ""), PaperLine(0, "")]
    return [
        part
        for line, after, then in zip(padded, padded[1:], padded[2:], strict=False)
        for part in (
            _given_back(line) if line.words_on and _is_heading(line, after, then, names, apart=apart) else (line,)
        )
    ]


def _is_heading(line: PaperLine, after: PaperLine, then: PaperLine, names: ListNames, *, apart: bool) -> bool:
    if names.find(line.text) or (is_spaced(line.text) and asks(split_heading(line.text)[1])):
        return True
    if apart:
        return False
    named = then if asks(after.text) else after
    above_list = not named.glyph and named.text != "" and names.find(named.text) is not None
    return line.words_on > line.number + 1 or (above_list and is_title_like(line.text))


def _given_back(line: PaperLine) -> Iterator[PaperLine]:
    if line.glyph.strip("().").isalnum():
        yield PaperLine(line.number, line.glyph, gap=True, role=Role.LABEL)
    line.number, line.glyph, line.gap = line.words_on, "", True
    yield line
