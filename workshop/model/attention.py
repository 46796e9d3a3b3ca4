"""Where the room's attention is: at which theme, and at the cards, a vote or the map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from workshop.model import events as e
from workshop.model.entry import Entry
from workshop.model.events import Event
from workshop.model.session import Session

FACILITATOR: Final = "facilitator"

_VOTE: Final = (e.BallotOpened, e.BallotClosed, e.BallotRevealed)
_MAP: Final = (
    *(e.CardMapped, e.CardLeftOffMap, e.CardUndecided, e.CardUnmapped, e.HeadingMade, e.HeadingNamed),
    *(e.LineWritten, e.LineReworded, e.LinePlaced, e.SourceLinked),
)
_AT_VOTE: Final = frozenset({"vote", "reveal"})


class Attention:
    """Where the table's attention is, told by what the facilitator did last; phones do not draw it.

    ``voting`` says that it is the vote and not the cards, ``mapping`` that it is the map of the second day.
    """

    def __init__(self) -> None:
        self.theme = ""
        self.at = ""

    @property
    def voting(self) -> bool:
        """Return whether it is the vote."""
        return self.at == "vote"

    @property
    def mapping(self) -> bool:
        """Return whether it is the map."""
        return self.at == "map"

    def read(self, session: Session, entries: Iterable[Entry]) -> None:
        """Take up entries, the newest first, as far as they tell something."""
        theme = at = ""
        for entry in entries:
            if entry.by == FACILITATOR:
                theme = theme or _theme_of(session, entry)
                at = at or _at(entry.events)
                if theme and at:
                    break
        self.theme = theme or self.theme
        self.at = at or self.at


def _theme_of(session: Session, entry: Entry) -> str:
    """Return the one theme that an entry is about; a paper that brings several tells nothing, nor does the map."""
    found = set()
    for event in (event for event in entry.events if not isinstance(event, _MAP)):
        card = session.cards.get(getattr(event, "card", ""))
        found.add(getattr(event, "theme", "") or (card.theme if card else ""))
    found.discard("")
    return found.pop() if len(found) == 1 else ""


def _at(events: Iterable[Event]) -> str:
    """Return "vote", "map" or "cards"; nothing where the events do not tell."""
    for event in events:
        if isinstance(event, _VOTE):
            return "vote"
        if isinstance(event, e.StepReached):
            return "vote" if event.step in _AT_VOTE else "cards"
        if isinstance(event, e.CardAdded):
            return "cards"
        if isinstance(event, _MAP):
            return "map"
    return ""
