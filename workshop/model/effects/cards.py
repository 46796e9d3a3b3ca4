"""What happens to cards."""

from __future__ import annotations

from collections.abc import Callable

from workshop.model import events as e
from workshop.model.board import Board, Card, Theme, table_prefix
from workshop.model.effects.table import change_card, effect, with_one, with_pair

WITHOUT_THEME = "Cards without a theme"
"""The title under which cards are found again whose theme another copy has taken back."""


@effect.register
def _(event: e.CardAdded, board: Board) -> Board:
    rank = event.card
    said = (event.card, event.kind, event.theme, event.label, event.text, rank, event.origin, event.held)
    made = Card(*said, token=event.token) if event.token else Card(*said)
    return with_card(_housed(board, event.theme), made)


def with_card(board: Board, card: Card) -> Board:
    """Give the board with a card it has not met. Where its shown id is taken, the card is shown as "I12b"."""
    prefix = table_prefix(card.table)
    taken, label = board.taken, card.label
    before = taken.get(prefix + label, 0)
    if before:
        while prefix + label in taken:
            label = card.label + suffix(before)
            before += 1
        taken = taken.put(prefix + card.label, before)
        card = card._replace(label=label)
    return board.with_cards(board.cards.put(card.id, card), taken.put(prefix + label, 1))


def suffix(before: int) -> str:
    """Give what tells a label from ``before`` earlier ones: "b" for 1, "z" for 25, "aa" for 26."""
    letters = ""
    while before >= 0:
        letters = chr(ord("a") + before % 26) + letters
        before = before // 26 - 1
    return letters


def _housed(board: Board, theme_id: str) -> Board:
    """Give the board with that theme in it, so that a card is never in a theme which nobody sees."""
    theme = board.themes.get(theme_id)
    if theme is not None and not theme.removed:
        return board
    theme = theme or Theme(theme_id, WITHOUT_THEME, "", rank=theme_id)
    return board._replace(themes=with_one(board.themes, theme_id, theme._replace(removed=False)))


@effect.register
def _(event: e.OfferReworded, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(text=event.text))


@effect.register
def _(event: e.OfferTakenBack, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(removed=True, token=""))


@effect.register
def _(event: e.CardReworded, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c if c.text == event.text else _reworded(c, event.text))


def _reworded(card: Card, text: str) -> Card:
    return card._replace(text=text, history=(*card.history, card.text), read="")


@effect.register
def _(event: e.CardMoved, board: Board) -> Board:
    if event.card not in board.cards:
        return board
    board = _housed(board, event.theme)
    return change_card(board, event.card, lambda c: c._replace(kind=event.kind, theme=event.theme))


@effect.register
def _(event: e.CardPlaced, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(rank=event.rank))


@effect.register
def _(event: e.CardHidden, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(hidden=True))


@effect.register
def _(event: e.CardShown, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(hidden=False, held=False))


@effect.register
def _(event: e.CardParked, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(parked=True))


@effect.register
def _(event: e.CardUnparked, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(parked=False))


@effect.register
def _(event: e.CardRemoved, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(removed=True))


@effect.register
def _(event: e.CardRestored, board: Board) -> Board:
    return _back(board, event.card, lambda c: c._replace(removed=False))


def _back(board: Board, card_id: str, change: Callable[[Card], Card]) -> Board:
    """Give the board with a card that comes back; its theme comes with it."""
    board = change_card(board, card_id, change)
    card = board.cards.get(card_id)
    return _housed(board, card.theme) if card and card.live else board


@effect.register
def _(event: e.CardLeftOut, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(left_out=True))


@effect.register
def _(event: e.CardPutBack, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(left_out=False))


@effect.register
def _(event: e.CardSplit, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(split=event.into))


@effect.register
def _(event: e.CardsJoined, board: Board) -> Board:
    if event.card not in board.cards:
        return board
    board = change_card(board, event.card, lambda c: c._replace(joined=event.of))
    for member in event.of:
        board = change_card(board, member, lambda c: c._replace(joined_into=event.card))
    return board


@effect.register
def _(event: e.CardUnjoined, board: Board) -> Board:
    card = board.cards.get(event.card)
    if card is None:
        return board
    for member in card.joined:
        board = _back(board, member, lambda c: _freed(c, event.card))
    return change_card(board, event.card, lambda c: c._replace(joined=(), split=c.joined))


def _freed(member: Card, whole: str) -> Card:
    """Give a member back, unless another copy has joined it into something else since."""
    return member._replace(joined_into="") if member.joined_into == whole else member


@effect.register
def _(event: e.CardsToldApart, board: Board) -> Board:
    return board._replace(apart=board.apart | {frozenset(event.of)})


@effect.register
def _(event: e.CardReadBack, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(read=event.state))


@effect.register
def _(event: e.CardNoted, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(note=event.note))


@effect.register
def _(event: e.FieldFilled, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(fields=with_pair(c.fields, event.field, event.value)))


@effect.register
def _(event: e.InsightsLinked, board: Board) -> Board:
    return change_card(board, event.card, lambda c: c._replace(tests=event.insights))
