"""What happens to the follow-up: news is added behind what was heard before, in the order of stamps."""

from __future__ import annotations

from workshop.model import events as e
from workshop.model.effects.registry import effect
from workshop.model.follow_up import News
from workshop.model.session import Session


@effect.register
def note_status(event: e.StatusNoted, session: Session) -> Session:
    """Keep news also of a card that is not here yet: its table may come late."""
    news = News(event.status, event.date, event.by, event.contact, event.link, event.review, event.reason)
    before = session.follow_up.get(event.item, ())
    return session._replace(follow_up=session.follow_up.put(event.item, (*before, news)))
