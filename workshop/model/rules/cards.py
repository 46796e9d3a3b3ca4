"""Rules about cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.events import Event
from workshop.model.rules.registry import (
    Context,
    Events,
    answer,
    between,
    card_of,
    free_card,
    known_kind,
    live_card,
    outside_vote,
    rank_before,
    refuse_if,
    stays,
    theme_of,
)
from workshop.model.session import READ_STATES, Card, Kind, Session, fields_of_kind
from workshop.model.text import CARD_LIMIT, FIELD_LIMIT, NOTE_LIMIT, many_lines, needed, one_line, within

FROM_PHONES: Final = "participant"
"""Where a card came from that was offered on a phone."""

ORIGINS: Final = ("", FROM_PHONES, "paper")
"""Where a card may come from."""
_WRONG_ORIGIN: Final = f"Cards come from: {', '.join(filter(None, ORIGINS))}, or the table itself."

TWO: Final = 2
"""Cards that are joined, parts of a split: at least."""


def words_of(text: str, what: str = "A card") -> str:
    """Return a card's words, cleaned, on one line, within the limit."""
    return within(needed(one_line(text), what), CARD_LIMIT, what)


@answer.register
def add_cards(command: c.AddCards, session: Session, moment: Context) -> Events:
    kind, theme = place_of_new(session, command.kind, command.theme, held=command.held)
    refuse_if(not command.texts, "A card needs some words.")
    refuse_if(command.origin not in ORIGINS, _WRONG_ORIGIN)
    origin, held = command.origin, command.held
    return tuple(
        [
            e.CardAdded(new, kind.name, theme, moment.label(kind.letter, count), words_of(text), origin, held)
            for count, text in enumerate(command.texts)
            if (new := moment.new_id(count))
        ]
    )


def place_of_new(session: Session, kind_name: str, theme_id: str, *, held: bool) -> tuple[Kind, str]:
    """Return the kind and the theme of a new card, unless it would come into a vote that is open."""
    kind, theme = known_kind(session, kind_name), theme_of(session, theme_id).id
    if session.open_ballot():
        outside_vote(session, Card("", kind.name, theme, "", "", "", held=held))
    return kind, theme


@answer.register
def reword_card(command: c.RewordCard, session: Session, _: Context) -> Events:
    card = free_card(session, command.card)
    text = words_of(command.text)
    refuse_if(card.text == text, f"{session.shown_id(card)} says that already.")
    return (e.CardReworded(card.id, text),)


@answer.register
def move_card(command: c.MoveCard, session: Session, _: Context) -> Events:
    card = free_card(session, command.card)
    kind = known_kind(session, command.kind).name if command.kind else card.kind
    theme = theme_of(session, command.theme or card.theme).id
    refuse_if((card.kind, card.theme) == (kind, theme), f"{session.shown_id(card)} is there already.")
    outside_vote(session, card._replace(kind=kind, theme=theme))
    return (e.CardMoved(card.id, kind, theme),)


@answer.register
def place_card(command: c.PlaceCard, session: Session, _: Context) -> Events:
    card = live_card(session, command.card)
    before = live_card(session, command.before) if command.before else None
    beside = [o for o in session.ordered() if (o.theme, o.kind) == (card.theme, card.kind)]
    refuse_if(stays(card, before, beside), f"{session.shown_id(card)} is there already.")
    return (e.CardPlaced(card.id, rank_before(before, card, session.cards.values())),)


@answer.register
def hide_card(command: c.HideCard, session: Session, _: Context) -> Events:
    card = free_card(session, command.card)
    refuse_if(card.hidden, f"{session.shown_id(card)} is hidden already.")
    return (e.CardHidden(card.id),)


@answer.register
def show_card(command: c.ShowCard, session: Session, _: Context) -> Events:
    card = live_card(session, command.card)
    refuse_if(not (card.hidden or card.held), f"{session.shown_id(card)} is shown already.")
    outside_vote(session, card._replace(hidden=False, held=False))
    return (e.CardShown(card.id),)


@answer.register
def park_card(command: c.ParkCard, session: Session, _: Context) -> Events:
    card = free_card(session, command.card)
    refuse_if(card.parked, f"{session.shown_id(card)} is in the parking lot already.")
    return (e.CardParked(card.id),)


@answer.register
def unpark_card(command: c.UnparkCard, session: Session, _: Context) -> Events:
    card = live_card(session, command.card)
    refuse_if(not card.parked, f"{session.shown_id(card)} is not in the parking lot.")
    outside_vote(session, card._replace(parked=False))
    return (e.CardUnparked(card.id),)


@answer.register
def remove_card(command: c.RemoveCard, session: Session, _: Context) -> Events:
    return (e.CardRemoved(free_card(session, command.card).id),)


@answer.register
def restore_card(command: c.RestoreCard, session: Session, _: Context) -> Events:
    card = card_of(session, command.card)
    refuse_if(not card.removed, f"{session.shown_id(card)} was not removed.")
    outside_vote(session, card._replace(removed=False))
    return (e.CardRestored(card.id),)


@answer.register
def leave_out(command: c.LeaveOut, session: Session, _: Context) -> Events:
    card = live_card(session, command.card)
    refuse_if(card.left_out, f"{session.shown_id(card)} is left out already.")
    return (e.CardLeftOut(card.id),)


@answer.register
def put_back(command: c.PutBack, session: Session, _: Context) -> Events:
    card = live_card(session, command.card)
    refuse_if(not card.left_out, f"{session.shown_id(card)} goes into the appendix already.")
    return (e.CardPutBack(card.id),)


