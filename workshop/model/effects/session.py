"""What happens to the session as a whole, its themes, its timer and its papers."""

from __future__ import annotations

from types import MappingProxyType

from workshop.model import events as e
from workshop.model.ballot import ImportedVotes
from workshop.model.effects.registry import counted_in, effect, on_session, on_theme, with_one, with_pair, with_theme
from workshop.model.session import Kind, Lost, Note, Session, Theme, Timer

on_session(e.SessionStarted, lambda event, s: s._replace(id=s.id or event.session, title=event.title))
on_session(e.SessionRetitled, lambda event, s: s._replace(title=event.title))
on_session(e.TableNumbered, lambda event, s: s._replace(table=event.table))
on_session(e.LanguageChosen, lambda event, s: s._replace(language=event.language))
on_session(e.DetailGiven, lambda event, s: s._replace(details=with_pair(s.details, event.name, event.value)))
on_session(e.BudgetChosen, lambda event, s: s._replace(dots=event.dots, most=event.most))
on_session(e.OffersHeld, lambda event, s: s._replace(offers_held=event.held))
on_session(e.BallotOrderChosen, lambda event, s: s._replace(said_order=event.said))
on_session(e.StepReached, lambda event, s: s._replace(step=event.step))
on_session(e.KindDescribed, lambda event, s: s._replace(hints=with_pair(s.hints, event.kind, event.hint)))
on_session(e.KindDropped, lambda event, s: s._replace(kinds=tuple(k for k in s.kinds if k.name != event.kind)))
on_session(e.TimerStarted, lambda event, s: s._replace(timer=Timer(event.seconds, event.at)))
on_session(e.TimerStopped, lambda _, s: s._replace(timer=None))
on_session(e.PaperImported, lambda event, s: s._replace(papers=with_one(s.papers, event.digest, event.source)))
on_session(e.NoteKept, lambda event, s: s._replace(notes=(*s.notes, Note(event.source, event.line, event.text))))
on_session(e.EntryLost, lambda event, s: s._replace(lost=(*s.lost, Lost(event.journal, event.line))))
on_session(e.UnknownEvent, lambda event, s: s._replace(unknown=(*s.unknown, event.type)))
on_session(e.ThemeAdded, lambda made, s: with_theme(s, Theme(made.theme, made.title, made.question, rank=made.theme)))
on_theme(e.ThemeReworded, lambda event, theme: theme._replace(title=event.title, question=event.question))
on_theme(e.ThemePlaced, lambda event, theme: theme._replace(rank=event.rank))


@effect.register
def kind_defined(event: e.KindDefined, session: Session) -> Session:
    kind = Kind(event.kind, event.singular, event.plural, event.letter)
    if any(k.name == kind.name for k in session.kinds):
        return session._replace(kinds=tuple(kind if k.name == kind.name else k for k in session.kinds))
    return session._replace(kinds=(*session.kinds, kind))


@effect.register
def theme_removed(event: e.ThemeRemoved, session: Session) -> Session:
    if any(card.theme == event.theme for card in session.live_cards()):
        return session
    return on_theme.change(session, event.theme, lambda theme: theme._replace(removed=True))


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
def votes_imported(event: e.VotesImported, session: Session) -> Session:
    votes = {
        card: ImportedVotes(numbers[0], numbers[1] if len(numbers) > 1 else None)
        for card, numbers in map(counted_in, event.counts)
        if numbers
    }
    return session._replace(imported=with_one(session.imported, event.source, MappingProxyType(votes)))


@effect.register
def note_taken_up(event: e.NoteTakenUp, session: Session) -> Session:
    note = Note(event.source, event.line, event.text)
    rest = list(session.notes)
    if note in rest:
        rest.remove(note)
    return session._replace(notes=tuple(rest), taken_up=session.taken_up | {note})
