"""Commands: everything that may be asked of a session, in the imperative.

A command names cards, themes, clusters and ballots by their inner ids. ``decide`` answers it with events, or
refuses it with a sentence.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from workshop.model.struct import Struct

# The session


class StartSession(Struct):
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


class RetitleSession(Struct):
    title: str


class NumberTable(Struct):
    table: str


class ChooseLanguage(Struct):
    language: str


class GiveDetail(Struct):
    name: str
    value: str


class ChooseBudget(Struct):
    dots: int
    most: int


class HoldOffers(Struct):
    held: bool


class ChooseBallotOrder(Struct):
    """``said``: all ballots on phones have the cards as they were said; else each has an order of its own."""

    said: bool


class ReachStep(Struct):
    step: str


class DefineKind(Struct):
    """Where ``new``, a kind of that name must not be there yet; else it is defined otherwise."""

    kind: str
    singular: str
    plural: str
    letter: str
    new: bool = False


class DropKind(Struct):
    kind: str


class DescribeKind(Struct):
    """Say in a few words what cards of this kind are: "what we have learned"."""

    kind: str
    hint: str


# Themes


class AddTheme(Struct):
    title: str
    question: str = ""


class RewordTheme(Struct):
    theme: str
    title: str
    question: str


class PlaceTheme(Struct):
    """Before the theme ``before``; last where that is empty."""

    theme: str
    before: str = ""


class RemoveTheme(Struct):
    theme: str


# Cards


class AddCards(Struct):
    """One card for each text, in this order. ``origin`` is empty, "participant" or "paper"."""

    kind: str
    theme: str
    texts: tuple[str, ...]
    origin: str = ""
    held: bool = False


class OfferCard(Struct):
    """One card, from a phone. ``token`` is random, and lets whoever offered it find it again; no two are the same."""

    kind: str
    theme: str
    text: str
    token: str
    held: bool


class OfferQuestion(Struct):
    """One question to the room, from a phone, with a ``token`` as above; what is missing is made as by ``AskRoom``."""

    text: str
    token: str
    held: bool


class RewordOffer(Struct):
    """By whoever offered it, and has its ``token``: only while it waits."""

    card: str
    token: str
    text: str


class TakeBackOffer(Struct):
    """By whoever offered it, as above."""

    card: str
    token: str


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


# Tags, clusters, glossary


class DefineTag(Struct):
    tag: str
    description: str = ""


class RenameTag(Struct):
    """Where ``to`` is a tag already, the two become one."""

    tag: str
    to: str


class DropTag(Struct):
    tag: str


class TagCard(Struct):
    card: str
    tag: str


class OfferTag(Struct):
    """From a phone: one that is not in the session's list waits where cards do."""

    card: str
    tag: str


class UntagCard(Struct):
    """Also for a tag that waits."""

    card: str
    tag: str


class RemoveTag(Struct):
    """Off the list, and off every card."""

    tag: str


class MakeCluster(Struct):
    name: str
    cards: tuple[str, ...] = ()


class NameCluster(Struct):
    cluster: str
    name: str


class ClusterCard(Struct):
    card: str
    cluster: str


class UnclusterCard(Struct):
    card: str


class DissolveCluster(Struct):
    cluster: str


class ExplainTerm(Struct):
    term: str
    expansion: str


class DismissTerm(Struct):
    term: str


# The map of a second day


class MakeHeading(Struct):
    """``cards`` are placed under it in the same act."""

    name: str
    parent: str = ""
    cards: tuple[str, ...] = ()


class NameHeading(Struct):
    heading: str
    name: str


class PlaceHeading(Struct):
    """Before the heading ``before``, last where that is empty; under ``parent``, by itself where that is empty."""

    heading: str
    before: str = ""
    parent: str = ""


class JoinHeadings(Struct):
    """All that stands under ``heading`` goes under ``into``, and ``heading`` goes."""

    heading: str
    into: str


class RemoveHeading(Struct):
    """Its cards are as if nobody had looked at them, unless they stand under another heading too."""

    heading: str


class MapCards(Struct):
    """Under these ``headings`` and no other; with ``add`` under these as well."""

    cards: tuple[str, ...]
    headings: tuple[str, ...]
    add: bool = False


