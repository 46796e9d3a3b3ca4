"""Events: everything that can have happened to a session, in the past tense.

The class names are the words of the journal. They are ours, they are read for ever, and a field that is
added later has a default. Cards, themes, clusters and ballots are named by their inner ids; moments are
milliseconds since 1970 UTC.
"""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.struct import Struct

# The session


class SessionStarted(Struct):
    session: str
    title: str


class SessionRetitled(Struct):
    title: str


class TableNumbered(Struct):
    table: str


class LanguageChosen(Struct):
    language: str


class DetailGiven(Struct):
    """``name`` is one of ``board.DETAILS``; an empty ``value`` clears it."""

    name: str
    value: str


class BudgetChosen(Struct):
    """Dots per person and most dots on one card, for the ballots to come."""

    dots: int
    most: int


class OffersHeld(Struct):
    """Whether cards from phones wait for the facilitator."""

    held: bool


class BallotOrderChosen(Struct):
    """Whether all ballots on phones have the cards as they were said; else each has an order of its own."""

    said: bool


class StepReached(Struct):
    step: str


class KindDefined(Struct):
    """``letter`` stands in the shown ids of the cards that are added from now on."""

    kind: str
    singular: str
    plural: str
    letter: str


class KindDescribed(Struct):
    """``hint`` says in a few words what cards of this kind are; empty, nothing is said."""

    kind: str
    hint: str


class KindDropped(Struct):
    """No more cards of this kind are made here."""

    kind: str


# Themes


class ThemeAdded(Struct):
    theme: str
    title: str
    question: str = ""


class ThemeReworded(Struct):
    theme: str
    title: str
    question: str


class ThemePlaced(Struct):
    theme: str
    rank: str


class ThemeRemoved(Struct):
    theme: str


# Cards


class CardAdded(Struct):
    """``label`` is the kind's letter and a number ("I12"); ``origin`` is empty, "participant" or "paper".

    ``token`` is random and of this card alone: who offered it is found by nobody but themselves.
    """

    card: str
    kind: str
    theme: str
    label: str
    text: str
    origin: str = ""
    held: bool = False
    token: str = ""


class OfferReworded(Struct):
    """Whoever offered a card put it in other words before it was shown: those are what was said."""

    card: str
    text: str


class OfferTakenBack(Struct):
    card: str


class CardReworded(Struct):
    card: str
    text: str


class CardMoved(Struct):
    card: str
    kind: str
    theme: str


class CardPlaced(Struct):
    """``rank`` sorts among the ranks of the other cards of its list."""

    card: str
    rank: str


class CardHidden(Struct):
    card: str


class CardShown(Struct):
    """A hidden or waiting card may be seen."""

    card: str


class CardParked(Struct):
    card: str


class CardUnparked(Struct):
    card: str


class CardRemoved(Struct):
    card: str


class CardRestored(Struct):
    card: str


class CardLeftOut(Struct):
    """It stays in the record and on the session, and out of the appendix."""

    card: str


class CardPutBack(Struct):
    """A card that was left out goes into the appendix again."""

    card: str


class CardSplit(Struct):
    card: str
    into: tuple[str, ...]


class CardsJoined(Struct):
    """``card`` stands for the cards ``of`` from now on; they are kept as they were, with their dots."""

    card: str
    of: tuple[str, ...]


class CardUnjoined(Struct):
    """The cards that ``card`` stood for come back, and it goes."""

    card: str


class CardsToldApart(Struct):
    """The two cards ``of`` look alike and are not the same: they are suggested no more."""

    of: tuple[str, ...]


class CardReadBack(Struct):
    """``state`` is "confirmed", "unclear" or empty."""

    card: str
    state: str


class CardNoted(Struct):
    card: str
    note: str


class FieldFilled(Struct):
    """``field`` is one of ``board.FIELDS``; an empty ``value`` clears it."""

    card: str
    field: str
    value: str


class InsightsLinked(Struct):
    """The insights that an experiment tests."""

    card: str
    insights: tuple[str, ...]


# Tags, clusters, glossary


class TagDefined(Struct):
    tag: str
    description: str = ""


class TagRenamed(Struct):
    """Cards tagged ``tag`` are tagged ``to``; where ``to`` was there, the two become one."""

    tag: str
    to: str


class TagDropped(Struct):
    """Out of the session's list; cards keep it as a free tag."""

    tag: str


class CardTagged(Struct):
    card: str
    tag: str


class TagOffered(Struct):
    """A tag from a phone that waits for the facilitator."""

    card: str
    tag: str


class CardUntagged(Struct):
    card: str
    tag: str


class TagRemoved(Struct):
    """Off the session's list, and off every card."""

    tag: str


class ClusterMade(Struct):
    cluster: str
    name: str