@answer.register
def split_card(command: c.SplitCard, session: Session, moment: Context) -> Events:
    card = free_card(session, command.card)
    parts = [words_of(part, "Each part") for part in command.parts]
    refuse_if(len(parts) < TWO, "A split needs two parts or more.")
    outside_vote(session, card)
    events = [event for n, part in enumerate(parts) for event in _successor(session, moment, [card], part, n)]
    ids = tuple(moment.new_id(count) for count in range(len(parts)))
    return (*events, *_in_place(session, card, ids), e.CardSplit(card.id, ids))


@answer.register
def join_cards(command: c.JoinCards, session: Session, moment: Context) -> Events:
    cards = [free_card(session, card) for card in dict.fromkeys(command.cards)]
    refuse_if(len(cards) < TWO, "Choose two cards or more to join.")
    outside_vote(session, cards[0])
    text = words_of(command.text) if command.text else cards[0].text
    new = moment.new_id()
    return (
        *_successor(session, moment, cards, text),
        *_in_place(session, cards[0], (new,)),
        e.CardsJoined(new, tuple(card.id for card in cards)),
    )


@answer.register
def unjoin_card(command: c.UnjoinCard, session: Session, _: Context) -> Events:
    card = free_card(session, command.card)
    refuse_if(not card.joined, f"{session.shown_id(card)} was not made by joining cards.")
    for member in [session.cards[member] for member in card.joined if member in session.cards]:
        outside_vote(session, member._replace(joined_into=""))
    return (e.CardUnjoined(card.id),)


@answer.register
def tell_apart(command: c.TellApart, session: Session, _: Context) -> Events:
    one = live_card(session, command.one)
    others = [live_card(session, card) for card in dict.fromkeys((command.two, *command.more))]
    refuse_if(one in others, "That is one card. Choose two.")
    new = [other for other in others if frozenset({one.id, other.id}) not in session.apart]
    refuse_if(not new, "They were told apart already.")
    return tuple(e.CardsToldApart((one.id, other.id)) for other in new)


@answer.register
def read_back(command: c.ReadBack, session: Session, _: Context) -> Events:
    card = live_card(session, command.card)
    refuse_if(command.state not in READ_STATES, "A card is marked confirmed, unclear or neither.")
    refuse_if(card.read == command.state, f"{session.shown_id(card)} is marked so already.")
    return (e.CardReadBack(card.id, command.state),)


@answer.register
def note_card(command: c.NoteCard, session: Session, _: Context) -> Events:
    card = live_card(session, command.card)
    note = within(many_lines(command.note), NOTE_LIMIT, "A note")
    refuse_if(card.note == note, f"{session.shown_id(card)} has that note already.")
    return (e.CardNoted(card.id, note),)


@answer.register
def fill_field(command: c.FillField, session: Session, _: Context) -> Events:
    card = live_card(session, command.card)
    names = fields_of_kind(card.kind)
    refuse_if(command.field not in names, f"A card has no “{command.field}”. It has: {', '.join(names)}.")
    value = within(one_line(command.value), FIELD_LIMIT, "This")
    refuse_if(dict(card.fields).get(command.field, "") == value, f"{session.shown_id(card)} has that already.")
    return (e.FieldFilled(card.id, command.field, value),)


@answer.register
def link_insights(command: c.LinkInsights, session: Session, _: Context) -> Events:
    card = live_card(session, command.card)
    insights = tuple(dict.fromkeys(live_card(session, insight).id for insight in command.insights))
    refuse_if(card.id in insights, f"{session.shown_id(card)} cannot test itself. Choose other cards.")
    refuse_if(card.tests == insights, f"{session.shown_id(card)} tests those already.")
    return (e.InsightsLinked(card.id, insights),)


def _successor(session: Session, moment: Context, cards: Sequence[Card], text: str, count: int = 0) -> list[Event]:
    """Return the events of a new card in the place of ``cards``, with all that stood beside their words.

    The first says what it is and who may see it: a hidden card's words stay hidden.
    """
    new, first = moment.new_id(count), cards[0]
    label = moment.label(session.kind(first.kind).letter, count)
    events: list[Event] = [e.CardAdded(new, first.kind, first.theme, label, text, first.origin, first.held)]
    states = ((first.hidden, e.CardHidden), (first.parked, e.CardParked), (first.left_out, e.CardLeftOut))
    events += [event(new) for state, event in states if state]
    events += [e.CardTagged(new, tag) for tag in dict.fromkeys(tag for card in cards for tag in card.tags)]
    fields = {name: value for card in reversed(cards) for name, value in card.fields}
    events += [e.FieldFilled(new, name, value) for name, value in sorted(fields.items())]
    if first.cluster:
        events.append(e.CardClustered(new, first.cluster))
    if tests := tuple(dict.fromkeys(insight for card in cards for insight in card.tests)):
        events.append(e.InsightsLinked(new, tests))
    if note := "\n".join(dict.fromkeys(card.note for card in cards if card.note)):
        events.append(e.CardNoted(new, within(note, NOTE_LIMIT, "The notes of these cards together")))
    return events


def _in_place(session: Session, card: Card, new: tuple[str, ...]) -> list[Event]:
    """Return the events that put ``new`` cards where ``card`` stands."""
    following = [other.rank for other in session.cards.values() if other.rank > card.rank]
    low, high = card.rank, min(following, default="")
    events: list[Event] = []
    for card_id in new:
        low = between(low, high)
        events.append(e.CardPlaced(card_id, low))
    return events
