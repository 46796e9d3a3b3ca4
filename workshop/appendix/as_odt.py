"""The appendix as OpenDocument text, written by hand: four small files in a zip need no library.

Measured: loading a library for it takes a quarter of a second, writing a table's paper so takes milliseconds.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

from workshop.appendix.details import card_details, vote_title
from workshop.appendix.labels import Labels, is_right_to_left, labels_for
from workshop.appendix.markup import escaped, zipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workshop.appendix.report import Report, ReportBallot, ReportCard, ReportList, ReportTheme

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
    '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_COUNTRIES: Final = {"en": "GB", "cy": "GB", "fr": "FR", "de": "DE", "es": "ES", "ar": "SA"}
_BLANKS: Final = re.compile("(?<= ) +|^ +| +$")
"""Blanks that a reader of XML would drop: all but the first of a row, and those at an end."""


def export(report: Report) -> bytes:
    """Give ``report`` as an odt; the same report gives the same bytes."""
    parts = {
        "mimetype": MEDIA_TYPE,
        "content.xml": _content(report),
        "styles.xml": _styles(report.language),
        "meta.xml": _meta(report),
        "META-INF/manifest.xml": _MANIFEST,
    }
    return zipped(((name, text.encode()) for name, text in parts.items()), stored="mimetype")


def _content(report: Report) -> str:
    return Template(_CONTENT.read_text("utf-8")).substitute(
        direction=_direction(report.language), body="".join(_body(report))
    )


def _styles(language: str) -> str:
    primary, _, rest = language.partition("-")
    before, between = re.split(r"\{page\}|\{pages\}", labels_for(language).page)[:2]
    near, far = ("right", "left") if is_right_to_left(language) else ("left", "right")
    return Template(_STYLES.read_text("utf-8")).substitute(
        language=escaped(primary),
        country=escaped(rest or _COUNTRIES.get(primary, "none")),
        direction=_direction(language),
        near=near,
        far=far,
        footer=f"{_text(before)}<text:page-number/>{_text(between)}<text:page-count/>",
    )


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
    labels = labels_for(report.language)
    said = report.said()
    yield _paragraph("Title", report.title)
    if report.subtitle:
        yield _paragraph("Particulars", report.subtitle)
    yield from (_paragraph("Particulars", labels.pair(*detail)) for detail in report.details)
    for theme in report.themes:
        yield from _theme(theme, labels, said)
    for ballot in report.ballots:
        yield from _ballot(ballot, labels, 1)
    if report.glossary:
        yield _heading(1, labels.glossary)
        yield from (_paragraph("Glossary entry", labels.pair(*entry)) for entry in report.glossary)
    yield from (_paragraph("Counts", line) for line in (*report.left_out, report.counts))


def _theme(theme: ReportTheme, labels: Labels, said: Mapping[str, str]) -> Iterator[str]:
    yield _heading(1, theme.heading)
    if theme.question:
        yield _paragraph("Question", theme.question)
    for part in theme.printed_lists:
        yield from _list(part, labels, said)
    for ballot in theme.ballots:
        yield from _ballot(ballot, labels, 2)


def _list(part: ReportList, labels: Labels, said: Mapping[str, str]) -> Iterator[str]:
    yield _heading(2, part.heading)
    if part.cards:
        items = "".join(_item(card, labels, said) for card in part.cards)
        yield f'<text:list text:style-name="Bullets">{items}</text:list>'


def _item(card: ReportCard, labels: Labels, said: Mapping[str, str]) -> str:
    details = (_paragraph("Card detail", labels.pair(*detail)) for detail in card_details(card, labels, said))
    return f"<text:list-item>{_paragraph('List Bullet', card.text)}{''.join(details)}</text:list-item>"


def _ballot(ballot: ReportBallot, labels: Labels, level: int) -> Iterator[str]:
    yield _heading(level, vote_title(ballot, labels))
    yield _paragraph("Vote rule", ballot.rule)
    head = _row((labels.rank, labels.card, labels.dots, labels.voters), "Head", " head")
    rows = (_row((row.rank, row.text, str(row.dots), str(row.voters)), "Cell", "") for row in ballot.rows)
    columns = "".join(
        f'<table:table-column table:style-name="{name}"/>' for name in ("Narrow", "Wide", "Narrow", "Names")
    )
    yield (
        f'<table:table table:style-name="Result">{columns}'
        f"<table:table-header-rows>{head}</table:table-header-rows>{''.join(rows)}</table:table>"
    )
    yield from (_paragraph("Vote totals", line) for line in (ballot.totals, *ballot.remarks))


def _row(cells: Sequence[str], cell_style: str, suffix: str) -> str:
    styles = ("Vote number", "Vote cell" if not suffix else "Vote", "Vote number", "Vote number")
    written = "".join(
        f'<table:table-cell table:style-name="{cell_style}" office:value-type="string">'
        f"{_paragraph(style + suffix, cell)}</table:table-cell>"
        for style, cell in zip(styles, cells, strict=True)
    )
    return f'<table:table-row table:style-name="Row">{written}</table:table-row>'


def _heading(level: int, text: str) -> str:
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{_text(text)}</text:h>'


def _paragraph(style: str, text: str) -> str:
    return f'<text:p text:style-name="{style.replace(" ", "_20_")}">{_text(text)}</text:p>'


def _text(text: str) -> str:
    return _BLANKS.sub(lambda blanks: f'<text:s text:c="{len(blanks.group())}"/>', escaped(text))
