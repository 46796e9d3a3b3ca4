"""The bulletins on the site: a page of its own for each, one for each month, and one of all, the newest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workshop.model.bulletins import public_items
from workshop.model.text import one_line
from workshop.publishing.bulletin_files import page_of, page_of_month
from workshop.publishing.bulletin_report import (
    archive_sections,
    months_of,
    report_of_all,
    report_of_bulletin,
    report_of_month,
)
from workshop.publishing.formats.html import Around, export
from workshop.publishing.rendering.markup import escaped
from workshop.publishing.report import cleaned
from workshop.wording.document_words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workshop.model.session import Session
    from workshop.publishing.report import Report
    from workshop.publishing.site.frame import SiteFrame

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
    links = "".join(f'<li><a href="{escaped(name)}">{escaped(title)}</a></li>' for name, title in ways)
    return f'<ul class="tags feeds">{links}</ul>'
