"""What an entry did, as one plain sentence for the log.

Never how somebody voted, nor what a card says that the room may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from workshop.model import events as e
from workshop.model.ballots import people, some
from workshop.model.events import Event
from workshop.model.map import Heading
from workshop.model.session import Card, Cluster, Session, Theme
from workshop.model.struct import fields_of
from workshop.model.text import one_line

_LEADING: Final = (
    e.PaperImported,
    e.NoteTakenUp,
    e.CardsJoined,
    e.CardSplit,
    e.BallotOpened,
    e.CardShown,
    e.LineWritten,
    e.HeadingMade,
    e.HeadingRemoved,
    e.LineReworded,
    e.LinePlaced,
)
"""Events that say what an entry was about wherever they stand in it."""


MOST_NAMES: Final = 6
"""Cards that are named before the others are counted."""


def describe(events: tuple[Event, ...], session: Session) -> str:
    """Say what ``events``, the events of one entry, did; cards are named as they are shown on ``session``."""
    return one_line(_said(events, session))


def _said(events: tuple[Event, ...], session: Session) -> str:
    events = tuple(event for event in events if not isinstance(event, e.ClockPassed)) or events
    leading = next((event for event in events if isinstance(event, _LEADING)), None)
    if isinstance(leading, e.PaperImported):
        return _imported(leading, events)
    added = [event for event in events if isinstance(event, e.CardAdded)]
    if leading is None and len(added) > 1:
        first, last = (_added(session, event) for event in (added[0], added[-1]))
        return f"Added {len(added)} cards, {first} to {last}"
    if not events:
        return "Nothing was recorded"
    if len(events) > 1 and len({type(event) for event in events}) == 1:
        return _repeated(events, session)
    return _sentence(leading or events[0], session)


def _repeated(events: Sequence[Event], session: Session) -> str:
    """Say in one sentence what one act did to several cards; what differs is counted."""
    first = events[0]
    alike = {tuple(getattr(event, field) for field in fields_of(type(event)) if field != "card") for event in events}
    if len(alike) == 1:
        return _sentence(first, session, [getattr(event, "card", "") for event in events])
    return f"{_sentence(first, session)} and {len(events) - 1} more"


def _imported(paper: e.PaperImported, events: Sequence[Event]) -> str:
    counted = (
        *((e.ThemeAdded, "theme"), (e.CardAdded, "card"), (e.NoteKept, "note")),
        (e.VotesImported, "result"),
        *((e.HeadingMade, "heading"), (e.LineWritten, "line")),
    )
    numbers = [(sum(isinstance(event, kind) for event in events), thing) for kind, thing in counted]
    made = ", ".join(some(number, thing) for number, thing in numbers if number)
    return f"Imported {paper.source}: {made or 'nothing new'}"


def _sentence(event: Event, session: Session, cards: Sequence[str] = ()) -> str:
    field, emptied = EMPTIED.get(type(event), ("", ""))
    sentence = emptied if field and not getattr(event, field) else SENTENCES[type(event)]
    return sentence.format_map(_Words(event, session, cards))


class _Words(dict[str, str]):
    """What stands for the fields of an event in its sentence, made when it is asked for."""

    def __init__(self, event: Event, session: Session, cards: Sequence[str]) -> None:
        super().__init__()
        if cards:
            self["card"] = _some_cards(session, cards)
        self._event = event
        self._session = session

    def __missing__(self, field: str) -> str:
        event = self._event
        if field == "text":
            return _text(self._session, event)
        if field == "card" and isinstance(event, e.CardAdded):
            return _added(self._session, event)
        value = getattr(event, field)
        return _SHOWN[field](self._session, value) if field in _SHOWN else str(value)


def _added(session: Session, event: e.CardAdded) -> str:
    """Return the shown id of a card, also of one whose adding is undone."""
    unmet = Card(event.card, event.kind, event.theme, event.label, event.text, "")
    return session.shown_id(session.cards.get(event.card, unmet))


def _text(session: Session, event: Any) -> str:  # noqa: ANN401 - an event that has a text
    if isinstance(event, (e.LineWritten, e.LineReworded)):
        return str(event.text)
    card = session.cards.get(event.card)
    return f": {event.text}" if card and card.seen else ""


def _card(session: Session, card: str) -> str:
    return session.shown_id(session.cards[card]) if card in session.cards else "a card"


def _cards(session: Session, cards: Sequence[str]) -> str:
    *most, last = [_card(session, card) for card in cards] or ["nothing"]
    return f"{', '.join(most)} and {last}" if most else last


def _some_cards(session: Session, cards: Sequence[str]) -> str:
    """Name cards, and count those that would make the sentence long."""
    if len(cards) <= MOST_NAMES:
        return _cards(session, cards)
    named = ", ".join(_card(session, card) for card in cards[: MOST_NAMES - 1])
    return f"{named} and {len(cards) - MOST_NAMES + 1} more"


def _ballot(session: Session, ballot: str) -> str:
    title = session.ballots[ballot].title if ballot in session.ballots else ""
    return f"the vote “{title}”" if title else "the vote"


def _called(what: str, thing: Theme | Cluster | Heading | None) -> str:
    if thing is None:
        return f"a {what}"
    return f"the {what} “{thing.title if isinstance(thing, Theme) else thing.name}”"


def _heading(session: Session, heading: str) -> str:
    return _called("heading", session.map.headings.get(heading))


def _line(session: Session, line: str | int) -> str:
    """Return the shown id of a line of the map; a line of a file has its number."""
    if isinstance(line, int):
        return str(line)
    return session.map.lines[line].label if line in session.map.lines else "a line"


def _time(seconds: int) -> str:
    sign = "-" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // 60}:{abs(seconds) % 60:02d}"


_SHOWN: Final[Mapping[str, Callable[[Session, Any], str]]] = {
    "card": _card,
    "into": _cards,
    "of": _cards,
    "insights": _cards,
    "kind": lambda session, kind: session.kind(kind).plural.lower(),
    "theme": lambda session, theme: _called("theme", session.themes.get(theme)),
    "cluster": lambda session, cluster: _called("group", session.clusters.get(cluster)),
    "heading": _heading,
    "headings": lambda session, headings: " and ".join(_heading(session, heading) for heading in headings),
    "item": lambda session, item: _line(session, item) if item in session.map.lines else _card(session, item),
    "line": _line,
    "ballot": _ballot,
    "cards": lambda _, cards: some(len(cards), "card"),
    "field": lambda _, field: field.replace("_", " "),
    "dots": lambda _, dots: some(dots, "dot"),
    "ballots": lambda _, ballots: people(ballots),
    "seconds": lambda _, seconds: _time(seconds),
}
"""How a field is said: ``(board, value) -> words``; others are said as they are."""


SENTENCES: Final[Mapping[type[Event], str]] = {
    e.SessionStarted: "Started the session “{title}”",
    e.SessionRetitled: "Called the session “{title}”",
    e.TableNumbered: "Made this table {table}",
    e.LanguageChosen: "Chose the language {language}",
    e.DetailGiven: "Noted the {name}: {value}",
    e.BudgetChosen: "Gave each person {dots}, at most {most} on one card",
    e.OffersHeld: "Let cards from phones wait for the facilitator",
    e.BallotOrderChosen: "Let all ballots have the cards as they were said",
    e.StepReached: "Went to the step “{step}”",
    e.KindDefined: "Defined the kind “{singular}”, with the letter {letter}",
    e.KindDescribed: "Said what a card of the kind “{kind}” is: {hint}",
    e.KindDropped: "Dropped the kind “{kind}”",
    e.ThemeAdded: "Added the theme “{title}”",
    e.ThemeReworded: "Reworded the theme “{title}”",
    e.ThemePlaced: "Moved {theme}",
    e.ThemeRemoved: "Removed {theme}",
    e.CardAdded: "Added {card}{text}",
    e.OfferReworded: "Reworded {card} as a participant wished",
    e.OfferTakenBack: "Took {card} back as a participant wished",
    e.CardReworded: "Reworded {card}{text}",
    e.CardMoved: "Moved {card} to the {kind} of {theme}",
    e.CardPlaced: "Changed the place of {card}",
    e.CardHidden: "Hid {card}",
    e.CardShown: "Showed {card}",
    e.CardParked: "Put {card} in the parking lot",
    e.CardUnparked: "Took {card} out of the parking lot",
    e.CardRemoved: "Removed {card}",
    e.CardRestored: "Restored {card}",
    e.CardLeftOut: "Left {card} out of the appendix",
    e.CardPutBack: "Put {card} back into the appendix",
    e.CardSplit: "Split {card} into {into}",
    e.CardsJoined: "Joined {of} into {card}",
    e.CardUnjoined: "Took {card} apart again",
    e.CardsToldApart: "Told {of} apart",
    e.CardReadBack: "Marked {card} {state}",
    e.CardNoted: "Put a note beside {card}",
    e.FieldFilled: "Filled in the {field} of {card}",
    e.InsightsLinked: "Noted that {card} tests {insights}",
    e.CardTagged: "Tagged {card} “{tag}”",
    e.TagOffered: "Offered the tag “{tag}” for {card}",
    e.CardUntagged: "Took the tag “{tag}” off {card}",
    e.CardClustered: "Put {card} into {cluster}",
    e.CardUnclustered: "Took {card} out of its group",
    e.TagDefined: "Put the tag “{tag}” on the list",
    e.TagRenamed: "Renamed the tag “{tag}” to “{to}”",
    e.TagDropped: "Took the tag “{tag}” off the list",
    e.TagRemoved: "Removed the tag “{tag}” everywhere",
    e.ClusterMade: "Made the group “{name}”",
    e.ClusterNamed: "Named a group “{name}”",
    e.ClusterDissolved: "Dissolved {cluster}",
    e.TermExplained: "Explained {term}: {expansion}",
    e.TermDismissed: "Left {term} unexplained",
    e.HeadingMade: "Made the heading “{name}”",
    e.HeadingNamed: "Named a heading “{name}”",
    e.HeadingPlaced: "Moved {heading}",
    e.HeadingRemoved: "Removed {heading}",
    e.CardMapped: "Placed {card} under {headings}",
    e.CardLeftOffMap: "Left {card} out of the map: {reason}",
    e.CardUndecided: "Could not decide where {card} belongs",
    e.CardUnmapped: "Took {card} off the map",
    e.LineWritten: "Wrote {label} under {heading}: {text}",
    e.LineReworded: "Reworded {line}: {text}",
    e.LinePlaced: "Moved {line} under {heading}",
    e.LineRemoved: "Removed {line}",
    e.SourceLinked: "Linked {card} to {line}",
    e.SourceUnlinked: "Took {card} off {line}",
    e.StatusNoted: "Noted “{status}” of {item}",
    e.BulletinIssued: "Issued bulletin {number}",
    e.BulletinArchived: "Kept “{title}” from {source}",
    e.BallotDrafted: "Drafted {ballot}",
    e.BallotOpened: "Opened {ballot} on {cards}",
    e.BallotClosed: "Closed {ballot}",
    e.BallotRevealed: "Revealed the result of {ballot}",
    e.BallotVoided: "Declared {ballot} void",
    e.DotsSet: "A ballot came in",
    e.AllocationSet: "A ballot came in",
    e.BallotCounted: "Counted {ballot} in the hall",
    e.ScaleDrafted: "Drafted {ballot}",
    e.AnswersGiven: "A ballot came in",
    e.SheetEntered: "Entered a sheet on paper",
    e.VoterFinished: "Somebody finished voting",
    e.HandsEntered: "Entered a show of hands for {card}",
    e.HandsCounted: "Counted {ballots} voting by hand",
    e.TieSettled: "Settled a tie in {ballot}",
    e.TimerStarted: "Started a timer of {seconds}",
    e.TimerPaused: "Paused the timer",
    e.TimerResumed: "Let the timer run on",
    e.TimerExtended: "Gave the timer {seconds} more",
    e.TimerStopped: "Stopped the timer",
    e.PaperImported: "Imported {source}",
    e.NoteKept: "Kept a note from {source}, line {line}",
    e.VotesImported: "Took in the votes of {source}",
    e.NoteTakenUp: "Made {card} of a note from {source}",
    e.Undone: "Took back an earlier step",
    e.ClockPassed: "Noted that a clock was far ahead",
    e.EntryLost: "Marked line {line} of {journal} as damaged",
    e.UnknownEvent: "Recorded something that only a newer version knows ({type})",
}

EMPTIED: Final[Mapping[type[Event], tuple[str, str]]] = {
    e.TableNumbered: ("table", "Took the table's number away"),
    e.DetailGiven: ("value", "Cleared the {name}"),
    e.OffersHeld: ("held", "Let cards from phones be shown at once"),
    e.BallotOrderChosen: ("said", "Let each ballot have an order of its own"),
    e.CardReadBack: ("state", "Took the mark off {card}"),
    e.CardNoted: ("note", "Cleared the note beside {card}"),
    e.FieldFilled: ("value", "Cleared the {field} of {card}"),
    e.InsightsLinked: ("insights", "Noted that {card} tests no other card"),
    e.CardLeftOffMap: ("reason", "Left {card} out of the map"),
}
"""Events that say something else when one of their fields is empty: the field, and the sentence then."""
