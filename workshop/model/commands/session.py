"""What may be asked of a session as a whole: its kinds, themes, steps and timer too."""

from __future__ import annotations

from typing import TypeAlias

from workshop.model.struct import Struct


class StartSession(Struct):
    """A session; ``themes`` are (title, question) pairs.

    With none, one theme with the session's title is made, unless the session is to be ``bare``.
    ``kinds`` are (name, singular, plural, letter); with none they are insight and experiment. ``tags`` are
    (tag, description). Zero ``dots`` or ``most`` mean the usual ones. ``hints`` are (kind, what it is).
    """

    title: str
    themes: tuple[tuple[str, str], ...] = ()
    table: str = ""
    language: str = "en"
    kinds: tuple[tuple[str, str, str, str], ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    dots: int = 0
    most: int = 0
    bare: bool = False
    hints: tuple[tuple[str, str], ...] = ()


class RetitleSession(Struct):
    title: str


class NumberTable(Struct):
    table: str


class ChooseLanguage(Struct):
    language: str


class GiveDetail(Struct):
    name: str
    value: str


class ChooseBudget(Struct):
    dots: int
    most: int


class HoldOffers(Struct):
    held: bool


class ChooseBallotOrder(Struct):
    """``said``: all ballots on phones have the cards as they were said; else each has an order of its own."""

    said: bool


class ReachStep(Struct):
    step: str


class DefineKind(Struct):
    """Where ``new``, a kind of that name must not be there yet; else it is defined otherwise."""

    kind: str
    singular: str
    plural: str
    letter: str
    new: bool = False


class DropKind(Struct):
    kind: str


class DescribeKind(Struct):
    """Say in a few words what cards of this kind are: "what we have learned"."""

    kind: str
    hint: str


class AddTheme(Struct):
    title: str
    question: str = ""


class RewordTheme(Struct):
    theme: str
    title: str
    question: str


class PlaceTheme(Struct):
    """Before the theme ``before``; last where that is empty."""

    theme: str
    before: str = ""


class RemoveTheme(Struct):
    theme: str


class StartTimer(Struct):
    seconds: int


class PauseTimer(Struct):
    pass


class ResumeTimer(Struct):
    pass


class ExtendTimer(Struct):
    """``seconds`` may be below zero."""

    seconds: int


class StopTimer(Struct):
    pass


SessionCommand: TypeAlias = (
    StartSession
    | RetitleSession
    | NumberTable
    | ChooseLanguage
    | GiveDetail
    | ChooseBudget
    | HoldOffers
    | ChooseBallotOrder
    | ReachStep
    | DefineKind
    | DropKind
    | DescribeKind
    | AddTheme
    | RewordTheme
    | PlaceTheme
    | RemoveTheme
    | StartTimer
    | PauseTimer
    | ResumeTimer
    | ExtendTimer
    | StopTimer
)
