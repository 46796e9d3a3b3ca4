"""An issued bulletin as files, all of them as one page and as a feed, and the reviews ahead as a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop.model.bulletins import public_items
from workshop.model.follow_up import OVER
from workshop.model.follow_up_view import follow_up_of
from workshop.model.hlc import moment_of
from workshop.model.text import one_line
from workshop.publishing.builder import open_questions
from workshop.publishing.format_table import export
from workshop.publishing.rendering.markup import escaped
from workshop.publishing.report import Report, ReportCard, ReportList, ReportTheme
from workshop.wording.days import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workshop.model.bulletin import Bulletin, BulletinItem
    from workshop.model.session import Session

FORMATS: Final = ("docx", "odt", "html", "txt")
ARCHIVE: Final = "bulletins-archive.html"
OCTETS: Final = 73
"""Bytes of a line of a calendar, without the blank that a folded one begins with: at most 75 with its end."""


def files_of(session: Session, bulletin: Bulletin) -> dict[str, bytes]:
    """Return the files of one bulletin, the page of all, the feed and the calendar, by their names."""
    stem, report = f"bulletin-{bulletin.number}", report_of_bulletin(session, bulletin)
    made = {f"{stem}.{name}": export(report, name) for name in FORMATS}
    made[f"{stem}.eml"] = mail_of(bulletin, made[f"{stem}.txt"], made[f"{stem}.html"])
    month = bulletin.date[:7]
    return made | {
        f"bulletins-{month}.html": export(report_of_month(session, month), "html"),
        "bulletins.html": export(report_of_all(session), "html"),
        "bulletins.atom": feed_of(session),
        "reviews.ics": calendar_of(session),
    }


def report_of_bulletin(session: Session, bulletin: Bulletin) -> Report:
    """Return a bulletin as it was issued."""
    items = (_item(bulletin, number, item) for number, item in enumerate(bulletin.items, 1))
    themes = (*_highlights(bulletin, "Highlights", bulletin.highlights), *items)
    language, name = bulletin.language or session.language, f"Bulletin {bulletin.number}, {bulletin.date}"
    return Report(bulletin.title, language, themes, f"Issued {bulletin.date}.", name, changed=moment_of(bulletin.id))


def _item(bulletin: Bulletin, number: int, item: BulletinItem) -> ReportTheme:
    """Return an item with a heading of its own, and its text and details below it."""
    told = (*_details(item), *([("Tags", ", ".join(item.tags))] if item.tags else []))
    said = tuple(
        ReportCard(f"B{bulletin.number}-{number}-{place}", "", f"{label}: {value}")
        for place, (label, value) in enumerate(told, 1)
    )
    return ReportTheme(item.title, item.text, (ReportList("", "", said),) if said else ())


def report_of_all(session: Session) -> Report:
    """Return all bulletins, the newest first; what may be seen no more is not in it."""
    return _report_of_several(session, session.bulletins, "Bulletins")


def report_of_month(session: Session, month: str) -> Report:
    """Return the bulletins of a month such as "2026-06": the highlights of each, and then each, the newest first."""
    bulletins = [bulletin for bulletin in session.bulletins if bulletin.date.startswith(month)]
    name = f"Bulletins, {MONTHS[int(month[5:]) - 1]} {month[:4]}"
    report = _report_of_several(session, bulletins, name)
    tops = (
        section
        for bulletin in reversed(bulletins)
        for section in _highlights(
            bulletin,
            f"Bulletin {bulletin.number}: highlights",
            [item.title for item in public_items(session, bulletin) if item.title in bulletin.highlights],
        )
    )
    return replace(report, themes=(*tops, *report.themes))


def report_of_archive(session: Session) -> Report:
    """Return the bulletins that were sent out before, the newest first."""
    themes = tuple(archive_sections(session))
    return Report(session.title, session.language, themes, f"Archive: {len(themes)}.", "Archive")


def archive_sections(session: Session) -> Iterator[ReportTheme]:
    """Return the old bulletins, the newest first, each as a section."""
    oldest = sorted(enumerate(session.archive, 1), key=lambda each: (each[1].date, each[0]))
    for place, bulletin in reversed(oldest):
        cards = (
            ReportCard(f"A{place}-{number}", "", item.title, note=item.text)
            for number, item in enumerate(bulletin.items, 1)
        )
        told = "" if not bulletin.date or bulletin.date[:4] in bulletin.title else f", {bulletin.date}"
        yield ReportTheme(f"{bulletin.title}{told}", "", (ReportList("", "", tuple(cards)),))


def _report_of_several(session: Session, bulletins: Sequence[Bulletin], name: str) -> Report:
    newest = bulletins[::-1]
    themes = tuple(_section(bulletin, public_items(session, bulletin)) for bulletin in newest)
    changed = moment_of(newest[0].id) if newest else 0
    return Report(
        session.title,
        session.language,
        themes,
        f"Bulletins: {len(newest)}.",
        name,
        left_out=tuple(filter(None, [open_questions(session)])),
        changed=changed,
    )


def _highlights(bulletin: Bulletin, title: str, titles: Sequence[str]) -> Iterator[ReportTheme]:
    if titles:
        cards = tuple(ReportCard(f"B{bulletin.number}-top-{n}", "", each) for n, each in enumerate(titles, 1))
        yield ReportTheme(title, "", (ReportList("", "", cards),))


def _section(bulletin: Bulletin, items: Iterable[BulletinItem]) -> ReportTheme:
    cards = (
        ReportCard(
            f"B{bulletin.number}-{number}", "", item.title, item.tags, note=item.text, fields=tuple(_details(item))
        )
        for number, item in enumerate(items, 1)
    )
    return ReportTheme(f"Bulletin {bulletin.number}, {bulletin.date}", "", (ReportList("", "", tuple(cards)),))


def _details(item: BulletinItem) -> Iterator[tuple[str, str]]:
    several = (("Dates", item.dates), ("Links", item.links), ("Cards", item.cards))
    if item.contact:
        yield "Contact", item.contact
    yield from ((label, ", ".join(values)) for label, values in several if values)


def mail_of(bulletin: Bulletin, text: bytes, html: bytes) -> bytes:
    """Return a draft of a mail to nobody yet, as text and as a page."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = one_line(f"{bulletin.title}: bulletin {bulletin.number}")
    mail["To"] = ""
    mail["Date"] = datetime.fromtimestamp(moment_of(bulletin.id) // 1000, UTC)
    mail["X-Unsent"] = "1"
    mail.set_content(text.decode("utf-8-sig"))
    mail.add_alternative(html.decode(), subtype="html")
    mail.set_boundary(f"bulletin-{bulletin.number}-part")
    return mail.as_bytes()


def feed_of(session: Session) -> bytes:
    """Return all bulletins as an Atom feed, the newest first."""
    newest = session.bulletins[::-1]
    updated = _moment(newest[0].id) if newest else "1970-01-01T00:00:00Z"
    entries = "".join(_entry(session, bulletin) for bulletin in newest)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>urn:workshop:{escaped(session.id)}</id>\n<title>{escaped(one_line(session.title))}</title>\n"
        f"<updated>{updated}</updated>\n<author><name>{escaped(one_line(session.title))}</name></author>\n{entries}</feed>\n"
    ).encode()


