"""An issued bulletin as files: documents, a mail; with those of its month, all of them, a feed and a calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from workshop.model.bulletins import public_items
from workshop.model.follow_up import Bulletin
from workshop.model.hlc import moment_of
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.publishing.bulletin_report import picture_of, report_of_all, report_of_bulletin, report_of_month
from workshop.publishing.calendar import NO_CHANGES, FollowUpChanges, calendar_of
from workshop.publishing.publication import export
from workshop.publishing.rendering.markup import escaped
from workshop.wording.document_words import words_for

FORMATS: Final = ("docx", "odt", "html", "txt")
ARCHIVE: Final = "bulletins-archive.html"
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
