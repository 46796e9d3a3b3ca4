"""Facts: everything that can have happened to a session, in the past tense.

The class names are the words of the journal. They are ours, they are read for ever, and a field that is
added later has a default. Cards, themes, clusters and ballots are named by their inner ids; moments are
milliseconds since 1970 UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

# The session


@dataclass(frozen=True, slots=True)
class SessionStarted:
    session: str
    title: str


@dataclass(frozen=True, slots=True)
class SessionRetitled:
    title: str


@dataclass(frozen=True, slots=True)
class TableNumbered:
    table: str


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    language: str


@dataclass(frozen=True, slots=True)
class DetailGiven:
    """``name`` is one of ``board.DETAILS``; an empty ``value`` clears it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class BudgetChosen:
    """Dots per person and most dots on one card, for the ballots to come."""

    dots: int
    most: int


@dataclass(frozen=True, slots=True)
class OffersHeld:
    """Whether cards from phones wait for the facilitator."""

    held: bool


@dataclass(frozen=True, slots=True)
class StepReached:
    step: str


@dataclass(frozen=True, slots=True)
class KindDefined:
    """``letter`` stands in the shown ids of the cards that are added from now on."""

    kind: str
    singular: str
    plural: str
    letter: str


@dataclass(frozen=True, slots=True)
class KindDropped:
    """No more cards of this kind are made here."""

    kind: str


# Themes


@dataclass(frozen=True, slots=True)
class ThemeAdded:
    theme: str
    title: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class ThemeReworded:
    theme: str
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class ThemePlaced:
    theme: str
    rank: str


@dataclass(frozen=True, slots=True)
class ThemeRemoved:
    theme: str


# Cards


@dataclass(frozen=True, slots=True)
class CardAdded:
    """``label`` is the kind's letter and a number ("I12"); ``origin`` is empty, "participant" or "paper"."""

    card: str
    kind: str
    theme: str
    label: str
    text: str
    origin: str = ""
    held: bool = False


@dataclass(frozen=True, slots=True)
class CardReworded:
    card: str
    text: str


@dataclass(frozen=True, slots=True)
class CardMoved:
    card: str
    kind: str
    theme: str


@dataclass(frozen=True, slots=True)
class CardPlaced:
    """``rank`` sorts among the ranks of the other cards of its list."""

    card: str
    rank: str


@dataclass(frozen=True, slots=True)
class CardHidden:
    card: str


@dataclass(frozen=True, slots=True)
class CardShown:
    """A hidden or waiting card may be seen."""

    card: str


@dataclass(frozen=True, slots=True)
class CardParked:
    card: str


@dataclass(frozen=True, slots=True)
class CardUnparked:
    card: str


@dataclass(frozen=True, slots=True)
class CardRemoved:
    card: str


@dataclass(frozen=True, slots=True)
class CardRestored:
    card: str


@dataclass(frozen=True, slots=True)
class CardLeftOut:
    """It stays in the record and on the board, and out of the appendix."""

    card: str


@dataclass(frozen=True, slots=True)
class CardPutBack:
    """A card that was left out goes into the appendix again."""

    card: str


@dataclass(frozen=True, slots=True)
class CardSplit:
    card: str
    into: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardsJoined:
    """``card`` stands for the cards ``of`` from now on; they are kept as they were, with their dots."""

    card: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardUnjoined:
    """The cards that ``card`` stood for come back, and it goes."""

    card: str


@dataclass(frozen=True, slots=True)
class CardReadBack:
    """``state`` is "confirmed", "unclear" or empty."""

    card: str
    state: str


@dataclass(frozen=True, slots=True)
class CardNoted:
    card: str
    note: str


@dataclass(frozen=True, slots=True)
class FieldFilled:
    """``field`` is one of ``board.FIELDS``; an empty ``value`` clears it."""

    card: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class InsightsLinked:
    """The insights that an experiment tests."""

    card: str
    insights: tuple[str, ...]


# Tags, clusters, glossary


