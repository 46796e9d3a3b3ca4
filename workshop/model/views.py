"""What a role may see: the one door through which the session leaves the laptop.

Dots, voters and ranks of a ballot that is not revealed are not in a view, for anybody; hidden, waiting and
parked cards are in the facilitator's view alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from workshop.model.ballot import Ballot, Scale, ScaleQuestion
from workshop.model.ballots import Result, ballots_in, imported_standings, result_of, standing
from workshop.model.scale_result import ScaleResult, scale_result
from workshop.model.session import EMPTY, QUESTION, Card, Session, Source, Timer

Role: TypeAlias = Literal["facilitator", "participant", "board", "appendix"]
Counts: TypeAlias = dict[str, tuple[int, int | None]]

_UNCOUNTED: Final = (None, None)


class CardView(NamedTuple):
    """A card as a role may see it.

    ``dots`` and ``voters`` are ``None`` until a ballot with it is revealed; ``tests`` and ``joined`` are
    shown ids. How it was read back (``read``) is the facilitator's alone.
    """

    card: str
    id: str
    kind: str
    text: str
    tags: tuple[str, ...] = ()
    cluster: str = ""
    dots: int | None = None
    voters: int | None = None
    hidden: bool = False
    held: bool = False
    parked: bool = False
    left_out: bool = False
    read: str = ""
    note: str = ""
    origin: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    tests: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    source: Source | None = None


class ThemeView(NamedTuple):
    """A theme with the cards of every kind, in their order."""

    theme: str
    title: str
    question: str
    table: str
    cards: tuple[CardView, ...]


class ScaleView(NamedTuple):
    """A scale: its questions, the lines of the map it is about (inner id → shown id and words), and the result."""

    questions: tuple[ScaleQuestion, ScaleQuestion]
    lines: Mapping[str, tuple[str, str]]
    result: ScaleResult | None


class BallotView(NamedTuple):
    """A ballot: its rule, how many are in, and the result once it is revealed.

    The result of a ``scale`` is in there.
    """

    ballot: str
    title: str
    state: str
    cards: tuple[str, ...]
    dots: int
    most: int
    decider: str
    ballots: int
    result: Result | None
    settled: str
    reason: str
    scale: ScaleView | None = None


class View(NamedTuple):
    """All that a role may see of a session."""

    title: str
    table: str
    language: str
    step: str
    themes: tuple[ThemeView, ...]
    ballots: tuple[BallotView, ...]
    timer: Timer | None


class Before(NamedTuple):
    """A session that a role has looked at, and the cards it saw there by their inner id."""

    session: Session
    cards: Mapping[str, CardView]


NEVER: Final = Before(EMPTY, {})


def visible(session: Session, role: Role, before: Before = NEVER) -> View:
    """Return what ``role`` may see. The appendix also leaves out what the facilitator left out.

    Cards on which nothing has changed since the same role looked ``before`` are given as they were: making five
    thousand anew takes thirty times as long.
    """
    counts = _revealed(session)
    known = dict(before.session.cards.items()) if before.session.table == session.table else {}
    cards: dict[str, list[CardView]] = {}
    for card in session.ordered():
        if may_see(card, role):
            view = before.cards[card.id] if known.get(card.id) is card and card.id in before.cards else None
            if view is None or not _stands(view, session, card, counts):
                view = _card(session, card, role, counts)
            cards.setdefault(card.theme, []).append(view)
    themes = tuple(
        ThemeView(theme.id, theme.title, theme.question, theme.table, tuple(cards.get(theme.id, ())))
        for theme in session.live_themes()
    )
    ballots = tuple(ballot_view(session, b) for b in session.ballots.values() if b.state not in {"draft", "void"})
    return View(session.title, session.table, session.language, session.step, themes, ballots, session.timer)


def same_but_for_map(one: Session, two: Session) -> bool:
    """Return whether two sessions differ in nothing that ``visible`` shows, as where only a card was placed."""
    return all(a is b for a, b in zip(one._replace(map=two.map), two, strict=True))


def _stands(view: CardView, session: Session, card: Card, counts: Counts) -> bool:
    """Return whether a card is still seen as ``view``: what it takes from elsewhere may have changed."""
    if card.tests or card.joined:
        return False
    return view.cluster == _cluster(session, card) and (view.dots, view.voters) == counts.get(card.id, _UNCOUNTED)


def may_see(card: Card, role: Role) -> bool:
    """Return whether ``role`` may see a card that stands for itself."""
    if role == "facilitator":
        return card.live
    return card.seen and not (role == "appendix" and card.left_out)


def _revealed(session: Session) -> Counts:
    """Return card → (dots, voters); where a card was in several revealed ballots, the last one's; else its paper's.

    A run-off breaks a tie and leaves the dots of the vote before it as they are.
    """
    counts: Counts = {}
    for votes in session.imported.values():
        counts.update((row.card, (row.dots, row.voters)) for row in imported_standings(session, votes))
    revealed = {ballot.id: ballot for ballot in session.ballots.values() if ballot.state == "revealed"}
    for ballot in revealed.values():
        if ballot.runoff_of not in revealed and ballot.scale is None:
            counts.update((row.card, (row.dots, row.voters)) for row in result_of(session, ballot).rows)
    return counts


def _card(session: Session, card: Card, role: Role, counts: Counts) -> CardView:
    dots, voters = counts.get(card.id, _UNCOUNTED)
    return CardView(
        card=card.id,
        id=session.shown_id(card),
        kind=card.kind,
        text=card.text,
        tags=card.tags,
        cluster=_cluster(session, card),
        dots=dots,
        voters=voters,
        hidden=card.hidden,
        held=card.held,
        parked=card.parked,
        left_out=card.left_out,
        read=card.read if role == "facilitator" else "",
        note=card.note,
        origin=card.origin,
        fields=card.fields,
        tests=_tested(session, card, role),
        joined=tuple(session.shown_id(session.cards[member]) for member in card.joined if member in session.cards),
        source=card.source,
    )


def _cluster(session: Session, card: Card) -> str:
    cluster = session.clusters.get(card.cluster) if card.cluster else None
    return cluster.name if cluster and not cluster.dissolved else ""


def _tested(session: Session, card: Card, role: Role) -> tuple[str, ...]:
    """Return the insights that a card tests, as they stand now, those that ``role`` may see."""
    insights = (session.cards.get(standing(session, insight)) for insight in card.tests)
    return tuple(dict.fromkeys(session.shown_id(i) for i in insights if i and may_see(i, role)))


def ballot_view(session: Session, ballot: Ballot) -> BallotView:
    """Return what may be seen of one ballot, by anybody."""
    out = ballot.state == "revealed"
    return BallotView(
        ballot=ballot.id,
        title=ballot.title,
        state=ballot.state,
        cards=tuple(ballot.cards),
        dots=ballot.dots,
        most=ballot.most,
        decider=ballot.decider,
        ballots=ballots_in(ballot),
        result=result_of(session, ballot) if out and ballot.scale is None else None,
        settled=ballot.settled if out else "",
        reason=ballot.reason if out else "",
        scale=_scale_view(session, ballot, ballot.scale) if ballot.scale else None,
    )


def line_card(line: str, label: str, text: str) -> CardView:
    """Return a line of the map as a card, for what is done with both."""
    return CardView(line, label, "", text)


def _scale_view(session: Session, ballot: Ballot, scale: Scale) -> ScaleView:
    lines = session.map.lines
    asked = {line: (lines[line].label, ballot.cards[line]) for line in ballot.cards if line in lines}
    return ScaleView(scale.questions, asked, scale_result(session, ballot) if ballot.state == "revealed" else None)


class Questions(NamedTuple):
    """The questions that a role may see, each as it stands on a card; one with an answer is open no more."""

    open: tuple[CardView, ...]
    answered: tuple[CardView, ...]


def questions(session: Session, role: Role) -> Questions:
    """Return the questions to the room, in the order in which they were asked."""
    cards = [card for theme in visible(session, role).themes for card in theme.cards if card.kind == QUESTION.name]
    answered = [card for card in cards if dict(card.fields).get("answer")]
    return Questions(tuple(card for card in cards if card not in answered), tuple(answered))
