"""What happens to the follow-up: news is added behind what was heard before, and a bulletin stays as it was issued."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat, zip_longest

from workshop.model import events as e
from workshop.model.effects.cards import suffix
from workshop.model.effects.registry import effect
from workshop.model.follow_up import Bulletin, BulletinItem, News, is_day
from workshop.model.session import Session

SEPARATOR = " | "
"""What stands between the several values of one item in an event."""


@effect.register
def note_status(event: e.StatusNoted, session: Session) -> Session:
    """Keep news also of a card that is not here yet: its table may come late."""
    news = News(event.status, event.date, event.by, event.contact, event.link, event.review, event.reason)
    before = session.follow_up.get(event.item, ())
    return session._replace(follow_up=session.follow_up.put(event.item, (*before, news)))


@effect.register
def issue_bulletin(event: e.BulletinIssued, session: Session) -> Session:
    """Where another copy issued one of that number too, the later is shown as "3b"."""
    again = sum(bulletin.number.rstrip("abcdefghijklmnopqrstuvwxyz") == event.number for bulletin in session.bulletins)
    number = event.number + (suffix(again) if again else "")
    items = tuple(_items(event))
    made = Bulletin(event.bulletin, number, event.title, event.date, items, event.highlights, event.language)
    return session._replace(bulletins=(*session.bulletins, made))


@effect.register
def archive_bulletin(event: e.BulletinArchived, session: Session) -> Session:
    """Keep an old bulletin beside those that were issued here; the same from two copies is kept once."""
    items = tuple(BulletinItem(*each) for each in zip(event.titles, event.texts, strict=False))
    made = Bulletin(event.bulletin, event.number, event.title, event.date, items)
    known = any(each._replace(id=made.id) == made for each in session.archive)
    return session if known else session._replace(archive=(*session.archive, made))


def _items(event: e.BulletinIssued) -> Iterator[BulletinItem]:
    told = list(zip(event.titles, event.texts, event.about, event.keys, strict=False))
    more = zip_longest(
        *(event.contacts, event.dates, event.links, event.cards, event.tags, event.pictures, event.alts), fillvalue=""
    )
    for item, (contact, *several, picture, alt) in zip(told, [*more, *repeat(("",) * 7, len(told))], strict=False):
        dates, links, cards, tags = (tuple(filter(None, each.split(SEPARATOR))) for each in several)
        dates = tuple(filter(is_day, dates))
        yield BulletinItem(*item, contact, dates, links, cards, tags, picture, alt)
