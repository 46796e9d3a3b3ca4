"""What no bulletin has told yet, and what the public may still see of those that were issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.bulletin import Bulletin, BulletinItem
from workshop.model.follow_up_view import follow_up_of
from workshop.model.questions import questions
from workshop.model.views import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.model.follow_up import News
    from workshop.model.session import Session


def untold(session: Session) -> tuple[BulletinItem, ...]:
    """Return what has happened that no bulletin has told: news, and answered questions, as the public may see it."""
    told = {item.key for bulletin in session.bulletins for item in bulletin.items}
    return tuple(item for item in (*_news(session), *_answers(session)) if item.key not in told)


def _news(session: Session) -> Iterator[BulletinItem]:
    for item in follow_up_of(session, "appendix"):
        for news in _last_words(item.news):
            parts = (f"{news.date}, {news.by}", news.reason, news.link)
            review = f"Next review {news.review}" if news.review else ""
            text = ". ".join(filter(None, (item.text.rstrip("."), *parts, review)))
            title = f"{item.id}: {news.status}"
            yield BulletinItem(title, text, item.item, "|".join((item.item, *news)))


def proposed(session: Session, item: BulletinItem) -> BulletinItem:
    """Return a proposed item with the card or line that it is about, its link, and the card's place and tags."""
    found = next((each for each in follow_up_of(session, "appendix") if each.item == item.about), None)
    if found is None:
        return item._replace(cards=tuple(name for name, inner in ids_of(session).items() if inner == item.about))
    news = next((each for each in found.news if item.key.endswith("|".join(each))), found.now)
    links, tags = tuple(filter(None, (news.link,))), tuple(filter(None, (found.place, *found.tags)))
    return item._replace(links=links, cards=(found.id,), tags=tags)


def _last_words(news: tuple[News, ...]) -> Iterator[News]:
    """Return the news without what was corrected at once: of the same day, status and role the last stands."""
    for number, now in enumerate(news, 1):
        if not any(now[:3] == following[:3] for following in news[number : number + 1]):
            yield now


def ids_of(session: Session) -> dict[str, str]:
    """Return the inner ids of the cards and lines that the public may see, by their shown ids."""
    cards = {card.id: card.card for theme in visible(session, "appendix").themes for card in theme.cards}
    lines = {item.id: item.item for item in follow_up_of(session, "appendix")}
    return cards | lines


def _answers(session: Session) -> Iterator[BulletinItem]:
    for card in questions(session, "appendix").answered:
        answer = dict(card.fields)["answer"]
        yield BulletinItem(f"{card.id}: answered", f"{card.text} {answer}", card.card, f"{card.card}|{answer}")


def public_items(session: Session, bulletin: Bulletin) -> tuple[BulletinItem, ...]:
    """Return the items of a bulletin without those of cards that the public may see no more."""
    seen = {item.item for item in follow_up_of(session, "appendix")}
    seen |= {card.card for card in questions(session, "appendix").answered}
    seen |= set(ids_of(session).values())
    return tuple(item for item in bulletin.items if not item.about or item.about in seen)
