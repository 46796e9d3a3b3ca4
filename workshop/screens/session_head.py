"""The head of a page of a session: what it is about, how much time is left, whether all is saved; quiet cues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from textual import timer
from textual.message import Message

from workshop.live.autosave import shown_time
from workshop.live.workspace import Status
from workshop.model.session import Session, Theme, Timer
from workshop.screens.vote.ballot_words import step_said
from workshop.store.writer import now_ms
from workshop.widgets.head import Head, HeadState, clock

LAST_MINUTE: Final = 60_000
"""Milliseconds in which the time left stands out."""

OVER: Final = "The time is over."
CUES: Final[Mapping[int, str]] = {300: "5 minutes left.", 60: "1 minute left.", 0: OVER}
"""What is said, quietly, when no more than so many seconds are left."""

LEFT: Final = "time left"
Mood: TypeAlias = Literal["", "last", "over"]


class HeadFacts(NamedTuple):
    """What the head tells of: ``waiting`` cards and tags were offered, ``status`` is the disk's, ``step`` a page's own.

    ``here`` people joined with a phone; ``None`` where phones cannot.
    """

    session: Session
    theme: Theme | None
    status: Status
    waiting: int = 0
    step: str = ""
    here: int | None = None


def head_of(facts: HeadFacts, now: int) -> HeadState:
    """Return the head at ``now``, in milliseconds since 1970 UTC."""
    session, theme, status, waiting, step, here = facts
    themes = session.live_themes()
    table = f"Table {session.table} · " if session.table else ""
    number = f"  {themes.index(theme) + 1} of {len(themes)}" if theme and len(themes) > 1 else ""
    left = None if session.timer is None else remaining(session.timer, now)
    return HeadState(
        title=f"{table}{theme.title if theme else session.title}{number}",
        step=step or step_said(session) or (f"{waiting} offered: Esc O" if waiting else ""),
        time="" if left is None else left.said,
        mood="" if left is None else left.mood,
        state=status.state,
        here="" if here is None else f"{here} here",
        written=f"Appendix {shown_time(status.appendix)}" if status.appendix else "",
        behind=status.behind,
        summit=status.summit,
        hall=status.hall.at(now),
    )


def question_of(theme: Theme | None) -> str:
    """Return the question, or what to do where there is none."""
    return (theme.question or theme.title) if theme else "No theme yet. Press Esc, then A to add one."


class Remaining(NamedTuple):
    """The time left in figures, in a word, and how urgent it is."""

    figures: str
    word: str
    mood: Mood

    @property
    def said(self) -> str:
        """Return it for the head: "12:31", "last minute 0:45", "paused 12:31", "over time 0:40"."""
        return self.figures if self.word == LEFT else f"{self.word} {self.figures.removeprefix('+')}"


def remaining(timer: Timer, now: int) -> Remaining:
    """Return what is left at ``now``, in milliseconds since 1970 UTC: the wall's clock, which goes on in sleep."""
    left = timer.left(now)
    figures = clock(left).replace("over ", "+")
    mood: Mood = "over" if left <= 0 else "last" if left <= LAST_MINUTE else ""
    word = {"": LEFT, "last": "last minute", "over": "over time"}[mood]
    return Remaining(figures, word if timer.running else "paused", mood)


class Cues:
    """Notices what a timer passes between two looks at it, however far apart they are."""

    def __init__(self) -> None:
        self._timer: Timer | None = None
        self._left: int | None = None

    def passed(self, timer: Timer | None, now: int) -> str:
        """Return what is to be said now; mostly nothing. A timer that was changed begins anew."""
        left = None if timer is None else -(-timer.left(now) // 1000)
        before = self._left if timer == self._timer else None
        self._timer, self._left = timer, left
        if before is None or left is None:
            return ""
        return next((said for at, said in sorted(CUES.items()) if left <= at < before), "")


PATIENCE: Final = 0.15
"""Seconds for which the disk may take its time before that is shown; mostly it is quicker than anybody looks."""


class SessionHead(Head):
    """The head; while the timer runs it counts by itself, and posts a ``Cue`` when there is one.

    At a ``rehearsal`` it says so first.
    """

    class Cue(Message):
        """A sentence about the time, to be said quietly."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, facts: HeadFacts, *, rehearsal: bool = False) -> None:
        super().__init__()
        self._facts = facts
        self._rehearsal = rehearsal
        self._cues = Cues()
        self.shown = self._head()
        self._ticking: timer.Timer | None = None
        self._writing: timer.Timer | None = None

    def tell(self, facts: HeadFacts) -> None:
        """Say what is true now; that the disk is written to, once it takes its time."""
        session, status, writing = facts.session, facts.status, facts.status.state == "writing"
        if writing:
            status = status._replace(state=self._facts.status.state)
        self._facts = facts._replace(status=status)
        self._say()
        running = bool(status.hall.plan.until) or (session.timer is not None and session.timer.running)
        # In a turn of its own: a timer is of the console that it is set in, and who tells may know of none.
        self.call_later(self._set_timers, writing=writing, running=running)

    def _set_timers(self, *, writing: bool, running: bool) -> None:
        if writing and self._writing is None:
            self._writing = self.set_timer(PATIENCE, self._slow)
        elif not writing and self._writing is not None:
            self._writing.stop()
            self._writing = None
        self._tick(running=running)

    def _slow(self) -> None:
        self._facts = self._facts._replace(status=self._facts.status._replace(state="writing"))
        self._say()

    def _say(self) -> None:
        self.show(self._head())

    def _head(self) -> HeadState:
        head = head_of(self._facts, now_ms())
        return head._replace(title=f"REHEARSAL · {head.title}") if self._rehearsal else head

    def _tick(self, *, running: bool) -> None:
        if running and self._ticking is None:
            self._ticking = self.set_interval(1, self._second)
        elif not running and self._ticking is not None:
            self._ticking.stop()
            self._ticking = None

    def _second(self) -> None:
        cue = self._cues.passed(self._facts.session.timer, now_ms())
        if cue:
            self.post_message(self.Cue(cue))
        self._say()
