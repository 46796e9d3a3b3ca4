"""What the table says of itself: its head, its question, and how much time is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.live.autosave import shown_time
from workshop.screens.table.timer_words import remaining
from workshop.screens.vote.ballot_words import step_said
from workshop.widgets.head import HeadState

if TYPE_CHECKING:
    from workshop.live.workspace import Status
    from workshop.model.session import Session, Theme


def head_of(  # noqa: PLR0913 - all of it stands there
    session: Session, theme: Theme | None, waiting: int, status: Status, now: int, *, here: int | None = None
) -> HeadState:
    """Return the head. ``waiting`` cards and tags were offered; ``status`` is the disk's; ``now`` in milliseconds.

    ``here`` people joined with a phone; ``None`` where phones cannot.
    """
    themes = session.live_themes()
    table = f"Table {session.table} · " if session.table else ""
    number = f"  {themes.index(theme) + 1} of {len(themes)}" if theme and len(themes) > 1 else ""
    left = None if session.timer is None else remaining(session.timer, now)
    return HeadState(
        title=f"{table}{theme.title if theme else session.title}{number}",
        step=step_said(session) or (f"{waiting} offered: Esc O" if waiting else ""),
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
