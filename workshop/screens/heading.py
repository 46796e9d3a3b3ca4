"""The head of a page of a session: what it is about, how much time is left, whether all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from workshop.room import now_ms
from workshop.screens.table_words import cue_of, head_of
from workshop.widgets.head import Head

if TYPE_CHECKING:
    from textual.timer import Timer

    from workshop.model.board import Board, Theme


class Heading(Head):
    """The head; while the timer runs it counts by itself, and posts a ``Cue`` when there is one."""

    class Cue(Message):
        """A sentence about the time, to be said quietly."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, board: Board, theme: Theme | None, waiting: int, state: str) -> None:
        super().__init__(head_of(board, theme, waiting, state, now_ms()))
        self._about = (board, theme, waiting, state)
        self._step = ""
        self._ticking: Timer | None = None

    def tell(self, board: Board, theme: Theme | None, waiting: int, state: str, step: str = "") -> None:
        """Say what is true now: ``waiting`` cards were offered, ``state`` is the disk's, ``step`` a page's own."""
        self._about, self._step = (board, theme, waiting, state), step
        self._show(now_ms())
        self._tick(running=board.timer is not None and board.timer.running)

    def _tick(self, *, running: bool) -> None:
        if running and self._ticking is None:
            self._ticking = self.set_interval(1, self._second)
        elif not running and self._ticking is not None:
            self._ticking.stop()
            self._ticking = None

    def _second(self) -> None:
        now = now_ms()
        cue = cue_of(self._about[0], now)
        if cue:
            self.post_message(self.Cue(cue))
        self._show(now)

    def _show(self, now: int) -> None:
        head = head_of(*self._about, now)
        self.show(head._replace(step=self._step) if self._step else head)
