"""What a ballot says: who is in, what the dots add up to, and who is tied with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from workshop.model.ballot import Ballot, ImportedVotes
from workshop.model.mapping import live_lines
from workshop.model.session import NOTHING, Card, Session


class Standing(NamedTuple):
    """One candidate's result; ``rank`` counts from 1 and is shared by all that are tied."""

    card: str
    dots: int
    voters: int
    rank: int
    level: bool
    by_hand: int

    @property
    def shown_rank(self) -> str:
        """Return "1", or "2=" where the rank is shared."""
        return f"{self.rank}=" if self.level else str(self.rank)


class Result(NamedTuple):
    """The whole result.

    ``dots`` is the sum of the rows; ``dots + unused`` is ``ballots`` times the budget. ``missing`` are the front ends
    of a hall whose ballots are not in it yet.
    """

    rows: tuple[Standing, ...]
    ballots: int
    hand_ballots: int
    dots: int
    unused: int
    missing: tuple[str, ...] = ()

    def ties(self) -> list[list[str]]:
        """Return the groups of cards that share a rank and have dots, best first."""
        groups = groupby((r for r in self.rows if r.dots), key=lambda r: r.rank)
        return [cards for _, rows in groups if len(cards := [r.card for r in rows]) > 1]


def in_scope(ballot: Ballot, card: Card) -> bool:
    """Return whether a card belongs to what the ballot is about."""
    if ballot.scale and ballot.scale.lines:
        return False
    if ballot.chosen:
        return card.id in ballot.chosen
    in_theme = not ballot.theme or card.theme == ballot.theme
    return in_theme and (not ballot.kinds or card.kind in ballot.kinds)


def candidates(session: Session, ballot: Ballot) -> tuple[str, ...]:
    """Return what would be voted on if the ballot opened now: cards the room sees, as said, or lines of the map."""
    if ballot.scale and ballot.scale.lines:
        return tuple(line.id for line in live_lines(session) if line.id in ballot.scale.lines)
    return tuple(c.id for c in session.ordered() if c.seen and in_scope(ballot, c))


def changed(session: Session, ballot: Ballot) -> set[str]:
    """Return the cards that are not as they were when the ballot opened: reworded, gone, or new among them."""
    now = set(candidates(session, ballot))
    reworded = {card for card in ballot.cards.keys() & now if subject_words(session, card) != ballot.cards[card]}
    return reworded | (now ^ ballot.cards.keys())


def subject_words(session: Session, subject: str) -> str:
    """Return the words of a card, or of a line of the map."""
    thing = session.cards.get(subject) or session.map.lines.get(subject)
    return thing.text if thing else ""


