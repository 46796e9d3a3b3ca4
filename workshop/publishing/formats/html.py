"""The appendix as one accessible web page: no script, nothing fetched, good on paper, phone and screen."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from workshop.publishing.details import card_details, ids_in, shown_text, vote_title
from workshop.publishing.rendering.markup import escaped
from workshop.publishing.rendering.scale_field import drawing
from workshop.publishing.report import Report, ReportArticle, ReportBallot, ReportCard, ReportList, ReportTheme
from workshop.wording.document_words import Labels, is_right_to_left, words_for

THEMES_WITHOUT_CONTENTS: Final = 3
"""A page of more themes than this begins with a list of them."""

_SHEET: Final = Path(__file__).with_suffix(".css")
_ARTICLES: Final = Path(__file__).with_suffix(".article.css")


@dataclass(frozen=True, slots=True)
class Around:
    """What a page of a site has round its own words, all of it markup of ours; alone, a page has nothing of it.

    ``menu`` comes first, ``head`` stands in its head, ``sheet`` are further styles and ``styles`` the hashes of such
    as stand in it; ``policy`` is what it may do besides, ``title`` what its title
    begins with, and ``lead`` ends its header.
    """

    menu: str = ""
    head: str = ""
    sheet: str = ""
    styles: tuple[str, ...] = ()
    policy: str = ""
    title: str = ""
    lead: str = ""


ALONE: Final = Around()


def export(report: Report, around: Around = ALONE) -> bytes:
    """Return ``report`` as HTML in UTF-8; a card's id is its anchor, so that one can link to a card."""
    beginning = (around.menu,) if around.menu else ()
    main = '<main id="content">' if around.menu else "<main>"
    lines = (*page_head(report, around), *beginning, *_page(report, main, around.lead), "</body>", "</html>")
    return ("\n".join(lines) + "\n").encode()


def hash_of(sheet: str) -> str:
    """Return how a page's policy names a style or script."""
    return f"'sha256-{b64encode(sha256(sheet.encode()).digest()).decode()}'"


def page_head(report: Report, around: Around = ALONE) -> Iterator[str]:
    """Write what a page begins with."""
    articles = [part.article for theme in report.themes for part in theme.lists if part.article]
    sheets = [_SHEET.read_text("utf-8"), *([_ARTICLES.read_text("utf-8")] if articles else []), around.sheet]
    styles = " ".join((*(hash_of(sheet) for sheet in sheets if sheet), *around.styles))
    policy = f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'"
    policy += "; img-src data: cid:" if any(article.picture for article in articles) else ""
    policy += f"; {around.policy}" if around.policy else ""
    direction = "rtl" if is_right_to_left(report.language) else "ltr"
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escaped(report.language)}" dir="{direction}">'
    yield '<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{f'{escaped(around.title)} – ' if around.title else ''}{escaped(report.title)}</title>"
    yield from ([around.head] if around.head else [])
    yield from (f"<style>{sheet}</style>" for sheet in sheets if sheet)
    yield "</head>\n<body>"


def _page(report: Report, main: str, lead: str) -> Iterator[str]:
    labels = words_for(report.language).labels
    said = report.said()
    yield f"<header>\n{own_words('h1', report.title)}"
    if report.subtitle:
        yield own_words("p", report.subtitle)
    yield from pairs_of(report.details, "particulars")
    yield from ([lead] if lead else [])
    yield "</header>"
    if len(report.themes) > THEMES_WITHOUT_CONTENTS:
        yield from _contents(report, labels)
    yield main
    for number, theme in enumerate(report.themes, 1):
        yield from _theme(theme, f"theme-{number}", labels, said)
    for ballot in report.ballots:
        yield from _ballot(ballot, labels, "h2")
    if report.glossary:
        yield f'<section id="glossary">\n<h2>{labels.glossary}</h2>'
        yield from pairs_of(report.glossary, "glossary")
        yield "</section>"
    if report.notes:
        yield f'<section id="notes">\n<h2>{labels.kept}</h2>'
        yield from (own_words("p", note) for note in report.notes)
        yield "</section>"
    yield "</main>\n<footer>"
    yield from (own_words("p", line) for line in (*report.left_out, report.counts))
    yield "</footer>"


def _contents(report: Report, labels: Labels) -> Iterator[str]:
    yield f'<nav aria-labelledby="contents">\n<h2 id="contents">{labels.contents}</h2>\n<ol>'
    for number, theme in enumerate(report.themes, 1):
        yield f'<li><a href="#theme-{number}" dir="auto">{escaped(theme.heading)}</a></li>'
    if report.glossary:
        yield f'<li><a href="#glossary">{labels.glossary}</a></li>'
    yield "</ol>\n</nav>"


