"""A table to try things at: a history with a clock that ticks and a node of its own."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from workshop.model import commands as c
from workshop.model.ballot import Ballot
from workshop.model.entry import Entry
from workshop.model.errors import Refused
from workshop.model.history import History
from workshop.model.session import EMPTY, Card, Session
from workshop.model.views import BallotView, CardView, Role, visible

START = 1_795_000_000_000
ANA, BEN, CLEO = "ana-token", "ben-token", "cleo-token"


def fold(entries: Iterable[Entry], base: Session = EMPTY) -> Session:
    history = History(base)
    history.extend(entries)
    return history.session


class Table:
    def __init__(self, node: str = "aaaaaa", start: c.StartSession | None = None) -> None:
        self.history = History()
        self.node = node
        self.now = START
        if start is not None:
            self.do(start)

    @property
    def session(self) -> Session:
        return self.history.session

    @property
    def theme(self) -> str:
        return self.session.live_themes()[0].id

    def do(self, command: c.Command, by: str = "facilitator", request: str = "") -> Entry:
        self.now += 1_000
        return self.history.record(command, self.now, self.node, by, request)

    def made(self, command: c.Command) -> str:
        """Do it, and give the inner id of what it made first."""
        return self.do(command).id

    def refused(self, command: c.Command, by: str = "facilitator") -> str:
        before = self.session
        with pytest.raises(Refused) as refusal:
            self.do(command, by)
        assert self.session is before
        sentence = str(refusal.value)
        assert sentence.endswith(".")
        assert sentence[0].isupper() or not sentence[0].isalpha()
        return sentence

    def add(
        self, *texts: str, kind: str = "insight", theme: str = "", origin: str = "", held: bool = False
    ) -> list[str]:
        entry = self.do(c.AddCards(kind, theme or self.theme, texts, origin, held))
        return [card.id for card in self.session.cards.values() if card.id.startswith(entry.id)]

    def card(self, card: str) -> Card:
        return self.session.cards[card]

    def ballot(self, ballot: str) -> Ballot:
        return self.session.ballots[ballot]

    def label(self, card: str) -> str:
        return self.session.shown_id(self.session.cards[card])

    def texts(self) -> list[str]:
        return [card.text for card in self.session.ordered()]

    def opened(self, command: c.DraftBallot | None = None) -> str:
        ballot = self.made(command or c.DraftBallot("First picks"))
        self.do(c.OpenBallot(ballot))
        return ballot

    def vote(self, ballot: str, voter: str, card: str, dots: int = 1) -> Entry:
        return self.do(c.SetDots(ballot, voter, card, dots), by="")

    def reveal(self, ballot: str) -> None:
        self.do(c.CloseBallot(ballot))
        self.do(c.RevealBallot(ballot))

    def seen(self, role: Role = "facilitator") -> dict[str, CardView]:
        return {card.card: card for theme in visible(self.session, role).themes for card in theme.cards}

    def shown_ballot(self, role: Role = "facilitator") -> BallotView:
        return visible(self.session, role).ballots[-1]

    def copy(self, node: str) -> Table:
        """Return a copy of the session's folder on another laptop."""
        other = Table(node)
        other.now = self.now
        other.history.extend(self.history.entries)
        return other

    def meet(self, other: Table) -> None:
        """Put the journals of both side by side, on both laptops."""
        mine = list(self.history.entries)
        self.history.extend(other.history.entries)
        other.history.extend(mine)
        self.now = other.now = max(self.now, other.now)


def table(title: str = "Learning from floods", **more: object) -> Table:
    return Table(start=c.StartSession(title, **{"table": "7", **more}))  # type: ignore[arg-type]
