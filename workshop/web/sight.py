"""What a role sees now. All of it comes from ``visible``; here it is only kept, so that a dot costs little."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from workshop.model.shelf import Shelf
from workshop.model.visible import BallotView, CardView, ThemeView, View, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.board import Ballot, Board, Card
    from workshop.room import Room

Audience: TypeAlias = Literal["participant", "board"]

_NO_CARDS: Final[Shelf[Card]] = Shelf()


class Sight(NamedTuple):
    """What one role sees of a board; ``cards`` are those it sees, by shown id and by inner id.

    ``mark`` changes with anything that stands on any page of the list of cards.
    """

    view: View
    kinds: Mapping[str, str]
    tags: tuple[str, ...]
    cards: Mapping[str, CardView]
    mark: str

    @property
    def ballot(self) -> BallotView | None:
        """Give the vote the room is at: the open one, else the last that began."""
        ballots = self.view.ballots
        return next((b for b in ballots if b.state == "open"), ballots[-1] if ballots else None)

    @property
    def open_ballot(self) -> BallotView | None:
        """Give the vote that is open."""
        ballot = self.ballot
        return ballot if ballot and ballot.state == "open" else None

    @property
    def candidates(self) -> list[CardView]:
        """Give the cards of the vote the room is at, in the order in which they were said."""
        ballot = self.ballot
        return [self.cards[card] for card in ballot.cards if card in self.cards] if ballot else []

    @property
    def results_out(self) -> bool:
        """Say whether the room is looking at a result."""
        ballot = self.ballot
        return bool(ballot and ballot.result) and self.view.step in {"vote", "reveal"}

    @property
    def heading(self) -> tuple[str, str]:
        """Give the title and question that head the page: the one theme's, or the session's title."""
        themes = self.view.themes
        if len(themes) == 1:
            return themes[0].title, themes[0].question
        return self.view.title, ""

    def listed(self) -> list[tuple[ThemeView, CardView]]:
        """Give all cards with their themes, as said."""
        return [(theme, card) for theme in self.view.themes for card in theme.cards]


class Eyes:
    """Looks at a room for one role."""

    def __init__(self, room: Room, role: Audience) -> None:
        self._room = room
        self._role: Audience = role
        self._board: Board | None = None
        self._sight: Sight | None = None

    def look(self) -> Sight:
        """Give what the role sees now."""
        board, before, sight = self._room.board, self._board, self._sight
        if sight is not None and before is board:
            return sight
        voted = _only_voted(before, board) if before is not None else None
        if sight is not None and voted is not None:
            sight = sight._replace(view=sight.view._replace(ballots=self._ballots(sight, board, voted)))
        else:
            sight = _sight(board, visible(board, self._role))
        self._board, self._sight = board, sight
        return sight

    def glance(self) -> Sight:
        """Give what the role sees, but for how many have voted: who votes does not ask, and it takes counting."""
        board, before, sight = self._room.board, self._board, self._sight
        if sight is not None and before is not None and (before is board or _only_voted(before, board)):
            return sight
        return self.look()

    def _ballots(self, sight: Sight, board: Board, voted: Ballot) -> tuple[BallotView, ...]:
        """Look at the one ballot that votes came to, without going through every card for each dot."""
        alone = board._replace(cards=_NO_CARDS, ballots={voted.id: voted})
        (new,) = visible(alone, self._role).ballots
        return tuple(new if old.ballot == new.ballot else old for old in sight.view.ballots)


def _only_voted(before: Board, after: Board) -> Ballot | None:
    """Give the open ballot, where votes for it are all that came."""
    if any(old is not new for old, new in zip(before[:-1], after[:-1], strict=True)):
        return None
    ballot = after.open_ballot()
    old = before.ballots.get(ballot.id) if ballot else None
    if ballot is None or old is None or len(before.ballots) != len(after.ballots):
        return None
    others = (before.ballots.get(b.id) is b for b in after.ballots.values() if b is not ballot)
    return ballot if old.state == "open" and old.cards is ballot.cards and all(others) else None


def _sight(board: Board, view: View) -> Sight:
    cards = [card for theme in view.themes for card in theme.cards]
    named = {card.id: card for card in cards} | {card.card: card for card in cards}
    mark = f"{hash(tuple((card.id, card.kind, card.text, card.tags, card.dots) for card in cards)):x}"
    return Sight(view, {kind.name: kind.singular for kind in board.kinds}, tuple(board.tags), named, mark)
