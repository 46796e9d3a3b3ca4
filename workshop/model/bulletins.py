"""What no bulletin has told yet, and what the public may still see of those that were issued.

Each proposed item has a key: what is told under a key is not proposed again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from workshop.model.follow_up import OVER, STATUSES, WENT_INTO, Bulletin, BulletinItem, News, is_day
from workshop.model.follow_up_view import FollowedItem, follow_up_of, successors
from workshop.model.session import Session
from workshop.model.text import NOTE_LIMIT, TITLE_LIMIT
from workshop.model.views import questions, visible

DAYS_AHEAD: Final = 14
"""Days before a date on which it is proposed once more."""

LONGEST_TITLE: Final = 90
"""Characters of a card's words in a title; all of them are in the text where they are more."""

_AHEAD: Final = "ahead|"
_TABLES: Final = "tables|"


class ProposalWords(NamedTuple):
    """The words in which items are proposed; ``statuses`` in the order of ``follow_up.STATUSES``.

    ``day_said`` says a day such as "2026-06-12" as people do.
    """

    statuses: tuple[str, ...] = STATUSES
    next_review: str = "Next review {}"
    answered: str = "answered"
    review_ahead: str = "review on {}"
    new_tables: str = "New tables: {}"
    day_said: Callable[[str], str] = str


ENGLISH: Final = ProposalWords()


def untold(session: Session, today: str = "", words: ProposalWords = ENGLISH) -> tuple[BulletinItem, ...]:
    """Return what has happened that no bulletin has told, as the public may see it.

    These are news, answered questions, tables that came in and, where ``today`` is given, dates that are near.
    """
    told = {item.key for bulletin in session.bulletins for item in bulletin.items}
    followed = follow_up_of(session, "appendix")
    found = (*_news(followed, words), *_answers(session, words), *_tables(session, told, words))
    fresh = tuple({item.key: item for item in reversed(found) if item.key not in told}.values())[::-1]
    if not today:
        return fresh
    new = {item.about for item in fresh}
    ahead = (*_reviews_ahead(session, followed, today, words), *_dates_ahead(session, today, words))
    return (*fresh, *(item for item in ahead if item.key not in told and (not item.about or item.about not in new)))


def abouts_of(session: Session) -> dict[str, str]:
    """Return what items are about by the keys under which they are, or could have been, proposed."""
    followed = follow_up_of(session, "appendix")
    ahead = (*_reviews_ahead(session, followed, "", ENGLISH), *_dates_ahead(session, "", ENGLISH))
    return {item.key: item.about for item in (*ahead, *untold(session))}


def is_of_tables(key: str) -> bool:
    """Return whether an item tells which tables came in: more may have come since it was proposed."""
    return key.startswith(_TABLES)


def _news(followed: tuple[FollowedItem, ...], words: ProposalWords) -> Iterator[BulletinItem]:
    shown = dict(zip(STATUSES, words.statuses, strict=True))
    for item in followed:
        for noted, news in _last_words(item):
            status = shown.get(news.status, news.status)
            title, text = _titled(item.text, f"{status} …" if news.status == WENT_INTO else status)
            review = words.next_review.format(words.day_said(news.review)) if news.review else ""
            parts = (text, f"{words.day_said(news.date)}, {news.by}", news.reason, review)
            links, tags = tuple(filter(None, (news.link,))), tuple(filter(None, (item.place, *item.tags)))
            told, key = ". ".join(filter(None, parts)), "|".join((noted, *news))
            yield BulletinItem(title, told, item.item, key, links=links, cards=(item.id,), tags=tags)


def _titled(words: str, told: str) -> tuple[str, str]:
    """Return a title that says of words what is told of them, and the words where there was no room for all."""
    if len(words) <= LONGEST_TITLE:
        return f"{words.rstrip('.')} – {told}", ""
    return f"{words[:LONGEST_TITLE].rpartition(' ')[0] or words[:LONGEST_TITLE]} … – {told}", words.rstrip(".")


def _last_words(item: FollowedItem) -> Iterator[tuple[str, News]]:
    """Return the news without what was corrected at once: of the same day, status and role the last stands."""
    for number, (noted, now) in enumerate(zip(item.noted, item.news, strict=True), 1):
        if not any(now[:3] == following[:3] for following in item.news[number : number + 1]):
            yield noted, now


