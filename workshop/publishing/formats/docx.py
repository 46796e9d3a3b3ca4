"""The appendix as a Word file: true headings, lists and tables, in our styles or in a house template's.

The body is written as one string and parsed once: asking python-docx for each paragraph costs a search of the
styles each time. A paper shows card ids only in a numbered list: it is read, and CSV and HTML are there to trace from.
A long paper has a table of contents, filled in so that it is of use without being updated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from workshop.publishing.details import PAGES_WITHOUT_CONTENTS, card_details, ids_in, shown_text, vote_title
from workshop.publishing.rendering.docx_elements import Elements, Piece, bookmark, field_mark, mark_of
from workshop.publishing.rendering.docx_measures import Extent, count_pages, extent, first_pages
from workshop.publishing.rendering.docx_package import WordFile
from workshop.publishing.report import Report, ReportArticle, ReportBallot, ReportCard, ReportList, ReportTheme
from workshop.wording.closings import mark_said
from workshop.wording.document_words import Labels, is_right_to_left, words_for


def export(report: Report, template: Path | None = None) -> bytes:
    """Return ``report`` as a docx; a ``template`` gives its styles, page and headers, and not its text.

    Raises ``Unreadable`` if the template is not a Word document.
    """
    file = WordFile(template)
    labels = words_for(report.language).labels
    elements = Elements(file.style_ids, file.text_width, report.language, file.add_picture)
    measured = template is None and not is_right_to_left(report.language)
    file.set_body("".join(piece.xml for piece in _body(report, elements, labels, measured=measured)))
    file.set_language(report.language)
    file.set_footer(elements.page_of_pages(labels.page))
    file.set_properties(report)
    return file.saved()


def _body(report: Report, elements: Elements, labels: Labels, *, measured: bool) -> Iterator[Piece]:
    sections = list(_sections(report, elements, labels))
    long = needs_contents(sections)
    front = [
        elements.paragraph("Title", report.title),
        *(elements.paragraph("Particulars", line) for line in [report.subtitle] if line),
        *(elements.pair("Particulars", *detail) for detail in report.details),
    ]
    yield from front
    if long:
        yield from contents([piece.extents[0] for piece in front], sections, elements, labels, numbered=measured)
    for number, section in enumerate(sections):
        yield elements.heading(section.title, number, alone=not section.pieces)
        yield from section.pieces
    yield from (elements.paragraph("Counts", line) for line in (*report.left_out, report.counts))


def _sections(report: Report, elements: Elements, labels: Labels) -> Iterator[Section]:
    said = report.said()
    for theme in report.themes:
        yield Section(theme.heading, list(_theme(theme, elements, labels, said)))
    for ballot in report.ballots:
        yield Section(vote_title(ballot, labels), list(_result(ballot, elements, labels)))
    if report.glossary:
        yield Section(labels.glossary, [elements.pair("Glossary entry", *entry) for entry in report.glossary])
    if report.notes:
        yield Section(labels.kept, [elements.paragraph("Vote totals", note) for note in report.notes])


def _theme(theme: ReportTheme, elements: Elements, labels: Labels, said: Mapping[str, str]) -> Iterator[Piece]:
    if theme.question:
        yield elements.paragraph("Question", theme.question, loose=not (theme.filled_lists or theme.ballots))
    for part in theme.filled_lists:
        if part.heading:
            yield elements.paragraph("heading 2", part.heading)
        if part.article:
            yield from _article(part.article, elements)
        for card in part.cards:
            yield from _card(card, part, elements, labels, said)
    for ballot in theme.ballots:
        yield elements.paragraph("heading 2", vote_title(ballot, labels))
        yield from _result(ballot, elements, labels)


def _article(article: ReportArticle, elements: Elements) -> Iterator[Piece]:
    """Return an article, its picture with the words above it, and its details together."""
    pairs = article.pairs()
    for number, words in enumerate(article.paragraphs, 1):
        last = number == len(article.paragraphs)
        yield elements.paragraph("Normal", words, keep_next=last and bool(article.picture or pairs))
    if article.picture:
        yield elements.picture("Normal", article.picture, keep_next=bool(pairs))
    for number, pair in enumerate(pairs, 1):
        yield elements.pair("Particulars", *pair, keep_next=number < len(pairs))


def _card(
    card: ReportCard, part: ReportList, elements: Elements, labels: Labels, said: Mapping[str, str]
) -> Iterator[Piece]:
    details = card_details(replace(card, refs=()), labels, said)
    more = bool(details or card.refs)
    if part.numbered or card.said:
        name = bookmark(mark_said(card.said, card.id)) if card.said else mark_of(card.id)
        yield elements.marked("List Bullet", name, shown_text(card, part), keep_next=more)
    else:
        yield elements.paragraph("List Bullet", card.text, keep_next=more)
    for number, detail in enumerate(details, 1):
        keep_next = number < len(details) or bool(card.refs)
        if ids := ids_in(detail[1], said):
            yield elements.links("Card detail", detail[0], ids, said.keys(), keep_next=keep_next)
        else:
            yield elements.pair("Card detail", *detail, keep_next=keep_next)
    if card.refs:
        yield elements.links("Card detail", labels.sources, card.refs, said.keys())


def _result(ballot: ReportBallot, elements: Elements, labels: Labels) -> Iterator[Piece]:
    yield elements.paragraph("Vote rule", ballot.rule)
    yield elements.table(ballot.columns(labels), list(ballot.cells()))
    if ballot.field:
        yield elements.field("Normal", ballot.field)
        yield from (elements.paragraph("Vote totals", axis, keep_next=True) for axis in ballot.axes)
    yield from (elements.paragraph("Vote totals", line) for line in (ballot.totals, *ballot.remarks))


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
    entries = (extent("toc 1", section.title) for section in sections)
    above = [*front, extent("toc heading", labels.contents), *entries]
    starts = accumulate((len(section.extents) for section in sections), initial=len(above))
    switches = "\\h" if numbered else "\\n \\h"
    instruction = f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" {switches} </w:instrText></w:r>'
    opened = field_mark("begin") + instruction + field_mark("separate")
    pages = list(first_pages([*above, *(part for section in sections for part in section.extents)]))
    for number, (section, start) in enumerate(zip(sections, starts, strict=False)):
        begin = opened if number == 0 else ""
        end = field_mark("end") if number == len(sections) - 1 else ""
        yield elements.entry(section.title, number, pages[start] if numbered else None, begin, end)
