"""What happens to the session as a whole, its themes, its timer and its papers."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from workshop.model import events as e
from workshop.model.ballot import ImportedVotes
from workshop.model.effects.registry import effect, with_one, with_pair
from workshop.model.session import Kind, Lost, Note, Session, Theme, Timer

_DIGITS: Final = 10
"""Digits of a number of votes at most."""


@effect.register
def session_started(event: e.SessionStarted, session: Session) -> Session:
    return session._replace(id=session.id or event.session, title=event.title)


@effect.register
def session_retitled(event: e.SessionRetitled, session: Session) -> Session:
    return session._replace(title=event.title)


@effect.register
def table_numbered(event: e.TableNumbered, session: Session) -> Session:
    return session._replace(table=event.table)


@effect.register
def language_chosen(event: e.LanguageChosen, session: Session) -> Session:
    return session._replace(language=event.language)


@effect.register
def detail_given(event: e.DetailGiven, session: Session) -> Session:
    return session._replace(details=with_pair(session.details, event.name, event.value))


@effect.register
def budget_chosen(event: e.BudgetChosen, session: Session) -> Session:
    return session._replace(dots=event.dots, most=event.most)


@effect.register
def offers_held(event: e.OffersHeld, session: Session) -> Session:
    return session._replace(offers_held=event.held)


@effect.register
def ballot_order_chosen(event: e.BallotOrderChosen, session: Session) -> Session:
    return session._replace(said_order=event.said)


@effect.register
def step_reached(event: e.StepReached, session: Session) -> Session:
    return session._replace(step=event.step)


@effect.register
def kind_defined(event: e.KindDefined, session: Session) -> Session:
    kind = Kind(event.kind, event.singular, event.plural, event.letter)
    if any(k.name == kind.name for k in session.kinds):
        return session._replace(kinds=tuple(kind if k.name == kind.name else k for k in session.kinds))
    return session._replace(kinds=(*session.kinds, kind))


@effect.register
def kind_described(event: e.KindDescribed, session: Session) -> Session:
    return session._replace(hints=with_pair(session.hints, event.kind, event.hint))


@effect.register
def kind_dropped(event: e.KindDropped, session: Session) -> Session:
    return session._replace(kinds=tuple(k for k in session.kinds if k.name != event.kind))


@effect.register
def theme_added(event: e.ThemeAdded, session: Session) -> Session:
    theme = Theme(event.theme, event.title, event.question, rank=event.theme)
    return session._replace(themes=with_one(session.themes, event.theme, theme))


def _theme(session: Session, theme_id: str, change: Callable[[Theme], Theme]) -> Session:
    theme = session.themes.get(theme_id)
    return session if theme is None else session._replace(themes=with_one(session.themes, theme_id, change(theme)))


@effect.register
def theme_reworded(event: e.ThemeReworded, session: Session) -> Session:
    return _theme(session, event.theme, lambda t: t._replace(title=event.title, question=event.question))


@effect.register
def theme_placed(event: e.ThemePlaced, session: Session) -> Session:
    return _theme(session, event.theme, lambda t: t._replace(rank=event.rank))


@effect.register
def theme_removed(event: e.ThemeRemoved, session: Session) -> Session:
    if any(card.theme == event.theme for card in session.live_cards()):
        return session
    return _theme(session, event.theme, lambda t: t._replace(removed=True))


@effect.register
def timer_started(event: e.TimerStarted, session: Session) -> Session:
    return session._replace(timer=Timer(event.seconds, event.at))


@effect.register
def timer_paused(event: e.TimerPaused, session: Session) -> Session:
    timer = session.timer
    if timer is None or not timer.running:
        return session
    spent = timer.spent + max(0, event.at - timer.since)
    return session._replace(timer=timer._replace(spent=spent, since=event.at, running=False))


@effect.register
def timer_resumed(event: e.TimerResumed, session: Session) -> Session:
    timer = session.timer
    if timer is None or timer.running:
        return session
    return session._replace(timer=timer._replace(since=event.at, running=True))


@effect.register
def timer_extended(event: e.TimerExtended, session: Session) -> Session:
    timer = session.timer
    if timer is None:
        return session
    return session._replace(timer=timer._replace(seconds=max(0, timer.seconds + event.seconds)))


@effect.register
def timer_stopped(_: e.TimerStopped, session: Session) -> Session:
    return session._replace(timer=None)


@effect.register
def paper_imported(event: e.PaperImported, session: Session) -> Session:
    return session._replace(papers=with_one(session.papers, event.digest, event.source))


@effect.register
def note_kept(event: e.NoteKept, session: Session) -> Session:
    return session._replace(notes=(*session.notes, Note(event.source, event.line, event.text)))


@effect.register
def votes_imported(event: e.VotesImported, session: Session) -> Session:
    votes = dict(counted for line in event.counts for counted in _votes(line))
    return session._replace(imported=with_one(session.imported, event.source, MappingProxyType(votes)))


def _votes(line: str) -> list[tuple[str, ImportedVotes]]:
    """Return the one card that a line counts; none where it says nothing of the kind."""
    card, *numbers = line.split(" ")
    sound = all(number.isascii() and number.isdigit() and len(number) < _DIGITS for number in numbers)
    if not sound or not numbers:
        return []
    return [(card, ImportedVotes(int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else None))]


@effect.register
def note_taken_up(event: e.NoteTakenUp, session: Session) -> Session:
    note = Note(event.source, event.line, event.text)
    rest = list(session.notes)
    if note in rest:
        rest.remove(note)
    return session._replace(notes=tuple(rest), taken_up=session.taken_up | {note})


@effect.register
def entry_lost(event: e.EntryLost, session: Session) -> Session:
    return session._replace(lost=(*session.lost, Lost(event.journal, event.line)))


@effect.register
def unknown_event(event: e.UnknownEvent, session: Session) -> Session:
    return session._replace(unknown=(*session.unknown, event.type))
