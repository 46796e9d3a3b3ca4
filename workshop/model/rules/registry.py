"""The table of rules and what they share: looking things up or refusing, and places between places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, NoReturn, TypeAlias

from workshop.model.ballot import Ballot
from workshop.model.ballots import in_scope
from workshop.model.errors import Refused
from workshop.model.events import CardAdded, Event, LineWritten
from workshop.model.hlc import moment_of
from workshop.model.map import Heading, MapLine
from workshop.model.session import NOTHING, Card, Cluster, Kind, Session, Theme
from workshop.model.struct import ByClass


class Context(NamedTuple):
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
        """Return the inner id of the ``count``-th thing that the entry makes; ids sort in this order."""
        return f"{self.entry}/{count:06d}" if count else self.entry

    def label(self, letter: str, count: int = 0) -> str:
        """Return the shown label of the ``count``-th new card of a kind: "I12"."""
        return f"{letter}{self.highest.get(letter, 0) + 1 + count:02d}"

    def line_label(self, count: int = 0) -> str:
        """Return the shown id of the ``count``-th new line of the map: "L07"."""
        return f"L{self.highest.get(LINES, 0) + 1 + count:02d}"


LINES: Final = "line"
"""The key of ``Context.highest`` for lines of the map; kinds have one letter."""


def numbered(event: Event) -> tuple[str, int]:
    """Return the number that an event gives out, and of what: ("I", 12) for a card, 0 where it gives none."""
    if isinstance(event, CardAdded):
        return number_of(event.label)
    return (LINES, number_of(event.label)[1]) if isinstance(event, LineWritten) else ("", 0)


def number_of(label: str) -> tuple[str, int]:
    """Return the letter and the number of a label such as "I12"; 0 where it has none."""
    letter, digits = label[:1], label[1:10]
    return letter, int(digits) if digits.isascii() and digits.isdigit() else 0


Events: TypeAlias = tuple[Event, ...]

answer: Final[ByClass[Events]] = ByClass()
"""What answers each command: ``(command, session, moment) -> events``, or ``Refused`` is raised."""


def refuse(sentence: str) -> NoReturn:
    """Say no."""
    raise Refused(sentence)


def card_of(session: Session, card_id: str) -> Card:
    """Return a card, whatever became of it."""
    card = session.cards.get(card_id)
    return card if card is not None else refuse("That card is not in this session.")


def live_card(session: Session, card_id: str) -> Card:
    """Return a card that stands for itself."""
    card = card_of(session, card_id)
    name = session.shown_id(card)
    if card.removed:
        refuse(f"{name} was removed. Restore it first.")
    if card.split:
        parts = [session.shown_id(session.cards[part]) for part in card.split if part in session.cards]
        refuse(f"{name} was split into {' and '.join(parts) or 'others'}. Change those, or undo that.")
    if card.joined_into:
        whole = session.shown_id(card_of(session, card.joined_into))
        refuse(f"{name} was joined into {whole}. Unjoin {whole} first.")
    return card


def free_card(session: Session, card_id: str) -> Card:
    """Return a live card that nobody is voting on at this moment."""
    card = live_card(session, card_id)
    unvoted(session, card_id)
    return card


def unvoted(session: Session, card_id: str) -> None:
    """Refuse to touch a card or a line of an open ballot: votes are never carried silently."""
    ballot = session.open_ballot()
    if ballot and card_id in ballot.cards:
        line = session.map.lines.get(card_id)
        name = line.label if line else session.shown_id(session.cards[card_id])
        refuse(f"{name} is being voted on. Close or void the vote first.")


def outside_vote(session: Session, card: Card) -> None:
    """Refuse to let a card come into a vote that is open."""
    ballot = session.open_ballot()
    if ballot and card.seen and in_scope(ballot, card):
        plural = session.kind(card.kind).plural.lower()
        refuse(f"The {plural} of this theme are being voted on. Close or void the vote first.")


def theme_of(session: Session, theme_id: str) -> Theme:
    """Return a theme that was not removed."""
    theme = session.themes.get(theme_id)
    if theme is None:
        refuse("That theme is not in this session.")
    if theme.removed:
        refuse(f"“{theme.title}” was removed. Choose another theme, or undo that.")
    return theme


def cluster_of(session: Session, cluster_id: str) -> Cluster:
    """Return a cluster that was not dissolved."""
    cluster = session.clusters.get(cluster_id)
    if cluster is None:
        refuse("That group is not in this session.")
    refuse_if(cluster.dissolved, f"The group “{cluster.name}” was dissolved. Make a new one, or undo that.")
    return cluster


def ballot_of(session: Session, ballot_id: str, *states: str) -> Ballot:
    """Return a ballot that is in one of ``states``."""
    ballot = session.ballots.get(ballot_id)
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


def known_kind(session: Session, name: str) -> Kind:
    """Return the session's kind of that name."""
    for kind in session.kinds:
        if kind.name == name:
            return kind
    names = ", ".join(kind.name for kind in session.kinds)
    refuse(f"There is no kind “{name}” in this session. The kinds are: {names}.")


Ranked: TypeAlias = Card | Theme | Heading | MapLine


def stays(moving: Ranked, before: Ranked | None, beside: Sequence[Ranked]) -> bool:
    """Return whether ``moving`` would stay where it is among those ``beside`` it, itself one of them."""
    ids = [thing.id for thing in beside]
    following = [*ids, ""][ids.index(moving.id) + 1]
    return (before.id if before else "") in {moving.id, following}


def rank_before(before: Ranked | None, moving: Ranked, things: Iterable[Ranked]) -> str:
    """Return the rank that puts ``moving`` just before ``before``, or last, among all ``things`` of its kind."""
    high = before.rank if before else ""
    others = [thing.rank for thing in things if thing.id != moving.id and (not high or thing.rank < high)]
    return between(max(others, default=""), high)


def refuse_if(condition: bool, sentence: str) -> None:  # noqa: FBT001
    """Say no where ``condition`` holds."""
    if condition:
        raise Refused(sentence)


FIRST: Final = 0x20
"""Below every character of a rank; a rank never ends with it."""

LAST: Final = 0x7F
"""Above every character of a rank."""


def between(low: str, high: str) -> str:
    """Return a text that sorts after ``low`` and before ``high``; empty means no bound on that side.

    ``low`` must sort before ``high``. Ranks are printable ASCII; a card's first rank is its own id.
    """
    made: list[str] = []
    bounded = bool(high)
    place = 0
    while True:
        floor = ord(low[place]) if place < len(low) else FIRST
        ceiling = ord(high[place]) if bounded and place < len(high) else LAST
        if ceiling - floor > 1:
            return "".join(made) + chr((floor + ceiling) // 2)
        made.append(chr(floor))
        bounded = bounded and floor == ceiling
        place += 1
