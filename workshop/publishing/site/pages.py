"""The pages that only a site has: home, articles, by table, and the graphic record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workshop.model.text import one_line
from workshop.model.views import visible
from workshop.publishing.builder import open_questions
from workshop.publishing.bulletin_files import page_of
from workshop.publishing.formats.html import Around, hash_of, own_words, pairs_of
from workshop.publishing.rendering.markup import escaped
from workshop.publishing.site.frame import APPENDIX, card_link
from workshop.publishing.site.tags import tag_links
from workshop.wording.document_words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.model.session import Session
    from workshop.publishing.report import Report
    from workshop.publishing.site.articles import Article
    from workshop.publishing.site.frame import SiteFrame
    from workshop.publishing.site.tags import Synonyms
    from workshop.wording.document_words import SiteWords

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
    if session.bulletins:
        named = words_for(session.language).bulletin
        yield f"<section>\n<h2>{words.bulletins}</h2>\n<ul>"
        for each in session.bulletins[: -NEWEST - 1 : -1]:
            name = escaped(named.dated.format(each.number, named.day_said(each.date)))
            yield f'<li><a href="{escaped(page_of(each))}">{name}</a></li>'
        yield "</ul>\n</section>"
    if articles:
        yield f"<section>\n<h2>{words.articles}</h2>\n<ul>"
        yield from (_listed(article) for article in articles[:NEWEST])
        yield "</ul>\n</section>"
    yield f"{feed_links(words)}\n<p class=lead>{escaped(appendix.counts)}</p>"
    if asked := open_questions(session):
        yield f'<p><a href="questions.html">{escaped(asked)}</a></p>'


def _listed(article: Article) -> str:
    day = f" <span class=quiet>{article.date}</span>" if article.date else ""
    return f'<li><a href="{article.file}" dir="auto">{escaped(article.title)}</a>{day}</li>'


def articles_body(articles: Sequence[Article], words: SiteWords) -> Iterator[str]:
    """Return the list of the articles, the newest first."""
    if articles:
        yield from ("<ul>", *map(_listed, articles), "</ul>")
    else:
        yield f"<p>{words.no_articles}</p>"


def article_page(frame: SiteFrame, article: Article, synonyms: Synonyms) -> bytes:
    """Return the page of one article."""
    day = [f'<p class="quiet">{article.date}</p>'] if article.date else []
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
        yield f'<section>\n<h2 dir="auto">{escaped(title)}</h2>\n<ul>'
        yield from by_table[table]
        yield "</ul>\n</section>"


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
