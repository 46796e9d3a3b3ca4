"""What may be asked of cards, questions to the room among them."""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.struct import Struct


class AddCards(Struct):
    """One card for each text, in this order. ``origin`` is empty, "participant" or "paper"."""

    kind: str
    theme: str
    texts: tuple[str, ...]
    origin: str = ""
    held: bool = False


class AskRoom(Struct):
    """One question to the room for each text; the kind, and a theme for them, are made with the first."""

    texts: tuple[str, ...]
    origin: str = ""
    held: bool = False


class RewordCard(Struct):
    card: str
    text: str


class MoveCard(Struct):
    """To another kind or theme; an empty one stays as it is."""

    card: str
    kind: str = ""
    theme: str = ""


class PlaceCard(Struct):
    """Before the card ``before``; last where that is empty."""

    card: str
    before: str = ""


class HideCard(Struct):
    card: str


class ShowCard(Struct):
    card: str


class ParkCard(Struct):
    card: str


class UnparkCard(Struct):
    card: str


class RemoveCard(Struct):
    card: str


class RestoreCard(Struct):
    card: str


class LeaveOut(Struct):
    card: str


class PutBack(Struct):
    card: str


class SplitCard(Struct):
    card: str
    parts: tuple[str, ...]


class JoinCards(Struct):
    """Let one new card stand for ``cards``; its words are ``text``, or the first card's."""

    cards: tuple[str, ...]
    text: str = ""


class UnjoinCard(Struct):
    card: str


class TellApart(Struct):
    """Two cards look alike and are not the same; ``one`` is not the same as any of ``more`` either."""

    one: str
    two: str
    more: tuple[str, ...] = ()


class ReadBack(Struct):
    """``state`` is "confirmed", "unclear" or empty."""

    card: str
    state: str


class NoteCard(Struct):
    card: str
    note: str


class FillField(Struct):
    card: str
    field: str
    value: str


class LinkInsights(Struct):
    card: str
    insights: tuple[str, ...]


CardCommand: TypeAlias = (
    AddCards
    | AskRoom
    | RewordCard
    | MoveCard
    | PlaceCard
    | HideCard
    | ShowCard
    | ParkCard
    | UnparkCard
    | RemoveCard
    | RestoreCard
    | LeaveOut
    | PutBack
    | SplitCard
    | JoinCards
    | UnjoinCard
    | TellApart
    | ReadBack
    | NoteCard
    | FillField
    | LinkInsights
)
