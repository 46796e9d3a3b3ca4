"""The site: a folder of pages that works from a stick, in a mail and on any host; nothing in it asks for anything else.

All pages are always written, so that none of an earlier publishing is left behind. They are complete without script;
the one script there is searches, on a page that holds all it needs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workshop.model.map_state import stands_now
from workshop.publishing.builder import WHY_LEFT_OUT, report_of
from workshop.publishing.bulletin_files import report_of_all
from workshop.publishing.formats.html import export
from workshop.publishing.map_report import digest_of, full_list_of
from workshop.publishing.publications.follow_up import report_of_follow_up
from workshop.publishing.publications.questions import report_of_questions
from workshop.publishing.report import Report, ReportCard, ReportList, ReportTheme, cleaned
from workshop.publishing.site_search import search_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.session import Session
    from workshop.publishing.publication import Matter

HOME: Final = "index.html"
PAGES: Final[Mapping[str, str]] = {
    HOME: "Home",
    "appendix.html": "Appendix",
    "digest.html": "Digest",
    "full-list.html": "Full list",
    "questions.html": "Questions",
    "follow-up.html": "Follow-up",
    "bulletins.html": "Bulletins",
    "search.html": "Search",
}
"""The pages of the site and what the menu calls them."""


def publish(matter: Matter, format: str) -> Mapping[str, bytes]:  # noqa: A002 - the option's name
    """Return the pages of the site by the names of their files."""
    del format
    session, changed = matter.session, matter.changed
    appendix = report_of(session, changed, matter.order, notes=matter.notes)
    reports = {
        HOME: _home(appendix),
        "appendix.html": replace(appendix, themes=(*appendix.themes, *_withdrawn(session, appendix))),
        "digest.html": digest_of(session, changed),
        "full-list.html": full_list_of(session, changed),
        "questions.html": report_of_questions(session, changed),
        "follow-up.html": report_of_follow_up(session, changed),
        "bulletins.html": report_of_all(session),
    }
    reports = {name: cleaned(report) for name, report in reports.items()}
    pages = {name: export(report, menu(name, report)) for name, report in reports.items()}
    cards, digest = reports["appendix.html"].said(), reports["digest.html"].said()
    lines = {name: text for name, text in digest.items() if name not in cards}
    found = {"appendix.html": cards, "digest.html": lines}
    followed = {card.id: theme.title for theme in reports["follow-up.html"].themes for card in theme.lists[0].cards}
    pages["search.html"] = search_page(reports[HOME], menu("search.html", reports[HOME]), found, followed)
    return pages


def menu(page: str, report: Report) -> str:
    """Return the links to all pages, and to the glossary where there is one."""
    links = [
        f'<li><a href="{name}"{" aria-current=page" if name == page else ""}>{title}</a></li>'
        for name, title in PAGES.items()
    ]
    if report.glossary:
        links.append('<li><a href="appendix.html#glossary">Glossary</a></li>')
    return f'<nav lang="en" dir="ltr" aria-label="Pages">\n<ol>{"".join(links)}</ol>\n</nav>'


def _home(appendix: Report) -> Report:
    """Return the first page: what the meeting was, and its themes with their questions."""
    themes = tuple(replace(theme, lists=(), ballots=()) for theme in appendix.themes)
    return replace(appendix, themes=themes, ballots=(), notes=())


def _withdrawn(session: Session, appendix: Report) -> list[ReportTheme]:
    """Return the addresses of cards that are not published, so that a link to one leads to what became of it."""
    published = appendix.said()
    cards: list[ReportCard] = []
    for card in session.cards.values():
        name = session.shown_id(card)
        if name in published:
            continue
        now = [session.shown_id(c) for c in stands_now(session, card.id)]
        reason = next((why for mark, why in WHY_LEFT_OUT if getattr(card, mark)), "")
        said = "Withdrawn" if reason == "removed" else "Not published" if reason else "Became part of another"
        cards.append(ReportCard(name, "", said, refs=tuple(other for other in now if other in published)))
    kept = tuple(sorted(cards, key=lambda card: card.id))
    return [ReportTheme("Withdrawn", "", (ReportList("", "", kept, numbered=True),))] if kept else []
