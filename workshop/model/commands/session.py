"""What may be asked of a session as a whole: its kinds, themes, steps and timer too."""

from __future__ import annotations

from workshop.model.commands.record import Command


class StartSession(Command):
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


class RetitleSession(Command):
    title: str


class NumberTable(Command):
    table: str


class ChooseLanguage(Command):
    language: str


class GiveDetail(Command):
    name: str
    value: str


class ChooseBudget(Command):
    dots: int
    most: int


class HoldOffers(Command):
    held: bool


class ChooseBallotOrder(Command):
    """``said``: all ballots on phones have the cards as they were said; else each has an order of its own."""

    said: bool


class ReachStep(Command):
    step: str


class DefineKind(Command):
    """Where ``new``, a kind of that name must not be there yet; else it is defined otherwise."""

    kind: str
    singular: str
    plural: str
    letter: str
    new: bool = False


class DropKind(Command):
    kind: str


class DescribeKind(Command):
    """Say in a few words what cards of this kind are: "what we have learned"."""

    kind: str
    hint: str


class AddTheme(Command):
    title: str
    question: str = ""


class RewordTheme(Command):
    theme: str
    title: str
    question: str


class PlaceTheme(Command):
    """Before the theme ``before``; last where that is empty."""

    theme: str
    before: str = ""


class RemoveTheme(Command):
    theme: str


class StartTimer(Command):
    seconds: int


class PauseTimer(Command):
    pass


class ResumeTimer(Command):
    pass


class ExtendTimer(Command):
    """``seconds`` may be below zero."""

    seconds: int


class StopTimer(Command):
    pass
