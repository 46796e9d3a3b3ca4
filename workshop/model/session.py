"""What is true of a session: one immutable value, made of immutable values.

Named tuples rather than dataclasses, because every entry of a journal makes a new ``Session`` and often a new
``Card``: replacing one field of a frozen dataclass of twenty costs four times as much.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from workshop.model.ballot import DEFAULT_DOTS, DEFAULT_MOST, Ballot, ImportedVotes
from workshop.model.follow_up import Bulletin, News
from workshop.model.map import NO_MAP, Map
from workshop.model.persistent_map import PersistentMap

DETAILS: Final = ("subtitle", "place", "date", "people")
"""What may be said about the session as a whole; people is a number, never names."""

FIELDS: Final = ("first_step", "owner", "place", "measure", "review")
"""What an experiment may carry beside its words, in the order in which it is asked."""

ANSWER_FIELDS: Final = ("who_answers", "by_when", "answer", "done")
"""What a question to the room may carry: who answers it and by when, the answer, and what was done."""

ROOM: Final = "questions-to-the-room"
"""The theme of the questions to the room: the same in every session, so that they come together in a summit."""

STEPS: Final = ("set up", "capture", "read back", "vote", "reveal")
"""Labels of where the table is; any step may be reached at any time."""

READ_STATES: Final = ("", "confirmed", "unclear")

NOTHING: Final[Mapping[str, int]] = MappingProxyType({})


class Kind(NamedTuple):
    """A kind of card: its name in the record, its words on the screen, its letter in shown ids."""

    name: str
    singular: str
    plural: str
    letter: str


class Theme(NamedTuple):
    """A title and its question; ``table`` names where it came from in a summit."""

    id: str
    title: str
    question: str
    rank: str
    table: str = ""
    removed: bool = False


class Source(NamedTuple):
    """Where a summit's card came from: the session, and the id shown there."""

    session: str
    title: str
    label: str


class Card(NamedTuple):
    """One line as somebody said it, and all that was done with it.

    ``label`` is the shown id without the table ("I12", or "I12b" where two copies made I12 at once);
    ``history`` holds earlier wordings, oldest first; ``joined_into`` names the card that stands for this one,
    and ``joined`` the cards this one stands for; ``offered`` are tags that wait; by its ``token`` whoever
    offered a card finds it.
    """

    id: str
    kind: str
    theme: str
    label: str
    text: str
    rank: str
    origin: str = ""
    held: bool = False
    hidden: bool = False
    parked: bool = False
    removed: bool = False
    left_out: bool = False
    split: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    joined_into: str = ""
    read: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    cluster: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    tests: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    table: str = ""
    source: Source | None = None
    offered: tuple[str, ...] = ()
    token: str = ""

    @property
    def waits(self) -> bool:
        """Whether it was offered and nobody has shown it or set it aside."""
        return self.live and self.held and not (self.parked or self.hidden)

    @property
    def live(self) -> bool:
        """Whether it is still a card of its own: not removed, split or joined into another."""
        return not (self.removed or self.split or self.joined_into)

    @property
    def seen(self) -> bool:
        """Whether the room may see it."""
        return self.live and not (self.hidden or self.held or self.parked)


class Cluster(NamedTuple):
    """A named group of cards; its cards name it."""

    id: str
    name: str
    dissolved: bool = False


class Timer(NamedTuple):
    """A countdown of ``seconds``; while it runs ``since`` is the moment it last started, in milliseconds.

    ``spent`` are the milliseconds that ran before that moment.
    """

    seconds: int
    since: int
    spent: int = 0
    running: bool = True

    def left(self, now: int) -> int:
        """Return the milliseconds left at ``now``; below zero when the time is over."""
        ran = self.spent + (max(0, now - self.since) if self.running else 0)
        return self.seconds * 1000 - ran


class Note(NamedTuple):
    """A line of a paper that became neither theme, question nor card; once a card is made of it, it is taken up."""

    source: str
    line: int
    text: str


class Lost(NamedTuple):
    """A damaged line of a journal, after a repair."""

    journal: str
    line: int


INSIGHT: Final = Kind("insight", "Insight", "Insights", "I")
EXPERIMENT: Final = Kind("experiment", "Experiment", "Experiments", "E")
QUESTION: Final = Kind("question", "Question to the room", "Questions to the room", "Q")


