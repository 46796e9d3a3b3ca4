"""The head of a page of a session: what it is about, how much time is left, whether all is saved."""

from __future__ import annotations

from typing import Final

from textual.message import Message
from textual.timer import Timer

from workshop.screens.table.table_words import Cues, HeadFacts, head_of
from workshop.store.writer import now_ms
from workshop.widgets.head import Head, HeadState

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
        self._ticking: Timer | None = None
        self._writing: Timer | None = None

    def tell(self, facts: HeadFacts) -> None:
        """Say what is true now; that the disk is written to, once it takes its time."""
        session, status, before = facts.session, facts.status, self._facts.status
        if status.state != "writing":
            if self._writing is not None:
                self._writing.stop()
                self._writing = None
        else:
            status = status._replace(state=before.state)
            if self._writing is None:
                self._writing = self.set_timer(PATIENCE, self._slow)
        self._facts = facts._replace(status=status)
        self._say()
        self._tick(running=bool(status.hall.plan.until) or (session.timer is not None and session.timer.running))

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
