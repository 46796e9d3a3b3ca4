"""Rules about the follow-up: what news must say, and that a bulletin has something to say."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Final

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.bulletins import abouts_of, ids_of, is_of_tables, untold
from workshop.model.effects.follow_up import SEPARATOR
from workshop.model.events import StatusNoted
from workshop.model.follow_up import DROPPED, HIGHLIGHTS, STATUSES, WENT_INTO, BulletinItem, News
from workshop.model.rules.registry import Context, Events, answer, live_card, refuse, refuse_if
from workshop.model.session import Session
from workshop.model.text import FIELD_LIMIT, LABEL_LIMIT, NOTE_LIMIT, TITLE_LIMIT, clean, needed, one_line, within


@answer.register
def note_statuses(command: c.NoteStatuses, session: Session, _: Context) -> Events:
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


def _news(note: StatusNoted) -> News:
    return News(
        one_line(note.status),
        _day(needed(one_line(note.date), "The date of the news")),
        needed(within(one_line(note.by), TITLE_LIMIT, "Who says it"), "Who says it"),
        within(one_line(note.contact), TITLE_LIMIT, "A contact"),
        within(one_line(note.link), FIELD_LIMIT, "A link"),
        _day(one_line(note.review)),
        within(one_line(note.reason), FIELD_LIMIT, "A reason"),
    )


def _day(text: str, title: str = "") -> str:
    """Return a day, if one is given, in one way of writing it. Raises ``Refused``, and names ``title``."""
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        where = f"“{title}”: " if title else ""
        refuse(f"{where}“{text}” is not a date. Write it as 2026-06-12.")


MOST_ITEMS: Final = 500
MOST_OF_PICTURES: Final = 5_000_000
"""Characters of all pictures of a bulletin in base 64: it travels from laptop to laptop as one line."""

PICTURES: Final = ("iVBORw0KGgo", "/9j/")
"""What a PNG and a JPEG begin with in base 64."""


@answer.register
def issue_bulletin(command: c.IssueBulletin, session: Session, moment: Context) -> Events:
    """Freeze the items as they were edited; else what no bulletin has told yet, after the free items."""
    day = datetime.fromtimestamp(moment.at / 1000, UTC).date().isoformat()
    if command.items:
        known, abouts = ids_of(session), abouts_of(session)
        items = tuple(_edited(item, known, abouts) for item in command.items)
        highlights = tuple(item.title for item, given in zip(items, command.items, strict=True) if given.highlight)
    else:
        own = [_title(title) for title in command.titles]
        items = (*(BulletinItem(title, "") for title in own), *untold(session, day))
        highlights = tuple(item.title for item in items[:HIGHLIGHTS]) if len(items) > HIGHLIGHTS else ()
    since = "since the last bulletin" if session.bulletins else "yet that a bulletin could tell"
    refuse_if(not items, f"Nothing has happened {since}, and no item was given.")
    refuse_if(len(items) > MOST_ITEMS, f"A bulletin has at most {MOST_ITEMS} items.")
    size = sum(len(item.picture) for item in items)
    refuse_if(size > MOST_OF_PICTURES, "The pictures of this bulletin are too large together. Leave some out.")
    number = str(len(session.bulletins) + 1)
    title = within(one_line(command.title), TITLE_LIMIT, "A title") or session.title
    titles, texts, about, keys, contacts, *several, pictures, alts = zip(*items, strict=True)
    dates, links, cards, tags = (tuple(map(SEPARATOR.join, each)) for each in several)
    issued = e.BulletinIssued(
        *(moment.new_id(), number, title, day),
        *(titles, texts, about, keys, contacts),
        *(dates, links, cards, tags, highlights),
        session.language,
        pictures=pictures if any(pictures) else (),
        alts=alts if any(alts) else (),
    )
    return (issued,)


@answer.register
def archive_bulletins(command: c.ArchiveBulletins, session: Session, moment: Context) -> Events:
    """Keep the old bulletins that are not here yet."""
    known = {(each.title, each.date, each.items) for each in session.archive}
    events: list[e.Event] = []
    for old in command.bulletins:
        title, number = _title(old.title), within(one_line(old.number), LABEL_LIMIT, "A number")
        told = len(old.titles), len(old.texts)
        refuse_if(told[0] != told[1], f"“{title}” has titles for {told[0]} items and texts for {told[1]}.")
        items = tuple(
            BulletinItem(_title(name), _paragraphs(text)) for name, text in zip(old.titles, old.texts, strict=True)
        )
        refuse_if(not items, f"“{title}” has no items.")
        day = _day(old.date, title)
        if (title, day, items) not in known:
            known.add((title, day, items))
            titles, texts = (tuple(getattr(item, name) for item in items) for name in ("title", "text"))
            events.append(
                e.BulletinArchived(moment.new_id(), number, title, day, one_line(command.source), titles, texts)
            )
    return tuple(events) or refuse("These bulletins are in the archive already.")


def _title(text: str) -> str:
    return needed(within(one_line(text), TITLE_LIMIT, "A title"), "A title")


def _edited(item: c.DraftedItem, known: Mapping[str, str], abouts: Mapping[str, str]) -> BulletinItem:
    """Return an item as it was edited; ``known`` are inner ids by shown ones, ``abouts`` by the keys of proposals."""
    title = _title(item.title)
    shown = {name.casefold(): name for name in known} if item.cards else {}
    for name in item.cards:
        refuse_if(name.casefold() not in shown, f"“{title}”: there is no card or line {name} here.")
    cards = tuple(dict.fromkeys(shown[name.casefold()] for name in item.cards))
    key = item.key if item.key in abouts or is_of_tables(item.key) else ""
    about = abouts.get(key) or next((known[name] for name in cards), "")
    return BulletinItem(
        title,
        _paragraphs(item.text),
        about,
        key,
        within(one_line(item.contact), TITLE_LIMIT, "A contact"),
        tuple(_day(each, title) for each in _each(item.dates)),
        _each(item.links),
        cards,
        _each(item.tags),
        *_picture(title, item),
    )


def _picture(title: str, item: c.DraftedItem) -> tuple[str, str]:
    """Return the picture of an item and what it shows. Raises ``Refused`` where one of them is wanting."""
    alt = within(one_line(item.alt), FIELD_LIMIT, "What a picture shows")
    if not item.picture:
        return "", ""
    refuse_if(not alt, f"“{title}”: say in words what the picture shows, for those who cannot see it.")
    try:
        b64decode(item.picture, validate=True)
    except ValueError:
        refuse(f"“{title}”: what stands for its picture is not a picture.")
    refuse_if(not item.picture.startswith(PICTURES), f"“{title}”: its picture is neither PNG nor JPEG.")
    return item.picture, alt


def _paragraphs(text: str) -> str:
    """Return a text with a line for each of its paragraphs."""
    lines = filter(None, map(one_line, clean(text).split("\n")))
    return within("\n".join(lines), NOTE_LIMIT, "An item's text")


def _each(values: Iterable[str]) -> tuple[str, ...]:
    """Return what is not empty, each once, and without what would part it in two."""
    tidy = (within(one_line(value).replace("|", "/"), FIELD_LIMIT, "A value") for value in values)
    return tuple(dict.fromkeys(filter(None, tidy)))
