"""The site: a folder of pages that works from a stick, in a mail and on any host; nothing in it asks for anything else.

All pages are always written, and ``files.txt`` names them, so that none of an earlier publishing is left behind. They
are complete without script; the one script there is searches, on a page that holds all it needs. The addresses of cards
that are not published lead to what became of them, and when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from workshop.model.errors import Refused
from workshop.model.events import CardHidden, CardLeftOut, CardParked, CardRemoved
from workshop.model.history import History
from workshop.model.hlc import moment_of
from workshop.model.mapping import stands_now
from workshop.publishing.builder import WHY_LEFT_OUT, report_of
from workshop.publishing.bulletin_files import feed_of
from workshop.publishing.calendar import calendar_of, changes_of
from workshop.publishing.formats.html import Around, export
from workshop.publishing.map_report import digest_of, full_list_of
from workshop.publishing.papers import report_of_follow_up, report_of_questions
from workshop.publishing.picture.make import publish
from workshop.publishing.publication import FILES, Matter
from workshop.publishing.report import Report, ReportCard, ReportTheme, cleaned, numbered_theme
from workshop.publishing.site.articles import Article, read_articles, read_synonyms, tags_body, tags_of
from workshop.publishing.site.frame import APPENDIX, FOLLOW_UP, HOME, TAGS, SiteFrame
from workshop.publishing.site.pages import (
    BULLETINS,
    SEARCH,
    article_page,
    articles_body,
    bulletin_index,
    bulletin_links,
    bulletin_pages,
    feed_links,
    home_body,
    home_lead,
    picture_page,
    report_of_bulletins,
    search_page,
    tables_body,
)
from workshop.wording.document_words import SiteWords, words_for

_FEED: Final = '<link rel="alternate" type="application/atom+xml" href="bulletins.atom">'


def site(matter: Matter, format: str) -> Mapping[str, bytes]:  # noqa: A002 - the option's name
    """Return the files of the site by their names. Raises ``Refused`` for an article that cannot be read."""
    del format
    session, changed = matter.session, matter.changed
    said = words_for(session.language)
    words = said.site
    appendix = cleaned(report_of(session, changed, matter.order, notes=matter.notes))
    with_withdrawn = replace(appendix, themes=(*appendix.themes, *withdrawn(matter.history, appendix)))
    digest = cleaned(digest_of(session, changed))
    addresses = {name: f"digest.html#{name}" for name in digest.said()}
    addresses |= {name: f"{APPENDIX}#{name}" for name in with_withdrawn.said()}
    reports = {APPENDIX: with_withdrawn, "digest.html": digest, **_reports(matter, addresses)}
    picture = _picture(matter)
    frame = SiteFrame(appendix, _names(words, picture=bool(picture)))
    articles = read_articles(matter.articles, appendix.said())
    synonyms = read_synonyms(matter.articles)
    listed = "\n".join((*bulletin_links(session), feed_links(words)))
    own = {BULLETINS: Around(head=_FEED, lead=listed), FOLLOW_UP: Around(lead=feed_links(words))}
    home = Around(head=_FEED, lead=home_lead(appendix))
    pages = {name: export(report, frame.around(name, own.get(name, Around()))) for name, report in reports.items()}
    pages |= {
        HOME: frame.page(HOME, appendix.title, home_body(appendix, session, articles, words), home),
        "tables.html": frame.page("tables.html", words.tables, tables_body(session, words)),
        "articles.html": frame.page("articles.html", words.articles, articles_body(articles, said)),
        TAGS: frame.page(TAGS, words.tags, tags_body(*tags_of(articles, appendix, synonyms), words)),
        **{article.file: article_page(frame, article, synonyms) for article in articles},
        **bulletin_pages(frame, session, addresses),
        SEARCH: search_page(frame, (*_index(reports, articles), *bulletin_index(session))),
        "bulletins.atom": feed_of(session),
        "reviews.ics": calendar_of(session, changes_of(matter.history)),
    }
    if picture:
        pages |= {"picture.html": picture_page(frame, picture["svg"]), "picture.pdf": picture["pdf"]}
    return pages | {FILES: "".join(f"{name}\n" for name in sorted({*pages, FILES})).encode()}


def _reports(matter: Matter, addresses: Mapping[str, str]) -> dict[str, Report]:
    """Return the pages that are reports, beside the appendix and the digest, to which ``addresses`` lead."""
    session, changed = matter.session, matter.changed
    reports = {
        "full-list.html": full_list_of(session, changed),
        "questions.html": report_of_questions(session, changed),
        FOLLOW_UP: report_of_follow_up(session, changed, matter.today),
        BULLETINS: report_of_bulletins(session, addresses),
    }
    return {name: cleaned(report) for name, report in reports.items()}


def _names(words: SiteWords, *, picture: bool) -> dict[str, str]:
    """Return the pages of the menu and what it calls them."""
    return {
        HOME: words.home,
        APPENDIX: words.appendix,
        "tables.html": words.tables,
        "digest.html": words.digest,
        "full-list.html": words.full_list,
        "questions.html": words.questions,
        FOLLOW_UP: words.follow_up,
        BULLETINS: words.bulletins,
        "articles.html": words.articles,
        TAGS: words.tags,
        **({"picture.html": words.picture} if picture else {}),
        SEARCH: words.search,
    }


def _picture(matter: Matter) -> dict[str, bytes]:
    """Return the graphic record where one was made, drawn anew: what was withdrawn since is not in it."""
    if not matter.with_picture:
        return {}
    with suppress(Refused):
        return {name: publish(matter, name) for name in ("svg", "pdf")}
    return {}


def _index(reports: Mapping[str, Report], articles: list[Article]) -> Iterator[tuple[str, str, str, str]]:
    """Return what can be found: cards, lines of the digest, articles."""
    followed = {card.id: theme.title for theme in reports[FOLLOW_UP].themes for card in theme.lists[0].cards}
    cards, digest = reports[APPENDIX].said(), reports["digest.html"].said()
    for page, said in ((APPENDIX, cards), ("digest.html", {k: v for k, v in digest.items() if k not in cards})):
        yield from ((name, f"{page}#{name}", text, followed.get(name, "")) for name, text in said.items())
    yield from ((article.title, article.file, article.text, "") for article in articles)


AWAY: Final = (CardRemoved, CardHidden, CardParked, CardLeftOut)
"""What takes a card from what is published."""


def withdrawn(history: History, appendix: Report) -> list[ReportTheme]:
    """Return a section with the addresses of the cards that are not in the appendix; none where all are."""
    session, published, words = history.session, appendix.said(), words_for(appendix.language)
    days = {card: words.bulletin.day_said(day) for card, day in _days(history).items()}
    cards: list[ReportCard] = []
    for card in session.cards.values():
        name = session.shown_id(card)
        if name in published:
            continue
        now = [session.shown_id(c) for c in stands_now(session, card.id)]
        reason = next((why for mark, why in WHY_LEFT_OUT if getattr(card, mark)), "")
        there = ", ".join(other for other in now if other in published)
        fields = ((words.site.now, there),) if there else ()
        cards.append(ReportCard(name, "", _said(reason, days.get(card.id, ""), words.site), fields=fields))
    cards.sort(key=lambda card: card.id)
    return [numbered_theme(words.site.withdrawn, cards)] if cards else []


def _said(reason: str, day: str, words: SiteWords) -> str:
    """Return what became of a card; one that waits to be shown was never published, so nothing was withdrawn."""
    if not reason:
        return words.became
    if reason == "held" or not day:
        return words.withdrawn if reason == "removed" else words.not_published
    return words.withdrawn_on.format(day)


def _days(history: History) -> dict[str, str]:
    """Return the day on which each card was last taken away, in UTC; what the tables of a summit did is not known."""
    return {
        event.card: datetime.fromtimestamp(moment_of(entry.id) // 1000, UTC).strftime("%Y-%m-%d")
        for entry in history.entries
        for event in entry.events
        if isinstance(event, AWAY)
    }
