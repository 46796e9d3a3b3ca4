"""What happens to bulletins: each stays as it was issued."""

from __future__ import annotations

from workshop.model import events as e
from workshop.model.bulletin import Bulletin, BulletinItem
from workshop.model.effects.cards import suffix
from workshop.model.effects.registry import effect
from workshop.model.session import Session


@effect.register
def issue_bulletin(event: e.BulletinIssued, session: Session) -> Session:
    """Where another copy issued one of that number too, the later is shown as "3b"."""
    again = sum(bulletin.number.rstrip("abcdefghijklmnopqrstuvwxyz") == event.number for bulletin in session.bulletins)
    number = event.number + (suffix(again) if again else "")
    fields = zip(event.titles, event.texts, event.about, event.keys, strict=False)
    items = tuple(BulletinItem(*item) for item in fields)
    made = Bulletin(event.bulletin, number, event.title, event.date, items)
    return session._replace(bulletins=(*session.bulletins, made))
