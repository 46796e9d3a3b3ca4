"""Rules of the scale: two questions about a few cards, one set of answers a person, secret until it is revealed."""

from __future__ import annotations

from typing import Final

from workshop.model import commands as c
from workshop.model import events as e
from workshop.model.ballot import (
    CANNOT_SAY,
    HIGHEST,
    MOST_SUBJECTS,
    NO_ANSWERS,
    UNANSWERED,
    USUAL_QUESTIONS,
    Ballot,
    Pair,
    ScaleQuestion,
)
from workshop.model.mapping import live_lines
from workshop.model.rules.ballots import MOST_HANDS, TOO_MANY, candidate, voter_token
from workshop.model.rules.registry import (
    Context,
    Events,
    answer,
    ballot_of,
    known_kind,
    live_card,
    refuse,
    refuse_if,
    theme_of,
)
from workshop.model.session import Session
from workshop.model.text import LABEL_LIMIT, TITLE_LIMIT, needed, one_line, within

NO_SCALE: Final = "That vote is taken with dots. For two questions about each card, set up a scale."
NOBODY: Final = (UNANSWERED, UNANSWERED)


@answer.register
def draft_scale(command: c.DraftScale, session: Session, moment: Context) -> Events:
    theme = theme_of(session, command.theme).id if command.theme else ""
    kinds = tuple(dict.fromkeys(known_kind(session, kind).name for kind in command.kinds))
    cards = tuple(dict.fromkeys(live_card(session, card).id for card in command.cards))
    lines = tuple(dict.fromkeys(_line(session, line) for line in command.lines))
    number = max(len(cards), len(lines))
    refuse_if(number > MOST_SUBJECTS, TOO_MANY.format(number))
    title = within(one_line(command.title), TITLE_LIMIT, "A title")
    decider = within(one_line(command.decider), LABEL_LIMIT, "Who decides")
    asked = [_question(*question) for question in command.questions] or list(USUAL_QUESTIONS)
    refuse_if(len(asked) != len(USUAL_QUESTIONS), "A scale asks two questions.")
    questions = tuple(text for question in asked for text in question)
    return (e.ScaleDrafted(moment.new_id(), title, theme, kinds, cards, lines, questions, decider),)


@answer.register
def give_answers(command: c.GiveAnswers, session: Session, _: Context) -> Events:
    ballot = _scale(session, command.ballot)
    voter_token(command.voter)
    candidate(session, ballot, command.card)
    pair = _answers(command.first, command.second)
    before = ballot.scale.answers.get(command.voter, NO_ANSWERS) if ballot.scale else NO_ANSWERS
    refuse_if(before.get(command.card, NOBODY) == pair, "That is answered already.")
    return (e.AnswersGiven(ballot.id, command.voter, command.card, *pair),)


@answer.register
def enter_sheet(command: c.EnterSheet, session: Session, moment: Context) -> Events:
    ballot = _scale(session, command.ballot)
    given: dict[str, Pair] = {}
    for card, first, second in command.answers:
        candidate(session, ballot, card)
        refuse_if(card in given, "A sheet answers about each card once.")
        given[card] = _answers(first, second)
    sheets = len(ballot.scale.sheets) if ballot.scale else 0
    refuse_if(sheets >= MOST_HANDS, f"More than {MOST_HANDS:,} sheets cannot be typed in.")
    answers = tuple(f"{card} {first} {second}" for card, (first, second) in given.items() if (first, second) != NOBODY)
    return (e.SheetEntered(ballot.id, moment.new_id(), answers),)


def _scale(session: Session, ballot_id: str) -> Ballot:
    ballot = ballot_of(session, ballot_id, "open")
    refuse_if(ballot.scale is None, NO_SCALE)
    return ballot


def _line(session: Session, line_id: str) -> str:
    if all(line.id != line_id for line in live_lines(session)):
        refuse("That line is not on the map.")
    return line_id


def _question(words: str, low: str, high: str) -> ScaleQuestion:
    asked = within(needed(one_line(words), "A question"), TITLE_LIMIT, "A question")
    ends = [within(needed(one_line(end), "Each end of a scale"), LABEL_LIMIT, "An end") for end in (low, high)]
    return ScaleQuestion(asked, *ends)


def _answers(first: int, second: int) -> Pair:
    for given in (first, second):
        refuse_if(not UNANSWERED <= given <= HIGHEST, f"An answer is 1 to {HIGHEST}, or {CANNOT_SAY} for “cannot say”.")
    return first, second
