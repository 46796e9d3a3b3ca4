"""An issued bulletin as files: documents, a mail; with those of its month, all of them, a feed and a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from types import MappingProxyType
from typing import Final, NamedTuple

from workshop.model.bulletins import public_items
from workshop.model.follow_up import OVER, Bulletin, is_day
from workshop.model.follow_up_view import FollowUpChanges, follow_up_of
from workshop.model.hlc import moment_of
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.publishing.bulletin_report import picture_of, report_of_all, report_of_bulletin, report_of_month
from workshop.publishing.publication import export
from workshop.publishing.rendering.markup import escaped
from workshop.wording.document_words import words_for

FORMATS: Final = ("docx", "odt", "html", "txt")
ARCHIVE: Final = "bulletins-archive.html"
NO_CHANGES: Final[Mapping[str, FollowUpChanges]] = MappingProxyType({})
_NO_NAME: Final = re.compile(r"[^0-9A-Za-z-]+")


def page_of(bulletin: Bulletin) -> str:
    """Return the name of a bulletin's own page, which stays."""
    return f"{_stem(bulletin)}.html"


def page_of_month(month: str) -> str:
    """Return the name of the page of a month such as "2026-06"."""
    return f"bulletins-{_NO_NAME.sub('-', month)}.html"


def _stem(bulletin: Bulletin) -> str:
    """Return what the names of a bulletin's files begin with; its number may come from another's journal."""
    return f"bulletin-{_NO_NAME.sub('-', bulletin.number)}"


def files_of(
    session: Session, bulletin: Bulletin, changes: Mapping[str, FollowUpChanges] = NO_CHANGES
) -> dict[str, bytes]:
    """Return the files of one bulletin, the page of all, the feed and the calendar, by their names."""
    stem, report = _stem(bulletin), report_of_bulletin(session, bulletin)
    made = {f"{stem}.{name}": export(report, name) for name in FORMATS}
    made[f"{stem}.eml"] = mail_of(session, bulletin, made[f"{stem}.txt"], made[f"{stem}.html"])
    month = bulletin.date[:7]
    return made | {
        page_of_month(month): export(report_of_month(session, month), "html"),
        "bulletins.html": export(report_of_all(session), "html"),
        "bulletins.atom": feed_of(session),
        "reviews.ics": calendar_of(session, changes),
    }


def mail_of(session: Session, bulletin: Bulletin, text: bytes, html: bytes) -> bytes:
    """Return a draft of a mail to nobody yet, as text and as a page; its pictures come with the page."""
    words = words_for(bulletin.language or session.language).bulletin
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = one_line(f"{bulletin.title}: {words.bulletin.format(bulletin.number)}")
    mail["To"] = ""
    mail["Date"] = datetime.fromtimestamp(moment_of(bulletin.id) // 1000, UTC)
    mail["X-Unsent"] = "1"
    mail.set_content(text.decode("utf-8-sig"))
    page = html.decode()
    pictures = {item.picture: found for item in bulletin.items if (found := picture_of(item))}
    named = [(f"picture-{n}@bulletin", *each) for n, each in enumerate(pictures.items(), 1)]
    for name, coded, picture in named:
        page = page.replace(f"data:{picture.media_type};base64,{coded}", f"cid:{name}")
    mail.add_alternative(page, subtype="html")
    mail.set_boundary(f"{_stem(bulletin)}-part")
    if named:
        _, related = mail.iter_parts()
        for name, _, picture in named:
            file, kind = name.partition("@")[0] + picture.suffix, picture.media_type.partition("/")[2]
            related.add_related(picture.data, "image", kind, cid=f"<{name}>", disposition="inline", filename=file)
        related.set_boundary(f"{_stem(bulletin)}-page")
    return mail.as_bytes()


def feed_of(session: Session) -> bytes:
    """Return all bulletins as an Atom feed, the newest first."""
    newest = session.bulletins[::-1]
    updated = _moment(newest[0].id) if newest else "1970-01-01T00:00:00Z"
    entries = "".join(_entry(session, bulletin) for bulletin in newest)
    title = escaped(one_line(session.title))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>urn:workshop:{escaped(session.id)}</id>\n<title>{title}</title>\n"
        f"<updated>{updated}</updated>\n<author><name>{title}</name></author>\n{entries}</feed>\n"
    ).encode()


def _entry(session: Session, bulletin: Bulletin) -> str:
    said = "\n".join(one_line(f"{item.title} {item.text}") for item in public_items(session, bulletin))
    title = words_for(session.language).bulletin.bulletin.format(bulletin.number)
    return (
        f"<entry>\n<id>urn:workshop:{escaped(session.id)}:bulletin:{escaped(bulletin.id)}</id>\n"
        f"<title>{escaped(title)}</title>\n<updated>{_moment(bulletin.id)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{escaped(page_of(bulletin))}"/>\n'
        f'<content type="text">{escaped(said)}</content>\n</entry>\n'
    )


def _moment(stamp: str) -> str:
    return datetime.fromtimestamp(moment_of(stamp) // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


OCTETS: Final = 73
"""Bytes of a line of a calendar, without the blank that a folded one begins with: at most 75 with its end."""


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


def calendar_of(session: Session, changes: Mapping[str, FollowUpChanges] = NO_CHANGES) -> bytes:
    """Return reviews and dated items as a calendar; imported again it brings its events up to date.

    A review that is waited for no more is cancelled. ``changes`` count what was taken back too.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//workshop//follow-up//EN",
        *_reviews(session, changes),
        *_dated(session),
    ]
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _reviews(session: Session, changes: Mapping[str, FollowUpChanges]) -> Iterator[str]:
    words = words_for(session.language).bulletin
    for item in follow_up_of(session, "appendix"):
        now, changed = item.now, changes.get(item.item)
        named = [news.review for news in item.news if is_day(news.review)] or ([changed.review] if changed else [])
        if review := named[-1] if named else "":
            yield from _CalendarEvent(
                f"{item.item.replace('/', '-')}@{session.id}",
                max(len(item.news), changed.times if changed else 0),
                _stamp(changed.moment) if changed else f"{date.fromisoformat(now.date):%Y%m%d}T000000Z",
                date.fromisoformat(review),
                words.review.format(item.id, item.text),
                "CANCELLED" if now.status in OVER or not now.review else "CONFIRMED",
            ).lines


def _stamp(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment // 1000, UTC):%Y%m%dT%H%M%SZ}"


def _dated(session: Session) -> Iterator[str]:
    """Return the dated items of bulletins; what may be seen no more is left out."""
    for bulletin in session.bulletins:
        seen = public_items(session, bulletin)
        stamp = _stamp(moment_of(bulletin.id))
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
