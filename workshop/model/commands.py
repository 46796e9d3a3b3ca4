"""Wishes: everything that may be asked of a session, in the imperative.

A command names cards, themes, clusters and ballots by their inner ids. ``decide`` answers it with events, or
refuses it with a sentence.
"""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.value import Value

# The session


class StartSession(Value):
    """A session; ``themes`` are (title, question) pairs.

    With none, one theme with the session's title is made, unless the session is to be ``bare``.
    ``kinds`` are (name, singular, plural, letter); with none they are insight and experiment. ``tags`` are
    (tag, description). Zero ``dots`` or ``most`` mean the usual ones. ``hints`` are (kind, what it is).
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
    hints: tuple[tuple[str, str], ...] = ()


class RetitleSession(Value):
    title: str


class NumberTable(Value):
    table: str


class ChooseLanguage(Value):
    language: str


class GiveDetail(Value):
    name: str
    value: str


class ChooseBudget(Value):
    dots: int
    most: int


class HoldOffers(Value):
    held: bool


class ReachStep(Value):
    step: str


class DefineKind(Value):
    kind: str
    singular: str
    plural: str
    letter: str


class DropKind(Value):
    kind: str


class DescribeKind(Value):
    """Say in a few words what cards of this kind are: "what we have learned"."""

    kind: str
    hint: str


# Themes


class AddTheme(Value):
    title: str
    question: str = ""


class RewordTheme(Value):
    theme: str
    title: str
    question: str


class PlaceTheme(Value):
    """Before the theme ``before``; last where that is empty."""

    theme: str
    before: str = ""


class RemoveTheme(Value):
    theme: str


# Cards


class AddCards(Value):
    """One card for each text, in this order. ``origin`` is empty, "participant" or "paper"."""

    kind: str
    theme: str
    texts: tuple[str, ...]
    origin: str = ""
    held: bool = False


class OfferCard(Value):
    """One card, from a phone. ``token`` is random, and lets whoever offered it find it again; no two are the same."""

    kind: str
    theme: str
    text: str
    token: str
    held: bool


class RewordOffer(Value):
    """By whoever offered it, and has its ``token``: only while it waits."""

    card: str
    token: str
    text: str


class TakeBackOffer(Value):
    """By whoever offered it, as above."""

    card: str
    token: str


class RewordCard(Value):
    card: str
    text: str


class MoveCard(Value):
    """To another kind or theme; an empty one stays as it is."""

    card: str
    kind: str = ""
    theme: str = ""


class PlaceCard(Value):
    """Before the card ``before``; last where that is empty."""

    card: str
    before: str = ""


class HideCard(Value):
    card: str


class ShowCard(Value):
    card: str


class ParkCard(Value):
    card: str


class UnparkCard(Value):
    card: str


class RemoveCard(Value):
    card: str


class RestoreCard(Value):
    card: str


class LeaveOut(Value):
    card: str


class PutBack(Value):
    card: str


class SplitCard(Value):
    card: str
    parts: tuple[str, ...]


class JoinCards(Value):
    """Let one new card stand for ``cards``; its words are ``text``, or the first card's."""

    cards: tuple[str, ...]
    text: str = ""


class UnjoinCard(Value):
    card: str


class TellApart(Value):
    """Two cards look alike and are not the same."""

    one: str
    two: str


class ReadBack(Value):
    """``state`` is "confirmed", "unclear" or empty."""

    card: str
    state: str


class NoteCard(Value):
    card: str
    note: str


class FillField(Value):
    card: str
    field: str
    value: str


class LinkInsights(Value):
    card: str
    insights: tuple[str, ...]


# Tags, clusters, glossary


class DefineTag(Value):
    tag: str
    description: str = ""


class RenameTag(Value):
    """Where ``to`` is a tag already, the two become one."""

    tag: str
    to: str


class DropTag(Value):
    tag: str


class TagCard(Value):
    card: str
    tag: str


class OfferTag(Value):
    """From a phone: one that is not in the session's list waits where cards do."""

    card: str
    tag: str


