"""The table of rules and what they share: looking things up, or refusing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, NoReturn

from workshop.model.ballots import in_scope
from workshop.model.board import NOTHING, Ballot, Board, Card, Cluster, Kind, Theme
from workshop.model.dispatch import ByClass
from workshop.model.errors import Refused
from workshop.model.events import Event
from workshop.model.stamps import moment_of


class Moment(NamedTuple):
    """What a rule may not make up itself: the entry's id, which is its stamp, and the numbers already given.

    ``highest`` gives, for each kind letter, the highest number a card ever had, undone ones too: a number is
    never given twice.
    """

    entry: str
    highest: Mapping[str, int] = NOTHING

    @property
    def at(self) -> int:
        """The time, in milliseconds since 1970 UTC."""
        return moment_of(self.entry)

    def new_id(self, count: int = 0) -> str:
        """Give the inner id of the ``count``-th thing that the entry makes; ids sort in this order."""
        return f"{self.entry}/{count:06d}" if count else self.entry

    def label(self, letter: str, count: int = 0) -> str:
        """Give the shown label of the ``count``-th new card of a kind: "I12"."""
        return f"{letter}{self.highest.get(letter, 0) + 1 + count:02d}"


def number_of(label: str) -> tuple[str, int]:
    """Return the letter and the number of a label such as "I12"; 0 where it has none."""
    letter, digits = label[:1], label[1:10]
    return letter, int(digits) if digits.isascii() and digits.isdigit() else 0


answer: Final[ByClass[tuple[Event, ...]]] = ByClass()
"""What answers each wish: ``(command, board, moment) -> events``, or ``Refused`` is raised."""


def refuse(sentence: str) -> NoReturn:
    """Say no."""
    raise Refused(sentence)


def card_of(board: Board, card_id: str) -> Card:
    """Give a card, whatever became of it."""
    card = board.cards.get(card_id)
    return card if card is not None else refuse("That card is not in this session.")


def live_card(board: Board, card_id: str) -> Card:
    """Give a card that stands for itself."""
    card = card_of(board, card_id)
    name = board.shown_id(card)
    if card.removed:
        refuse(f"{name} was removed. Restore it first.")
    if card.split:
        parts = [board.shown_id(board.cards[part]) for part in card.split if part in board.cards]
        refuse(f"{name} was split into {' and '.join(parts) or 'others'}. Change those, or undo that.")
    if card.joined_into:
        whole = board.shown_id(card_of(board, card.joined_into))
        refuse(f"{name} was joined into {whole}. Unjoin {whole} first.")
    return card


def free_card(board: Board, card_id: str) -> Card:
    """Give a live card that nobody is voting on at this moment."""
    card = live_card(board, card_id)
    unvoted(board, card_id)
    return card


def unvoted(board: Board, card_id: str) -> None:
    """Refuse to touch a card of an open ballot: votes are never carried silently."""
    ballot = board.open_ballot()
    if ballot and card_id in ballot.cards:
        name = board.shown_id(board.cards[card_id])
        refuse(f"{name} is being voted on. Close or void the vote first.")


def outside_vote(board: Board, card: Card) -> None:
    """Refuse to let a card come into a vote that is open."""
    ballot = board.open_ballot()
    if ballot and card.seen and in_scope(ballot, card):
        plural = board.kind(card.kind).plural.lower()
        refuse(f"The {plural} of this theme are being voted on. Close or void the vote first.")


def theme_of(board: Board, theme_id: str) -> Theme:
    """Give a theme that was not removed."""
    theme = board.themes.get(theme_id)
    if theme is None:
        refuse("That theme is not in this session.")
    refuse_if(theme.removed, f"“{theme.title}” was removed. Choose another theme, or undo that.")
    return theme


def cluster_of(board: Board, cluster_id: str) -> Cluster:
    """Give a cluster that was not dissolved."""
    cluster = board.clusters.get(cluster_id)
    if cluster is None:
        refuse("That group is not in this session.")
    refuse_if(cluster.dissolved, f"The group “{cluster.name}” was dissolved. Make a new one, or undo that.")
    return cluster


def ballot_of(board: Board, ballot_id: str, *states: str) -> Ballot:
    """Give a ballot that is in one of ``states``."""
    ballot = board.ballots.get(ballot_id)
    if ballot is None:
        refuse("That vote is not in this session.")
    if ballot.state not in states:
        refuse(_WRONG_STATE[ballot.state])
    return ballot


_WRONG_STATE = {
    "draft": "This vote is not open yet. Open it first.",
    "open": "This vote is open. Close it first.",
    "closed": "This vote is closed. Reveal it, or undo the close.",
    "revealed": "The result of this vote is out already. For another vote, draft a new one.",
    "void": "This vote was declared void. Draft a new one.",
}


def known_kind(board: Board, name: str) -> Kind:
    """Give the session's kind of that name."""
    for kind in board.kinds:
        if kind.name == name:
            return kind
    names = ", ".join(kind.name for kind in board.kinds)
    refuse(f"There is no kind “{name}” in this session. The kinds are: {names}.")


def refuse_if(condition: bool, sentence: str) -> None:  # noqa: FBT001
    """Say no where ``condition`` holds."""
    if condition:
        raise Refused(sentence)
