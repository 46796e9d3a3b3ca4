"""Facts: everything that can have happened to a session, in the past tense.

The class names are the words of the journal. They are ours, they are read for ever, and a field that is
added later has a default. Cards, themes, clusters and ballots are named by their inner ids; moments are
milliseconds since 1970 UTC.
"""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.value import Value

# The session


class SessionStarted(Value):
    session: str
    title: str


class SessionRetitled(Value):
    title: str


class TableNumbered(Value):
    table: str


class LanguageChosen(Value):
    language: str


class DetailGiven(Value):
    """``name`` is one of ``board.DETAILS``; an empty ``value`` clears it."""

    name: str
    value: str


class BudgetChosen(Value):
    """Dots per person and most dots on one card, for the ballots to come."""

    dots: int
    most: int


class OffersHeld(Value):
    """Whether cards from phones wait for the facilitator."""

    held: bool


class StepReached(Value):
    step: str


class KindDefined(Value):
    """``letter`` stands in the shown ids of the cards that are added from now on."""

    kind: str
    singular: str
    plural: str
    letter: str


class KindDescribed(Value):
    """``hint`` says in a few words what cards of this kind are; empty, nothing is said."""

    kind: str
    hint: str


class KindDropped(Value):
    """No more cards of this kind are made here."""

    kind: str


# Themes


class ThemeAdded(Value):
    theme: str
    title: str
    question: str = ""


class ThemeReworded(Value):
    theme: str
    title: str
    question: str


class ThemePlaced(Value):
    theme: str
    rank: str


class ThemeRemoved(Value):
    theme: str


# Cards


class CardAdded(Value):
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


class OfferReworded(Value):
    """Whoever offered a card put it in other words before it was shown: those are what was said."""

    card: str
    text: str


class OfferTakenBack(Value):
    card: str


class CardReworded(Value):
    card: str
    text: str


class CardMoved(Value):
    card: str
    kind: str
    theme: str


class CardPlaced(Value):
    """``rank`` sorts among the ranks of the other cards of its list."""

    card: str
    rank: str


class CardHidden(Value):
    card: str


class CardShown(Value):
    """A hidden or waiting card may be seen."""

    card: str


class CardParked(Value):
    card: str


class CardUnparked(Value):
    card: str


class CardRemoved(Value):
    card: str


class CardRestored(Value):
    card: str


class CardLeftOut(Value):
    """It stays in the record and on the board, and out of the appendix."""

    card: str


class CardPutBack(Value):
    """A card that was left out goes into the appendix again."""

    card: str


class CardSplit(Value):
    card: str
    into: tuple[str, ...]


class CardsJoined(Value):
    """``card`` stands for the cards ``of`` from now on; they are kept as they were, with their dots."""

    card: str
    of: tuple[str, ...]


class CardUnjoined(Value):
    """The cards that ``card`` stood for come back, and it goes."""

    card: str


class CardsToldApart(Value):
    """The two cards ``of`` look alike and are not the same: they are suggested no more."""

    of: tuple[str, ...]


class CardReadBack(Value):
    """``state`` is "confirmed", "unclear" or empty."""

    card: str
    state: str


class CardNoted(Value):
    card: str
    note: str


class FieldFilled(Value):
    """``field`` is one of ``board.FIELDS``; an empty ``value`` clears it."""

    card: str
    field: str
    value: str


class InsightsLinked(Value):
    """The insights that an experiment tests."""

    card: str
    insights: tuple[str, ...]


# Tags, clusters, glossary


class TagDefined(Value):
    tag: str
    description: str = ""


class TagRenamed(Value):
    """Cards tagged ``tag`` are tagged ``to``; where ``to`` was there, the two become one."""

    tag: str
    to: str


class TagDropped(Value):
    """Out of the session's list; cards keep it as a free tag."""

    tag: str


class CardTagged(Value):
    card: str
    tag: str


class TagOffered(Value):
    """A tag from a phone that waits for the facilitator."""

    card: str
    tag: str


class CardUntagged(Value):
    card: str
    tag: str


class TagRemoved(Value):
    """Off the session's list, and off every card."""

    tag: str


class ClusterMade(Value):
    cluster: str
    name: str


class ClusterNamed(Value):
    cluster: str
    name: str


class ClusterDissolved(Value):
    cluster: str


class CardClustered(Value):
    card: str
    cluster: str


class CardUnclustered(Value):
    card: str


class TermExplained(Value):
    term: str
    expansion: str


class TermDismissed(Value):
    """Capitals that need no explanation."""

    term: str


# Ballots


class BallotDrafted(Value):
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


class BallotOpened(Value):
    """``cards`` are the candidates from now on, in the order they were said."""

    ballot: str
    cards: tuple[str, ...]


class BallotClosed(Value):
    ballot: str


class BallotRevealed(Value):
    ballot: str


class BallotVoided(Value):
    ballot: str
    reason: str


class DotsSet(Value):
    """``voter`` is a random token that was made for this ballot; no name, no address."""

    ballot: str
    voter: str
    card: str
    dots: int


class VoterFinished(Value):
    ballot: str
    voter: str


class HandsEntered(Value):
    """Dots that the facilitator counted for one card, and how many people gave them."""

    ballot: str
    card: str
    dots: int
    voters: int


class HandsCounted(Value):
    """How many people voted by hand."""

    ballot: str
    ballots: int


class TieSettled(Value):
    """Who decides chose ``card`` among those that were level."""

    ballot: str
    card: str
    reason: str


# The timer


class TimerStarted(Value):
    at: int
    seconds: int


class TimerPaused(Value):
    at: int


class TimerResumed(Value):
    at: int


class TimerExtended(Value):
    seconds: int


class TimerStopped(Value):
    at: int


# Papers, undo, repair


class PaperImported(Value):
    """``digest`` tells the same file again."""

    source: str
    digest: str


class NoteKept(Value):
    """A line of a paper that was neither theme, question nor card."""

    source: str
    line: int
    text: str


class Undone(Value):
    """The entry named has no effect; undoing this entry gives it back."""

    entry: str


class EntryLost(Value):
    """A line of a journal was damaged and a repair put this in its place."""

    journal: str
    line: int


class UnknownEvent(Value):
    """A fact from a newer version: kept as it came (``data`` is its JSON), without effect here."""

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
BallotEvent: TypeAlias = (
    BallotDrafted
    | BallotOpened
    | BallotClosed
    | BallotRevealed
    | BallotVoided
    | DotsSet
    | VoterFinished
    | HandsEntered
    | HandsCounted
    | TieSettled
)
TimerEvent: TypeAlias = TimerStarted | TimerPaused | TimerResumed | TimerExtended | TimerStopped
RecordEvent: TypeAlias = PaperImported | NoteKept | Undone | EntryLost | UnknownEvent
Event: TypeAlias = SessionEvent | CardEvent | GroupEvent | BallotEvent | TimerEvent | RecordEvent
