"""The follow-up as a role may see it: each experiment and each line of the digest with its news."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from workshop.model.follow_up import NO_NEWS, OVER, News
from workshop.model.map_view import map_view
from workshop.model.mapping import stands_now
from workshop.model.views import may_see

if TYPE_CHECKING:
    from workshop.model.session import Session
    from workshop.model.views import CardView, Role


class FollowedItem(NamedTuple):
    """A card or a line of the digest: ``item`` is its inner id, ``id`` the shown one; the oldest news comes first.

    ``owner``, ``place`` and ``tags`` are those of the card; a line has none. ``noted`` are the inner ids under which
    each piece of news was noted: what was said of a card that was joined or split is said of those that stand for it.
    """

    item: str
    id: str
    text: str
    news: tuple[News, ...]
    owner: str = ""
    place: str = ""
    tags: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()

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
    told = news_of(session, role)
    made = (_with_news(item, told.get(item.item, ()), contacts=contacts) for item in (*cards, *lines))
    return tuple(sorted(made, key=lambda item: item.id))


def news_of(session: Session, role: Role = "facilitator") -> dict[str, list[tuple[str, News]]]:
    """Return the news of each card and line, each piece with the inner id under which it was noted.

    What was noted of a card before it was joined or split comes before what was noted since of those that stand for it.
    """
    noted = {item: [(item, piece) for piece in news] for item, news in session.follow_up.items()}
    before: dict[str, list[list[tuple[str, News]]]] = {}
    for item in sorted(noted):
        for now in successors(session, item, role):
            before.setdefault(now, []).append(noted[item])
    merged = {item: merge(*several, key=lambda piece: piece[1].date) for item, several in before.items()}
    return noted | {item: [*pieces, *noted.get(item, ())] for item, pieces in merged.items()}


def _of_card(view: CardView) -> FollowedItem:
    fields = dict(view.fields)
    owner, place = fields.get("owner", ""), fields.get("place", "")
    return FollowedItem(view.card, view.id, view.text, (), owner, place, view.tags)


def successors(session: Session, card_id: str, role: Role) -> list[str]:
    """Return the inner ids of those that stand for a card that was joined or split, if ``role`` might see it itself."""
    card = session.cards.get(card_id)
    if card is None or card.live or not may_see(card._replace(split=(), joined_into=""), role):
        return []
    return [now.id for now in stands_now(session, card_id)]


def _with_news(item: FollowedItem, told: Sequence[tuple[str, News]], *, contacts: bool) -> FollowedItem:
    news = tuple(piece if contacts else piece._replace(contact="") for _, piece in told)
    return item._replace(news=news, noted=tuple(noted for noted, _ in told))
