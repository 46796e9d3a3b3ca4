"""What no bulletin has told yet, and what the public may still see of those that were issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.bulletin import Bulletin, BulletinItem
from workshop.model.follow_up_view import follow_up_of
from workshop.model.questions import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.model.session import Session


def untold(session: Session) -> tuple[BulletinItem, ...]:
    """Return what has happened that no bulletin has told: news, and answered questions, as the public may see it."""
    told = {item.key for bulletin in session.bulletins for item in bulletin.items}
    return tuple(item for item in (*_news(session), *_answers(session)) if item.key not in told)


def _news(session: Session) -> Iterator[BulletinItem]:
    for item in follow_up_of(session, "appendix"):
        for news in item.news:
            parts = (f"{news.date}, {news.by}", news.reason, news.link)
            review = f"Next review {news.review}" if news.review else ""
            text = ". ".join(filter(None, (item.text.rstrip("."), *parts, review)))
            title = f"{item.id}: {news.status}"
            yield BulletinItem(title, text, item.item, "|".join((item.item, *news)))


def _answers(session: Session) -> Iterator[BulletinItem]:
    for card in questions(session, "appendix").answered:
        answer = dict(card.fields)["answer"]
        yield BulletinItem(f"{card.id}: answered", f"{card.text} {answer}", card.card, f"{card.card}|{answer}")


def public_items(session: Session, bulletin: Bulletin) -> tuple[BulletinItem, ...]:
    """Return the items of a bulletin without those of cards that the public may see no more."""
    seen = {item.item for item in follow_up_of(session, "appendix")}
    seen |= {card.card for card in questions(session, "appendix").answered}
    return tuple(item for item in bulletin.items if not item.about or item.about in seen)
