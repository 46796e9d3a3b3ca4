"""What the table says of itself: its head, its question, and how much time is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.desk.keeper import shown_time
from workshop.screens.ballot_words import step_said
from workshop.screens.timer_words import remaining
from workshop.widgets.head import HeadState

if TYPE_CHECKING:
    from workshop.desk.live import Status
    from workshop.model.board import Board, Theme


def head_of(  # noqa: PLR0913 - all of it stands there
    board: Board, theme: Theme | None, waiting: int, status: Status, now: int, *, here: int | None = None
) -> HeadState:
    """Give the head. ``waiting`` cards were offered; ``status`` is the disk's; ``now`` in milliseconds.

    ``here`` people joined with a phone; ``None`` where phones cannot.
    """
    themes = board.live_themes()
    table = f"Table {board.table} · " if board.table else ""
    number = f"  {themes.index(theme) + 1} of {len(themes)}" if theme and len(themes) > 1 else ""
    left = None if board.timer is None else remaining(board.timer, now)
    return HeadState(
        title=f"{table}{theme.title if theme else board.title}{number}",
        step=step_said(board) or (f"{waiting} offered: Esc O" if waiting else "Capture"),
        time="" if left is None else left.said,
        mood="" if left is None else left.mood,
        state=status.state,
        here="" if here is None else f"{here} here",
        written=f"Appendix {shown_time(status.appendix)}" if status.appendix else "",
        behind=status.behind,
    )


def question_of(theme: Theme | None) -> str:
    """Give the question, or what to do where there is none."""
    return (theme.question or theme.title) if theme else "No theme yet. Press Esc, then A to add one."
