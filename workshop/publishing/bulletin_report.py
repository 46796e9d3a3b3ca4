"""Bulletins as reports: one as it was issued, those of a month, all of them, and those that came in from before."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from workshop.model.bulletins import public_items
from workshop.model.follow_up import Bulletin, BulletinItem
from workshop.model.hlc import moment_of
from workshop.model.session import Session
from workshop.publishing.builder import open_questions
from workshop.publishing.report import Report, ReportArticle, ReportCard, ReportList, ReportPicture, ReportTheme
from workshop.wording.document_words import words_for

NO_ADDRESSES: Final[Mapping[str, str]] = MappingProxyType({})
_LEADS: tuple[str, ...] = ("http://", "https://", "mailto:")


def report_of_bulletin(
    session: Session,
    bulletin: Bulletin,
    items: Sequence[BulletinItem] | None = None,
    addresses: Mapping[str, str] = NO_ADDRESSES,
) -> Report:
    """Return a bulletin as it was issued, or with some ``items`` of it; ``addresses`` say where cards and lines are."""
    shown = bulletin.items if items is None else items
    language = bulletin.language or session.language
    words = words_for(language).bulletin
    titles = [title for title in bulletin.highlights if any(item.title == title for item in shown)]
    own = (ReportTheme(item.title, "", (_article("", item, language, addresses),)) for item in shown)
    day = words.day_said(bulletin.date)
    name, counts = words.dated.format(bulletin.number, day), words.issued.format(day)
    themes = (*_highlights(bulletin, words.highlights, titles), *own)
    return Report(bulletin.title, language, themes, counts, name, changed=moment_of(bulletin.id))


def _article(
    heading: str, item: BulletinItem, language: str, addresses: Mapping[str, str] = NO_ADDRESSES
) -> ReportList:
    """Return an item as an article: its text, its picture and its details."""
    words = words_for(language).bulletin
    dates = tuple((words.day_said(day), "") for day in item.dates)
    links = tuple((link, link if link.startswith(_LEADS) else "") for link in item.links)
    named = tuple((card, addresses.get(card, "")) for card in item.cards)
    tags = tuple((tag, "") for tag in item.tags)
    contact = ((item.contact, ""),) if item.contact else ()
    told = (
        *((words.dates, dates), (words.links, links), (words.contact, contact)),
        *((words.cards, named), (words_for(language).labels.tags, tags)),
    )
    details = tuple((label, values) for label, values in told if values)
    article = ReportArticle(tuple(filter(None, item.text.split("\n"))), picture_of(item), details)
    return ReportList("", heading, (), article=article)


def report_of_all(session: Session, addresses: Mapping[str, str] = NO_ADDRESSES) -> Report:
    """Return all bulletins, the newest first; what may be seen no more is not in it."""
    words = words_for(session.language).bulletin
    return _report_of_several(session, session.bulletins, words.bulletins, addresses)


def report_of_month(session: Session, month: str, addresses: Mapping[str, str] = NO_ADDRESSES) -> Report:
    """Return the bulletins of a month such as "2026-06": the highlights of each, and then each, the newest first."""
    words = words_for(session.language).bulletin
    bulletins = [bulletin for bulletin in session.bulletins if bulletin.date.startswith(month)]
    report = _report_of_several(session, bulletins, words.of_month.format(words.month_said(month)), addresses)
    tops: list[ReportTheme] = []
    for bulletin in reversed(bulletins):
        titles = [item.title for item in public_items(session, bulletin) if item.title in bulletin.highlights]
        tops += _highlights(bulletin, words.highlights_of.format(bulletin.number), titles)
    return replace(report, themes=(*tops, *report.themes))


def months_of(session: Session) -> list[str]:
    """Return the months in which bulletins were issued, the newest first."""
    return sorted({bulletin.date[:7] for bulletin in session.bulletins}, reverse=True)


def report_of_archive(session: Session) -> Report:
    """Return the bulletins that were sent out before, the newest first."""
    themes, words = tuple(archive_sections(session)), words_for(session.language).bulletin
    counts = f"{words_for(session.language).labels.pair(words.archive, str(len(themes)))}."
    return Report(session.title, session.language, themes, counts, words.archive)


def archive_sections(session: Session) -> Iterator[ReportTheme]:
    """Return the old bulletins, the newest first, each as a section."""
    words = words_for(session.language).bulletin
    oldest = sorted(enumerate(session.archive), key=lambda each: (each[1].date, each[0]))
    for _, bulletin in reversed(oldest):
        told = "" if not bulletin.date or bulletin.date[:4] in bulletin.title else f", {words.day_said(bulletin.date)}"
        lists = tuple(_article(item.title, item, session.language) for item in bulletin.items)
        yield ReportTheme(f"{bulletin.title}{told}", "", lists)


def _report_of_several(
    session: Session, bulletins: Sequence[Bulletin], name: str, addresses: Mapping[str, str]
) -> Report:
    newest, language, words = bulletins[::-1], session.language, words_for(session.language).bulletin
    themes = []
    for each in newest:
        lists = tuple(_article(item.title, item, language, addresses) for item in public_items(session, each))
        themes.append(ReportTheme(words.dated.format(each.number, words.day_said(each.date)), "", lists))
    return Report(
        session.title,
        language,
        tuple(themes),
        f"{words_for(session.language).labels.pair(words.bulletins, str(len(newest)))}.",
        name,
        left_out=tuple(filter(None, [open_questions(session)])),
        changed=moment_of(newest[0].id) if newest else 0,
    )


def _highlights(bulletin: Bulletin, title: str, titles: Sequence[str]) -> Iterator[ReportTheme]:
    if titles:
        cards = tuple(ReportCard(f"B{bulletin.number}-top-{n}", "", each) for n, each in enumerate(titles, 1))
        yield ReportTheme(title, "", (ReportList("", "", cards),))


_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8"
_MARKER: Final = 0xFF
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of a JPEG that say how large it is."""


def picture_of(item: BulletinItem) -> ReportPicture | None:
    """Return the picture of an item; ``None`` where it has none, or none that can be read."""
    try:
        data = b64decode(item.picture, validate=True)
    except ValueError:
        return None
    width, height = _size(data)
    return ReportPicture(data, item.alt, width, height) if width and height else None


def _size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels as a file begins; nothing where it is no picture of ours."""
    if data.startswith(_PNG):
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    at = 2 if data.startswith(_JPEG) else len(data)
    while at + 9 <= len(data) and data[at] == _MARKER:
        if data[at + 1] in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return 0, 0
