"""The appendix as OpenDocument text, written by hand: four small files in a zip need no library.

Measured: loading a library for it takes a quarter of a second, writing a table's paper so takes milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import Final, NamedTuple

from workshop.publishing.details import PAGES_WITHOUT_CONTENTS, card_details, shown_text, vote_title
from workshop.publishing.rendering import scale_field
from workshop.publishing.rendering.markup import east_asian, escaped, zipped
from workshop.publishing.report import (
    Report,
    ReportArticle,
    ReportBallot,
    ReportCard,
    ReportList,
    ReportPicture,
    ReportTheme,
)
from workshop.wording.closings import mark_said
from workshop.wording.document_words import Labels, is_right_to_left, words_for

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"

_STYLES: Final = Path(__file__).with_suffix(".styles.xml")
_CONTENT: Final = Path(__file__).with_suffix(".content.xml")
_PREFIX: Final = "urn:oasis:names:tc:opendocument:xmlns"
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST: Final = (
    f'{_XML}<manifest:manifest xmlns:manifest="{_PREFIX}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>'
)
_COUNTRIES: Final = {"en": "GB", "cy": "GB", "fr": "FR", "de": "DE", "es": "ES", "ar": "SA"}
_BLANKS: Final = re.compile("(?<= ) +|^ +| +$")
"""Blanks that a reader of XML would drop: all but the first of a row, and those at an end."""

_WORDS: Final = re.compile("<text:[ph] [^>]*>(?:<text:bookmark [^>]*>)?([^<]*)")
_LETTERS_OF_A_LINE: Final = 85
_LINES_OF_A_PAGE: Final = 42
_TEXT_WIDTH: Final = 453.5
_PICTURE_HEIGHT: Final = 300
"""Points between the margins, and the most that a picture is high."""


def export(report: Report) -> bytes:
    """Return ``report`` as an odt; the same report gives the same bytes."""
    parts = {
        "mimetype": MEDIA_TYPE,
        "content.xml": _content(report),
        "styles.xml": _styles(report.language),
        "meta.xml": _meta(report),
        "META-INF/manifest.xml": f"{_MANIFEST}{''.join(map(_listed, _pictures(report)))}</manifest:manifest>",
    }
    pictures = {_name(picture): picture.data for picture in _pictures(report)}
    return zipped([*((name, text.encode()) for name, text in parts.items()), *pictures.items()], stored="mimetype")


def _pictures(report: Report) -> Iterator[ReportPicture]:
    """Return the pictures of a report, each once."""
    found = [part.article.picture for theme in report.themes for part in theme.lists if part.article]
    ballots = (*report.ballots, *(ballot for theme in report.themes for ballot in theme.ballots))
    found += [scale_field.picture(ballot.field) for ballot in ballots if ballot.field]
    yield from {picture.data: picture for picture in found if picture}.values()


def _name(picture: ReportPicture) -> str:
    return f"Pictures/{sha256(picture.data).hexdigest()[:32]}{picture.suffix}"


def _listed(picture: ReportPicture) -> str:
    return f'<manifest:file-entry manifest:full-path="{_name(picture)}" manifest:media-type="{picture.media_type}"/>'


def _content(report: Report) -> str:
    return Template(_CONTENT.read_text("utf-8")).substitute(
        direction=_direction(report.language), body="".join(_body(report))
    )


def _styles(language: str) -> str:
    primary, _, rest = language.partition("-")
    before, between = re.split(r"\{page\}|\{pages\}", words_for(language).labels.page)[:2]
    near, far = ("right", "left") if is_right_to_left(language) else ("left", "right")
    return Template(_STYLES.read_text("utf-8")).substitute(
        language=escaped(primary),
        country=escaped(rest or _COUNTRIES.get(primary, "none")),
        direction=_direction(language),
        **_asian(language),
        near=near,
        far=far,
        footer=f"{_text(before)}<text:page-number/>{_text(between)}<text:page-count/>",
    )


def _asian(language: str) -> dict[str, str]:
    """Return the face and the tag of Chinese, Japanese and Korean letters."""
    known = east_asian(language)
    if known is None:
        return {"asian": "Arial", "faces": "", "asian_language": "none", "asian_country": "none"}
    face = f'<style:font-face style:name="{known.face}" svg:font-family="\'{known.face}\'"/>'
    primary, _, country = known.tag.partition("-")
    return {"asian": known.face, "faces": face, "asian_language": primary, "asian_country": country}


def _direction(language: str) -> str:
    return "rl-tb" if is_right_to_left(language) else "lr-tb"


def _meta(report: Report) -> str:
    dates = f"<meta:creation-date>{report.moment}</meta:creation-date><dc:date>{report.moment}</dc:date>"
    return (
        f'{_XML}<office:document-meta xmlns:office="{_PREFIX}:office:1.0" xmlns:meta="{_PREFIX}:meta:1.0" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>'
        f"<meta:generator>workshop</meta:generator>"
        f"<dc:title>{escaped(report.title)}</dc:title><dc:language>{escaped(report.language)}</dc:language>"
        f"{dates if report.moment else ''}</office:meta></office:document-meta>"
    )


def _body(report: Report) -> Iterator[str]:
    labels = words_for(report.language).labels
    said = report.said()
    yield _paragraph("Title", report.title)
    if report.subtitle:
        yield _paragraph("Particulars", report.subtitle)
    yield from (_paragraph("Particulars", labels.pair(*detail)) for detail in report.details)
    sections = list(_sections(report, labels, said))
    if sum(map(_pages, sections)) > PAGES_WITHOUT_CONTENTS:
        yield _contents(labels.contents, [section.title for section in sections])
    for number, section in enumerate(sections):
        yield _heading(1, section.title, f"section{number}", alone=not section.parts)
        yield from section.parts
    yield from (_paragraph("Counts", line) for line in (*report.left_out, report.counts))


class _OdtSection(NamedTuple):
    """What stands under one heading of the first level."""

    title: str
    parts: list[str]


def _sections(report: Report, labels: Labels, said: Mapping[str, str]) -> Iterator[_OdtSection]:
    for theme in report.themes:
        yield _OdtSection(theme.heading, list(_theme(theme, labels, said)))
    for ballot in report.ballots:
        yield _OdtSection(vote_title(ballot, labels), list(_result(ballot, labels)))
    if report.glossary:
        entries = [_paragraph("Glossary entry", labels.pair(*entry)) for entry in report.glossary]
        yield _OdtSection(labels.glossary, entries)
    if report.notes:
        yield _OdtSection(labels.kept, [_paragraph("Vote totals", note) for note in report.notes])


def _pages(section: _OdtSection) -> float:
    """Return by estimate how many pages a section takes."""
    texts = (text for part in section.parts for text in _WORDS.findall(part))
    return sum(1 + len(text) // _LETTERS_OF_A_LINE for text in texts) / _LINES_OF_A_PAGE


def _contents(title: str, sections: Sequence[str]) -> str:
    """Return the contents; LibreOffice counts the pages itself, and can make it anew from the headings."""
    entries = "".join(
        f'<text:p text:style-name="Contents_20_1"><text:a xlink:type="simple" xlink:href="#section{number}" '
        'text:style-name="Index_20_Link" text:visited-style-name="Index_20_Link">'
        f'{_text(section)}<text:tab/><text:bookmark-ref text:reference-format="page" '
        f'text:ref-name="section{number}">·</text:bookmark-ref></text:a></text:p>'
        for number, section in enumerate(sections)
    )
    return (
        '<text:table-of-content text:name="Contents"><text:table-of-content-source text:outline-level="1">'
        f'<text:index-title-template text:style-name="Contents_20_heading">{_text(title)}</text:index-title-template>'
        '<text:table-of-content-entry-template text:outline-level="1" text:style-name="Contents_20_1">'
        '<text:index-entry-link-start/><text:index-entry-text/><text:index-entry-tab-stop style:type="right" '
        'style:leader-char="."/><text:index-entry-page-number/><text:index-entry-link-end/>'
        "</text:table-of-content-entry-template></text:table-of-content-source><text:index-body>"
        f'<text:index-title text:name="Contents_Head">{_paragraph("Contents heading", title)}</text:index-title>'
        f"{entries}</text:index-body></text:table-of-content>"
    )


def _theme(theme: ReportTheme, labels: Labels, said: Mapping[str, str]) -> Iterator[str]:
    if theme.question:
        yield _paragraph("Question" if theme.filled_lists or theme.ballots else "Question alone", theme.question)
    for part in theme.filled_lists:
        yield from _list(part, labels, said)
    for ballot in theme.ballots:
        yield _heading(2, vote_title(ballot, labels))
        yield from _result(ballot, labels)


def _list(part: ReportList, labels: Labels, said: Mapping[str, str]) -> Iterator[str]:
    if part.heading:
        yield _heading(2, part.heading)
    if part.article:
        yield from _article(part.article, labels)
        return
    items = "".join(_item(card, shown_text(card, part), labels, said) for card in part.cards)
    yield f'<text:list text:style-name="Bullets">{items}</text:list>'


def _article(article: ReportArticle, labels: Labels) -> Iterator[str]:
    yield from (_paragraph("Standard", words) for words in article.paragraphs)
    if article.picture:
        yield _shown(article.picture)
    yield from (_paragraph("Particulars", labels.pair(*pair)) for pair in article.pairs())


def _shown(picture: ReportPicture) -> str:
    width, height = picture.fitted(_TEXT_WIDTH, _PICTURE_HEIGHT)
    return (
        f'<text:p text:style-name="Standard"><draw:frame xmlns:draw="{_PREFIX}:drawing:1.0" '
        f'xmlns:svg="{_PREFIX}:svg-compatible:1.0" text:anchor-type="as-char" svg:width="{width:.2f}pt" '
        f'svg:height="{height:.2f}pt"><draw:image xlink:href="{_name(picture)}" xlink:type="simple" '
        'xlink:show="embed" xlink:actuate="onLoad"/>'
        f"<svg:desc>{escaped(picture.alt)}</svg:desc></draw:frame></text:p>"
    )


def _item(card: ReportCard, text: str, labels: Labels, said: Mapping[str, str]) -> str:
    *kept, last = [labels.pair(*detail) for detail in card_details(card, labels, said)] or [""]
    mark = f'<text:bookmark text:name="{escaped(mark_said(card.said, card.id))}"/>' if card.said else ""
    parts = [_paragraph("Kept bullet" if last else "List Bullet", text, mark)]
    parts += [_paragraph("Kept detail", detail) for detail in kept]
    parts += [_paragraph("Card detail", last)] if last else []
    return f"<text:list-item>{''.join(parts)}</text:list-item>"


def _result(ballot: ReportBallot, labels: Labels) -> Iterator[str]:
    yield _paragraph("Vote rule", ballot.rule)
    head = _row(ballot.columns(labels), "Head", " head")
    rows = (_row(cells, "Cell", "") for cells in ballot.cells())
    columns = "".join(
        f'<table:table-column table:style-name="{name}"/>' for name in ("Narrow", "Wide", "Narrow", "Names")
    )
    yield (
        f'<table:table table:style-name="Result">{columns}'
        f"<table:table-header-rows>{head}</table:table-header-rows>{''.join(rows)}</table:table>"
    )
    if ballot.field:
        yield _shown(scale_field.picture(ballot.field))
        yield from (_paragraph("Vote totals", axis) for axis in ballot.axes)
    yield from (_paragraph("Vote totals", line) for line in (ballot.totals, *ballot.remarks))


def _row(cells: Sequence[str], cell_style: str, suffix: str) -> str:
    styles = ("Vote number", "Vote cell" if not suffix else "Vote", "Vote number", "Vote number")
    written = "".join(
        f'<table:table-cell table:style-name="{cell_style}" office:value-type="string">'
        f"{_paragraph(style + suffix, cell)}</table:table-cell>"
        for style, cell in zip(styles, cells, strict=True)
    )
    return f'<table:table-row table:style-name="Row">{written}</table:table-row>'


def _heading(level: int, text: str, mark: str = "", *, alone: bool = False) -> str:
    words = _text(text)
    if mark:
        words = f'<text:bookmark-start text:name="{mark}"/>{words}<text:bookmark-end text:name="{mark}"/>'
    style = "Heading_20_alone" if alone else f"Heading_20_{level}"
    return f'<text:h text:style-name="{style}" text:outline-level="{level}">{words}</text:h>'


def _paragraph(style: str, text: str, mark: str = "") -> str:
    return f'<text:p text:style-name="{style.replace(" ", "_20_")}">{mark}{_text(text)}</text:p>'


def _text(text: str) -> str:
    return _BLANKS.sub(lambda blanks: f'<text:s text:c="{len(blanks.group())}"/>', escaped(text))
