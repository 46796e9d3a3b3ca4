"""What happens to cards."""

from __future__ import annotations

from collections.abc import Callable

from workshop.model import events as e
from workshop.model.effects.registry import effect, on_card, on_session, with_pair, with_theme
from workshop.model.persistent_map import PersistentMap
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
    wanted = prefix + card.label
    taken = session.taken
    if wanted in taken:
        wanted, taken = another_label(taken, wanted)
        card = card._replace(label=wanted.removeprefix(prefix))
    return session.with_cards(session.cards.put(card.id, card), taken.put(wanted, 1))


def another_label(taken: PersistentMap[int], wanted: str) -> tuple[str, PersistentMap[int]]:
    """Return "I12b" where I12 is taken, and how often I12 was wanted by now."""
    label, before = wanted, taken[wanted]
    while label in taken:
        label = wanted + suffix(before)
        before += 1
    return label, taken.put(wanted, before)


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
    return with_theme(session, theme._replace(removed=False))


def _reworded(event: e.CardReworded, card: Card) -> Card:
    if card.text == event.text:
        return card
    return card._replace(text=event.text, history=(*card.history, card.text), read="")


on_card(e.OfferReworded, lambda event, card: card._replace(text=event.text))
on_card(e.OfferTakenBack, lambda _, card: card._replace(removed=True, token=""))
on_card(e.CardReworded, _reworded)
on_card(e.CardPlaced, lambda event, card: card._replace(rank=event.rank))
on_card(e.CardHidden, lambda _, card: card._replace(hidden=True))
on_card(e.CardShown, lambda _, card: card._replace(hidden=False, held=False))
on_card(e.CardParked, lambda _, card: card._replace(parked=True))
on_card(e.CardUnparked, lambda _, card: card._replace(parked=False))
on_card(e.CardRemoved, lambda _, card: card._replace(removed=True))
on_card(e.CardLeftOut, lambda _, card: card._replace(left_out=True))
on_card(e.CardPutBack, lambda _, card: card._replace(left_out=False))
on_card(e.CardSplit, lambda event, card: card._replace(split=event.into))
on_card(e.CardReadBack, lambda event, card: card._replace(read=event.state))
on_card(e.CardNoted, lambda event, card: card._replace(note=event.note))
on_card(e.FieldFilled, lambda event, card: card._replace(fields=with_pair(card.fields, event.field, event.value)))
on_card(e.InsightsLinked, lambda event, card: card._replace(tests=event.insights))
on_session(e.CardsToldApart, lambda event, session: session._replace(apart=session.apart | {frozenset(event.of)}))


@effect.register
def card_moved(event: e.CardMoved, session: Session) -> Session:
    if event.card not in session.cards:
        return session
    session = _housed(session, event.theme)
    return on_card.change(session, event.card, lambda c: c._replace(kind=event.kind, theme=event.theme))


@effect.register
def card_restored(event: e.CardRestored, session: Session) -> Session:
    return _back(session, event.card, lambda c: c._replace(removed=False))


def _back(session: Session, card_id: str, change: Callable[[Card], Card]) -> Session:
    """Return the session with a card that comes back; its theme comes with it."""
    session = on_card.change(session, card_id, change)
    card = session.cards.get(card_id)
    return _housed(session, card.theme) if card and card.live else session


@effect.register
def cards_joined(event: e.CardsJoined, session: Session) -> Session:
    if event.card not in session.cards:
        return session
    session = on_card.change(session, event.card, lambda c: c._replace(joined=event.of))
    for member in event.of:
        session = on_card.change(session, member, lambda c: c._replace(joined_into=event.card))
    return session


@effect.register
def card_unjoined(event: e.CardUnjoined, session: Session) -> Session:
    card = session.cards.get(event.card)
    if card is None:
        return session
    for member in card.joined:
        session = _back(session, member, lambda c: _freed(c, event.card))
    return on_card.change(session, event.card, lambda c: c._replace(joined=(), split=c.joined))


def _freed(member: Card, whole: str) -> Card:
    """Return a member back, unless another copy has joined it into something else since."""
    return member._replace(joined_into="") if member.joined_into == whole else member