class LeaveOffMap(Struct):
    cards: tuple[str, ...]
    reason: str = ""


class LeaveUndecided(Struct):
    cards: tuple[str, ...]


class UnmapCards(Struct):
    cards: tuple[str, ...]


class WriteLine(Struct):
    """A line of the digest. Its sources stand under its heading too, those that nobody had looked at.

    With ``new_heading`` instead of a ``heading``, one of that name is made in the same act.
    """

    text: str
    heading: str
    sources: tuple[str, ...] = ()
    new_heading: str = ""


class RewordLine(Struct):
    """It says anew what its sources say now."""

    line: str
    text: str


class PlaceLine(Struct):
    """Before the line ``before``, last where that is empty; an empty ``heading`` stays as it is."""

    line: str
    heading: str = ""
    before: str = ""


class RemoveLine(Struct):
    line: str


class LinkSources(Struct):
    line: str
    cards: tuple[str, ...]


class UnlinkSources(Struct):
    line: str
    cards: tuple[str, ...]


class ConfirmLine(Struct):
    """The line holds as it stands, although some of its sources were reworded."""

    line: str


# Ballots


DECIDER: Final = "the table"
"""Who decides when the dots are counted, if nobody says otherwise."""


class DraftBallot(Struct):
    """Empty ``theme``, ``kinds`` and ``cards`` mean all; zero ``dots`` or ``most`` mean the session's.

    A draft may leave open who decides; it is said before the vote opens.
    """

    title: str = ""
    theme: str = ""
    kinds: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    dots: int = 0
    most: int = 0
    decider: str = DECIDER


class OpenBallot(Struct):
    """Without a ``ballot``, the one that was drafted last: in a batch, by the command before."""

    ballot: str = ""


class CloseBallot(Struct):
    ballot: str


class RevealBallot(Struct):
    ballot: str


class VoidBallot(Struct):
    ballot: str
    reason: str = ""


class SetDots(Struct):
    """``voter`` is a random token that stands for one person in this ballot only."""

    ballot: str
    voter: str
    card: str
    dots: int


class SetAllocation(Struct):
    """All dots of one voter, in place of what they gave before: ``cards`` names a card for each dot."""

    ballot: str
    voter: str
    cards: tuple[str, ...]


class CountBallot(Struct):
    """Record what the front ends of a hall took in: (card, dots, voters), how many ballots, of which front ends."""

    ballot: str
    counts: tuple[tuple[str, int, int], ...]
    ballots: int
    fronts: tuple[str, ...]
    missing: tuple[str, ...] = ()


class DraftScale(Struct):
    """Two questions, each (words, low end, high end), about cards, or about ``lines`` of the map.

    What is left out is as in ``DraftBallot``; without ``questions`` the usual ones are asked.
    """

    title: str = ""
    theme: str = ""
    kinds: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    questions: tuple[tuple[str, str, str], ...] = ()
    decider: str = DECIDER


class GiveAnswers(Struct):
    """What a voter answers about one card, in place of what they answered before.

    1 to 5, 0 for "cannot say", -1 for no answer.
    """

    ballot: str
    voter: str
    card: str
    first: int
    second: int


class EnterSheet(Struct):
    """One person's answers, given on paper or aloud: (card, first, second)."""

    ballot: str
    answers: tuple[tuple[str, int, int], ...]


class FinishVoting(Struct):
    ballot: str
    voter: str


class EnterHands(Struct):
    """Hands counted for a card; without ``voters`` every dot came from another hand."""

    ballot: str
    card: str
    dots: int
    voters: int | None = None


class CountHands(Struct):
    """How many people vote by hand."""

    ballot: str
    ballots: int


class AddHandBallot(Struct):
    """One person's dots, card → dots, added to what was counted by hand; without dots it is a blank ballot."""

    ballot: str
    dots: tuple[tuple[str, int], ...]


class SettleTie(Struct):
    ballot: str
    card: str
    reason: str


class DraftRunOff(Struct):
    """A new ballot on the cards that are tied at the highest shared rank."""

    ballot: str


# The timer


class StartTimer(Struct):
    seconds: int


class PauseTimer(Struct):
    pass


class ResumeTimer(Struct):
    pass


