"""What is published as papers: each comes in every format of the appendix, with a sheet and JSON of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial

from workshop.model.follow_up import STATUSES
from workshop.model.follow_up_view import FollowedItem, follow_up_of
from workshop.model.session import ANSWER_FIELDS, Session
from workshop.model.views import questions as asked_of
from workshop.publishing import map_report
from workshop.publishing.builder import card_of, open_questions, report_of
from workshop.publishing.follow_up_sheet import sheet_of
from workshop.publishing.formats.csv import sheet
from workshop.publishing.publication import Matter, export
from workshop.publishing.report import Report, ReportCard, numbered_theme
from workshop.wording.document_words import FollowWords, words_for


def appendix(matter: Matter, format: str) -> bytes:  # noqa: A002 - the option's name
    """Return the appendix: every card under its theme, with results, glossary and counts."""
    report = report_of(matter.session, matter.changed, matter.order, notes=matter.notes, tells_order=True)
    return export(report, format, matter.template if format == "docx" else None)


def digest(matter: Matter, format: str) -> bytes:  # noqa: A002 - as above
    """Return the digest of a second day: headings and lines, each line with the cards it stands on."""
    return _paper(matter, format, map_report.digest_of, map_report.digest_as_json, map_report.line_sheet)


def full_list(matter: Matter, format: str) -> bytes:  # noqa: A002 - as above
    """Return every card of a second day by heading, those nobody placed too, and again by table."""
    return _paper(matter, format, map_report.full_list_of, map_report.cards_as_json, map_report.card_sheet)


def map_table(matter: Matter, format: str) -> bytes:  # noqa: A002 - as above
    """Return the map of a second day as a table: card, heading, line."""
    if format == "json":
        return _json(map_report.map_as_json(matter.session, "appendix"))
    return sheet(map_report.MAP_COLUMNS, map_report.map_rows(matter.session))


def questions(matter: Matter, format: str) -> bytes:  # noqa: A002 - as above
    """Return the questions to the room: those that are open, and of the others what was asked, answered and done."""
    return _paper(matter, format, report_of_questions, _questions_as_json, _question_sheet)


def follow_up(matter: Matter, format: str) -> bytes:  # noqa: A002 - as above
    """Return what became of each experiment, and of each line of the digest. Contacts are never in it."""
    report, told = partial(report_of_follow_up, today=matter.today), partial(_follow_up_as_json, today=matter.today)
    return _paper(matter, format, report, told, sheet_of)


def _paper(
    matter: Matter,
    format: str,  # noqa: A002 - as above
    report_of: Callable[[Session, int], Report],
    told: Callable[[Session], object],
    sheet_of: Callable[[Session], bytes],
) -> bytes:
    """Return a paper as JSON, as a sheet, or, as the appendix, as a report."""
    if format == "json":
        return _json(told(matter.session))
    if format == "csv":
        return sheet_of(matter.session)
    return export(report_of(matter.session, matter.changed), format, matter.template if format == "docx" else None)


def _json(told: object) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def report_of_questions(session: Session, changed: int = 0) -> Report:
    """Return the questions as a report: the open ones first, so that they are not forgotten."""
    asked, words = asked_of(session, "appendix"), words_for(session.language).map
    parts = ((words.open_questions, asked.open), (words.answered, asked.answered))
    themes = tuple(numbered_theme(title, map(card_of, cards)) for title, cards in parts if cards)
    return Report(
        title=session.title,
        language=session.language,
        themes=themes,
        counts=open_questions(session) or f"{words.open_questions}: 0.",
        subtitle=words.questions,
        changed=changed,
    )


def _questions_as_json(session: Session) -> dict[str, object]:
    return {
        "title": session.title,
        "open": len(asked_of(session, "appendix").open),
        "questions": _question_rows(session),
    }


def _question_sheet(session: Session) -> bytes:
    return sheet(("id", "question", *ANSWER_FIELDS), (tuple(row.values()) for row in _question_rows(session)))


def _question_rows(session: Session) -> list[dict[str, str]]:
    asked = asked_of(session, "appendix")
    return [
        {"id": card.id, "question": card.text} | {name: dict(card.fields).get(name, "") for name in ANSWER_FIELDS}
        for card in (*asked.open, *asked.answered)
    ]


def _follow_up_as_json(session: Session, today: str) -> dict[str, object]:
    items = [
        item_as_json(item) | ({"silence": item.silence(today)} if today else {})
        for item in follow_up_of(session, "appendix")
    ]
    asked = [card.id for card in asked_of(session, "appendix").open]
    return {"title": session.title, "items": items, "open_questions": asked}


def item_as_json(item: FollowedItem, *, contacts: bool = False) -> dict[str, object]:
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
    themes = tuple(numbered_theme(shown, cards) for shown, cards in filled)
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