def _entry(session: Session, bulletin: Bulletin) -> str:
    said = "\n".join(one_line(f"{item.title} {item.text}") for item in public_items(session, bulletin))
    return (
        f"<entry>\n<id>urn:workshop:{escaped(session.id)}:bulletin:{escaped(bulletin.id)}</id>\n"
        f"<title>Bulletin {bulletin.number}</title>\n<updated>{_moment(bulletin.id)}</updated>\n"
        f'<content type="text">{escaped(said)}</content>\n</entry>\n'
    )


def _moment(stamp: str) -> str:
    return datetime.fromtimestamp(moment_of(stamp) // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _CalendarEvent(NamedTuple):
    """A day in a calendar; ``stamp`` is the moment of its last change, ``sequence`` counts the changes."""

    uid: str
    sequence: int
    stamp: str
    day: date
    summary: str
    status: str = "CONFIRMED"

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of RFC 5545, section 3.6.1."""
        return (
            "BEGIN:VEVENT",
            f"UID:{self.uid}",
            f"SEQUENCE:{self.sequence}",
            f"DTSTAMP:{self.stamp}",
            f"DTSTART;VALUE=DATE:{self.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{self.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_typed(self.summary)}",
            f"STATUS:{self.status}",
            "END:VEVENT",
        )


def calendar_of(session: Session) -> bytes:
    """Return reviews and dated items as a calendar; imported again it brings its events up to date.

    A review that is waited for no more is cancelled.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//workshop//follow-up//EN",
        *_reviews(session),
        *_dated(session),
    ]
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _reviews(session: Session) -> Iterator[str]:
    for item in follow_up_of(session, "appendix"):
        reviews = [news.review for news in item.news if news.review]
        if reviews:
            now = item.now
            over = now.status in OVER or not now.review
            yield from _CalendarEvent(
                f"{item.item.replace('/', '-')}@{session.id}",
                len(item.news),
                f"{date.fromisoformat(now.date):%Y%m%d}T000000Z",
                date.fromisoformat(reviews[-1]),
                f"Review {item.id}: {item.text}",
                "CANCELLED" if over else "CONFIRMED",
            ).lines


def _dated(session: Session) -> Iterator[str]:
    """Return the dated items of bulletins; what may be seen no more is left out."""
    for bulletin in session.bulletins:
        seen = public_items(session, bulletin)
        stamp = f"{datetime.fromtimestamp(moment_of(bulletin.id) // 1000, UTC):%Y%m%dT%H%M%SZ}"
        for number, item in enumerate(bulletin.items, 1):
            for day in item.dates if item in seen else ():
                uid = f"bulletin-{bulletin.id}-{number}-{day}@{session.id}"
                yield from _CalendarEvent(uid, 0, stamp, date.fromisoformat(day), item.title).lines


def _typed(text: str) -> str:
    text = one_line(text).replace("\\", "\\\\")
    return text.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[bytes]:
    """Break a line between characters; those that follow begin with a blank."""
    part = b""
    for character in line:
        more = character.encode()
        if len(part) + len(more) > OCTETS:
            yield part
            part = b" "
        part += more
    yield part
