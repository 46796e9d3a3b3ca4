"""What happens to cards."""

from __future__ import annotations

from collections.abc import Callable

from workshop.model import events as e
from workshop.model.effects.registry import change_card, effect, with_one, with_pair
from workshop.model.session import Card, Session, Theme, table_prefix

WITHOUT_THEME = "Cards without a theme"
"""The title under which cards are found again whose theme another copy has taken back."""


@effect.register
def card_added(event: e.CardAdded, session: Session) -> Session:
    rank = event.card
    said = (event.card, event.kind, event.theme, event.label, event.text, rank, event.origin, event.held)
    made = Card(*said, token=event.token) if event.token else Card(*said)
    return with_card(_housed(session, event.theme), made)


def with_card(session: Session, card: Card) -> Session:
    """Return the session with a card it has not met. Where its shown id is taken, the card is shown as "I12b"."""
    prefix = table_prefix(card.table)
    taken, label = session.taken, card.label
    before = taken.get(prefix + label, 0)
    if before:
        while prefix + label in taken:
            label = card.label + suffix(before)
            before += 1
        taken = taken.put(prefix + card.label, before)
        card = card._replace(label=label)
    return session.with_cards(session.cards.put(card.id, card), taken.put(prefix + label, 1))


def suffix(before: int) -> str:
    """Return what tells a label from ``before`` earlier ones: "b" for 1, "z" for 25, "aa" for 26."""
    letters = ""
    while before >= 0:
        letters = chr(ord("a") + before % 26) + letters
        before = before // 26 - 1
    return letters


def _housed(session: Session, theme_id: str) -> Session:
    """Return the session with that theme in it, so that a card is never in a theme which nobody sees."""
    theme = session.themes.get(theme_id)
    if theme is not None and not theme.removed:
        return session
    theme = theme or Theme(theme_id, WITHOUT_THEME, "", rank=theme_id)
    return session._replace(themes=with_one(session.themes, theme_id, theme._replace(removed=False)))


@effect.register
def offer_reworded(event: e.OfferReworded, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(text=event.text))


@effect.register
def offer_taken_back(event: e.OfferTakenBack, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(removed=True, token=""))


@effect.register
def card_reworded(event: e.CardReworded, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c if c.text == event.text else _reworded(c, event.text))


def _reworded(card: Card, text: str) -> Card:
    return card._replace(text=text, history=(*card.history, card.text), read="")


@effect.register
def card_moved(event: e.CardMoved, session: Session) -> Session:
    if event.card not in session.cards:
        return session
    session = _housed(session, event.theme)
    return change_card(session, event.card, lambda c: c._replace(kind=event.kind, theme=event.theme))


@effect.register
def card_placed(event: e.CardPlaced, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(rank=event.rank))


@effect.register
def card_hidden(event: e.CardHidden, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(hidden=True))


@effect.register
def card_shown(event: e.CardShown, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(hidden=False, held=False))


@effect.register
def card_parked(event: e.CardParked, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(parked=True))


@effect.register
def card_unparked(event: e.CardUnparked, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(parked=False))


@effect.register
def card_removed(event: e.CardRemoved, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(removed=True))


@effect.register
def card_restored(event: e.CardRestored, session: Session) -> Session:
    return _back(session, event.card, lambda c: c._replace(removed=False))


def _back(session: Session, card_id: str, change: Callable[[Card], Card]) -> Session:
    """Return the session with a card that comes back; its theme comes with it."""
    session = change_card(session, card_id, change)
    card = session.cards.get(card_id)
    return _housed(session, card.theme) if card and card.live else session


@effect.register
def card_left_out(event: e.CardLeftOut, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(left_out=True))


@effect.register
def card_put_back(event: e.CardPutBack, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(left_out=False))


@effect.register
def card_split(event: e.CardSplit, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(split=event.into))


@effect.register
def cards_joined(event: e.CardsJoined, session: Session) -> Session:
    if event.card not in session.cards:
        return session
    session = change_card(session, event.card, lambda c: c._replace(joined=event.of))
    for member in event.of:
        session = change_card(session, member, lambda c: c._replace(joined_into=event.card))
    return session


@effect.register
def card_unjoined(event: e.CardUnjoined, session: Session) -> Session:
    card = session.cards.get(event.card)
    if card is None:
        return session
    for member in card.joined:
        session = _back(session, member, lambda c: _freed(c, event.card))
    return change_card(session, event.card, lambda c: c._replace(joined=(), split=c.joined))


def _freed(member: Card, whole: str) -> Card:
    """Return a member back, unless another copy has joined it into something else since."""
    return member._replace(joined_into="") if member.joined_into == whole else member


@effect.register
def cards_told_apart(event: e.CardsToldApart, session: Session) -> Session:
    return session._replace(apart=session.apart | {frozenset(event.of)})


@effect.register
def card_read_back(event: e.CardReadBack, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(read=event.state))


@effect.register
def card_noted(event: e.CardNoted, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(note=event.note))


@effect.register
def field_filled(event: e.FieldFilled, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(fields=with_pair(c.fields, event.field, event.value)))


@effect.register
def insights_linked(event: e.InsightsLinked, session: Session) -> Session:
    return change_card(session, event.card, lambda c: c._replace(tests=event.insights))
