"""Wishes: everything that may be asked of a session, in the imperative.

A command names cards, themes, clusters and ballots by their inner ids. ``decide`` answers it with events, or
refuses it with a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

# The session


@dataclass(frozen=True, slots=True)
class StartSession:
    """A session; ``themes`` are (title, question) pairs.

    With none, one theme with the session's title is made, unless the session is to be ``bare``.
    ``kinds`` are (name, singular, plural, letter); with none they are insight and experiment. ``tags`` are
    (tag, description). Zero ``dots`` or ``most`` mean the usual ones.
    """

    title: str
    themes: tuple[tuple[str, str], ...] = ()
    table: str = ""
    language: str = "en"
    kinds: tuple[tuple[str, str, str, str], ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    dots: int = 0
    most: int = 0
    bare: bool = False


@dataclass(frozen=True, slots=True)
class RetitleSession:
    title: str


@dataclass(frozen=True, slots=True)
class NumberTable:
    table: str


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    language: str


@dataclass(frozen=True, slots=True)
class GiveDetail:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ChooseBudget:
    dots: int
    most: int


@dataclass(frozen=True, slots=True)
class HoldOffers:
    held: bool


@dataclass(frozen=True, slots=True)
class ReachStep:
    step: str


@dataclass(frozen=True, slots=True)
class DefineKind:
    kind: str
    singular: str
    plural: str
    letter: str


# Themes


@dataclass(frozen=True, slots=True)
class AddTheme:
    title: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class RewordTheme:
    theme: str
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class PlaceTheme:
    """Before the theme ``before``; last where that is empty."""

    theme: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class RemoveTheme:
    theme: str


# Cards


@dataclass(frozen=True, slots=True)
class AddCards:
    """One card for each text, in this order. ``origin`` is empty, "participant" or "paper"."""

    kind: str
    theme: str
    texts: tuple[str, ...]
    origin: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True)
class RewordCard:
    card: str
    text: str


@dataclass(frozen=True, slots=True)
class MoveCard:
    """To another kind or theme; an empty one stays as it is."""

    card: str
    kind: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """Before the card ``before``; last where that is empty."""

    card: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class HideCard:
    card: str


@dataclass(frozen=True, slots=True)
class ShowCard:
    card: str


@dataclass(frozen=True, slots=True)
class ParkCard:
    card: str


@dataclass(frozen=True, slots=True)
class UnparkCard:
    card: str


@dataclass(frozen=True, slots=True)
class RemoveCard:
    card: str


@dataclass(frozen=True, slots=True)
class RestoreCard:
    card: str


@dataclass(frozen=True, slots=True)
class LeaveOut:
    card: str


@dataclass(frozen=True, slots=True)
class PutBack:
    card: str


@dataclass(frozen=True, slots=True)
class SplitCard:
    card: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JoinCards:
    """Let one new card stand for ``cards``; its words are ``text``, or the first card's."""

    cards: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class UnjoinCard:
    card: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """``state`` is "confirmed", "unclear" or empty."""

    card: str
    state: str


@dataclass(frozen=True, slots=True)
class NoteCard:
    card: str
    note: str


@dataclass(frozen=True, slots=True)
class FillField:
    card: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class LinkInsights:
    card: str
    insights: tuple[str, ...]


# Tags, clusters, glossary


@dataclass(frozen=True, slots=True)
class DefineTag:
    tag: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class RenameTag:
    """Where ``to`` is a tag already, the two become one."""

    tag: str
    to: str


@dataclass(frozen=True, slots=True)
class DropTag:
    tag: str


@dataclass(frozen=True, slots=True)
class TagCard:
    card: str
    tag: str


@dataclass(frozen=True, slots=True)
class UntagCard:
    card: str
    tag: str


@dataclass(frozen=True, slots=True)
class MakeCluster:
    name: str
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameCluster:
    cluster: str
    name: str


@dataclass(frozen=True, slots=True)
class ClusterCard:
    card: str
    cluster: str


@dataclass(frozen=True, slots=True)
class UnclusterCard:
    card: str


@dataclass(frozen=True, slots=True)
class DissolveCluster:
    cluster: str


@dataclass(frozen=True, slots=True)
class ExplainTerm:
    term: str
    expansion: str


