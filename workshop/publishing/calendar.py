"""Reviews and dated items as a calendar (RFC 5545), whose events are brought up to date when it is imported again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple

from workshop.model.bulletins import public_items
from workshop.model.events import (
    CardHidden,
    CardLeftOut,
    CardParked,
    CardPutBack,
    CardRemoved,
    CardRestored,
    CardShown,
    CardsJoined,
    CardSplit,
    CardUnparked,
    Event,
    StatusNoted,
)
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
    """Return the changes of each item, by its inner id: news, and what takes its card from the public or gives it back.

    Taking one back, or doing it again, is one too.
    """
    found: dict[str, FollowUpChanges] = {}
    for entry in history.entries:
        act, _ = history.act_of(entry)
        for event in act.events:
            review = event.review if isinstance(event, StatusNoted) and is_day(event.review) else ""
            for item in _changed(event):
                before = found.get(item, FollowUpChanges(0, 0, ""))
                found[item] = FollowUpChanges(before.times + 1, moment_of(entry.id), review or before.review)
    return found


def _changed(event: Event) -> tuple[str, ...]:
    """Return the inner ids of what an event changes in a calendar."""
    if isinstance(event, StatusNoted):
        return (event.item,)
    if isinstance(event, CardsJoined):
        return event.of
    return (event.card,) if isinstance(event, _PUBLIC_OR_NOT) else ()


_PUBLIC_OR_NOT: Final = (
    *(CardHidden, CardShown, CardParked, CardUnparked, CardRemoved, CardRestored),
    *(CardLeftOut, CardPutBack, CardSplit),
)


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

    A review that is waited for no more is cancelled, and so is what the public may see no more, without its words.
    ``changes`` count what was taken back too.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//workshop//follow-up//EN",
        *_reviews(session, changes),
        *_dated(session, changes),
    ]
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _reviews(session: Session, changes: Mapping[str, FollowUpChanges]) -> Iterator[str]:
    words, followed = words_for(session.language).bulletin, follow_up_of(session, "appendix")
    for item in followed:
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

    shown = {item.item for item in followed}
    for gone, told in session.follow_up.items():
        is_here = gone in session.cards or gone in session.map.lines
        if is_here and gone not in shown and any(is_day(news.review) for news in told):
            changed = changes.get(gone, FollowUpChanges(len(told) + 1, moment_of(gone), ""))
            yield from _withdrawn(session, f"{gone.replace('/', '-')}@{session.id}", changed)


def _withdrawn(session: Session, uid: str, changed: FollowUpChanges) -> tuple[str, ...]:
    """Return the lines that take an event back, of which no word and no day is left."""
    day, stamp = datetime.fromtimestamp(changed.moment // 1000, UTC).date(), _stamp(changed.moment)
    summary = words_for(session.language).site.withdrawn
    return _CalendarEvent(uid, changed.times, stamp, day, summary, "CANCELLED").lines


def _stamp(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment // 1000, UTC):%Y%m%dT%H%M%SZ}"


def _dated(session: Session, changes: Mapping[str, FollowUpChanges]) -> Iterator[str]:
    """Return the dated items of bulletins; what may be seen no more is cancelled."""
    for bulletin in session.bulletins:
        seen = public_items(session, bulletin)
        issued = FollowUpChanges(0, moment_of(bulletin.id), "")
        for number, item in enumerate(bulletin.items, 1):
            changed = changes.get(item.about, issued)
            for day in item.dates:
                uid, stamp = f"bulletin-{bulletin.id}-{number}-{day}@{session.id}", _stamp(changed.moment)
                if item in seen:
                    yield from _CalendarEvent(uid, changed.times, stamp, date.fromisoformat(day), item.title).lines
                else:
                    yield from _withdrawn(session, uid, changed._replace(times=changed.times or 1))


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
