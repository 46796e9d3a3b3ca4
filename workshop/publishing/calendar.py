"""Reviews and dated items as a calendar (RFC 5545), whose events are brought up to date when it is imported again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from workshop.model.bulletins import public_items
from workshop.model.events import StatusNoted
from workshop.model.follow_up import OVER, is_day
from workshop.model.follow_up_view import follow_up_of
from workshop.model.history import History
from workshop.model.hlc import moment_of
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.wording.document_words import words_for

OCTETS: Final = 73
"""Bytes of a line of a calendar, without the blank that a folded one begins with: at most 75 with its end."""


class FollowUpChanges(NamedTuple):
    """``times`` changed, the last at ``moment`` (milliseconds since 1970 UTC); ``review`` is the last day named."""

    times: int
    moment: int
    review: str


def changes_of(history: History) -> dict[str, FollowUpChanges]:
    """Return the changes of each item's news, by its inner id; taking news back, or noting it again, is one too."""
    found: dict[str, FollowUpChanges] = {}
    for entry in history.entries:
        act, _ = history.act_of(entry)
        for event in act.events:
            if isinstance(event, StatusNoted):
                before = found.get(event.item)
                review = event.review if is_day(event.review) else before.review if before else ""
                times, moment = before.times + 1 if before else 1, moment_of(entry.id)
                found[event.item] = FollowUpChanges(times, moment, review)
    return found


NO_CHANGES: Final[Mapping[str, FollowUpChanges]] = MappingProxyType({})


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
