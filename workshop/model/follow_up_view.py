"""The follow-up as a role may see it: each experiment and each line of the digest with its news."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.model.follow_up import NO_NEWS, OVER, News
from workshop.model.map_view import map_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.model.session import Session
    from workshop.model.views import Role


class FollowedItem(NamedTuple):
    """A card or a line of the digest: ``item`` is its inner id, ``id`` the shown one; the oldest news comes first."""

    item: str
    id: str
    text: str
    news: tuple[News, ...]

    @property
    def now(self) -> News:
        """How things stand."""
        return self.news[-1] if self.news else NO_NEWS

    def silence(self, today: str) -> str:
        """Return, where nothing has been heard though it should have been, since when; else nothing."""
        now = self.now
        if now.status in OVER:
            return ""
        since = f"no news since {now.date}" if now.date else "no news yet"
        if now.review and now.review < today:
            return f"{since}, review was due {now.review}"
        return "" if now.date else since


def follow_up_of(
    session: Session, role: Role = "facilitator", kind: str = "", *, contacts: bool = False
) -> tuple[FollowedItem, ...]:
    """Return every card of ``kind``, and every line, that the role may see; without ``contacts`` no contact is told."""
    view = map_view(session, role, kind)
    cards = ((card.view.card, card.view.id, card.view.text) for card in view.cards.values())
    lines = ((line.line, line.id, line.text) for heading in view.headings for line in heading.lines)
    made = (FollowedItem(*each, tuple(_news(session, each[0], contacts=contacts))) for each in (*cards, *lines))
    return tuple(sorted(made, key=lambda item: item.id))


def _news(session: Session, item: str, *, contacts: bool) -> Iterator[News]:
    for news in session.follow_up.get(item, ()):
        yield news if contacts else news._replace(contact="")