@dataclass(frozen=True, slots=True)
class DismissTerm:
    term: str


# Ballots


@dataclass(frozen=True, slots=True)
class DraftBallot:
    """Empty ``theme``, ``kinds`` and ``cards`` mean all; zero ``dots`` or ``most`` mean the session's."""

    title: str = ""
    theme: str = ""
    kinds: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    dots: int = 0
    most: int = 0
    decider: str = ""


@dataclass(frozen=True, slots=True)
class OpenBallot:
    ballot: str


@dataclass(frozen=True, slots=True)
class CloseBallot:
    ballot: str


@dataclass(frozen=True, slots=True)
class RevealBallot:
    ballot: str


@dataclass(frozen=True, slots=True)
class VoidBallot:
    ballot: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetDots:
    """``voter`` is a random token that stands for one person in this ballot only."""

    ballot: str
    voter: str
    card: str
    dots: int


@dataclass(frozen=True, slots=True)
class FinishVoting:
    ballot: str
    voter: str


@dataclass(frozen=True, slots=True)
class EnterHands:
    """Hands counted for a card; without ``voters`` every dot came from another hand."""

    ballot: str
    card: str
    dots: int
    voters: int | None = None


@dataclass(frozen=True, slots=True)
class CountHands:
    """How many people vote by hand."""

    ballot: str
    ballots: int


@dataclass(frozen=True, slots=True)
class SettleTie:
    ballot: str
    card: str
    reason: str


@dataclass(frozen=True, slots=True)
class DraftRunOff:
    """A new ballot on the cards that are level at the highest shared rank."""

    ballot: str


# The timer


@dataclass(frozen=True, slots=True)
class StartTimer:
    seconds: int


@dataclass(frozen=True, slots=True)
class PauseTimer:
    pass


@dataclass(frozen=True, slots=True)
class ResumeTimer:
    pass


@dataclass(frozen=True, slots=True)
class ExtendTimer:
    """``seconds`` may be below zero."""

    seconds: int


@dataclass(frozen=True, slots=True)
class StopTimer:
    pass


# Papers, undo


@dataclass(frozen=True, slots=True)
class ImportedCard:
    """A card of a paper; ``fields`` are (name, value) pairs, ``cluster`` is a group's name."""

    kind: str
    text: str
    fields: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    cluster: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ImportedTheme:
    title: str
    question: str
    cards: tuple[ImportedCard, ...]


@dataclass(frozen=True, slots=True)
class ImportPaper:
    """``notes`` are (line, text) pairs, ``details`` (name, value) pairs of the session as a whole.

    ``kinds`` are (name, plural) of kinds the session may not have.
    """

    source: str
    digest: str
    themes: tuple[ImportedTheme, ...]
    notes: tuple[tuple[int, str], ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Undo:
    """The entry named; without one, the last that ``by`` made and that is not undone."""

    entry: str = ""


@dataclass(frozen=True, slots=True)
class Redo:
    """The last undo."""


SessionCommand: TypeAlias = (
    StartSession
    | RetitleSession
    | NumberTable
    | ChooseLanguage
    | GiveDetail
    | ChooseBudget
    | HoldOffers
    | ReachStep
    | DefineKind
    | AddTheme
    | RewordTheme
    | PlaceTheme
    | RemoveTheme
    | StartTimer
    | PauseTimer
    | ResumeTimer
    | ExtendTimer
    | StopTimer
)
CardCommand: TypeAlias = (
    AddCards
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
    | ReadBack
    | NoteCard
    | FillField
    | LinkInsights
)
GroupCommand: TypeAlias = (
    DefineTag
    | RenameTag
    | DropTag
    | TagCard
    | UntagCard
    | MakeCluster
    | NameCluster
    | ClusterCard
    | UnclusterCard
    | DissolveCluster
    | ExplainTerm
    | DismissTerm
)
BallotCommand: TypeAlias = (
    DraftBallot
    | OpenBallot
    | CloseBallot
    | RevealBallot
    | VoidBallot
    | SetDots
    | FinishVoting
    | EnterHands
    | CountHands
    | SettleTie
    | DraftRunOff
)
Command: TypeAlias = SessionCommand | CardCommand | GroupCommand | BallotCommand | ImportPaper | Undo | Redo
