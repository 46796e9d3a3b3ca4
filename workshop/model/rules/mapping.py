"""Rules about the map: headings, what stands under them, and lines with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.events import Event
from workshop.model.map import LEFT_OUT, NOT_YET, PLACED, UNDECIDED, Decision, Heading, MapLine
from workshop.model.mapping import decisions, live_headings, live_lines
from workshop.model.rules.cards import words_of
from workshop.model.rules.registry import (
    Context,
    Events,
    answer,
    live_card,
    rank_before,
    refuse,
    refuse_if,
    stays,
    unvoted,
)
from workshop.model.session import Card, Session
from workshop.model.text import FIELD_LIMIT, TITLE_LIMIT, needed, one_line, within


@answer.register
def make_heading(command: c.MakeHeading, session: Session, moment: Context) -> Events:
    name = free_name(session, command.name)
    parent = _parent(session, command.parent)
    cards = several_cards(session, command.cards)
    new = moment.new_id()
    return (e.HeadingMade(new, name, parent), *(e.CardMapped(card.id, (new,)) for card in cards))


@answer.register
def name_heading(command: c.NameHeading, session: Session, _: Context) -> Events:
    heading = _heading(session, command.heading)
    name = free_name(session, command.name, but=heading.id)
    refuse_if(heading.name == name, f"The heading is called “{name}” already.")
    return (e.HeadingNamed(heading.id, name),)


@answer.register
def place_heading(command: c.PlaceHeading, session: Session, _: Context) -> Events:
    heading, parent = _heading(session, command.heading), _parent(session, command.parent)
    before = _heading(session, command.before) if command.before else None
    seen = live_headings(session)
    refuse_if(parent == heading.id, "A heading cannot stand under itself.")
    nested = bool(parent) and any(h.parent == heading.id for h in seen)
    refuse_if(nested, f"Headings stand under “{heading.name}”. Move those first.")
    beside = [h for h in seen if h.parent == parent]
    there = heading.id in {h.id for h in beside} and stays(heading, before, beside)
    refuse_if(there, f"“{heading.name}” is there already.")
    return (e.HeadingPlaced(heading.id, rank_before(before, heading, session.map.headings.values()), parent),)


@answer.register
def join_headings(command: c.JoinHeadings, session: Session, _: Context) -> Events:
    heading, into = _heading(session, command.heading), _heading(session, command.into)
    refuse_if(heading.id == into.id, "That is one heading. Choose two.")
    events: list[Event] = []
    for card, decision in _under(session, heading.id):
        headings = tuple(dict.fromkeys(into.id if h == heading.id else h for h in decision.headings))
        events.append(e.CardMapped(card, headings))
    events += [e.LinePlaced(line.id, into.id, line.rank) for line in live_lines(session) if line.heading == heading.id]
    for under in (h for h in live_headings(session) if h.parent == heading.id):
        events.append(e.HeadingPlaced(under.id, under.rank, "" if into.parent or under.id == into.id else into.id))
    return (*events, e.HeadingRemoved(heading.id))


@answer.register
def remove_heading(command: c.RemoveHeading, session: Session, _: Context) -> Events:
    heading = _heading(session, command.heading)
    lines = sum(line.heading == heading.id for line in live_lines(session))
    refuse_if(lines > 0, f"Lines stand under “{heading.name}”. Move or remove them first.")
    events: list[Event] = []
    for card, decision in _under(session, heading.id):
        rest = tuple(h for h in decision.headings if h != heading.id)
        events.append(e.CardMapped(card, rest) if rest else e.CardUnmapped(card))
    return (*events, e.HeadingRemoved(heading.id))


@answer.register
def map_cards(command: c.MapCards, session: Session, _: Context) -> Events:
    cards = _some_cards(session, command.cards)
    headings = tuple(_heading(session, heading).id for heading in dict.fromkeys(command.headings))
    refuse_if(not headings, "Choose a heading.")
    before = decisions(session, cards)
    events: list[Event] = []
    for card in cards:
        present = before[card.id].headings if command.add else ()
        wanted = tuple(dict.fromkeys((*present, *headings)))
        if before[card.id] != Decision(PLACED, wanted):
            events.append(e.CardMapped(card.id, wanted))
    return _something(session, cards, events, "placed there")


@answer.register
def leave_off_map(command: c.LeaveOffMap, session: Session, _: Context) -> Events:
    cards = _some_cards(session, command.cards)
    reason = within(one_line(command.reason), FIELD_LIMIT, "A reason")
    before, wanted = decisions(session, cards), Decision(LEFT_OUT, reason=reason)
    events = [e.CardLeftOffMap(card.id, reason) for card in cards if before[card.id] != wanted]
    return _something(session, cards, events, "left out of the map")


@answer.register
def leave_undecided(command: c.LeaveUndecided, session: Session, _: Context) -> Events:
    cards = _some_cards(session, command.cards)
    before = decisions(session, cards)
    events = [e.CardUndecided(card.id) for card in cards if before[card.id].state != UNDECIDED]
    return _something(session, cards, events, "marked “cannot decide”")


@answer.register
def unmap_cards(command: c.UnmapCards, session: Session, _: Context) -> Events:
    cards = _some_cards(session, command.cards)
    before = decisions(session, cards)
    events = [e.CardUnmapped(card.id) for card in cards if before[card.id] != NOT_YET]
    return _something(session, cards, events, "among those not yet placed")


@answer.register
def write_line(command: c.WriteLine, session: Session, moment: Context) -> Events:
    made: list[Event] = []
    if command.new_heading:
        heading = moment.new_id(1)
        made.append(e.HeadingMade(heading, free_name(session, command.new_heading)))
    else:
        heading = _heading(session, command.heading).id
    new, text = moment.new_id(), words_of(command.text, "A line")
    cards = several_cards(session, command.sources)
    written = e.LineWritten(new, moment.line_label(), text, heading)
    return (written, *made, *linked(session, new, heading, cards))


@answer.register
def reword_line(command: c.RewordLine, session: Session, _: Context) -> Events:
    line, text = _line(session, command.line), words_of(command.text, "A line")
    refuse_if(line.text == text, f"{line.label} says that already.")
    unvoted(session, line.id)
    return (e.LineReworded(line.id, text), *_as_they_are_now(session, line))


@answer.register
def place_line(command: c.PlaceLine, session: Session, _: Context) -> Events:
    line = _line(session, command.line)
    before = _line(session, command.before) if command.before else None
    heading = _heading(session, command.heading).id if command.heading else line.heading
    beside = [other for other in live_lines(session) if other.heading == heading]
    refuse_if(heading == line.heading and stays(line, before, beside), f"{line.label} is there already.")
    moved = e.LinePlaced(line.id, heading, rank_before(before, line, session.map.lines.values()))
    return (moved, *(_follow(session, line, heading) if heading != line.heading else ()))


@answer.register
def remove_line(command: c.RemoveLine, session: Session, _: Context) -> Events:
    line = _line(session, command.line)
    unvoted(session, line.id)
    return (e.LineRemoved(line.id),)


@answer.register
def link_sources(command: c.LinkSources, session: Session, _: Context) -> Events:
    line = _line(session, command.line)
    cards = [card for card in _some_cards(session, command.cards) if card.id not in line.sources]
    refuse_if(not cards, f"{line.label} has that source already.")
    return tuple(linked(session, line.id, line.heading, cards))


@answer.register
def unlink_sources(command: c.UnlinkSources, session: Session, _: Context) -> Events:
    line = _line(session, command.line)
    cards = [card for card in dict.fromkeys(command.cards) if card in line.sources]
    refuse_if(not cards, f"That is not a source of {line.label}.")
    return tuple(e.SourceUnlinked(line.id, card) for card in cards)


@answer.register
def confirm_line(command: c.ConfirmLine, session: Session, _: Context) -> Events:
    line = _line(session, command.line)
    events = _as_they_are_now(session, line)
    refuse_if(not events, f"No source of {line.label} has changed.")
    return tuple(events)


def _heading(session: Session, heading_id: str) -> Heading:
    """Return a heading that is seen."""
    heading = session.map.headings.get(heading_id)
    if heading is None:
        refuse("That heading is not on the map.")
    gone = heading.removed and heading.id not in {h.id for h in live_headings(session)}
    refuse_if(gone, f"The heading “{heading.name}” was removed. Make a new one, or undo that.")
    return heading


def _parent(session: Session, heading_id: str) -> str:
    if not heading_id:
        return ""
    parent = _heading(session, heading_id)
    refuse_if(bool(parent.parent), f"“{parent.name}” stands under another heading. Headings go two deep.")
    return parent.id


def free_name(session: Session, text: str, but: str = "") -> str:
    """Return a heading's name, cleaned; two headings of one name would be taken for one."""
    name = within(needed(one_line(text), "A heading"), TITLE_LIMIT, "A heading")
    taken = (h.name for h in live_headings(session) if h.id != but and h.name.casefold() == name.casefold())
    refuse_if(next(taken, None) is not None, f"There is a heading “{name}” already.")
    return name


