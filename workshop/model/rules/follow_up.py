"""Rules about the follow-up: what news must say."""

from __future__ import annotations

from datetime import date

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.follow_up import DROPPED, STATUSES, WENT_INTO, News
from workshop.model.rules.registry import Context, answer, live_card, refuse, refuse_if
from workshop.model.session import Session
from workshop.model.text import FIELD_LIMIT, TITLE_LIMIT, needed, one_line, within


@answer.register
def note_statuses(command: c.NoteStatuses, session: Session, _: Context) -> tuple[e.Event, ...]:
    """Keep what is new of the news, or say of which piece something is wanting."""
    events: list[e.StatusNoted] = []
    for note in {note.item: note for note in command.notes}.values():
        name, news = _name(session, note.item), _news(note)
        refuse_if(news.status not in STATUSES, f"{name}: “{news.status}” is not a status. {_CHOICES}")
        refuse_if(news.status == DROPPED and not news.reason, f"{name}: say why it was dropped.")
        refuse_if(news.status == WENT_INTO and not news.link, f"{name}: say with a link what it went into.")
        if session.follow_up.get(note.item, ())[-1:] != (news,):
            events.append(e.StatusNoted(note.item, *news))
    return tuple(events) or refuse("That was noted already.")


_CHOICES = f"Choose one of: {'; '.join(STATUSES)}."


def _name(session: Session, item: str) -> str:
    line = session.map.lines.get(item)
    if line is None:
        return session.shown_id(live_card(session, item))
    refuse_if(line.removed, f"{line.label} was removed.")
    return line.label


def _news(note: c.StatusNote) -> News:
    return News(
        one_line(note.status),
        _day(needed(one_line(note.date), "The date of the news")),
        needed(within(one_line(note.by), TITLE_LIMIT, "Who says it"), "Who says it"),
        within(one_line(note.contact), TITLE_LIMIT, "A contact"),
        within(one_line(note.link), FIELD_LIMIT, "A link"),
        _day(one_line(note.review)),
        within(one_line(note.reason), FIELD_LIMIT, "A reason"),
    )


def _day(text: str) -> str:
    """Return a day in one way of writing it. Raises ``Refused`` where it is none."""
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        refuse(f"“{text}” is not a date. Write it as 2026-06-12.")
