"""The map as a role may see it: headings, cards, lines with their sources, and counts in which every card is once.

It is made of what ``visible`` gives that role, so a hidden card's words and dots before the reveal are not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, TypeAlias

from workshop.model.ballots import result_of
from workshop.model.map import LEFT_OUT, PLACED, UNDECIDED, UNPLACED, WITHOUT_HEADING, Decision, Heading, MapLine
from workshop.model.mapping import decisions, live_headings, live_lines, stands_now
from workshop.model.session import Card, Session
from workshop.model.views import CardView, Role, ThemeView, visible

Seen: TypeAlias = Mapping[str, tuple[CardView, ThemeView]]
"""The cards that a role may see, by their inner id, each with its theme."""

USUAL_KIND: Final = "experiment"
"""What a second day maps, unless it is told otherwise."""


class MapCard(NamedTuple):
    """A card on the map, with where it came from and the shown ids of the lines that stand on it."""

    view: CardView
    theme: ThemeView
    decision: Decision
    lines: tuple[str, ...]


class SourceView(NamedTuple):
    """A source of a line: its words, empty where the role may not see them, and ``was``, what they were when linked.

    Earlier words are the facilitator's alone. ``became`` is empty, "hidden", "removed", "joined" or "split";
    ``now`` are the shown ids of what stands for it; ``changed`` says that it was reworded since it was linked.
    """

    card: str
    id: str
    text: str
    was: str
    became: str
    now: tuple[str, ...]
    changed: bool


class LineView(NamedTuple):
    """A line of the digest. ``dots`` is the sum over its sources, ``None`` where there is none to tell.

    ``comparable`` is false where its sources were not all in one vote: then a sum would mean nothing.
    """

    line: str
    id: str
    text: str
    sources: tuple[SourceView, ...]
    dots: int | None
    comparable: bool

    @property
    def changed(self) -> bool:
        """Whether a source was reworded since the line was written."""
        return any(source.changed for source in self.sources)


class HeadingView(NamedTuple):
    """A heading with its cards of the map's kind and its lines; ``parent`` is empty or a heading's id."""

    heading: str
    name: str
    parent: str
    cards: tuple[MapCard, ...]
    lines: tuple[LineView, ...]


class Counts(NamedTuple):
    """``cards`` is the sum of placed, left out, undecided and unplaced; ``in_lines`` are sources of a line."""

    cards: int
    placed: int
    in_lines: int
    left_out: int
    undecided: int
    unplaced: int


class MapView(NamedTuple):
    """The whole map, of one kind of cards."""

    kind: str
    counts: Counts
    headings: tuple[HeadingView, ...]
    left_out: tuple[MapCard, ...]
    undecided: tuple[MapCard, ...]
    unplaced: tuple[MapCard, ...]

    @property
    def cards(self) -> dict[str, MapCard]:
        """Return each card of the map once, by its inner id."""
        placed = (card for heading in self.headings for card in heading.cards)
        return {card.view.card: card for card in (*placed, *self.left_out, *self.undecided, *self.unplaced)}


def usual_kind(session: Session) -> str:
    """Return the kind that is mapped unless another is named: experiments, or the last kind where there are none."""
    names = [kind.name for kind in session.kinds]
    return USUAL_KIND if USUAL_KIND in names or not names else names[-1]


def map_view(
    session: Session, role: Role = "facilitator", kind: str = "", themes: Iterable[ThemeView] | None = None
) -> MapView:
    """Return the map of the cards of ``kind`` that the room may see; lines stand whatever their sources' kinds.

    ``themes`` are what ``visible`` gives the role, where they are known already.
    """
    kind = kind or usual_kind(session)
    themes = visible(session, role).themes if themes is None else themes
    seen = {card.card: (card, theme) for theme in themes for card in theme.cards}
    decided = decisions(session, session.live_cards())
    lines = _lines(session, seen, role)
    used: dict[str, list[str]] = {}
    for line in (view for views in lines.values() for view in views):
        for source in line.sources:
            for now in stands_now(session, source.card):
                used.setdefault(now.id, []).append(line.id)
    cards = [
        MapCard(view, theme, decided[view.card], tuple(dict.fromkeys(used.get(view.card, ()))))
        for view, theme in seen.values()
        if view.kind == kind and session.cards[view.card].seen
    ]
    apart = {state: tuple(c for c in cards if c.decision.state == state) for state in (LEFT_OUT, UNDECIDED, UNPLACED)}
    placed = [card for card in cards if card.decision.state == PLACED]
    counts = Counts(len(cards), len(placed), sum(bool(c.lines) for c in cards), *map(len, apart.values()))
    headings = live_headings(session, decided)
    return MapView(kind, counts, _headings(headings, placed, lines), *apart.values())


def _headings(
    headings: list[Heading], placed: Iterable[MapCard], lines: Mapping[str, list[LineView]]
) -> tuple[HeadingView, ...]:
    if lines.keys() - {heading.id for heading in headings}:
        headings = [*headings, Heading("", WITHOUT_HEADING, "")]
    cards: dict[str, list[MapCard]] = {}
    for card in placed:
        for heading_id in card.decision.headings:
            cards.setdefault(heading_id, []).append(card)
    return tuple(
        HeadingView(h.id, h.name, h.parent, tuple(cards.get(h.id, ())), tuple(lines.get(h.id, ()))) for h in headings
    )


def _lines(session: Session, seen: Seen, role: Role) -> dict[str, list[LineView]]:
    """Return the lines by heading; those whose heading was taken back stand under none."""
    votes = _votes(session)
    lines: dict[str, list[LineView]] = {}
    for line in live_lines(session):
        heading = line.heading if line.heading in session.map.headings else ""
        sources = tuple(_source(session, card, was, seen, role) for card, was in line.sources.items())
        dots, comparable = _dots(session, line, votes)
        lines.setdefault(heading, []).append(LineView(line.id, line.label, line.text, sources, dots, comparable))
    return lines


def _dots(session: Session, line: MapLine, votes: Mapping[str, tuple[str, int]]) -> tuple[int | None, bool]:
    """Return the sum of dots over a line's sources, and whether it may be told: all of them were in one vote."""
    now = dict.fromkeys(card.id for source in line.sources for card in stands_now(session, source))
    told = [votes[card] for card in now if card in votes]
    comparable = not told or (len(told) == len(now) and len({ballot for ballot, _ in told}) == 1)
    return sum(dots for _, dots in told) if told and comparable else None, comparable


