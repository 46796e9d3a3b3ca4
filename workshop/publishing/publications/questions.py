"""The questions to the room: those that are open, and of the others what was asked, answered and done."""

from __future__ import annotations

import json

from workshop.model.session import ANSWER_FIELDS, Session
from workshop.model.views import CardView, questions
from workshop.publishing.builder import card_of, open_questions
from workshop.publishing.format_table import export
from workshop.publishing.formats.csv import sheet
from workshop.publishing.publication import Matter
from workshop.publishing.report import Report, ReportList, ReportTheme
from workshop.wording.document_words import words_for


def publish(matter: Matter, format: str) -> bytes:  # noqa: A002 - the option's name
    """Return the questions in one format."""
    asked = questions(matter.session, "appendix")
    rows = [{"id": card.id, "question": card.text, **_answer(card)} for card in (*asked.open, *asked.answered)]
    if format == "json":
        told = {"title": matter.session.title, "open": len(asked.open), "questions": rows}
        return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    if format == "csv":
        return sheet(("id", "question", *ANSWER_FIELDS), (tuple(row.values()) for row in rows))
    template = matter.template if format == "docx" else None
    return export(report_of_questions(matter.session, matter.changed), format, template)


def report_of_questions(session: Session, changed: int = 0) -> Report:
    """Return the questions as a report: the open ones first, so that they are not forgotten."""
    asked, words = questions(session, "appendix"), words_for(session.language).map
    parts = ((words.open_questions, asked.open), (words.answered, asked.answered))
    themes = tuple(
        ReportTheme(title, "", (ReportList("", "", tuple(map(card_of, cards)), numbered=True),))
        for title, cards in parts
        if cards
    )
    return Report(
        title=session.title,
        language=session.language,
        themes=themes,
        counts=open_questions(session) or f"{words.open_questions}: 0.",
        subtitle=words.questions,
        changed=changed,
    )


def _answer(card: CardView) -> dict[str, str]:
    given = dict(card.fields)
    return {name: given.get(name, "") for name in ANSWER_FIELDS}
