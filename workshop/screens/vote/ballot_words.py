"""What a vote says of itself: its rules in plain sentences, how many ballots are in, what a result is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workshop.model.ballot import Ballot
from workshop.model.ballots import Result, ballots_in, candidates, expected, hand_ballots, result_of, some, turnout
from workshop.model.session import Session
from workshop.model.views import BallotView, ballot_view
from workshop.screens.card_rows import label_of
from workshop.screens.copying import line_of
from workshop.screens.vote import scale_page

MANY: Final = 12
"""Cards on one ballot above which choosing becomes a chore: guides say about a dozen."""

COPIED: Final = 100
"""Characters of a line of what is copied of a scale."""

FEW: Final = 3
"""People among whom a vote says less than talking."""


def ballots_said(session: Session, ballot: Ballot) -> str:
    """Return "6 of 8 ballots in"; nothing else may be said of an open vote."""
    return turnout(session, ballots_in(ballot))


def ways_said(ballot: Ballot) -> str:
    """Return how the ballots came in: "4 from phones, 2 by hand"."""
    by_hand = hand_ballots(ballot)
    counts = ((ballots_in(ballot) - by_hand, "from phones"), (by_hand, "by hand"))
    return ", ".join(f"{number:,} {way}" for number, way in counts if number)


def guide_said(ballot: Ballot, mode: str, given: int) -> str:
    """Say what is to be typed of an open vote, of whose dots ``given`` are typed."""
    if mode == "ballot" and ballot.scale is not None:
        return "One person's sheet: type both answers beside each, such as 42; 0 is “cannot say”. Enter records it."
    if mode == "ballot":
        return f"One person's ballot: type the dots beside the cards. {given} of {ballot.dots} given. Enter records it."
    if mode == "hands":
        each = "the hands" if ballot.most == 1 else "the dots, or dots/people such as 7/4,"
        return f"A show of hands: type {each} beside the cards. Enter takes them."
    return "Nothing can be read from this page before the result is revealed."


def waiting_said(session: Session, ballot: Ballot) -> tuple[str, tuple[str, ...]]:
    """Return what stands in the place of a result that is not out: a sentence, and smaller ones below it."""
    if ballot.state == "void":
        return "This vote was declared void.", (ballot.reason,) if ballot.reason else ()
    return "The vote is closed.", (ballots_said(session, ballot), "R reveals the result to everybody.")


def step_said(session: Session) -> str:
    """Return what the table's head says of a vote that is under way; empty where there is none."""
    ballot = session.open_ballot()
    if ballot:
        return f"Vote open: {ballots_said(session, ballot)}"
    states = [ballot.state for ballot in session.ballots.values() if ballot.state not in {"draft", "void"}]
    return "Vote closed, not revealed" if states[-1:] == ["closed"] else ""


def title_of(ballot: Ballot | BallotView) -> str:
    """Return what a vote is called."""
    return ballot.title or "Vote"


def scope_said(session: Session, ballot: Ballot) -> str:
    """Return what is voted on: "the 3 experiments of “Green spaces”"."""
    number = len(ballot.cards or candidates(session, ballot))
    if ballot.scale and ballot.scale.lines:
        return scale_page.lines_said(session, ballot.scale)
    if ballot.chosen:
        return f"{number} tied cards" if ballot.runoff_of else some(number, "chosen card")
    kinds = [session.kind(kind) for kind in ballot.kinds]
    names = [(kind.singular if number == 1 else kind.plural).lower() for kind in kinds]
    what = " and ".join(names) or ("card" if number == 1 else "cards")
    theme = session.themes.get(ballot.theme)
    return f"{number} {what} of {f'“{theme.title}”' if theme else 'all themes'}"