def _theme(theme: ReportTheme, anchor: str, labels: Labels, said: Mapping[str, str]) -> Iterator[str]:
    order = f' data-order="{theme.said_order}"' if theme.said_order else ""
    yield f'<section class="theme"{order}>\n{own_words("h2", theme.heading, f"id={anchor}")}'
    if theme.question:
        yield own_words("p", theme.question, 'class="question"')
    for part in theme.filled_lists:
        yield from _list(part, labels, said)
    for ballot in theme.ballots:
        yield from _ballot(ballot, labels, "h3")
    yield "</section>"


def _list(part: ReportList, labels: Labels, said: Mapping[str, str]) -> Iterator[str]:
    if part.heading:
        yield own_words("h3", part.heading)
    if part.article:
        yield from _article(part.article)
        return
    yield "<ul>"
    for card in part.cards:
        yield from _card(card, shown_text(card, part), labels, said)
    yield "</ul>"


def _article(article: ReportArticle) -> Iterator[str]:
    yield from (own_words("p", words, "class=said") for words in article.paragraphs)
    if article.picture:
        picture = article.picture
        yield (
            f'<img class="picture" src="data:{picture.media_type};base64,{b64encode(picture.data).decode()}" '
            f'alt="{escaped(picture.alt)}" width="{picture.width}" height="{picture.height}" dir="auto">'
        )
    lines = [f"<div><dt>{escaped(label)}</dt><dd>{_leading(values)}</dd></div>" for label, values in article.details]
    if lines:
        yield "\n".join(('<dl class="details">', *lines, "</dl>"))


def _leading(values: Iterable[tuple[str, str]]) -> str:
    """Return words, each as a link where it leads anywhere."""
    return ", ".join(
        f'<a href="{escaped(to)}" rel="noreferrer" dir="auto">{escaped(words)}</a>'
        if to
        else f"<bdi>{escaped(words)}</bdi>"
        for words, to in values
    )


def _card(card: ReportCard, text: str, labels: Labels, said: Mapping[str, str]) -> Iterator[str]:
    details = card_details(replace(card, refs=()), labels, said)
    mark = "" if card.again else f' id="{escaped(card.id)}"'
    yield f"<li{mark}>{own_words('p', text)}"
    yield from pairs_of(details, "details", said)
    if card.refs:
        yield f'<dl class="details"><div><dt>{labels.sources}</dt><dd>{_links(card.refs, said)}</dd></div></dl>'
    yield "</li>"


def _links(ids: Iterable[str], said: Collection[str]) -> str:
    return ", ".join(f'<a href="#{escaped(ref)}">{escaped(ref)}</a>' if ref in said else escaped(ref) for ref in ids)


def _ballot(ballot: ReportBallot, labels: Labels, level: str) -> Iterator[str]:
    yield own_words(level, vote_title(ballot, labels))
    yield f'<table>\n<caption dir="auto">{escaped(ballot.rule)}</caption>'
    names = "".join(f"<th scope=col>{escaped(name)}</th>" for name in ballot.columns(labels))
    yield f"<thead>\n<tr>{names}</tr>\n</thead>\n<tbody>"
    for row in ballot.rows:
        first, text, *others = row.cells
        text = f"{row.id} {text}" if ballot.heads and row.id else text
        cells = "".join(f"<td>{escaped(cell)}</td>" for cell in others)
        yield f"<tr><td>{escaped(first)}</td>{own_words('th', text, 'scope=row')}{cells}</tr>"
    yield "</tbody>\n</table>"
    if ballot.field:
        said = "".join(own_words("p", axis) for axis in ballot.axes)
        yield f'<figure dir="ltr">{drawing(ballot.field)}<figcaption>{said}</figcaption></figure>'
    yield from (own_words("p", line) for line in (ballot.totals, *ballot.remarks))


def pairs_of(pairs: Iterable[tuple[str, str]], name: str, said: Collection[str] = ()) -> Iterator[str]:
    """Return a list of labels with what they stand for; ids of what is ``said`` in the document lead there."""
    shown = ((label, _links(ids, said) if (ids := ids_in(value, said)) else escaped(value)) for label, value in pairs)
    lines = [f"<div><dt>{escaped(label)}</dt><dd dir=auto>{value}</dd></div>" for label, value in shown]
    if lines:
        yield "\n".join((f'<dl class="{name}">', *lines, "</dl>"))


def own_words(tag: str, text: str, attributes: str = "") -> str:
    """Return an element with people's own words, which run in the direction in which they begin."""
    return f"<{tag}{' ' if attributes else ''}{attributes} dir=auto>{escaped(text)}</{tag}>"