def _votes(session: Session) -> dict[str, tuple[str, int]]:
    """Return card → (ballot, dots) of the last revealed vote it was in; a run-off leaves the vote before it."""
    revealed = {ballot.id: ballot for ballot in session.ballots.values() if ballot.state == "revealed"}
    first = (ballot for ballot in revealed.values() if ballot.runoff_of not in revealed and ballot.scale is None)
    return {row.card: (ballot.id, row.dots) for ballot in first for row in result_of(session, ballot).rows}


def _source(session: Session, card_id: str, was: str, seen: Seen, role: Role) -> SourceView:
    """Return a source, also one that is gone: what stands for it now, and its own words where those may be seen."""
    card = session.cards.get(card_id)
    if card is None:
        return SourceView(card_id, "", "", "", "removed", (), changed=False)
    now = tuple(session.shown_id(c) for c in stands_now(session, card_id) if c.id in seen)
    own = role == "facilitator"
    shut = card.removed or card.hidden or card.held or card.parked
    text = card.text if own or card_id in seen or (now and not shut) else ""
    changed = card.text != was
    return SourceView(card_id, session.shown_id(card), text, was if own else "", _became(card), now, changed=changed)


def _became(card: Card) -> str:
    if card.joined_into:
        return "joined"
    if card.split:
        return "split"
    if card.removed:
        return "removed"
    return "" if card.seen else "hidden"
