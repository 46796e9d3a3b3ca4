"""The follow-up: what became of each experiment, and of each line of the digest. Contacts are never in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from workshop.model.follow_up import STATUSES
from workshop.model.follow_up_view import FollowedItem, follow_up_of
from workshop.model.session import Session
from workshop.model.views import questions
from workshop.publishing.builder import open_questions
from workshop.publishing.follow_up_sheet import sheet_of
from workshop.publishing.format_table import export
from workshop.publishing.publication import Matter
from workshop.publishing.report import Report, ReportCard, ReportList, ReportTheme
from workshop.wording.document_words import FollowWords, words_for


def publish(matter: Matter, format: str) -> bytes:  # noqa: A002 - the option's name
    """Return the follow-up in one format."""
    if format == "csv":
        return sheet_of(matter.session)
    if format == "json":
        today = matter.today
        items = [
            as_json(item) | ({"silence": item.silence(today)} if today else {})
            for item in follow_up_of(matter.session, "appendix")
        ]
        asked = [card.id for card in questions(matter.session, "appendix").open]
        told = {"title": matter.session.title, "items": items, "open_questions": asked}
        return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    template = matter.template if format == "docx" else None
    return export(report_of_follow_up(matter.session, matter.changed, today=matter.today), format, template)


def as_json(item: FollowedItem, *, contacts: bool = False) -> dict[str, object]:
    """Return an item with its news, the oldest first; contacts only where they are asked for."""
    news = [each._asdict() for each in item.news]
    for each in news if not contacts else ():
        del each["contact"]
    return {"id": item.id, "text": item.text, "status": item.now.status, "news": news}


def report_of_follow_up(session: Session, changed: int = 0, today: str = "") -> Report:
    """Return the follow-up as a report, a section a status; those that nobody has begun come first.

    Where ``today`` is given it says which reviews were due, and of how many there is no news.
    """
    items = follow_up_of(session, "appendix")
    words, say = words_for(session.language).follow_up, words_for(session.language).bulletin.day_said
    sections = [
        (shown, tuple(_card(item, words, say, today) for item in items if item.now.status == status))
        for status, shown in zip(STATUSES, words.statuses, strict=True)
    ]
    filled = [(shown, cards) for shown, cards in sections if cards]
    themes = tuple(ReportTheme(shown, "", (ReportList("", "", cards, numbered=True),)) for shown, cards in filled)
    counts = "; ".join(
        f"{shown if not at else shown[0].lower() + shown[1:]}: {len(cards)}" for at, (shown, cards) in enumerate(filled)
    )
    silent = sum(bool(item.silence(today)) for item in items)
    missing = f" {words.missing.format(say(today), silent)}" if today and silent else ""
    return Report(
        session.title,
        session.language,
        themes,
        f"{counts or words.nothing}.{missing}",
        words.follow_up,
        left_out=tuple(filter(None, [open_questions(session)])),
        changed=changed,
    )


def _card(item: FollowedItem, words: FollowWords, say: Callable[[str], str], today: str) -> ReportCard:
    heard = ". ".join(filter(None, _heard(item, words, say, today)))
    return ReportCard(item.id, "", item.text, fields=((words.follow_up, heard),) if heard else ())


def _heard(item: FollowedItem, words: FollowWords, say: Callable[[str], str], today: str) -> Iterator[str]:
    """Return what is known of an item: "12 June 2026, parks officer", "Next review 1 July 2026"; or the silence."""
    now = item.now
    if not now.date:
        yield words.no_news if item.silence(today) else ""
    elif item.silence(today):
        yield words.overdue.format(say(now.date), say(now.review))
        yield now.by
    else:
        yield f"{say(now.date)}, {now.by}"
    yield now.reason
    if now.review and not item.silence(today):
        yield words.next_review.format(say(now.review))
    yield now.link
