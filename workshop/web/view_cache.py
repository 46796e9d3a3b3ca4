"""What phones and boards see now: made of what ``visible`` gives, and kept, so that a dot costs little."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Final, NamedTuple

from workshop.model.ballot import Ballot
from workshop.model.persistent_map import PersistentMap
from workshop.model.session import EMPTY, ROOM, Card, Kind, Session
from workshop.model.views import NEVER, BallotView, Before, CardView, ThemeView, View, line_card, visible
from workshop.store.writer import SessionWriter

_NO_CARDS: Final[PersistentMap[Card]] = PersistentMap()
_WRITTEN: Final = attrgetter("id", "kind", "text", "tags", "dots", "fields")


class VisibleState(NamedTuple):
    """What is seen of a board; ``cards`` are those that are seen, by shown id and by inner id.

    ``ballot`` is the vote the room is at: the open one, else the last that began. ``mark`` changes with anything
    that stands on any page of the list of cards. ``defined`` are the kinds, ``hints`` what cards of each are.
    """

    view: View
    ballot: BallotView | None
    kinds: Mapping[str, str]
    tags: tuple[str, ...]
    cards: Mapping[str, CardView]
    mark: str
    defined: tuple[Kind, ...] = ()
    hints: tuple[tuple[str, str], ...] = ()

    @property
    def open_ballot(self) -> BallotView | None:
        """Return the vote that is open."""
        ballot = self.ballot
        return ballot if ballot and ballot.state == "open" else None

    @property
    def candidates(self) -> list[CardView]:
        """Return the cards of the vote the room is at, in the order in which they were said; or lines of the map."""
        ballot = self.ballot
        if ballot and ballot.scale and ballot.scale.lines:
            return [line_card(line, *told) for line, told in ballot.scale.lines.items()]
        return [self.cards[card] for card in ballot.cards if card in self.cards] if ballot else []

    @property
    def found(self) -> dict[str, CardView]:
        """Return what a result may name, by its inner id: any card that is seen, or lines of the map."""
        return {**self.cards, **{card.card: card for card in self.candidates}}

    @property
    def results_out(self) -> bool:
        """Return whether the room is looking at a result."""
        ballot = self.ballot
        return bool(ballot and (ballot.result or (ballot.scale and ballot.scale.result))) and self.view.step in {
            "vote",
            "reveal",
        }

    @property
    def themes(self) -> list[ThemeView]:
        """Return the themes that are talked about; questions to the room have a place of their own."""
        return [theme for theme in self.view.themes if theme.theme != ROOM]

    @property
    def heading(self) -> tuple[str, str]:
        """Return the title and question that head the page: the one theme's, or the session's title."""
        themes = self.themes
        if len(themes) == 1:
            return themes[0].title, themes[0].question
        return self.view.title, ""

    def listed(self) -> list[tuple[ThemeView, CardView]]:
        """Return all cards with their themes, as said."""
        return [(theme, card) for theme in self.view.themes for card in theme.cards]


class ViewCache:
    """Looks at a room. A board on a wall is seen by those who sit before it: both see the same."""

    def __init__(self, writer: SessionWriter) -> None:
        self._writer = writer
        self._session: Session = EMPTY
        self._sight: VisibleState | None = None
        self._glanced: Session = EMPTY

    def look(self) -> VisibleState:
        """Return what is seen now."""
        session, before, sight = self._writer.session, self._session, self._sight
        if sight is not None and before is session:
            return sight
        voted = _only_voted(before, session) if sight is not None else None
        if sight is not None and voted is not None:
            view = sight.view._replace(ballots=_ballots(sight, session, voted))
            sight = sight._replace(view=view, ballot=_at(view))
        else:
            sight = _sight(session, visible(session, "participant", Before(before, sight.cards) if sight else NEVER))
        self._session, self._sight = session, sight
        return sight

    def glance(self) -> VisibleState:
        """Return what is seen, but for how many have voted: who votes does not ask, and it takes counting."""
        session = self._writer.session
        if self._sight is None or not (self._glanced is session or _only_voted(self._session, session)):
            return self.look()
        self._glanced = session
        return self._sight


def _ballots(sight: VisibleState, session: Session, voted: Ballot) -> tuple[BallotView, ...]:
    """Look at the one ballot that votes came to, without going through every card for each dot."""
    alone = session._replace(cards=_NO_CARDS, ballots={voted.id: voted})
    (new,) = visible(alone, "participant").ballots
    return tuple(new if old.ballot == new.ballot else old for old in sight.view.ballots)


def _at(view: View) -> BallotView | None:
    open_ = (ballot for ballot in view.ballots if ballot.state == "open")
    return next(open_, view.ballots[-1] if view.ballots else None)


def _only_voted(before: Session, after: Session) -> Ballot | None:
    """Return the open ballot, where votes for it are all that came."""
    if any(old is not new for old, new in zip(before[:-1], after[:-1], strict=True)):
        return None
    ballot = after.open_ballot()
    old = before.ballots.get(ballot.id) if ballot else None
    if ballot is None or old is None or len(before.ballots) != len(after.ballots):
        return None
    others = (before.ballots.get(b.id) is b for b in after.ballots.values() if b is not ballot)
    return ballot if old.state == "open" and old.cards is ballot.cards and all(others) else None


def _sight(session: Session, view: View) -> VisibleState:
    cards = [card for theme in view.themes for card in theme.cards]
    named = {card.id: card for card in cards} | {card.card: card for card in cards}
    mark = f"{hash(tuple(map(_WRITTEN, cards))):x}"
    kinds = {kind.name: kind.singular for kind in session.kinds}
    seen = (view, _at(view), kinds, tuple(session.tags), named, mark)
    return VisibleState(*seen, session.kinds, session.hints)