class ClusterNamed(Struct):
    cluster: str
    name: str


class ClusterDissolved(Struct):
    cluster: str


class CardClustered(Struct):
    card: str
    cluster: str


class CardUnclustered(Struct):
    card: str


class TermExplained(Struct):
    term: str
    expansion: str


class TermDismissed(Struct):
    """Capitals that need no explanation."""

    term: str


# The map of a second day


class HeadingMade(Struct):
    heading: str
    name: str
    parent: str = ""


class HeadingNamed(Struct):
    heading: str
    name: str


class HeadingPlaced(Struct):
    """``rank`` sorts among the other headings; an empty ``parent`` means that it stands by itself."""

    heading: str
    rank: str
    parent: str = ""


class HeadingRemoved(Struct):
    """It is seen no more, unless something stands under it."""

    heading: str


class CardMapped(Struct):
    """The card stands under these headings, and nowhere else on the map."""

    card: str
    headings: tuple[str, ...]


class CardLeftOffMap(Struct):
    """Somebody looked at it and left it out; ``reason`` may be empty."""

    card: str
    reason: str = ""


class CardUndecided(Struct):
    """Somebody looked at it and could not decide where it belongs."""

    card: str


class CardUnmapped(Struct):
    """As if nobody had looked at it."""

    card: str


class LineWritten(Struct):
    """``label`` is its shown id ("L07")."""

    line: str
    label: str
    text: str
    heading: str


class LineReworded(Struct):
    line: str
    text: str


class LinePlaced(Struct):
    line: str
    heading: str
    rank: str


class LineRemoved(Struct):
    line: str


class SourceLinked(Struct):
    """``text`` is what the card says now, so that a later change of its words can be told."""

    line: str
    card: str
    text: str


class SourceUnlinked(Struct):
    line: str
    card: str


# The follow-up


class StatusNoted(Struct):
    """``item`` is a card or a line; ``date`` and ``review`` are "2026-06-12"; ``by`` is a role."""

    item: str
    status: str
    date: str
    by: str
    contact: str = ""
    link: str = ""
    review: str = ""
    reason: str = ""


class BulletinIssued(Struct):
    """Its items, field by field: ``about`` are ids of cards or lines, ``keys`` tell what was told from what was not.

    Several dates, links, cards or tags of an item stand in one text, " | " between them. ``pictures`` are files in
    base 64, empty for an item without one, and ``alts`` what each shows.
    """

    bulletin: str
    number: str
    title: str
    date: str
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    about: tuple[str, ...]
    keys: tuple[str, ...]
    contacts: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    highlights: tuple[str, ...] = ()
    language: str = ""
    pictures: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()


class BulletinArchived(Struct):
    """A bulletin that was sent out before, from the file ``source``; its items field by field."""

    bulletin: str
    number: str
    title: str
    date: str
    source: str
    titles: tuple[str, ...]
    texts: tuple[str, ...]


# Ballots


class BallotDrafted(Struct):
    """Empty ``theme`` means every theme, empty ``kinds`` every kind; chosen ``cards`` go before both."""

    ballot: str
    title: str
    theme: str
    kinds: tuple[str, ...]
    cards: tuple[str, ...]
    dots: int
    most: int
    decider: str
    runoff_of: str = ""


class BallotOpened(Struct):
    """``cards`` are the candidates from now on, in the order they were said."""

    ballot: str
    cards: tuple[str, ...]


class BallotClosed(Struct):
    ballot: str


class BallotRevealed(Struct):
    ballot: str


class BallotVoided(Struct):
    ballot: str
    reason: str


class DotsSet(Struct):
    """``voter`` is a random token that was made for this ballot; no name, no address."""

    ballot: str
    voter: str
    card: str
    dots: int


class AllocationSet(Struct):
    """All dots of one voter at once, in place of what they gave before: ``cards`` names a card for each dot."""

    ballot: str
    voter: str
    cards: tuple[str, ...]


class BallotCounted(Struct):
    """What the front ends of a hall took in, added up; the last count stands.

    ``counts`` are "card dots voters"; ``fronts`` are the front ends that are in it, ``missing`` those that are not.
    """

    ballot: str
    counts: tuple[str, ...]
    ballots: int
    fronts: tuple[str, ...]
    missing: tuple[str, ...]


class ScaleDrafted(Struct):
    """A scale: ``questions`` are the words, the low and the high end of the first, and then of the second.

    ``theme``, ``kinds`` and ``cards`` are as in ``BallotDrafted``; ``lines`` of the map go before all of them.
    """

    ballot: str
    title: str
    theme: str
    kinds: tuple[str, ...]
    cards: tuple[str, ...]
    lines: tuple[str, ...]
    questions: tuple[str, ...]
    decider: str


