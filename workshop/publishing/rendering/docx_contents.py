"""The table of contents of a long Word paper, filled in so that it is of use without being updated."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.publishing.rendering.docx_elements import Piece, field_mark
from workshop.publishing.rendering.docx_measures import Extent, count_pages, extent, first_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.publishing.rendering.docx_elements import Elements
    from workshop.wording.document_words import Labels

PAGES_WITHOUT_CONTENTS: Final = 10
"""A paper of more pages than this gets a contents table, as public papers do."""


class Section(NamedTuple):
    """What stands under one heading of the first level."""

    title: str
    pieces: list[Piece]

    @property
    def extents(self) -> list[Extent]:
        """What it takes in our layout; a heading with nothing under it stays with nothing."""
        heading = extent("heading 1", self.title)._replace(keeps_next=bool(self.pieces))
        return [heading, *(part for piece in self.pieces for part in piece.extents)]


def needs_contents(sections: Sequence[Section]) -> bool:
    """Return whether the paper has, by estimate, more than ``PAGES_WITHOUT_CONTENTS`` pages."""
    return count_pages(part for section in sections for part in section.extents) > PAGES_WITHOUT_CONTENTS


def contents(
    front: Sequence[Extent],
    sections: Sequence[Section],
    elements: Elements,
    labels: Labels,
    *,
    numbered: bool,
) -> Iterator[Piece]:
    """Return the contents: a field that Word can update and that is filled in already.

    ``numbered`` is false where the layout is not ours or its letters were not measured: no number is better than a
    wrong one.
    """
    yield elements.paragraph("TOC Heading", labels.contents)
    entries = [
        extent("toc heading", labels.contents),
        *(extent("toc 1", section.title) for section in sections),
    ]
    above = [*front, *entries]
    starts = accumulate((len(section.extents) for section in sections), initial=len(above))
    pages = list(first_pages([*above, *(part for section in sections for part in section.extents)]))
    for number, (section, start) in enumerate(zip(sections, starts, strict=False)):
        begin = _opened(numbered=numbered) if number == 0 else ""
        end = field_mark("end") if number == len(sections) - 1 else ""
        yield elements.entry(section.title, number, pages[start] if numbered else None, begin, end)


def _opened(*, numbered: bool) -> str:
    switches = "\\h" if numbered else "\\n \\h"
    instruction = f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" {switches} </w:instrText></w:r>'
    return field_mark("begin") + instruction + field_mark("separate")
