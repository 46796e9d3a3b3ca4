"""What the desk gives the front ends: the hall's votes, their cards and rules, as lines of a journal.

A session of its own, made of what the room may see: cards that are voted on, under the ids they have at the hall, and
the votes' way from open to revealed. Front ends put these lines beside their own; nothing else of the hall is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from workshop.model import events as e
from workshop.model.ballot import Ballot
from workshop.model.entry import Entry
from workshop.model.events import Event
from workshop.model.history import History
from workshop.model.hlc import next_stamp
from workshop.model.session import INSIGHT, Session
from workshop.store.atomic_files import make_folder
from workshop.store.codec import decode, encode
from workshop.store.folder import Follower, new_node
from workshop.store.foreign import JournalLine
from workshop.store.journal import Journal, content_of, journals_in, raw_lines
from workshop.sync.reports import LineCounts

PREFIX: Final = "hall"
"""How the names of the desk's journals begin; a front end's own are six letters long."""

MOST_BYTES: Final = 2 * 1024 * 1024
"""Of lines in one answer; the others come with the next."""

VOTE: Final = "vote"


class Closing(NamedTuple):
    """The entry that closed a vote last, and its line."""

    entry: str
    journal: str
    number: int


class VotePaper:
    """The lines so far. Raises ``Damaged``, ``NotWritten`` and ``Unreadable``."""

    def __init__(self, folder: Path, now: Callable[[], int]) -> None:
        make_folder(folder)
        self._folder = folder
        self._now = now
        self.history = History()
        self.history.extend(Follower(folder).read())
        self.lines = [
            JournalLine(path.stem, raw)
            for path in journals_in(folder)
            for raw in raw_lines(path)
            if raw.endswith(b"\n")  # what a kill left half written was told to nobody
        ]
        self._closings: dict[str, Closing] = {}
        for line in self.lines:
            numbered = decode(content_of(line.line))
            self._note(numbered.entry, line.journal, numbered.number)
        self._journal: Journal | None = None
        self._written = 0

    @property
    def session(self) -> Session:
        """Return what the front ends are told, as a session."""
        return self.history.session

    def bring_up_to_date(self, hall: Session) -> bool:
        """Take up how the hall's votes stand; return whether there was anything new."""
        if not self.session.id:
            stamp = self._stamp()
            self._append(Entry(stamp, "facilitator", (e.SessionStarted(stamp, hall.title), *_beginning(hall))))
        news = False
        for ballot in hall.ballots.values():  # each in an entry of its own: a close can be taken back
            new = tuple(_news(hall, ballot, self.session)) or self._opened_again(ballot)
            if new:
                self._append(Entry(self._stamp(), "facilitator", new))
            news = news or bool(new)
        return news

    def closed_for(self, ballot: str, have: LineCounts) -> bool:
        """Return whether a front end that has so many of the lines knows of the last close of a vote."""
        closing = self._closings.get(ballot)
        return closing is not None and have.get(closing.journal, 0) >= closing.number

    def _opened_again(self, ballot: Ballot) -> tuple[Event, ...]:
        """Return what takes back the close of a vote that goes on after all; nothing where it is none."""
        known = self.session.ballots.get(ballot.id)
        if ballot.state != "open" or known is None or known.state != "closed":
            return ()
        return (e.Undone(self._closings[ballot.id].entry),)

    def after(self, have: LineCounts) -> tuple[JournalLine, ...]:
        """Return the lines that a front end has not, as far as they go into one answer."""
        found: list[JournalLine] = []
        seen: dict[str, int] = {}
        room = MOST_BYTES
        for line in self.lines:
            seen[line.journal] = seen.get(line.journal, 0) + 1
            if seen[line.journal] > have.get(line.journal, 0) and room > 0:
                found.append(line)
                room -= len(line.line)
        return tuple(found)

    def close(self) -> None:
        """Close the journal."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def _stamp(self) -> str:
        if self._journal is None:
            self._journal, self._written = Journal(self._folder, f"{PREFIX}{new_node()}"), 0
        return next_stamp(self.history.last, self._now(), self._journal.node)

    def _append(self, entry: Entry) -> None:
        journal = self._journal
        assert journal is not None  # noqa: S101 - the stamp was made with it
        try:
            journal.append([entry])
        except BaseException:
            self._journal = None  # a journal that failed is not written again
            raise
        self._written += 1
        self._note(entry, journal.node, self._written)
        self.lines.append(JournalLine(journal.node, encode(entry, self._written)))
        self.history.extend([entry])

    def _note(self, entry: Entry, journal: str, number: int) -> None:
        for event in entry.events:
            if isinstance(event, e.BallotClosed):
                self._closings[event.ballot] = Closing(entry.id, journal, number)


def _beginning(hall: Session) -> Iterator[Event]:
    if hall.language != "en":
        yield e.LanguageChosen(hall.language)
    for kind in hall.kinds:
        yield e.KindDefined(kind.name, kind.singular, kind.plural, kind.letter)


def _news(hall: Session, ballot: Ballot, told: Session) -> Iterator[Event]:
    """Return what the front ends have not been told of a vote; one that was over before is none of theirs.

    Nor is a scale: it is answered at the hall's own address.
    """
    known = told.ballots.get(ballot.id)
    if known is None:
        if ballot.state != "open" or ballot.scale is not None:
            return
        if hall.said_order != told.said_order:
            yield e.BallotOrderChosen(hall.said_order)
        yield from _cards(hall, ballot, told)
        cards = tuple(ballot.cards)
        yield e.BallotDrafted(ballot.id, ballot.title, "", (), cards, ballot.dots, ballot.most, ballot.decider)
        yield e.BallotOpened(ballot.id, cards)
        yield e.StepReached(VOTE)
        return
    if ballot.state in {"closed", "revealed"} and known.state == "open":
        yield e.BallotClosed(ballot.id)
    if ballot.state == "revealed":
        yield from _result(ballot, known)
    if ballot.state == "void" and known.state != "void":
        yield e.BallotVoided(ballot.id, ballot.reason)


def _result(ballot: Ballot, known: Ballot) -> Iterator[Event]:
    """Return a result that the room has seen, and what was added to it by a recount."""
    if ballot.counted is not None and ballot.counted != known.counted:
        counts = tuple(f"{card} {count.dots} {count.voters}" for card, count in ballot.counted.cards.items())
        yield e.BallotCounted(ballot.id, counts, ballot.counted.ballots, ballot.counted.fronts, ballot.counted.missing)
    if known.state != "revealed":
        for card, hand in ballot.hands.items():
            yield e.HandsEntered(ballot.id, card, hand.dots, hand.voters)
        if ballot.hand_ballots:
            yield e.HandsCounted(ballot.id, ballot.hand_ballots)
        yield e.BallotRevealed(ballot.id)


def _cards(hall: Session, ballot: Ballot, told: Session) -> Iterator[Event]:
    """Return the cards of a vote, with the words and shown ids that they have at the hall."""
    themes = {hall.cards[card].theme for card in ballot.cards if card in hall.cards} - told.themes.keys()
    for theme in hall.live_themes():
        if theme.id in themes:
            yield e.ThemeAdded(theme.id, theme.title, theme.question)
    for card_id, words in ballot.cards.items():
        card = hall.cards.get(card_id)
        known = told.cards.get(card_id)
        if known is not None:
            if known.text != words:
                yield e.CardReworded(card_id, words)
        elif card is not None:
            yield e.CardAdded(card_id, card.kind or INSIGHT.name, card.theme, hall.shown_id(card), words)
