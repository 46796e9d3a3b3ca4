"""Rules about the session as a whole, its themes and its timer."""

from __future__ import annotations

import re
from typing import Final

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.ballots import some
from workshop.model.board import DETAILS, STEPS, Board, Timer
from workshop.model.events import Event
from workshop.model.ranks import between
from workshop.model.rules.groups import tag_defined
from workshop.model.rules.table import Moment, answer, known_kind, refuse, refuse_if, theme_of
from workshop.model.text import (
    FIELD_LIMIT,
    LABEL_LIMIT,
    QUESTION_LIMIT,
    TITLE_LIMIT,
    needed,
    one_line,
    within,
)

Facts = tuple[Event, ...]

MOST_DOTS: Final = 100
"""Dots per person: more cannot be counted by anybody at the table."""

LONGEST_TIMER: Final = 24 * 60 * 60
"""Seconds: a day."""

_TABLE: Final = re.compile(r"[0-9A-Za-z]{1,8}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COUNT: Final = re.compile(r"[0-9]{1,5}")
_LETTER: Final = re.compile(r"[A-Z]")


@answer.register
def _(command: c.StartSession, board: Board, moment: Moment) -> Facts:
    refuse_if(bool(board.session), "This session has been started already.")
    title = title_of(command.title, "A session")
    facts: list[Event] = [e.SessionStarted(moment.entry, title)]
    if command.table:
        facts.append(e.TableNumbered(_table(command.table)))
    if command.language != board.language:
        facts.append(e.LanguageChosen(_language(command.language)))
    if command.dots or command.most:
        facts.append(e.BudgetChosen(*budget_of(board, command.dots, command.most)))
    facts += _kinds(board, command.kinds)
    facts += [e.KindDescribed(kind_name(kind), hint_of(hint)) for kind, hint in command.hints]
    facts += [tag_defined(tag, description) for tag, description in command.tags]
    themes = command.themes or (() if command.bare else ((title, ""),))
    facts += [
        e.ThemeAdded(moment.new_id(count), title_of(name, "A theme"), question_of(question))
        for count, (name, question) in enumerate(themes, 1)
    ]
    return tuple(facts)


@answer.register
def _(command: c.RetitleSession, board: Board, moment: Moment) -> Facts:
    del moment
    title = title_of(command.title, "A session")
    refuse_if(title == board.title, "That is its title already.")
    return (e.SessionRetitled(title),)


@answer.register
def _(command: c.NumberTable, board: Board, moment: Moment) -> Facts:
    del moment
    table = _table(command.table) if command.table else ""
    refuse_if(table == board.table, "That is its table already.")
    return (e.TableNumbered(table),)


@answer.register
def _(command: c.ChooseLanguage, board: Board, moment: Moment) -> Facts:
    del moment
    language = _language(command.language)
    refuse_if(language == board.language, "That is its language already.")
    return (e.LanguageChosen(language),)


@answer.register
def _(command: c.GiveDetail, board: Board, moment: Moment) -> Facts:
    del moment
    refuse_if(command.name not in DETAILS, f"A session has no “{command.name}”. It has: {', '.join(DETAILS)}.")
    value = within(one_line(command.value), FIELD_LIMIT, f"The {command.name}")
    if command.name == "people" and value:
        refuse_if(not _COUNT.fullmatch(value), "Give the number of people, and never their names.")
    refuse_if(dict(board.details).get(command.name, "") == value, "It says that already.")
    return (e.DetailGiven(command.name, value),)


@answer.register
def _(command: c.ChooseBudget, board: Board, moment: Moment) -> Facts:
    del moment
    refuse_if((command.dots, command.most) == (board.dots, board.most), "That is the rule already.")
    refuse_if(command.dots < 1 or command.most < 1, "A person has at least one dot, and so does a card.")
    return (e.BudgetChosen(*budget_of(board, command.dots, command.most)),)


@answer.register
def _(command: c.HoldOffers, board: Board, moment: Moment) -> Facts:
    del moment
    refuse_if(command.held == board.offers_held, "That is so already.")
    return (e.OffersHeld(command.held),)


@answer.register
def _(command: c.ReachStep, board: Board, moment: Moment) -> Facts:
    del moment
    refuse_if(command.step not in STEPS, f"There is no step “{command.step}”. The steps are: {', '.join(STEPS)}.")
    refuse_if(command.step == board.step, "The table is at that step already.")
    return (e.StepReached(command.step),)


@answer.register
def _(command: c.DefineKind, board: Board, moment: Moment) -> Facts:
    del moment
    kind = kind_of(command.kind, command.singular, command.plural, command.letter)
    others = {k.letter: k for k in board.kinds if k.name != kind.kind}
    if kind.letter in others:
        refuse(f"The letter {kind.letter} belongs to {others[kind.letter].plural.lower()}. Choose another.")
    defined = (kind.kind, kind.singular, kind.plural, kind.letter)
    refuse_if(defined in board.kinds, f"{kind.plural} are defined so already.")
    return (kind,)


@answer.register
def _(command: c.DescribeKind, board: Board, moment: Moment) -> Facts:
    del moment
    kind = known_kind(board, command.kind)
    hint = hint_of(command.hint)
    refuse_if(hint == board.hint(kind.name), "It says that already.")
    return (e.KindDescribed(kind.name, hint),)


@answer.register
def _(command: c.DropKind, board: Board, moment: Moment) -> Facts:
    """A kind goes only while no card has been of it, not even a removed one: its letter stands in their ids."""
    del moment
    kind = known_kind(board, command.kind)
    refuse_if(len(board.kinds) == 1, "A session has at least one kind.")
    held = sum(card.kind == kind.name for card in board.cards.values())
    refuse_if(held > 0, f"{kind.plural} stay: {some(held, 'card')} here had that letter. Reword the kind instead.")
    return (e.KindDropped(kind.name),)


# Themes


@answer.register
def _(command: c.AddTheme, board: Board, moment: Moment) -> Facts:
    del board
    return (e.ThemeAdded(moment.new_id(), title_of(command.title, "A theme"), question_of(command.question)),)


@answer.register
def _(command: c.RewordTheme, board: Board, moment: Moment) -> Facts:
    del moment
    theme = theme_of(board, command.theme)
    title, question = title_of(command.title, "A theme"), question_of(command.question)
    refuse_if((title, question) == (theme.title, theme.question), "It says that already.")
    return (e.ThemeReworded(theme.id, title, question),)


@answer.register
def _(command: c.PlaceTheme, board: Board, moment: Moment) -> Facts:
    del moment
    theme = theme_of(board, command.theme)
    high = theme_of(board, command.before).rank if command.before else ""
    order = [t.id for t in board.live_themes()]
    following = [*order, ""][order.index(theme.id) + 1]
    refuse_if(command.before in {theme.id, following}, f"“{theme.title}” is there already.")
    ranks = [t.rank for t in board.themes.values() if t.id != theme.id and (not high or t.rank < high)]
    return (e.ThemePlaced(theme.id, between(max(ranks, default=""), high)),)


@answer.register
def _(command: c.RemoveTheme, board: Board, moment: Moment) -> Facts:
    del moment
    theme = theme_of(board, command.theme)
    held = sum(card.theme == theme.id for card in board.live_cards())
    refuse_if(held > 0, f"“{theme.title}” still has {some(held, 'card')}. Move or remove them first.")
    return (e.ThemeRemoved(theme.id),)


# The timer


@answer.register
def _(command: c.StartTimer, board: Board, moment: Moment) -> Facts:
    del board
    refuse_if(not 0 < command.seconds <= LONGEST_TIMER, "A timer runs from one second to a day.")
    return (e.TimerStarted(moment.at, command.seconds),)


@answer.register
def _(command: c.PauseTimer, board: Board, moment: Moment) -> Facts:
    del command
    refuse_if(not _timer(board).running, "The timer is paused already.")
    return (e.TimerPaused(moment.at),)


@answer.register
def _(command: c.ResumeTimer, board: Board, moment: Moment) -> Facts:
    del command
    refuse_if(_timer(board).running, "The timer is running already.")
    return (e.TimerResumed(moment.at),)


@answer.register
def _(command: c.ExtendTimer, board: Board, moment: Moment) -> Facts:
    """Once the time is over, more time counts from now."""
    timer = _timer(board)
    over = -min(0, timer.left(moment.at)) // 1000 if command.seconds > 0 else 0
    refuse_if(command.seconds == 0, "Say by how many seconds.")
    seconds = command.seconds + over
    refuse_if(not 0 < timer.seconds + seconds <= LONGEST_TIMER, "A timer runs from one second to a day.")
    return (e.TimerExtended(seconds),)


@answer.register
def _(command: c.StopTimer, board: Board, moment: Moment) -> Facts:
    del command
    _timer(board)
    return (e.TimerStopped(moment.at),)


def _timer(board: Board) -> Timer:
    return board.timer if board.timer is not None else refuse("No timer is set.")


def title_of(text: str, what: str) -> str:
    """Give a title, cleaned, on one line, within the limit."""
    return within(needed(one_line(text), f"{what}'s title"), TITLE_LIMIT, f"{what}'s title")


def question_of(text: str) -> str:
    """Give a question, cleaned, on one line, within the limit; it may be empty."""
    return within(one_line(text), QUESTION_LIMIT, "A question")


def _table(text: str) -> str:
    refuse_if(not _TABLE.fullmatch(text), "A table is a number or up to eight letters and digits.")
    return str(int(text)) if text.isdigit() else text


def _language(text: str) -> str:
    refuse_if(not _LANGUAGE.fullmatch(text), "A language is a tag such as en, cy, fr or ar.")
    return text


def kind_of(name: str, singular: str, plural: str, letter: str) -> e.KindDefined:
    """Give a kind if its words and its letter will do."""
    refuse_if(not _LETTER.fullmatch(letter), "A kind's letter is one of A to Z.")
    return e.KindDefined(kind_name(name), _kind_word(singular), _kind_word(plural), letter)


def hint_of(text: str) -> str:
    """Return what a kind is, in a few words, cleaned, within the limit; it may be empty."""
    return within(one_line(text), FIELD_LIMIT, "What a kind is")


def kind_name(name: str) -> str:
    """Give a kind's name as the record has it: in small letters."""
    return _kind_word(name).lower()


def _kind_word(text: str) -> str:
    return within(needed(one_line(text), "A kind"), LABEL_LIMIT, "A kind")


def _kinds(board: Board, kinds: tuple[tuple[str, str, str, str], ...]) -> list[Event]:
    """Give the facts that make ``kinds`` the session's own, in this order; with none, its kinds stay as they are."""
    defined = [kind_of(*kind) for kind in kinds]
    letters = {kind.letter for kind in defined}
    refuse_if(len(letters) < len(defined), "Two kinds have the same letter. Give each its own.")
    names = {kind.kind for kind in defined}
    refuse_if(len(names) < len(defined), "Two kinds have the same name. Give each its own.")
    dropped = [e.KindDropped(kind.name) for kind in board.kinds] if defined else []
    return [*dropped, *defined]


def budget_of(board: Board, dots: int, most: int) -> tuple[int, int]:
    """Give dots per person and most dots on one card, those of the session where one is zero."""
    dots = dots or board.dots
    refuse_if(not 1 <= dots <= MOST_DOTS, f"Each person has 1 to {MOST_DOTS} dots.")
    most = most or min(board.most, dots)
    refuse_if(not 1 <= most <= dots, f"Each person has {some(dots, 'dot')}, so one card takes 1 to {dots}.")
    return dots, most