def fields_of_kind(kind: str) -> tuple[str, ...]:
    """Return what a card of a kind may carry beside its words."""
    return ANSWER_FIELDS if kind == QUESTION.name else FIELDS


class Session(NamedTuple):
    """Everything that is true of one session, or of a summit.

    ``said_order``: all ballots on phones have the cards as they were said, and not each an order of its own.

    ``hints``: what a card of a kind is, by the kind's name. ``apart``: pairs of cards that look alike and are not
    the same. ``taken``: shown id → how often it was wanted, to tell "I12" from "I12b".
    """

    id: str = ""
    title: str = ""
    table: str = ""
    language: str = "en"
    dots: int = DEFAULT_DOTS
    most: int = DEFAULT_MOST
    offers_held: bool = True
    said_order: bool = False
    step: str = STEPS[0]
    details: tuple[tuple[str, str], ...] = ()
    kinds: tuple[Kind, ...] = (INSIGHT, EXPERIMENT)
    themes: Mapping[str, Theme] = MappingProxyType({})
    tags: Mapping[str, str] = MappingProxyType({})
    clusters: PersistentMap[Cluster] = PersistentMap()
    terms: Mapping[str, str] = MappingProxyType({})
    hints: tuple[tuple[str, str], ...] = ()
    timer: Timer | None = None
    papers: Mapping[str, str] = MappingProxyType({})
    notes: tuple[Note, ...] = ()
    taken_up: frozenset[Note] = frozenset()
    imported: Mapping[str, Mapping[str, ImportedVotes]] = MappingProxyType({})
    lost: tuple[Lost, ...] = ()
    unknown: tuple[str, ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    map: Map = NO_MAP
    follow_up: PersistentMap[tuple[News, ...]] = PersistentMap()
    bulletins: tuple[Bulletin, ...] = ()
    archive: tuple[Bulletin, ...] = ()
    cards: PersistentMap[Card] = PersistentMap()
    taken: PersistentMap[int] = PersistentMap()
    ballots: Mapping[str, Ballot] = MappingProxyType({})

    def with_cards(self, cards: PersistentMap[Card], taken: PersistentMap[int]) -> Session:
        """Return the session with other cards and shown ids; quicker than ``_replace``, and done most often."""
        return tuple.__new__(Session, self[:-3] + (cards, taken, self.ballots))  # noqa: RUF005 - a fifth quicker

    def with_ballot(self, ballot: Ballot) -> Session:
        """Return the session with ``ballot`` in place of the one with its id."""
        return Session._make((*self[:-1], MappingProxyType({**self.ballots, ballot.id: ballot})))

    def kind(self, name: str) -> Kind:
        """Return the kind called ``name``; a kind nobody defined here gets a plain description."""
        for kind in self.kinds:
            if kind.name == name:
                return kind
        return Kind(name, name.capitalize(), name.capitalize(), "X")

    def hint(self, kind: str) -> str:
        """Return what a card of a kind is, in a few words; nothing where nobody said it."""
        return dict(self.hints).get(kind, "")

    def shown_id(self, card: Card) -> str:
        """Return the id that people see: "T07-I12", or "I12" at a table without a number."""
        prefix = table_prefix(card.table or self.table)
        return f"{prefix}-{card.label}" if prefix else card.label

    def live_themes(self) -> list[Theme]:
        """Return the themes in their order, without those that were removed."""
        return sorted((t for t in self.themes.values() if not t.removed), key=lambda t: t.rank)

    def live_cards(self) -> Iterator[Card]:
        """Return the cards that stand for themselves, in no order."""
        return (card for card in self.cards.values() if card.live)

    def ordered(self) -> list[Card]:
        """Return the live cards in the order in which they were said or placed."""
        return sorted(self.live_cards(), key=lambda c: c.rank)

    def open_ballot(self) -> Ballot | None:
        """Return the ballot that is open, if there is one."""
        for ballot in self.ballots.values():
            if ballot.state == "open":
                return ballot
        return None


EMPTY: Final = Session()


def table_prefix(table: str) -> str:
    """Return the table part of shown ids: "T07" for "7", "TBLUE" for "blue", empty for none."""
    if not table:
        return ""
    return f"T{int(table):02d}" if table.isascii() and table.isdigit() else f"T{table.upper()}"
