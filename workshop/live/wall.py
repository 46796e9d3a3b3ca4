"""The wall as screens and pages need it: made anew when something has come, and of one table at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.text import one_line
from workshop.model.wall import WallView, shown_by, wall_of
from workshop.store.writer import now_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.model.session import Session
    from workshop.model.views import ThemeView
    from workshop.sync.desk import SummitDesk


class Wall:
    """What is shown of a summit's desk. Only tables on which something has changed are looked at again."""

    def __init__(self, title: str, desk: SummitDesk) -> None:
        self.title = title
        self.desk = desk
        self._seen: dict[str, tuple[Session, Sequence[ThemeView]]] = {}

    def say(self, sentence: str) -> None:
        """Let every table read a sentence; an empty one takes it away."""
        self.desk.cue = one_line(sentence)

    def view(self) -> WallView:
        """Return what stands on the wall now."""
        for session, state in self.desk.boards().items():
            known = self._seen.get(session)
            if known is None or known[0] is not state:
                self._seen[session] = state, shown_by(state)
        shown = {session: themes for session, (_, themes) in self._seen.items()}
        return wall_of(self.title, self.desk.tables(), shown, now_ms(), self.desk.remarks)
