"""The follow-up: what became of each experiment, and of each line of the digest. Contacts are never in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from workshop.model.follow_up import STATUSES, News
from workshop.model.follow_up_view import FollowedItem, follow_up_of
from workshop.publishing.follow_up_sheet import sheet_of
from workshop.publishing.format_table import export
from workshop.publishing.report import Report, ReportCard, ReportList, ReportTheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.model.session import Session
    from workshop.publishing.publication import Matter


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
        return (
            json.dumps({"title": matter.session.title, "items": items}, ensure_ascii=False, indent=2) + "\n"
        ).encode()
    template = matter.template if format == "docx" else None
    return export(report_of_follow_up(matter.session, matter.changed, matter.today), format, template)


def as_json(item: FollowedItem, *, contacts: bool = False) -> dict[str, object]:
    """Return an item with its news, the oldest first; contacts only where they are asked for."""
    news = [each._asdict() for each in item.news]
    for each in news if not contacts else ():
        del each["contact"]
    return {"id": item.id, "text": item.text, "status": item.now.status, "news": news}


def report_of_follow_up(session: Session, changed: int = 0, today: str = "") -> Report:
    """Return the follow-up as a report, a section a status; those that nobody has begun come first.

    Where ``today`` is given it says which reviews were due, and of how many nothing was heard.
    """
    items = follow_up_of(session, "appendix")
    found = {status: tuple(_card(item, today) for item in items if item.now.status == status) for status in STATUSES}
    themes = tuple(
        ReportTheme(status.capitalize(), "", (ReportList("", "", cards, numbered=True),))
        for status, cards in found.items()
        if cards
    )
    counts = "; ".join(f"{status}: {len(cards)}" for status, cards in found.items() if cards)
    return Report(
        session.title,
        session.language,
        themes,
        f"{counts or 'Nothing to follow'}.".capitalize() + _silent(items, today),
        "Follow-up",
        changed=changed,
    )


def _silent(items: Sequence[FollowedItem], today: str) -> str:
    """Return " As of 2026-07-05, news is missing of 2." where that is so."""
    silent = sum(bool(item.silence(today)) for item in items)
    return f" As of {today}, news is missing of {silent}." if today and silent else ""


def _card(item: FollowedItem, today: str) -> ReportCard:
    silence = item.silence(today)
    heard = ". ".join(filter(None, (silence[:1].upper() + silence[1:], said(item.now))))
    return ReportCard(item.id, "", item.text, note=heard)


def said(news: News) -> str:
    """Return a piece of news in a line: "2026-06-12, parks officer. Next review 2026-07-01. https://…"."""
    parts = (
        ", ".join(filter(None, (news.date, news.by))),
        news.reason,
        f"Next review {news.review}" if news.review else "",
        news.link,
    )
    return ". ".join(filter(None, parts))