def _line(session: Session, line_id: str) -> MapLine:
    """Return a line that was not removed."""
    line = session.map.lines.get(line_id)
    if line is None:
        refuse("That line is not on the map.")
    refuse_if(line.removed, f"{line.label} was removed. Write it anew, or undo that.")
    return line


def several_cards(session: Session, cards: Iterable[str]) -> list[Card]:
    """Return cards that stand for themselves, each once."""
    return [live_card(session, card) for card in dict.fromkeys(cards)]


def _some_cards(session: Session, cards: Iterable[str]) -> list[Card]:
    found = several_cards(session, cards)
    refuse_if(not found, "Choose a card.")
    return found


def _something(session: Session, cards: Sequence[Card], events: Sequence[Event], already: str) -> Events:
    """Return ``events``, or refuse where there are none, because all the cards are so already."""
    name = f"{session.shown_id(cards[0])} is" if len(cards) == 1 else "They are all"
    refuse_if(not events, f"{name} {already} already.")
    return tuple(events)


def _under(session: Session, heading: str) -> list[tuple[str, Decision]]:
    found = decisions(session, session.live_cards())
    return [(card, decision) for card, decision in sorted(found.items()) if heading in decision.headings]


def linked(session: Session, line: str, heading: str, cards: Sequence[Card]) -> list[Event]:
    """Link cards to a line. Those that nobody had looked at stand under its heading from now on."""
    before = decisions(session, cards)
    unseen = [e.CardMapped(card.id, (heading,)) for card in cards if before[card.id] == NOT_YET]
    return [*(e.SourceLinked(line, card.id, card.text) for card in cards), *unseen]


def _as_they_are_now(session: Session, line: MapLine) -> list[Event]:
    """Link anew the sources whose words have changed since they were linked."""
    cards = [session.cards[card] for card in line.sources if card in session.cards]
    return [e.SourceLinked(line.id, card.id, card.text) for card in cards if card.text != line.sources[card.id]]


def _follow(session: Session, line: MapLine, heading: str) -> list[Event]:
    """Let the sources that stand under a line's old heading follow it to the new one."""
    kept = {
        source for o in live_lines(session) if o.heading == line.heading and o.id != line.id for source in o.sources
    }
    events: list[Event] = []
    for card, decision in _under(session, line.heading):
        if card in line.sources and card not in kept:
            headings = tuple(dict.fromkeys(heading if h == line.heading else h for h in decision.headings))
            events.append(e.CardMapped(card, headings))
    return events
