"""What became of each card on the map of a second day, and which headings and lines stand.

The map is apart from the tables' groups, which stay as the tables made them. All of it is asked of a session and
changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workshop.model.map import LEFT_OUT, NOT_YET, PLACED, UNDECIDED, Decision, Heading, MapLine
from workshop.model.session import Card, Session


def decisions(session: Session, cards: Iterable[Card]) -> dict[str, Decision]:
    """Return what was decided of each of ``cards``.

    A joined card, and each part of a split one, stands where the cards it came from stood, until it is placed
    itself. What the table left out of its appendix is left out here too, until somebody places it.
    """
    wholes = {part: card for card in session.cards.values() for part in card.split}
    return {card.id: _decision(session, card, wholes, set()) for card in cards}


def _decision(session: Session, card: Card, wholes: Mapping[str, Card], met: set[str]) -> Decision:
    met.add(card.id)
    own = session.map.decisions.get(card.id)
    if own is not None:
        return _known(session, own)
    before = [session.cards[member] for member in card.joined if member in session.cards]
    before = before or [whole for whole in (wholes.get(card.id),) if whole]
    inherited = [_decision(session, other, wholes, met) for other in before if other.id not in met]
    if inherited:
        return _together(inherited)
    return Decision(LEFT_OUT) if card.left_out else NOT_YET


def _known(session: Session, decision: Decision) -> Decision:
    """Return a decision without headings whose making was taken back; without any left, nobody has looked."""
    headings = tuple(heading for heading in decision.headings if heading in session.map.headings)
    if headings == decision.headings:
        return decision
    return NOT_YET if decision.state == PLACED and not headings else decision._replace(headings=headings)


def _together(inherited: list[Decision]) -> Decision:
    """Return what several cards' decisions make for the one that stands for them: all their headings, or one mind."""
    headings = dict.fromkeys(heading for decision in inherited for heading in decision.headings)
    if headings:
        return Decision(PLACED, tuple(headings))
    return inherited[0] if len({decision.state for decision in inherited}) == 1 else NOT_YET


def live_lines(session: Session) -> list[MapLine]:
    """Return the lines that were not removed, in their order."""
    return sorted((line for line in session.map.lines.values() if not line.removed), key=lambda line: line.rank)


def live_headings(session: Session, decided: Mapping[str, Decision] | None = None) -> list[Heading]:
    """Return the headings that are seen, in their order, each followed by those under it.

    A removed heading is seen while something stands under it: another copy may have placed it there. ``decided``
    are the decisions of all live cards, where they are known already.
    """
    if decided is None:
        decided = decisions(session, session.live_cards())
    used = {heading for decision in decided.values() for heading in decision.headings}
    used |= {line.heading for line in live_lines(session)}
    return in_order(h for h in session.map.headings.values() if not h.removed or h.id in used)


def in_order(headings: Iterable[Heading]) -> list[Heading]:
    """Return ``headings`` in their order; one that stands under no heading of its own stands by itself.

    Two copies may have put two headings under each other, so only a heading without a parent has others under it.
    """
    ranked = sorted(headings, key=lambda heading: heading.rank)
    tops = {heading.id for heading in ranked if not heading.parent}
    under: dict[str, list[Heading]] = {}
    for heading in ranked:
        under.setdefault(heading.parent if heading.parent in tops else "", []).append(heading)
    alone = [heading._replace(parent="") for heading in under.get("", ())]
    return [heading for top in alone for heading in (top, *(under.get(top.id, ()) if top.id in tops else ()))]


def stands_now(session: Session, card_id: str) -> list[Card]:
    """Return the cards that stand now for a card: itself, what it was joined into, or what it was split into."""
    waiting, met = [card_id], set[str]()
    found: list[Card] = []
    while waiting:
        card = session.cards.get(waiting.pop(0))
        if card is None or card.id in met:
            continue
        met.add(card.id)
        following = [card.joined_into] if card.joined_into else list(card.split)
        waiting += following
        found += [] if following or card.removed else [card]
    return found


def traces(session: Session) -> dict[str, str]:
    """Return what became of each card that is here, in words; none at all where the session has no map."""
    if not session.map.begun:
        return {}
    decided = decisions(session, session.live_cards())
    lines: dict[str, list[str]] = {}
    for line in live_lines(session):
        for source in line.sources:
            lines.setdefault(source, []).append(f"{line.label} “{line.text}”")
    return {card.id: _trace(session, card, decided, lines) for card in session.cards.values()}


def trace(session: Session, card: Card) -> str:
    """Return what became of one card; empty where the session has no map."""
    return traces(session).get(card.id, "")


def _trace(session: Session, card: Card, decided: Mapping[str, Decision], lines: Mapping[str, list[str]]) -> str:
    now = [other.id for other in stands_now(session, card.id)]
    came_from = (card.id, *now, *card.joined)
    said = dict.fromkeys(line for each in came_from for line in lines.get(each, ()))
    places = dict.fromkeys(_place(session, decided[each]) for each in now if each in decided)
    return " · ".join([*(f"in {line}" for line in said), *places])


def _place(session: Session, decision: Decision) -> str:
    if decision.headings:
        return "under " + " and ".join(f"“{session.map.headings[heading].name}”" for heading in decision.headings)
    if decision.state == LEFT_OUT:
        return f"left out of the map: {decision.reason}" if decision.reason else "left out of the map"
    return "cannot decide" if decision.state == UNDECIDED else "not yet placed"
