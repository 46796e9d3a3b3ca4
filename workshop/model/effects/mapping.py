"""What happens to the map: last one wins for a card and for each field, sources come together.

Replaying in the order of stamps makes it so: an event sets what it is about, and says nothing of the rest.
"""

from __future__ import annotations

from collections.abc import Callable

from workshop.model import events as e
from workshop.model.effects.cards import suffix
from workshop.model.effects.registry import effect, with_one, without_one
from workshop.model.mapping import LEFT_OUT, NOT_YET, PLACED, UNDECIDED, Decision, Heading, MapLine
from workshop.model.session import Session


@effect.register
def make_heading(event: e.HeadingMade, session: Session) -> Session:
    return _with_heading(session, Heading(event.heading, event.name, rank=event.heading, parent=event.parent))


@effect.register
def name_heading(event: e.HeadingNamed, session: Session) -> Session:
    return _change_heading(session, event.heading, lambda h: h._replace(name=event.name))


@effect.register
def place_heading(event: e.HeadingPlaced, session: Session) -> Session:
    return _change_heading(session, event.heading, lambda h: h._replace(rank=event.rank, parent=event.parent))


@effect.register
def remove_heading(event: e.HeadingRemoved, session: Session) -> Session:
    return _change_heading(session, event.heading, lambda h: h._replace(removed=True))


def _with_heading(session: Session, heading: Heading) -> Session:
    headings = with_one(session.map.headings, heading.id, heading)
    return session._replace(map=session.map._replace(headings=headings))


def _change_heading(session: Session, heading_id: str, change: Callable[[Heading], Heading]) -> Session:
    heading = session.map.headings.get(heading_id)
    return session if heading is None else _with_heading(session, change(heading))


@effect.register
def map_card(event: e.CardMapped, session: Session) -> Session:
    return _decide(session, event.card, Decision(PLACED, event.headings))


@effect.register
def leave_off_map(event: e.CardLeftOffMap, session: Session) -> Session:
    return _decide(session, event.card, Decision(LEFT_OUT, reason=event.reason))


@effect.register
def leave_undecided(event: e.CardUndecided, session: Session) -> Session:
    return _decide(session, event.card, Decision(UNDECIDED))


@effect.register
def unmap_card(event: e.CardUnmapped, session: Session) -> Session:
    return _decide(session, event.card, NOT_YET)


def _decide(session: Session, card: str, decision: Decision) -> Session:
    """Keep what was decided of a card, also of one that is not here yet: its table may come late."""
    return session._replace(map=session.map._replace(decisions=session.map.decisions.put(card, decision)))


@effect.register
def write_line(event: e.LineWritten, session: Session) -> Session:
    """Where its shown id is taken, because two copies wrote a line at once, the later is shown as "L07b"."""
    labels, label = session.map.labels, event.label
    before = labels.get(label, 0)
    if before:
        while label in labels:
            label = event.label + suffix(before)
            before += 1
        labels = labels.put(event.label, before)
    line = MapLine(event.line, label, event.text, event.heading, rank=event.line)
    lines = session.map.lines.put(line.id, line)
    return session._replace(map=session.map._replace(lines=lines, labels=labels.put(label, 1)))


def _change_line(session: Session, line_id: str, change: Callable[[MapLine], MapLine]) -> Session:
    line = session.map.lines.get(line_id)
    if line is None:
        return session
    return session._replace(map=session.map._replace(lines=session.map.lines.put(line_id, change(line))))


@effect.register
def reword_line(event: e.LineReworded, session: Session) -> Session:
    return _change_line(session, event.line, lambda line: line._replace(text=event.text))


@effect.register
def place_line(event: e.LinePlaced, session: Session) -> Session:
    return _change_line(session, event.line, lambda line: line._replace(heading=event.heading, rank=event.rank))


@effect.register
def remove_line(event: e.LineRemoved, session: Session) -> Session:
    return _change_line(session, event.line, lambda line: line._replace(removed=True))


@effect.register
def link_source(event: e.SourceLinked, session: Session) -> Session:
    return _change_line(
        session, event.line, lambda line: line._replace(sources=with_one(line.sources, event.card, event.text))
    )


@effect.register
def unlink_source(event: e.SourceUnlinked, session: Session) -> Session:
    return _change_line(session, event.line, lambda line: line._replace(sources=without_one(line.sources, event.card)))
