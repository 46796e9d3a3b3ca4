"""Rules about the session as a whole, its themes and its timer."""

from __future__ import annotations

import re
from typing import Final

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.ballots import some
from workshop.model.events import Event
from workshop.model.rules.groups import tag_defined
from workshop.model.rules.registry import (
    Context,
    Events,
    answer,
    known_kind,
    rank_before,
    refuse,
    refuse_if,
    stays,
    theme_of,
)
from workshop.model.session import DETAILS, STEPS, Session, Timer
from workshop.model.text import FIELD_LIMIT, LABEL_LIMIT, QUESTION_LIMIT, TITLE_LIMIT, needed, one_line, within

MOST_DOTS: Final = 100
"""Dots per person: more cannot be counted by anybody at the table."""

_TABLE: Final = re.compile(r"[0-9A-Za-z]{1,8}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COUNT: Final = re.compile(r"[0-9]{1,5}")
_LETTER: Final = re.compile(r"[A-Z]")


@answer.register
def start_session(command: c.StartSession, session: Session, moment: Context) -> Events:
    refuse_if(bool(session.id), "This session has been started already.")
    title = title_of(command.title, "A session")
    events: list[Event] = [e.SessionStarted(moment.entry, title)]
    if command.table:
        events.append(e.TableNumbered(_table(command.table)))
    if command.language != session.language:
        events.append(e.LanguageChosen(_language(command.language)))
    if command.dots or command.most:
        events.append(e.BudgetChosen(*budget_of(session, command.dots, command.most)))
    events += _kinds(session, command.kinds)
    events += [e.KindDescribed(kind_name(kind), hint_of(hint)) for kind, hint in command.hints]
    events += [tag_defined(tag, description) for tag, description in command.tags]
    themes = command.themes or (() if command.bare else ((title, ""),))
    events += [
        e.ThemeAdded(moment.new_id(count), title_of(name, "A theme"), question_of(question))
        for count, (name, question) in enumerate(themes, 1)
    ]
    return tuple(events)


@answer.register
def retitle_session(command: c.RetitleSession, session: Session, _: Context) -> Events:
    title = title_of(command.title, "A session")
    refuse_if(title == session.title, "That is its title already.")
    return (e.SessionRetitled(title),)


@answer.register
def number_table(command: c.NumberTable, session: Session, _: Context) -> Events:
    table = _table(command.table) if command.table else ""
    refuse_if(table == session.table, "That is its table already.")
    return (e.TableNumbered(table),)


@answer.register
def choose_language(command: c.ChooseLanguage, session: Session, _: Context) -> Events:
    language = _language(command.language)
    refuse_if(language == session.language, "That is its language already.")
    return (e.LanguageChosen(language),)


@answer.register
def give_detail(command: c.GiveDetail, session: Session, _: Context) -> Events:
    refuse_if(command.name not in DETAILS, f"A session has no “{command.name}”. It has: {', '.join(DETAILS)}.")
    value = within(one_line(command.value), FIELD_LIMIT, f"The {command.name}")
    if command.name == "people" and value:
        refuse_if(not _COUNT.fullmatch(value), "Give the number of people, and never their names.")
    refuse_if(dict(session.details).get(command.name, "") == value, "It says that already.")
    return (e.DetailGiven(command.name, value),)


@answer.register
def choose_budget(command: c.ChooseBudget, session: Session, _: Context) -> Events:
    refuse_if((command.dots, command.most) == (session.dots, session.most), "That is the rule already.")
    refuse_if(command.dots < 1 or command.most < 1, "A person has at least one dot, and so does a card.")
    return (e.BudgetChosen(*budget_of(session, command.dots, command.most)),)


@answer.register
def hold_offers(command: c.HoldOffers, session: Session, _: Context) -> Events:
    refuse_if(command.held == session.offers_held, "That is so already.")
    return (e.OffersHeld(command.held),)


@answer.register
def choose_ballot_order(command: c.ChooseBallotOrder, session: Session, _: Context) -> Events:
    refuse_if(command.said == session.said_order, "That is so already.")
    refuse_if(session.open_ballot() is not None, "A vote is open, and its ballots keep their order. Close it first.")
    return (e.BallotOrderChosen(command.said),)


@answer.register
def reach_step(command: c.ReachStep, session: Session, _: Context) -> Events:
    refuse_if(command.step not in STEPS, f"There is no step “{command.step}”. The steps are: {', '.join(STEPS)}.")
    refuse_if(command.step == session.step, "The table is at that step already.")
    return (e.StepReached(command.step),)


def not_known(session: Session, kind: str, singular: str) -> None:
    """Refuse a new kind under the name of one that is there."""
    refuse_if(any(known.name == kind for known in session.kinds), f"There is a kind called “{singular}” already.")


@answer.register
def define_kind(command: c.DefineKind, session: Session, _: Context) -> Events:
    kind = kind_of(command.kind, command.singular, command.plural, command.letter)
    if command.new:
        not_known(session, kind.kind, kind.singular)
    others = {k.letter: k for k in session.kinds if k.name != kind.kind}
    if kind.letter in others:
        refuse(f"The letter {kind.letter} belongs to {others[kind.letter].plural.lower()}. Choose another.")
    defined = (kind.kind, kind.singular, kind.plural, kind.letter)
    refuse_if(defined in session.kinds, f"{kind.plural} are defined so already.")
    return (kind,)


@answer.register
def describe_kind(command: c.DescribeKind, session: Session, _: Context) -> Events:
    kind = known_kind(session, command.kind)
    hint = hint_of(command.hint)
    refuse_if(hint == session.hint(kind.name), "It says that already.")
    return (e.KindDescribed(kind.name, hint),)


@answer.register
def drop_kind(command: c.DropKind, session: Session, _: Context) -> Events:
    """A kind goes only while no card has been of it, not even a removed one: its letter stands in their ids."""
    kind = known_kind(session, command.kind)
    refuse_if(len(session.kinds) == 1, "A session has at least one kind.")
    held = sum(card.kind == kind.name for card in session.cards.values())
    refuse_if(held > 0, f"{kind.plural} stay: {some(held, 'card')} here had that letter. Reword the kind instead.")
    return (e.KindDropped(kind.name),)


@answer.register
def add_theme(command: c.AddTheme, _: Session, moment: Context) -> Events:
    return (e.ThemeAdded(moment.new_id(), title_of(command.title, "A theme"), question_of(command.question)),)


@answer.register
def reword_theme(command: c.RewordTheme, session: Session, _: Context) -> Events:
    theme = theme_of(session, command.theme)
    title, question = title_of(command.title, "A theme"), question_of(command.question)
    refuse_if((title, question) == (theme.title, theme.question), "It says that already.")
    return (e.ThemeReworded(theme.id, title, question),)


@answer.register
def place_theme(command: c.PlaceTheme, session: Session, _: Context) -> Events:
    theme = theme_of(session, command.theme)
    before = theme_of(session, command.before) if command.before else None
    refuse_if(stays(theme, before, session.live_themes()), f"“{theme.title}” is there already.")
    return (e.ThemePlaced(theme.id, rank_before(before, theme, session.themes.values())),)


@answer.register
def remove_theme(command: c.RemoveTheme, session: Session, _: Context) -> Events:
    theme = theme_of(session, command.theme)
    held = sum(card.theme == theme.id for card in session.live_cards())
    refuse_if(held > 0, f"“{theme.title}” still has {some(held, 'card')}. Move or remove them first.")
    return (e.ThemeRemoved(theme.id),)


def title_of(text: str, what: str) -> str:
    """Return a title, cleaned, on one line, within the limit."""
    return within(needed(one_line(text), f"{what}'s title"), TITLE_LIMIT, f"{what}'s title")


def question_of(text: str) -> str:
    """Return a question, cleaned, on one line, within the limit; it may be empty."""
    return within(one_line(text), QUESTION_LIMIT, "A question")


def _table(text: str) -> str:
    refuse_if(not _TABLE.fullmatch(text), "A table is a number or up to eight letters and digits.")
    return str(int(text)) if text.isdigit() else text


def _language(text: str) -> str:
    refuse_if(not _LANGUAGE.fullmatch(text), "A language is a tag such as en, cy, fr or ar.")
    return text


def kind_of(name: str, singular: str, plural: str, letter: str) -> e.KindDefined:
    """Return a kind if its words and its letter will do."""
    refuse_if(not _LETTER.fullmatch(letter), "A kind's letter is one of A to Z.")
    return e.KindDefined(kind_name(name), _kind_word(singular), _kind_word(plural), letter)


def hint_of(text: str) -> str:
    """Return what a kind is, in a few words, cleaned, within the limit; it may be empty."""
    return within(one_line(text), FIELD_LIMIT, "What a kind is")


def kind_name(name: str) -> str:
    """Return a kind's name as the record has it: in small letters."""
    return _kind_word(name).lower()


def _kind_word(text: str) -> str:
    return within(needed(one_line(text), "A kind"), LABEL_LIMIT, "A kind")


def _kinds(session: Session, kinds: tuple[tuple[str, str, str, str], ...]) -> list[Event]:
    """Return the events that make ``kinds`` the session's own, in this order; with none, its kinds stay as they are."""
    defined = [kind_of(*kind) for kind in kinds]
    letters = {kind.letter for kind in defined}
    refuse_if(len(letters) < len(defined), "Two kinds have the same letter. Give each its own.")
    names = {kind.kind for kind in defined}
    refuse_if(len(names) < len(defined), "Two kinds have the same name. Give each its own.")
    dropped = [e.KindDropped(kind.name) for kind in session.kinds] if defined else []
    return [*dropped, *defined]


def to_step(session: Session, step: str) -> tuple[c.Command, ...]:
    """Return the command to be at a step, if the table is not there: phones show a result at some steps only."""
    return (c.ReachStep(step),) if session.step != step else ()


def budget_of(session: Session, dots: int, most: int) -> tuple[int, int]:
    """Return dots per person and most dots on one card, those of the session where one is zero."""
    dots = dots or session.dots
    refuse_if(not 1 <= dots <= MOST_DOTS, f"Each person has 1 to {MOST_DOTS} dots.")
    most = most or min(session.most, dots)
    refuse_if(not 1 <= most <= dots, f"Each person has {some(dots, 'dot')}, so one card takes 1 to {dots}.")
    return dots, most


LONGEST_TIMER: Final = 24 * 60 * 60
"""Seconds: a day."""


@answer.register
def start_timer(command: c.StartTimer, _: Session, moment: Context) -> Events:
    refuse_if(not 0 < command.seconds <= LONGEST_TIMER, "A timer runs from one second to a day.")
    return (e.TimerStarted(moment.at, command.seconds),)


@answer.register
def pause_timer(_: c.PauseTimer, session: Session, moment: Context) -> Events:
    refuse_if(not _timer(session).running, "The timer is paused already.")
    return (e.TimerPaused(moment.at),)


@answer.register
def resume_timer(_: c.ResumeTimer, session: Session, moment: Context) -> Events:
    refuse_if(_timer(session).running, "The timer is running already.")
    return (e.TimerResumed(moment.at),)


@answer.register
def extend_timer(command: c.ExtendTimer, session: Session, moment: Context) -> Events:
    """Once the time is over, more time counts from now."""
    timer = _timer(session)
    over = -min(0, timer.left(moment.at)) // 1000 if command.seconds > 0 else 0
    refuse_if(command.seconds == 0, "Say by how many seconds.")
    seconds = command.seconds + over
    refuse_if(not 0 < timer.seconds + seconds <= LONGEST_TIMER, "A timer runs from one second to a day.")
    return (e.TimerExtended(seconds),)


@answer.register
def stop_timer(_: c.StopTimer, session: Session, moment: Context) -> Events:
    _timer(session)
    return (e.TimerStopped(moment.at),)


def _timer(session: Session) -> Timer:
    return session.timer if session.timer is not None else refuse("No timer is set.")