def _answers(session: Session, words: ProposalWords) -> Iterator[BulletinItem]:
    for card in questions(session, "appendix").answered:
        answer = dict(card.fields)["answer"]
        title, text = _titled(card.text, words.answered)
        yield BulletinItem(title, f"{text} {answer}".strip(), card.card, f"{card.card}|{answer}", cards=(card.id,))


def _tables(session: Session, told: set[str], words: ProposalWords) -> Iterator[BulletinItem]:
    """Return one item for all tables whose cards no bulletin has told of; a table alone has none."""
    known = {table for key in told if key.startswith(_TABLES) for table in key.split("|")[1:]}
    titles: dict[str, dict[str, None]] = {}
    for theme in visible(session, "appendix").themes:
        for view in theme.cards:
            card = session.cards[view.card]
            table = (card.table or card.source.title).replace("|", "/") if card.source else ""
            if table and table not in known:
                titles.setdefault(table, {})[theme.title] = None
    if titles:
        tables = sorted(titles, key=lambda each: (not each.isdigit(), len(each), each))
        text = " · ".join(f"{table}: {', '.join(titles[table])}" for table in tables)[:NOTE_LIMIT]
        title = words.new_tables.format(", ".join(tables))[:TITLE_LIMIT]
        yield BulletinItem(title, text, key=f"{_TABLES}{'|'.join(tables)}")


def _reviews_ahead(
    session: Session, followed: tuple[FollowedItem, ...], today: str, words: ProposalWords
) -> Iterator[BulletinItem]:
    told_on = {item.key: bulletin.date for bulletin in session.bulletins for item in bulletin.items}
    for item in followed:
        review, told = item.now.review, told_on.get("|".join((*item.noted[-1:], *item.now)), "")
        if is_day(review) and item.now.status not in OVER and _is_near(review, today, told):
            title, text = _titled(item.text, words.review_ahead.format(words.day_said(review)))
            key = f"{_AHEAD}{item.item}|{review}"
            tags = tuple(filter(None, (item.place, *item.tags)))
            yield BulletinItem(title, text, item.item, key, cards=(item.id,), tags=tags)


def _dates_ahead(session: Session, today: str, words: ProposalWords) -> Iterator[BulletinItem]:
    """Return the dates of items of earlier bulletins that are near, each with what was told of it."""
    for bulletin in session.bulletins:
        for number, item in enumerate(public_items(session, bulletin)):
            for day in item.dates if not item.key.startswith(_AHEAD) else ():
                if _is_near(day, today, bulletin.date):
                    (title, _), key = _titled(item.title, words.day_said(day)), f"{_AHEAD}{bulletin.id}-{number}|{day}"
                    yield item._replace(title=title, key=key, dates=(), picture="", alt="")


def _is_near(day: str, today: str, told: str) -> bool:
    """Return whether a day is today or soon after, and was not soon when it was told; without ``today`` any day is."""
    soon = (date.fromisoformat(day) - timedelta(DAYS_AHEAD)).isoformat()
    return not today or (soon <= today <= day and told < soon)


def ids_of(session: Session) -> dict[str, str]:
    """Return the inner ids of the cards and lines that the public may see, by their shown ids."""
    cards = {card.id: card.card for theme in visible(session, "appendix").themes for card in theme.cards}
    return cards | {item.id: item.item for item in follow_up_of(session, "appendix")}


def public_items(session: Session, bulletin: Bulletin) -> tuple[BulletinItem, ...]:
    """Return the items of a bulletin without those of cards that the public may see no more."""
    seen = _seen_by_public(session)
    return tuple(item for item in bulletin.items if not item.about or item.about in seen)


def _seen_by_public(session: Session) -> frozenset[str]:
    """Return the inner ids that the public may see, also of cards for which others stand that it may see.

    They are kept for one session, of which many bulletins are asked for.
    """
    known, seen = _SEEN[0]
    if known is not session:
        now = set(ids_of(session).values())
        gone = (card for card in session.cards if not now.isdisjoint(successors(session, card, "appendix")))
        seen = frozenset((*now, *gone))
        _SEEN[0] = session, seen
    return seen


_SEEN: Final[list[tuple[Session | None, frozenset[str]]]] = [(None, frozenset())]