def hand_ballots(ballot: Ballot) -> int:
    """Return how many people voted by hand: as counted, or the fewest who can have given those dots."""
    if ballot.scale is not None:
        return len(ballot.scale.sheets)
    hands = ballot.hands.values()
    fewest = max((h.voters for h in hands), default=0)
    by_dots = -(-sum(h.dots for h in hands) // max(1, ballot.dots))
    return max(ballot.hand_ballots, fewest, by_dots)


def ballots_in(ballot: Ballot) -> int:
    """Return how many ballots are in: phones with a dot or finished, or as the hall counted, and hands."""
    if ballot.counted is not None:
        return ballot.counted.ballots + hand_ballots(ballot)
    voters = {voter for voter, dots in ballot.votes.items() if dots}
    if ballot.scale is not None:
        voters.update(ballot.scale.answers)
    return len(voters | set(ballot.finished)) + hand_ballots(ballot)


def result_of(session: Session, ballot: Ballot) -> Result:
    """Add the ballot up. A card that now stands for others has their dots; one person counts once on it.

    How many hands are the same people's on cards that were joined later nobody knows: at most all who voted.
    """
    stands = {card: standing(session, card) for card in ballot.cards}
    dots: Counter[str] = Counter()
    people: dict[str, set[str]] = {card: set() for card in stands.values()}
    for voter, own in ballot.votes.items() if ballot.counted is None else ():
        for card in own.keys() & stands.keys():
            dots[stands[card]] += own[card]
            people[stands[card]].add(voter)
    by_hand: Counter[str] = Counter()
    hand_voters: Counter[str] = Counter()
    for card in ballot.hands.keys() & stands.keys():
        by_hand[stands[card]] += ballot.hands[card].dots
        hand_voters[stands[card]] += ballot.hands[card].voters
    in_hall: Counter[str] = Counter()
    hall, elsewhere = (ballot.counted.cards, ballot.counted.ballots) if ballot.counted else ({}, 0)
    for card in hall.keys() & stands.keys():
        dots[stands[card]] += hall[card].dots
        in_hall[stands[card]] += hall[card].voters
    by_hands, ballots = hand_ballots(ballot), ballots_in(ballot)
    totals = {
        card: (
            dots[card] + by_hand[card],
            len(voters) + min(in_hall[card], elsewhere) + min(hand_voters[card], by_hands),
        )
        for card, voters in people.items()
    }
    cast = sum(total for total, _ in totals.values())
    missing = ballot.counted.missing if ballot.counted else ()
    return Result(_ranked(totals, by_hand), ballots, by_hands, cast, ballots * ballot.dots - cast, missing)


def dots_left(ballot: Ballot, voter: str, but: str = "") -> int:
    """Return how many dots a voter has left, not counting those on the card ``but``."""
    own = ballot.votes.get(voter, NOTHING)
    return ballot.dots - sum(count for card, count in own.items() if card != but)


def conflicts(session: Session) -> list[str]:
    """Return what a merge broke, a sentence each: it is reported, never raised, and settled by a person."""
    under_way = [b for b in session.ballots.values() if b.state not in {"draft", "void"}]
    said = [sentence for ballot in under_way for sentence in _broken(session, ballot)]
    if sum(ballot.state == "open" for ballot in under_way) > 1:
        said.append("More than one vote is open. Close or void all but one.")
    return said


def _broken(session: Session, ballot: Ballot) -> Iterator[str]:
    name = f"“{ballot.title}”" if ballot.title else "the vote"
    over = sum(dots_left(ballot, voter) < 0 for voter in ballot.votes)
    if over:
        cure = "Void the vote, or leave it and say so."
        yield f"In {name}, {people(over)} gave more than {some(ballot.dots, 'dot')} on two copies. {cure}"
    strangers = sum(not own.keys() <= ballot.cards.keys() for own in ballot.votes.values())
    if strangers:
        yield f"In {name}, {people(strangers)} gave dots to cards that were not voted on. They do not count."
    strange = changed(session, ballot) if ballot.state == "open" else set()
    if strange:
        ids = sorted(_name(session, card) for card in strange)
        yield f"While {name} was open, another copy changed {', '.join(ids)}. Close or void the vote."


def _name(session: Session, subject: str) -> str:
    if subject in session.map.lines:
        return session.map.lines[subject].label
    return session.shown_id(session.cards[subject]) if subject in session.cards else "a card"


def some(count: int, thing: str) -> str:
    """Return "1 dot" or "3 dots"."""
    return f"1 {thing}" if count == 1 else f"{count:,} {thing}s"


def expected(session: Session) -> int:
    """Return how many ballots are expected: as many as people were counted at the table; 0 if nobody counted."""
    counted = dict(session.details).get("people", "")
    return int(counted) if counted.isdecimal() else 0


def turnout(session: Session, ballots: int) -> str:
    """Return "6 of 8 ballots in"; "6 ballots in" where fewer people were counted, or nobody was."""
    of = expected(session)
    return f"{ballots:,} of {of:,} ballots in" if of and of >= ballots else f"{some(ballots, 'ballot')} in"


def people(count: int) -> str:
    """Return "one person" or "3 people"."""
    return "one person" if count == 1 else f"{count:,} people"


def standing(session: Session, card_id: str) -> str:
    """Return the card that now stands for a card: itself, or what it was joined into."""
    met = {card_id}
    while (card := session.cards.get(card_id)) and card.joined_into and card.joined_into not in met:
        card_id = card.joined_into
        met.add(card_id)
    return card_id


def _ranked(totals: dict[str, tuple[int, int]], by_hand: Counter[str]) -> tuple[Standing, ...]:
    order = sorted(totals, key=lambda card: -totals[card][0])
    shared = Counter(total for total, _ in totals.values())
    first = {total: 1 + sum(t > total for t, _ in totals.values()) for total in shared}
    return tuple(
        Standing(card, total, voters, first[total], shared[total] > 1, by_hand[card])
        for card, (total, voters) in ((card, totals[card]) for card in order)
    )


class ImportedStanding(NamedTuple):
    """One card's votes; ``voters`` is ``None`` where the paper does not say how many gave them."""

    card: str
    dots: int
    voters: int | None
    shown_rank: str


def imported_standings(session: Session, votes: Mapping[str, ImportedVotes]) -> tuple[ImportedStanding, ...]:
    """Return the votes of one paper, the most first; a card that now stands for others has theirs."""
    dots: Counter[str] = Counter()
    voters: dict[str, int | None] = {}
    for card, given in votes.items():
        stands = standing(session, card)
        dots[stands] += given.dots
        voters[stands] = given.voters if stands not in voters else None
    shared = Counter(dots.values())
    return tuple(
        ImportedStanding(card, count, voters[card], f"{_rank(count, dots.values())}{'=' if shared[count] > 1 else ''}")
        for card, count in dots.most_common()
    )


def _rank(count: int, counts: Iterable[int]) -> int:
    return 1 + sum(other > count for other in counts)