class AnswersGiven(Struct):
    """What one voter answered about one card: 1 to 5, 0 for "cannot say", -1 for no answer yet."""

    ballot: str
    voter: str
    card: str
    first: int
    second: int


class SheetEntered(Struct):
    """The answers of one person that the facilitator typed in; each of ``answers`` is "card first second"."""

    ballot: str
    sheet: str
    answers: tuple[str, ...]


class VoterFinished(Struct):
    ballot: str
    voter: str


class HandsEntered(Struct):
    """Dots that the facilitator counted for one card, and how many people gave them."""

    ballot: str
    card: str
    dots: int
    voters: int


class HandsCounted(Struct):
    """How many people voted by hand."""

    ballot: str
    ballots: int


class TieSettled(Struct):
    """Who decides chose ``card`` among those that were tied."""

    ballot: str
    card: str
    reason: str


# The timer


class TimerStarted(Struct):
    at: int
    seconds: int


class TimerPaused(Struct):
    at: int


class TimerResumed(Struct):
    at: int


class TimerExtended(Struct):
    seconds: int


class TimerStopped(Struct):
    at: int


# Papers, undo, repair


class PaperImported(Struct):
    """``digest`` tells the same file again."""

    source: str
    digest: str


class NoteKept(Struct):
    """A line of a paper that was neither theme, question nor card."""

    source: str
    line: int
    text: str


class VotesImported(Struct):
    """Votes that a paper says its cards had: ``counts`` are "card dots" or "card dots voters". The last stand."""

    source: str
    counts: tuple[str, ...]


class NoteTakenUp(Struct):
    """A line that was kept as a note is a card now."""

    source: str
    line: int
    text: str
    card: str


class Undone(Struct):
    """The entry named has no effect; undoing this entry gives it back."""

    entry: str


class ClockPassed(Struct):
    """The entry named was here before this one and is dated later, since a clock was far ahead.

    That entry, and those before it of the same journal, take their place right before this one.
    """

    entry: str


class EntryLost(Struct):
    """A line of a journal was damaged and a repair put this in its place."""

    journal: str
    line: int


class UnknownEvent(Struct):
    """An event from a newer version: kept as it came (``data`` is its JSON), without effect here."""

    type: str
    data: str


SessionEvent: TypeAlias = (
    SessionStarted
    | SessionRetitled
    | TableNumbered
    | LanguageChosen
    | DetailGiven
    | BudgetChosen
    | OffersHeld
    | BallotOrderChosen
    | StepReached
    | KindDefined
    | KindDescribed
    | KindDropped
    | ThemeAdded
    | ThemeReworded
    | ThemePlaced
    | ThemeRemoved
)
CardEvent: TypeAlias = (
    CardAdded
    | OfferReworded
    | OfferTakenBack
    | CardReworded
    | CardMoved
    | CardPlaced
    | CardHidden
    | CardShown
    | CardParked
    | CardUnparked
    | CardRemoved
    | CardRestored
    | CardLeftOut
    | CardPutBack
    | CardSplit
    | CardsJoined
    | CardUnjoined
    | CardsToldApart
    | CardReadBack
    | CardNoted
    | FieldFilled
    | InsightsLinked
    | CardTagged
    | TagOffered
    | CardUntagged
    | CardClustered
    | CardUnclustered
)
GroupEvent: TypeAlias = (
    TagDefined
    | TagRenamed
    | TagDropped
    | TagRemoved
    | ClusterMade
    | ClusterNamed
    | ClusterDissolved
    | TermExplained
    | TermDismissed
)
MapEvent: TypeAlias = (
    HeadingMade
    | HeadingNamed
    | HeadingPlaced
    | HeadingRemoved
    | CardMapped
    | CardLeftOffMap
    | CardUndecided
    | CardUnmapped
    | LineWritten
    | LineReworded
    | LinePlaced
    | LineRemoved
    | SourceLinked
    | SourceUnlinked
    | StatusNoted
    | BulletinIssued
    | BulletinArchived
)
BallotEvent: TypeAlias = (
    BallotDrafted
    | BallotOpened
    | BallotClosed
    | BallotRevealed
    | BallotVoided
    | DotsSet
    | AllocationSet
    | BallotCounted
    | ScaleDrafted
    | AnswersGiven
    | SheetEntered
    | VoterFinished
    | HandsEntered
    | HandsCounted
    | TieSettled
)
TimerEvent: TypeAlias = TimerStarted | TimerPaused | TimerResumed | TimerExtended | TimerStopped
RecordEvent: TypeAlias = (
    PaperImported | NoteKept | VotesImported | NoteTakenUp | Undone | ClockPassed | EntryLost | UnknownEvent
)
Event: TypeAlias = SessionEvent | CardEvent | GroupEvent | MapEvent | BallotEvent | TimerEvent | RecordEvent
