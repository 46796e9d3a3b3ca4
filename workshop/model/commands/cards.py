"""What may be asked of cards, questions to the room among them, by the facilitator and from phones."""

from __future__ import annotations

from workshop.model.commands.record import Command


class AddCards(Command):
    """One card for each text, in this order. ``origin`` is empty, "participant" or "paper"."""

    kind: str
    theme: str
    texts: tuple[str, ...]
    origin: str = ""
    held: bool = False


class AskRoom(Command):
    """One question to the room for each text; the kind, and a theme for them, are made with the first."""

    texts: tuple[str, ...]
    origin: str = ""
    held: bool = False


class RewordCard(Command):
    card: str
    text: str


class MoveCard(Command):
    """To another kind or theme; an empty one stays as it is."""

    card: str
    kind: str = ""
    theme: str = ""


class PlaceCard(Command):
    """Before the card ``before``; last where that is empty."""

    card: str
    before: str = ""


class HideCard(Command):
    card: str


class ShowCard(Command):
    card: str


class ParkCard(Command):
    card: str


class UnparkCard(Command):
    card: str


class RemoveCard(Command):
    card: str


class RestoreCard(Command):
    card: str


class LeaveOut(Command):
    card: str


class PutBack(Command):
    card: str


class SplitCard(Command):
    card: str
    parts: tuple[str, ...]


class JoinCards(Command):
    """Let one new card stand for ``cards``; its words are ``text``, or the first card's."""

    cards: tuple[str, ...]
    text: str = ""


class UnjoinCard(Command):
    card: str


class TellApart(Command):
    """Two cards look alike and are not the same; ``one`` is not the same as any of ``more`` either."""

    one: str
    two: str
    more: tuple[str, ...] = ()


class ReadBack(Command):
    """``state`` is "confirmed", "unclear" or empty."""

    card: str
    state: str


class NoteCard(Command):
    card: str
    note: str


class FillField(Command):
    card: str
    field: str
    value: str


class LinkInsights(Command):
    card: str
    insights: tuple[str, ...]


class OfferCard(Command):
    """One card, from a phone. ``token`` is random, and lets whoever offered it find it again; no two are the same."""

    kind: str
    theme: str
    text: str
    token: str
    held: bool


class OfferQuestion(Command):
    """One question to the room, from a phone, with a ``token`` as above; what is missing is made as by ``AskRoom``."""

    text: str
    token: str
    held: bool


class RewordOffer(Command):
    """By whoever offered it, and has its ``token``: only while it waits."""

    card: str
    token: str
    text: str


class TakeBackOffer(Command):
    """By whoever offered it, as above."""

    card: str
    token: str


class OfferTag(Command):
    """From a phone: one that is not in the session's list waits where cards do."""

    card: str
    tag: str