@dataclass(frozen=True, slots=True)
class TagDefined:
    tag: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class TagRenamed:
    """Cards tagged ``tag`` are tagged ``to``; where ``to`` was there, the two become one."""

    tag: str
    to: str


@dataclass(frozen=True, slots=True)
class TagDropped:
    """Out of the session's list; cards keep it as a free tag."""

    tag: str


@dataclass(frozen=True, slots=True)
class CardTagged:
    card: str
    tag: str


@dataclass(frozen=True, slots=True)
class CardUntagged:
    card: str
    tag: str


@dataclass(frozen=True, slots=True)
class ClusterMade:
    cluster: str
    name: str


@dataclass(frozen=True, slots=True)
class ClusterNamed:
    cluster: str
    name: str


@dataclass(frozen=True, slots=True)
class ClusterDissolved:
    cluster: str


@dataclass(frozen=True, slots=True)
class CardClustered:
    card: str
    cluster: str


@dataclass(frozen=True, slots=True)
class CardUnclustered:
    card: str


@dataclass(frozen=True, slots=True)
class TermExplained:
    term: str
    expansion: str


@dataclass(frozen=True, slots=True)
class TermDismissed:
    """Capitals that need no explanation."""

    term: str


# Ballots


@dataclass(frozen=True, slots=True)
class BallotDrafted:
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


@dataclass(frozen=True, slots=True)
class BallotOpened:
    """``cards`` are the candidates from now on, in the order they were said."""

    ballot: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BallotClosed:
    ballot: str


@dataclass(frozen=True, slots=True)
class BallotRevealed:
    ballot: str


@dataclass(frozen=True, slots=True)
class BallotVoided:
    ballot: str
    reason: str


@dataclass(frozen=True, slots=True)
class DotsSet:
    """``voter`` is a random token that was made for this ballot; no name, no address."""

    ballot: str
    voter: str
    card: str
    dots: int


@dataclass(frozen=True, slots=True)
class VoterFinished:
    ballot: str
    voter: str


@dataclass(frozen=True, slots=True)
class HandsEntered:
    """Dots that the facilitator counted for one card, and how many people gave them."""

    ballot: str
    card: str
    dots: int
    voters: int


@dataclass(frozen=True, slots=True)
class HandsCounted:
    """How many people voted by hand."""

    ballot: str
    ballots: int


@dataclass(frozen=True, slots=True)
class TieSettled:
    """Who decides chose ``card`` among those that were level."""

    ballot: str
    card: str
    reason: str


# The timer


@dataclass(frozen=True, slots=True)
class TimerStarted:
    at: int
    seconds: int


@dataclass(frozen=True, slots=True)
class TimerPaused:
    at: int


@dataclass(frozen=True, slots=True)
class TimerResumed:
    at: int


@dataclass(frozen=True, slots=True)
class TimerExtended:
    seconds: int


@dataclass(frozen=True, slots=True)
class TimerStopped:
    at: int


# Papers, undo, repair


@dataclass(frozen=True, slots=True)
class PaperImported:
    """``digest`` tells the same file again."""

    source: str
    digest: str


@dataclass(frozen=True, slots=True)
class NoteKept:
    """A line of a paper that was neither theme, question nor card."""

    source: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Undone:
    """The entry named has no effect; undoing this entry gives it back."""

    entry: str


@dataclass(frozen=True, slots=True)
class EntryLost:
    """A line of a journal was damaged and a repair put this in its place."""

    journal: str
    line: int


@dataclass(frozen=True, slots=True)
class UnknownEvent:
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
    | KindDropped
    | ThemeAdded
    | ThemeReworded
    | ThemePlaced
    | ThemeRemoved
)
CardEvent: TypeAlias = (
    CardAdded
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
    | CardReadBack
    | CardNoted
    | FieldFilled
    | InsightsLinked
    | CardTagged
    | CardUntagged
    | CardClustered
    | CardUnclustered
)
GroupEvent: TypeAlias = (
    TagDefined | TagRenamed | TagDropped | ClusterMade | ClusterNamed | ClusterDissolved | TermExplained | TermDismissed
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