def rule_said(ballot: Ballot | BallotView) -> str:
    """Return the rule in a line, as it stands over an open vote and under its result."""
    most = "at most 1 on one card" if ballot.most == 1 else f"at most {ballot.most} on one card"
    parts = ["a scale: two questions, 1 to 5"] if ballot.scale else [f"{some(ballot.dots, 'dot')} each"]
    parts += [most] if ballot.dots > 1 else []
    parts += [f"decided by {ballot.decider}" if ballot.decider else "who decides was not said"]
    return " · ".join(parts)


def rules_said(session: Session, ballot: Ballot) -> list[str]:
    """Return all rules, a sentence each, to be read out before the vote opens."""
    if ballot.scale:
        return scale_page.rules_said(session, ballot, ballot.scale, scope_said(session, ballot))
    cards = [label_of(session, session.cards[card]) for card in candidates(session, ballot)]
    ids = f": {', '.join(cards)}" if len(cards) <= MANY else ""
    most = "no two on the same card" if ballot.most == 1 else f"up to {ballot.most} on one card"
    budget = f"{ballot.dots} dots, {most}; some may be left unused" if ballot.dots > 1 else "1 dot, and may keep it"
    sentences = [
        f"You vote on {scope_said(session, ballot)}{ids}.",
        f"Each person has {budget}.",
        "You may vote for your own card, and change your mind until the close.",
        "No dot, total or order is shown before the vote is closed and revealed.",
        "Cards with as many dots share a rank; the program breaks no tie.",
        f"The dots advise; the decision is taken by {ballot.decider or '… (not said yet)'}.",
    ]
    return [*sentences, *_remarks(session, len(cards))]


def _remarks(session: Session, cards: int) -> list[str]:
    """Return what experience says against this vote, if anything."""
    said = []
    if cards > MANY:
        said.append(f"Note: {cards} cards are many to choose from. Join, group or park some first.")
    if cards == 1:
        said.append("Note: with one card there is nothing to choose.")
    if 0 < expected(session) <= FEW:
        said.append(f"Note: among {expected(session)} people, talking says more than dots.")
    return said


def sums_said(session: Session, result: Result) -> str:
    """Return what the result is made of: ballots, dots given, dots left."""
    ballots = f"{result.ballots:,} of {expected(session):,} ballots" if expected(session) >= result.ballots else ""
    parts = [ballots or some(result.ballots, "ballot")]
    parts += [f"{result.hand_ballots:,} of them by hand"] if result.hand_ballots else []
    unused = f"{result.unused:,}" if result.unused else "none"
    parts.append(f"{result.dots:,} of {result.dots + result.unused:,} dots given, {unused} unused")
    parts += [f"not counted yet: those at {', '.join(result.missing)}"] if result.missing else []
    return " · ".join(parts)


def tie_said(session: Session, ballot: BallotView, result: Result) -> str:
    """Return what is to be done about a tie, or what was done; empty where nothing is tied."""
    chosen = session.cards.get(ballot.settled)
    if chosen is not None:
        return f"Chosen among the tied cards: {label_of(session, chosen)}. {ballot.reason}"
    ties = result.ties()
    if not ties:
        return ""
    names = [label_of(session, session.cards[card]) for card in ties[0] if card in session.cards]
    rank = next(row.rank for row in result.rows if row.card == ties[0][0])
    joined = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{joined} share rank {rank}. O a run-off, S records a choice, or leave it so."


def copied_result(session: Session, ballot: Ballot) -> Iterator[str]:
    """Return the lines of a result to be copied as text."""
    found = ballot_view(session, ballot).scale
    if found and found.result:
        yield from (title_of(ballot), scale_page.result_lines(session, ballot, found.result, COPIED))
        yield scale_page.sums_said(found.result)
        return
    result = result_of(session, ballot)
    yield from (title_of(ballot), rule_said(ballot))
    for row in result.rows:
        card = session.cards.get(row.card)
        if card is not None and card.seen:
            yield f"{row.shown_rank:>3} {line_of(session, card)} ({some(row.dots, 'dot')}, {some(row.voters, 'voter')})"
    yield sums_said(session, result)
