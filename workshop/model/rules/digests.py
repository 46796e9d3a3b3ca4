"""The rule about a digest that was typed by hand: its headings and lines become the map's, as one act."""

from __future__ import annotations

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.events import Event
from workshop.model.map_state import live_headings, live_lines
from workshop.model.mapping import Heading
from workshop.model.rules.cards import words_of
from workshop.model.rules.mapping import free_name, linked, several_cards
from workshop.model.rules.registry import Context, answer, refuse_if
from workshop.model.session import Session


@answer.register
def import_digest(command: c.ImportDigest, session: Session, moment: Context) -> tuple[Event, ...]:
    source = words_of(command.source, "A page")
    refuse_if(command.digest in session.papers, f"“{source}” was imported already; nothing was added.")
    known = {_plain(heading.name): heading for heading in live_headings(session)}
    lines = {(line.heading, line.text) for line in live_lines(session)}
    events: list[Event] = [e.PaperImported(source, command.digest)]
    mapped: set[str] = set()
    made = written = 0
    for name, own in command.headings:
        heading = known.get(_plain(name))
        if heading is None:
            heading = Heading(moment.new_id(made + written), free_name(session, name), "")
            known[_plain(name)] = heading
            events.append(e.HeadingMade(heading.id, heading.name))
            made += 1
        for line in own:
            text = words_of(line.text, "A line")
            if (heading.id, text) in lines:
                continue
            lines.add((heading.id, text))
            new = moment.new_id(made + written)
            events.append(e.LineWritten(new, moment.line_label(written), text, heading.id))
            written += 1
            links = linked(session, new, heading.id, several_cards(session, line.sources))
            events += [event for event in links if not isinstance(event, e.CardMapped) or event.card not in mapped]
            mapped |= {event.card for event in links if isinstance(event, e.CardMapped)}
    refuse_if(not written, f"“{source}” has no line that is not on the map already; nothing was added.")
    return tuple(events)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
