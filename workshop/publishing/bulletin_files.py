"""An issued bulletin as files, all of them as one page and as a feed, and the reviews ahead as a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Final

from workshop.model.bulletins import public_items
from workshop.model.follow_up import OVER
from workshop.model.follow_up_view import follow_up_of
from workshop.model.hlc import moment_of
from workshop.model.text import one_line
from workshop.publishing.builder import open_questions
from workshop.publishing.format_table import export
from workshop.publishing.rendering.markup import escaped
from workshop.publishing.report import Report, ReportCard, ReportList, ReportTheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workshop.model.bulletin import Bulletin, BulletinItem
    from workshop.model.session import Session

FORMATS: Final = ("docx", "odt", "html", "txt")
OCTETS: Final = 73
"""Bytes of a line of a calendar, without the blank that a folded one begins with: at most 75 with its end."""


def files_of(session: Session, bulletin: Bulletin) -> dict[str, bytes]:
    """Return the files of one bulletin, the page of all, the feed and the calendar, by their names."""
    stem, report = f"bulletin-{bulletin.number}", report_of_bulletin(session, bulletin)
    made = {f"{stem}.{name}": export(report, name) for name in FORMATS}
    made[f"{stem}.eml"] = mail_of(bulletin, made[f"{stem}.txt"], made[f"{stem}.html"])
    return made | {
        "bulletins.html": export(report_of_all(session), "html"),
        "bulletins.atom": feed_of(session),
        "reviews.ics": calendar_of(session),
    }


def report_of_bulletin(session: Session, bulletin: Bulletin) -> Report:
    """Return a bulletin as it was issued."""
    theme = _section(bulletin, bulletin.items)
    return Report(
        bulletin.title, session.language, (theme,), f"Issued {bulletin.date}.", changed=moment_of(bulletin.id)
    )


def report_of_all(session: Session) -> Report:
    """Return all bulletins, the newest first; what may be seen no more is not in it."""
    newest = session.bulletins[::-1]
    themes = tuple(_section(bulletin, public_items(session, bulletin)) for bulletin in newest)
    changed = moment_of(newest[0].id) if newest else 0
    return Report(
        session.title,
        session.language,
        themes,
        f"Bulletins: {len(newest)}.",
        "Bulletins",
        left_out=tuple(filter(None, [open_questions(session)])),
        changed=changed,
    )


def _section(bulletin: Bulletin, items: Iterable[BulletinItem]) -> ReportTheme:
    cards = (ReportCard(f"B{bulletin.number}-{n}", "", item.title, note=item.text) for n, item in enumerate(items, 1))
    return ReportTheme(f"Bulletin {bulletin.number}, {bulletin.date}", "", (ReportList("", "", tuple(cards)),))


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


def calendar_of(session: Session) -> bytes:
    """Return the reviews as a calendar; imported again it brings its events up to date, a closed one as cancelled."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//workshop//follow-up//EN"]
    for item in follow_up_of(session, "appendix"):
        reviews = [news.review for news in item.news if news.review]
        if reviews:
            now = item.now
            over = now.status in OVER or not now.review
            day = date.fromisoformat(reviews[-1])
            lines += [
                "BEGIN:VEVENT",
                f"UID:{item.item.replace('/', '-')}@{session.id}",
                f"SEQUENCE:{len(item.news)}",
                f"DTSTAMP:{date.fromisoformat(now.date):%Y%m%d}T000000Z",
                f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
                f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
                f"SUMMARY:{_typed(f'Review {item.id}: {item.text}')}",
                f"STATUS:{'CANCELLED' if over else 'CONFIRMED'}",
                "END:VEVENT",
            ]
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


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
