"""The follow-up as a role may see it: each experiment and each line of the digest with its news."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from workshop.model.follow_up import NO_NEWS, OVER, News
from workshop.model.map_view import map_view

if TYPE_CHECKING:
    from workshop.model.session import Session
    from workshop.model.views import CardView, Role


class FollowedItem(NamedTuple):
    """A card or a line of the digest: ``item`` is its inner id, ``id`` the shown one; the oldest news comes first.

    ``owner``, ``place`` and ``tags`` are those of the card; a line has none.
    """

    item: str
    id: str
    text: str
    news: tuple[News, ...]
    owner: str = ""
    place: str = ""
    tags: tuple[str, ...] = ()

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
    cards = (_of_card(card.view) for card in view.cards.values())
    lines = (FollowedItem(line.line, line.id, line.text, ()) for heading in view.headings for line in heading.lines)
    made = (item._replace(news=tuple(_news(session, item.item, contacts=contacts))) for item in (*cards, *lines))
    return tuple(sorted(made, key=lambda item: item.id))


def _of_card(view: CardView) -> FollowedItem:
    fields = dict(view.fields)
    owner, place = fields.get("owner", ""), fields.get("place", "")
    return FollowedItem(view.card, view.id, view.text, (), owner, place, view.tags)


def _news(session: Session, item: str, *, contacts: bool) -> Iterator[News]:
    for news in session.follow_up.get(item, ()):
        yield news if contacts else news._replace(contact="")