class UntagCard(Value):
    """Also for a tag that waits."""

    card: str
    tag: str


class RemoveTag(Value):
    """Off the list, and off every card."""

    tag: str


class MakeCluster(Value):
    name: str
    cards: tuple[str, ...] = ()


class NameCluster(Value):
    cluster: str
    name: str


class ClusterCard(Value):
    card: str
    cluster: str


class UnclusterCard(Value):
    card: str


class DissolveCluster(Value):
    cluster: str


class ExplainTerm(Value):
    term: str
    expansion: str


class DismissTerm(Value):
    term: str


# Ballots


class DraftBallot(Value):
    """Empty ``theme``, ``kinds`` and ``cards`` mean all; zero ``dots`` or ``most`` mean the session's."""

    title: str = ""
    theme: str = ""
    kinds: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    dots: int = 0
    most: int = 0
    decider: str = ""


class OpenBallot(Value):
    """Without a ``ballot``, the one that was drafted last: in a batch, by the command before."""

    ballot: str = ""


class CloseBallot(Value):
    ballot: str


class RevealBallot(Value):
    ballot: str


class VoidBallot(Value):
    ballot: str
    reason: str = ""


class SetDots(Value):
    """``voter`` is a random token that stands for one person in this ballot only."""

    ballot: str
    voter: str
    card: str
    dots: int


class FinishVoting(Value):
    ballot: str
    voter: str


class EnterHands(Value):
    """Hands counted for a card; without ``voters`` every dot came from another hand."""

    ballot: str
    card: str
    dots: int
    voters: int | None = None


class CountHands(Value):
    """How many people vote by hand."""

    ballot: str
    ballots: int


class AddHandBallot(Value):
    """One person's dots, card → dots, added to what was counted by hand; without dots it is a blank ballot."""

    ballot: str
    dots: tuple[tuple[str, int], ...]


class SettleTie(Value):
    ballot: str
    card: str
    reason: str


class DraftRunOff(Value):
    """A new ballot on the cards that are level at the highest shared rank."""

    ballot: str


# The timer


class StartTimer(Value):
    seconds: int


class PauseTimer(Value):
    pass


class ResumeTimer(Value):
    pass


class ExtendTimer(Value):
    """``seconds`` may be below zero."""

    seconds: int


class StopTimer(Value):
    pass


# Papers, undo


class ImportedCard(Value):
    """A card of a paper; ``fields`` are (name, value) pairs, ``cluster`` is a group's name.

    ``tests`` are the words of the cards that it tests.
    """

    kind: str
    text: str
    fields: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    cluster: str = ""
    note: str = ""
    tests: tuple[str, ...] = ()


class ImportedTheme(Value):
    title: str
    question: str
    cards: tuple[ImportedCard, ...]


class ImportPaper(Value):
    """``notes`` are (line, text) pairs, ``details`` (name, value) pairs of the session as a whole.

    ``kinds`` are (name, plural) of kinds the session may not have, ``terms`` (term, explanation) of its glossary.
    """

    source: str
    digest: str
    themes: tuple[ImportedTheme, ...]
    notes: tuple[tuple[int, str], ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    terms: tuple[tuple[str, str], ...] = ()


class Undo(Value):
    """The entry named; without one, the last that ``by`` made and that is not undone."""

    entry: str = ""


class Redo(Value):
    """The last undo."""


class Batch(Value):
    """Commands that are one act: decided in this order, all of them or none, and undone together."""

    commands: tuple[Command, ...]


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
    | DropKind
    | DescribeKind
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
    | OfferCard
    | RewordOffer
    | TakeBackOffer
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
GroupCommand: TypeAlias = (
    DefineTag
    | RenameTag
    | DropTag
    | RemoveTag
    | TagCard
    | OfferTag
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
    | AddHandBallot
    | SettleTie
    | DraftRunOff
)
Command: TypeAlias = SessionCommand | CardCommand | GroupCommand | BallotCommand | ImportPaper | Undo | Redo | Batch
