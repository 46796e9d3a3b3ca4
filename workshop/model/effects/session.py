"""What happens to the session as a whole, its themes, its timer and its papers."""

from __future__ import annotations

from collections.abc import Callable

from workshop.model import events as e
from workshop.model.board import Board, Kind, Lost, Note, Theme, Timer
from workshop.model.effects.table import effect, with_one, with_pair


@effect.register
def _(event: e.SessionStarted, board: Board) -> Board:
    return board._replace(session=board.session or event.session, title=event.title)


@effect.register
def _(event: e.SessionRetitled, board: Board) -> Board:
    return board._replace(title=event.title)


@effect.register
def _(event: e.TableNumbered, board: Board) -> Board:
    return board._replace(table=event.table)


@effect.register
def _(event: e.LanguageChosen, board: Board) -> Board:
    return board._replace(language=event.language)


@effect.register
def _(event: e.DetailGiven, board: Board) -> Board:
    return board._replace(details=with_pair(board.details, event.name, event.value))


@effect.register
def _(event: e.BudgetChosen, board: Board) -> Board:
    return board._replace(dots=event.dots, most=event.most)


@effect.register
def _(event: e.OffersHeld, board: Board) -> Board:
    return board._replace(offers_held=event.held)


@effect.register
def _(event: e.StepReached, board: Board) -> Board:
    return board._replace(step=event.step)


@effect.register
def _(event: e.KindDefined, board: Board) -> Board:
    kind = Kind(event.kind, event.singular, event.plural, event.letter)
    if any(k.name == kind.name for k in board.kinds):
        return board._replace(kinds=tuple(kind if k.name == kind.name else k for k in board.kinds))
    return board._replace(kinds=(*board.kinds, kind))


@effect.register
def _(event: e.KindDescribed, board: Board) -> Board:
    return board._replace(hints=with_pair(board.hints, event.kind, event.hint))


@effect.register
def _(event: e.KindDropped, board: Board) -> Board:
    return board._replace(kinds=tuple(k for k in board.kinds if k.name != event.kind))


@effect.register
def _(event: e.ThemeAdded, board: Board) -> Board:
    theme = Theme(event.theme, event.title, event.question, rank=event.theme)
    return board._replace(themes=with_one(board.themes, event.theme, theme))


def _theme(board: Board, theme_id: str, change: Callable[[Theme], Theme]) -> Board:
    theme = board.themes.get(theme_id)
    return board if theme is None else board._replace(themes=with_one(board.themes, theme_id, change(theme)))


@effect.register
def _(event: e.ThemeReworded, board: Board) -> Board:
    return _theme(board, event.theme, lambda t: t._replace(title=event.title, question=event.question))


@effect.register
def _(event: e.ThemePlaced, board: Board) -> Board:
    return _theme(board, event.theme, lambda t: t._replace(rank=event.rank))


@effect.register
def _(event: e.ThemeRemoved, board: Board) -> Board:
    if any(card.theme == event.theme for card in board.live_cards()):
        return board
    return _theme(board, event.theme, lambda t: t._replace(removed=True))


@effect.register
def _(event: e.TimerStarted, board: Board) -> Board:
    return board._replace(timer=Timer(event.seconds, event.at))


@effect.register
def _(event: e.TimerPaused, board: Board) -> Board:
    timer = board.timer
    if timer is None or not timer.running:
        return board
    spent = timer.spent + max(0, event.at - timer.since)
    return board._replace(timer=timer._replace(spent=spent, since=event.at, running=False))


@effect.register
def _(event: e.TimerResumed, board: Board) -> Board:
    timer = board.timer
    if timer is None or timer.running:
        return board
    return board._replace(timer=timer._replace(since=event.at, running=True))


@effect.register
def _(event: e.TimerExtended, board: Board) -> Board:
    timer = board.timer
    if timer is None:
        return board
    return board._replace(timer=timer._replace(seconds=max(0, timer.seconds + event.seconds)))


@effect.register
def _(event: e.TimerStopped, board: Board) -> Board:
    del event
    return board._replace(timer=None)


@effect.register
def _(event: e.PaperImported, board: Board) -> Board:
    return board._replace(papers=with_one(board.papers, event.digest, event.source))


@effect.register
def _(event: e.NoteKept, board: Board) -> Board:
    return board._replace(notes=(*board.notes, Note(event.source, event.line, event.text)))


@effect.register
def _(event: e.EntryLost, board: Board) -> Board:
    return board._replace(lost=(*board.lost, Lost(event.journal, event.line)))


@effect.register
def _(event: e.UnknownEvent, board: Board) -> Board:
    return board._replace(unknown=(*board.unknown, event.type))
