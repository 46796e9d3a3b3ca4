"""What happens to the map: last one wins for a card and for each field, sources come together.

Replaying in the order of stamps makes it so: an event sets what it is about, and says nothing of the rest.
"""

from __future__ import annotations

from workshop.model import events as e
from workshop.model.effects.cards import another_label
from workshop.model.effects.registry import effect, on_heading, on_line, on_session, with_heading, with_one, without_one
from workshop.model.map import LEFT_OUT, NOT_YET, PLACED, UNDECIDED, Decision, Heading, MapLine
from workshop.model.session import Session


def _decide(session: Session, card: str, decision: Decision) -> Session:
    """Keep what was decided of a card, also of one that is not here yet: its table may come late."""
    return session._replace(map=session.map._replace(decisions=session.map.decisions.put(card, decision)))


on_session(e.HeadingMade, lambda made, s: with_heading(s, Heading(made.heading, made.name, made.heading, made.parent)))
on_heading(e.HeadingNamed, lambda event, heading: heading._replace(name=event.name))
on_heading(e.HeadingPlaced, lambda event, heading: heading._replace(rank=event.rank, parent=event.parent))
on_heading(e.HeadingRemoved, lambda _, heading: heading._replace(removed=True))
on_session(e.CardMapped, lambda event, s: _decide(s, event.card, Decision(PLACED, event.headings)))
on_session(e.CardLeftOffMap, lambda event, s: _decide(s, event.card, Decision(LEFT_OUT, reason=event.reason)))
on_session(e.CardUndecided, lambda event, s: _decide(s, event.card, Decision(UNDECIDED)))
on_session(e.CardUnmapped, lambda event, s: _decide(s, event.card, NOT_YET))
on_line(e.LineReworded, lambda event, line: line._replace(text=event.text))
on_line(e.LinePlaced, lambda event, line: line._replace(heading=event.heading, rank=event.rank))
on_line(e.LineRemoved, lambda _, line: line._replace(removed=True))
on_line(e.SourceLinked, lambda event, line: line._replace(sources=with_one(line.sources, event.card, event.text)))
on_line(e.SourceUnlinked, lambda event, line: line._replace(sources=without_one(line.sources, event.card)))


@effect.register
def write_line(event: e.LineWritten, session: Session) -> Session:
    """Where its shown id is taken, because two copies wrote a line at once, the later is shown as "L07b"."""
    label, labels = event.label, session.map.labels
    if label in labels:
        label, labels = another_label(labels, label)
    lines = session.map.lines.put(event.line, MapLine(event.line, label, event.text, event.heading, rank=event.line))
    return session._replace(map=session.map._replace(lines=lines, labels=labels.put(label, 1)))
