"""What may be asked of cards, questions to the room among them."""

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