class ExtendTimer(Struct):
    """``seconds`` may be below zero."""

    seconds: int


class StopTimer(Struct):
    pass


# Papers, undo


class ImportedCard(Struct):
    """A card of a paper; ``fields`` are (name, value) pairs, ``cluster`` is a group's name.

    ``tests`` are the words of the cards that it tests; ``dots`` are votes that it had, ``voters`` of how many people
    (0: the paper does not say).
    """

    kind: str
    text: str
    fields: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    cluster: str = ""
    note: str = ""
    tests: tuple[str, ...] = ()
    dots: int = 0
    voters: int = 0


class ImportedTheme(Struct):
    title: str
    question: str
    cards: tuple[ImportedCard, ...]


class ImportPaper(Struct):
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


class TakeUpNote(Struct):
    """Make a card that says ``words`` of a line of a paper that was kept as a note, which is named whole."""

    source: str
    line: int
    note: str
    kind: str
    theme: str
    words: str


class StatusNote(Struct):
    """News of one card or line: ``events.StatusNoted``."""

    item: str
    status: str
    date: str
    by: str
    contact: str = ""
    link: str = ""
    review: str = ""
    reason: str = ""


class NoteStatuses(Struct):
    """News of several at once, as a sheet brings it; what was noted already is left."""

    notes: tuple[StatusNote, ...]


class DraftedItem(Struct):
    """An item as it was edited: ``key`` is that of the proposed one, ``cards`` are ids that people see.

    ``picture`` is a PNG or JPEG in base 64, ``alt`` what it shows.
    """

    title: str
    text: str = ""
    key: str = ""
    contact: str = ""
    dates: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    highlight: bool = False
    picture: str = ""
    alt: str = ""


class IssueBulletin(Struct):
    """``items`` are as they were edited; without any, all that no bulletin has told yet, after free ``titles``."""

    titles: tuple[str, ...] = ()
    items: tuple[DraftedItem, ...] = ()
    title: str = ""


class OldBulletin(Struct):
    """A bulletin that was sent out before; ``date`` is "2010-02-23", or empty where the file does not say it."""

    title: str
    number: str = ""
    date: str = ""
    titles: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


class ArchiveBulletins(Struct):
    """Old bulletins of one file; what is there already is left."""

    source: str
    bulletins: tuple[OldBulletin, ...]


class DigestLine(Struct):
    """A line of a digest that was typed by hand, and the cards it stands on."""

    text: str
    sources: tuple[str, ...] = ()


class ImportDigest(Struct):
    """``headings`` are (name, lines). A heading that the map has is used, a line that stands there already is left."""

    source: str
    digest: str
    headings: tuple[tuple[str, tuple[DigestLine, ...]], ...]


class Undo(Struct):
    """The entry named; without one, the last that ``by`` made and that is not undone."""

    entry: str = ""


class Redo(Struct):
    """The last undo."""


class Batch(Struct):
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
    | ChooseBallotOrder
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
    | AskRoom
    | OfferCard
    | OfferQuestion
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
MapCommand: TypeAlias = (
    MakeHeading
    | NameHeading
    | PlaceHeading
    | JoinHeadings
    | RemoveHeading
    | MapCards
    | LeaveOffMap
    | LeaveUndecided
    | UnmapCards
    | WriteLine
    | RewordLine
    | PlaceLine
    | RemoveLine
    | LinkSources
    | UnlinkSources
    | ConfirmLine
    | NoteStatuses
    | IssueBulletin
    | ArchiveBulletins
)
BallotCommand: TypeAlias = (
    DraftBallot
    | OpenBallot
    | CloseBallot
    | RevealBallot
    | VoidBallot
    | SetDots
    | SetAllocation
    | CountBallot
    | DraftScale
    | GiveAnswers
    | EnterSheet
    | FinishVoting
    | EnterHands
    | CountHands
    | AddHandBallot
    | SettleTie
    | DraftRunOff
)
Command: TypeAlias = (
    SessionCommand
    | CardCommand
    | GroupCommand
    | MapCommand
    | BallotCommand
    | ImportPaper
    | TakeUpNote
    | ImportDigest
    | Undo
    | Redo
    | Batch
)
