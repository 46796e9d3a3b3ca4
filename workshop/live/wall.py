"""The wall as screens and pages need it: made anew when something has come, and of one table at a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from workshop.model.hall_plan import HallPlan, cue_of, timed
from workshop.model.text import one_line
from workshop.model.wall import WallGroup, WallView, shown_by, wall_of
from workshop.store.writer import now_ms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop.model.session import Session
    from workshop.model.views import ThemeView
    from workshop.sync.desk import SummitDesk


class Wall:
    """What is shown of a summit's desk. Only tables on which something has changed are looked at again."""

    def __init__(self, title: str, desk: SummitDesk) -> None:
        self.title = title
        self.desk = desk
        self._seen: dict[str, tuple[Session, Sequence[ThemeView]]] = {}
        self._alike: tuple[WallGroup, ...] = ()
        self._compared: tuple[int, ...] = ()
        self._kept: dict[str, Sequence[ThemeView]] = {}

    @property
    def plan(self) -> HallPlan:
        """Return what is asked of the whole hall."""
        return self.desk.plan

    def say(self, sentence: str) -> None:
        """Let every table read a sentence; an empty one takes it away. Raises ``NotWritten``."""
        self.desk.announce(self.plan._replace(sentence=one_line(sentence)))

    def ask(self, question: str) -> None:
        """Put a question to every table; an empty one takes it away. Raises ``NotWritten``."""
        self.desk.announce(self.plan._replace(question=one_line(question)))

    def time(self, step_and_minutes: str) -> None:
        """Tell every table a step and when it is due: "vote 5". Raises ``Refused`` and ``NotWritten``."""
        self.desk.announce(timed(self.plan, step_and_minutes, now_ms()))

    async def compare(self) -> None:
        """Look, beside the loop, which cards of different tables say almost the same."""
        shown = {session: themes for session, (_, themes) in self._seen.items()}
        key = tuple(map(id, shown.values()))
        if key != self._compared:
            self._alike = await asyncio.to_thread(alike_on_wall, shown)
            self._compared, self._kept = key, shown

    def view(self) -> WallView:
        """Return what stands on the wall now."""
        for session, state in self.desk.boards().items():
            known = self._seen.get(session)
            if known is None or known[0] is not state:
                self._seen[session] = state, shown_by(state)
        shown = {session: themes for session, (_, themes) in self._seen.items()}
        now = now_ms()
        view = wall_of(self.title, self.desk.tables(), shown, now, self.desk.remarks)
        return view._replace(alike=self._alike, cue=cue_of(self.plan, now))


def alike_on_wall(shown: Mapping[str, Sequence[ThemeView]]) -> tuple[WallGroup, ...]:
    """Return the groups of cards of different tables that say almost the same, the largest first."""
    from workshop.live.duplicates import groups_among  # noqa: PLC0415 - its library; only where a wall is shown

    cards = [(session, card) for session, themes in shown.items() for theme in themes for card in theme.cards]
    of = {card.card: session for session, card in cards}
    found = groups_among((session, card.kind, card.id, card.card, card.text) for session, card in cards)
    made = (WallGroup(tuple(m.id for m in g.cards), g.cards[0].text, len({of[m.card] for m in g.cards})) for g in found)
    return tuple(sorted(made, key=lambda group: (-group.tables, group.ids)))
