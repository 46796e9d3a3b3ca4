"""A vote as rows: the cards of an open one, the bars of a revealed one; and which votes there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.screens.card_rows import label_of
from workshop.widgets.bars import Bar
from workshop.widgets.row import Row

if TYPE_CHECKING:
    from workshop.model.ballot import Ballot
    from workshop.model.ballots import Result, Standing
    from workshop.model.session import Session

PEOPLE: Final = "people"
"""The row for how many people vote by hand; it is not a card's id."""


def over(session: Session) -> list[Ballot]:
    """Return the votes that were opened, in the order in which they were set up."""
    return [ballot for ballot in session.ballots.values() if ballot.state != "draft"]


def under_way(session: Session) -> str:
    """Return the vote that is open, or closed and not revealed."""
    return next((ballot.id for ballot in over(session) if ballot.state in {"open", "closed"}), "")


def last_revealed(session: Session) -> str:
    """Return the vote whose result came out last."""
    return next((ballot.id for ballot in reversed(over(session)) if ballot.state == "revealed"), "")


def cards_of(session: Session, ballot: Ballot, *, hands: bool) -> list[Row]:
    """Return a row for each card that is voted on; for a show of hands, one for the people too."""
    rows = [Row(card, _label(session, card), text) for card, text in ballot.cards.items()]
    return [*rows, Row(PEOPLE, "", "How many people vote by hand")] if hands else rows


def bars_of(session: Session, result: Result, settled: str) -> list[Bar]:
    """Return a bar for each card of a result; ``settled`` names the one that was chosen among tied ones."""
    return [_bar(session, row, "chosen" if settled == row.card else "") for row in result.rows]


def _bar(session: Session, row: Standing, remark: str) -> Bar:
    card = session.cards.get(row.card)
    text = card.text if card and card.seen else "(not shown to the room)"
    first = row.rank == 1 and row.dots > 0
    return Bar(row.shown_rank, _label(session, row.card), text, row.dots, row.voters, row.by_hand, first, remark)


def _label(session: Session, card: str) -> str:
    if card in session.map.lines:
        return session.map.lines[card].label
    return label_of(session, session.cards[card]) if card in session.cards else ""
