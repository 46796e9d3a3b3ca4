"""The pages that only a site has: home, articles, by table, the bulletins, the search, and the graphic record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from workshop.model.bulletins import public_items
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.model.views import visible
from workshop.publishing.builder import open_questions
from workshop.publishing.bulletin_files import page_of, page_of_month
from workshop.publishing.bulletin_report import (
    archive_sections,
    months_of,
    report_of_all,
    report_of_bulletin,
    report_of_month,
)
from workshop.publishing.formats.html import Around, export, hash_of, own_words, pairs_of
from workshop.publishing.rendering.markup import escaped
from workshop.publishing.report import Report, cleaned
from workshop.publishing.site.articles import Article, Synonyms, tag_links
from workshop.publishing.site.frame import APPENDIX, SiteFrame, card_link
from workshop.wording.document_words import BulletinWords, DocumentWords, SiteWords, words_for

BULLETINS: Final = "bulletins.html"


def report_of_bulletins(session: Session, addresses: Mapping[str, str]) -> Report:
    """Return all bulletins, the newest first, and behind them those of before."""
    report = report_of_all(session, addresses)
    return replace(report, themes=(*report.themes, *archive_sections(session)))


def bulletin_pages(frame: SiteFrame, session: Session, addresses: Mapping[str, str]) -> dict[str, bytes]:
    """Return the page of each bulletin and of each month by their names; ``addresses`` say where cards and lines are.

    An item about what was withdrawn since is on none of them.
    """
    words = words_for(session.language).bulletin
    made: dict[str, bytes] = {}
    bulletins = session.bulletins
    for number, bulletin in enumerate(bulletins):
        report = cleaned(report_of_bulletin(session, bulletin, public_items(session, bulletin), addresses))
        ways = [
            (BULLETINS, words.all),
            *((page_of(each), words.earlier) for each in bulletins[max(0, number - 1) : number]),
            *((page_of(each), words.later) for each in bulletins[number + 1 : number + 2]),
        ]
        more = Around(lead=_links(ways))
        made[page_of(bulletin)] = export(report, frame.around(page_of(bulletin), more, report.subtitle))
    for month in months_of(session):
        name, report = page_of_month(month), cleaned(report_of_month(session, month, addresses))
        made[name] = export(report, frame.around(name, Around(lead=_links([(BULLETINS, words.all)])), report.subtitle))
    return made


def bulletin_links(session: Session) -> Iterator[str]:
    """Return the links to the page of each bulletin, the newest first, and of each month."""
    words = words_for(session.language).bulletin
    if session.bulletins:
        yield _links((page_of(each), words.bulletin.format(each.number)) for each in reversed(session.bulletins))
        yield _links((page_of_month(month), words.month_said(month)) for month in months_of(session))


def bulletin_index(session: Session) -> Iterator[tuple[str, str, str, str]]:
    """Return what can be found of bulletins, old ones too: the items of each, under its name."""
    words = words_for(session.language).bulletin
    for bulletin in reversed(session.bulletins):
        said = " · ".join(one_line(f"{item.title} {item.text}") for item in public_items(session, bulletin))
        yield words.dated.format(bulletin.number, words.day_said(bulletin.date)), page_of(bulletin), said, ""
    for number, theme in enumerate(archive_sections(session), len(session.bulletins) + 1):
        told = ((part.heading, *(part.article.paragraphs if part.article else ())) for part in theme.lists)
        yield theme.title, f"{BULLETINS}#theme-{number}", " · ".join(" ".join(words) for words in told), ""


def _links(ways: Iterable[tuple[str, str]]) -> str:
    return f'<ul class="tags feeds">{"".join(_ways(ways))}</ul>'


def _ways(ways: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f'<li><a href="{escaped(name)}">{escaped(title)}</a></li>' for name, title in ways)


NEWEST: Final = 5
_STYLE: Final = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def feed_links(words: SiteWords) -> str:
    """Return the links to the feed of the bulletins and to the calendar of the reviews."""
    return (
        '<ul class="tags feeds lead">'
        f'<li><a href="bulletins.atom" type="application/atom+xml">{words.feed}</a></li>'
        f'<li><a href="reviews.ics" type="text/calendar">{words.calendar}</a></li></ul>'
    )


def home_lead(appendix: Report) -> str:
    """Return what stands under the title of the first page: what it was, when and where."""
    subtitle = [own_words("p", appendix.subtitle)] if appendix.subtitle else []
    return "\n".join((*subtitle, *pairs_of(appendix.details, "particulars")))


def home_body(appendix: Report, session: Session, articles: Sequence[Article], words: SiteWords) -> Iterator[str]:
    """Return what the meeting was: its themes with their questions, and what is new."""
    yield f'<section>\n<h2>{escaped(words_for(appendix.language).labels.contents)}</h2>\n<ol class="themes">'
    for number, theme in enumerate(appendix.themes, 1):
        question = own_words("p", theme.question, 'class="quiet"') if theme.question else ""
        yield f'<li><a href="{APPENDIX}#theme-{number}" dir="auto">{escaped(theme.heading)}</a>{question}</li>'
    yield "</ol>\n</section>"
    named = words_for(session.language).bulletin
    if session.bulletins:
        newest = [
            (page_of(each), named.dated.format(each.number, named.day_said(each.date)))
            for each in session.bulletins[: -NEWEST - 1 : -1]
        ]
        yield from _section(words.bulletins, _ways(newest))
    if articles:
        yield from _section(words.articles, (_listed(each, named) for each in articles[:NEWEST]))
    yield f"{feed_links(words)}\n<p class=lead>{escaped(appendix.counts)}</p>"
    if asked := open_questions(session):
        yield f'<p><a href="questions.html">{escaped(asked)}</a></p>'


def _section(title: str, items: Iterable[str], look: str = "") -> Iterator[str]:
    yield from (f"<section>\n<h2{look}>{title}</h2>\n<ul>", *items, "</ul>\n</section>")


def _listed(article: Article, words: BulletinWords) -> str:
    day = f" <span class=quiet>{escaped(words.day_said(article.date))}</span>" if article.date else ""
    return f'<li><a href="{article.file}" dir="auto">{escaped(article.title)}</a>{day}</li>'


def articles_body(articles: Sequence[Article], words: DocumentWords) -> Iterator[str]:
    """Return the list of the articles, the newest first."""
    if articles:
        yield from ("<ul>", *(_listed(each, words.bulletin) for each in articles), "</ul>")
    else:
        yield f"<p>{words.site.no_articles}</p>"


def article_page(frame: SiteFrame, article: Article, synonyms: Synonyms) -> bytes:
    """Return the page of one article."""
    said = words_for(frame.report.language).bulletin.day_said(article.date)
    day = [f'<p class="quiet">{escaped(said)}</p>'] if said else []
    lead = "\n".join((*day, *tag_links(article, synonyms)))
    body = (f'<div class="article" dir="auto">\n{article.html}</div>',)
    return frame.page(article.file, article.title, body, Around(lead=lead))


def tables_body(session: Session, words: SiteWords) -> Iterator[str]:
    """Return the cards by table, each with the link to its address."""
    by_table: dict[str, list[str]] = {}
    for theme in visible(session, "appendix").themes:
        for view in theme.cards:
            card = session.cards[view.card]
            table = card.table or session.table or (card.source.title if card.source else "")
            line = f'<li>{card_link(view.id)} <span dir="auto">{escaped(one_line(view.text))}</span></li>'
            by_table.setdefault(table, []).append(line)
    label = words_for(session.language).labels.table
    for table in sorted(by_table, key=lambda each: (not each.isdigit(), len(each), each)):
        title = f"{label} {table}" if table.isdigit() else table or words.no_table
        yield from _section(escaped(title), by_table[table], ' dir="auto"')


def picture_page(frame: SiteFrame, svg: bytes) -> bytes:
    """Return the page of the graphic record, its words as text."""
    words = frame.words
    styles = tuple(hash_of(style.decode()) for style in _STYLE.findall(svg))
    more = Around(styles=styles, policy="font-src data:")
    body = (
        f'<p class="feeds"><a href="picture.pdf">{words.as_pdf}</a></p>',
        f'<div class="sheet" tabindex="0" role="region" aria-label="{words.picture}">\n{svg.decode()}\n</div>',
    )
    return frame.page("picture.html", words.picture, body, more)


SEARCH: Final = "search.html"
_SCRIPT: Final = Path(__file__).with_name("search.js")


def search_page(frame: SiteFrame, found: Iterable[tuple[str, str, str, str]]) -> bytes:
    """Return the page. ``found``: what a thing is called, its address, its words, and how it stands."""
    script, words = _SCRIPT.read_text("utf-8"), frame.words
    index = {"found": words.found, "none": words.no_matches, "first": words.first_shown, "items": list(found)}
    after = f'\n<script type="application/json" id="index">{_data(index)}</script>\n<script>{script}</script>'
    return frame.page(SEARCH, words.search, _body(words), Around(policy=f"script-src {hash_of(script)}"), after)


def _body(words: SiteWords) -> Iterator[str]:
    yield f"<noscript><p>{words.without_script}</p></noscript>"
    yield f'<p id="box" hidden><label for="query">{words.query}</label><br>'
    yield '<input id="query" type="search" autocomplete="off"></p>'
    yield '<p id="count" role="status"></p>\n<ul id="results"></ul>'


def _data(index: object) -> str:
    """Return JSON in which no word can end the element it stands in."""
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
