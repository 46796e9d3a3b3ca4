"""The next bulletin: its items as they are proposed, each changed, moved or left out, and issued when it is right."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from workshop.keymap import bindings
from workshop.live.bulletin_draft import BulletinDraft, PlannedItem, keep_draft, kept_draft
from workshop.live.publish import today
from workshop.model.errors import Refused
from workshop.model.session import Session
from workshop.screens.bulletin.bulletin_rows import rows_of, whole
from workshop.screens.console_screen import MOVES
from workshop.screens.whole_session import ListWithDetailScreen
from workshop.widgets.rows import Rows
from workshop.wording.said import day_said

EMPTY: Final = "There is no news that has not been in a bulletin. + adds an item of your own."
MOST_STEPS_BACK: Final = 50
"""Changes of the draft that can be taken back."""


class BulletinView(ListWithDetailScreen):
    """The draft of the next bulletin: each change is kept at once, and nothing is recorded before it is issued."""

    BINDINGS = bindings("bulletin", "beside", "steps", "everywhere", plain=True) + MOVES
    places = ("bulletin", "beside", "steps", "everywhere")
    picks = "bulletin_edit"
    step = "Bulletin"
    foot_lines = 2
    detail = "whole"
    empty = EMPTY

    draft = BulletinDraft("", ())
    _before: tuple[BulletinDraft, ...] = ()
    _seen: Session | None = None

    def bring_up_to_date(self) -> None:
        """Show the draft, with what has happened since it was kept."""
        super().bring_up_to_date()
        if self._seen is not self.session:
            self._seen = self.session
            self.draft = kept_draft(self.workspace.folder, self.session, today())
        self.show_draft()

    def show_draft(self, place: int = 0) -> None:
        """Show the items, with the cursor at a ``place`` counted from 1; at 0 it stays."""
        items, issued = self.draft.items, len(self.session.bulletins)
        first = self.rows.cursor_row is None
        self.rows.show(rows_of(self.draft))
        if items and (place or first):
            self.rows.go_to(str(min(max(1, place), len(items))))
        self.rows.border_title = Content(f"ITEMS {len(items)}")
        top = sum(planned.item.highlight for planned in items)
        told = [f"{len(items)} item{'s' if len(items) != 1 else ''}", f"{top} at the top"]
        told += [f"{len(self.draft.dropped)} left out"] if self.draft.dropped else []
        last = (
            f"the last was issued on {day_said(self.session.bulletins[-1].date)}"
            if issued
            else "none was issued before"
        )
        self.put(
            "#facts",
            f"Bulletin {issued + 1}: {self.draft.title}\n{', '.join(told)}; {last}. A draft until it is issued (I).",
        )
        self.show_detail()

    def show_detail(self) -> None:
        """Show the item at the cursor whole."""
        here, one = self.rows.here, self.query_one("#whole", Rows)
        one.show(whole(self.draft.items[int(here) - 1]) if here else [])
        one.border_title = Content(f"ITEM {here}" if here else "")

    def place_here(self) -> int:
        """Return the place of the item at the cursor, from 0. Raises ``Refused`` where there is none."""
        if not self.rows.here:
            raise Refused("There is no item here yet. + adds one of your own.")
        return int(self.rows.here) - 1

    def change(self, draft: BulletinDraft, place: int = 0) -> None:
        """Keep another draft, and show it with the cursor at a ``place`` counted from 1."""
        keep_draft(self.workspace.folder, draft)
        self._before = (*self._before[-MOST_STEPS_BACK:], self.draft)
        self.draft = draft
        self.while_here(lambda: self.show_draft(place))

    def put_item(self, at: int, planned: PlannedItem) -> None:
        """Let another item stand at a place, from 0."""
        items = list(self.draft.items)
        items[at] = planned
        self.change(self.draft._replace(items=tuple(items)), at + 1)

    def begin_anew(self) -> None:
        """Show the draft of the one after that which was issued."""
        self._before, self._seen = (), None
        self.while_here(self.bring_up_to_date)

    async def action_take_back(self) -> None:
        """Take the last change of the draft back; where there is none, the last change of the session."""
        if not self._before:
            await super().action_take_back()
            return
        *before, draft = self._before
        self._before = tuple(before)
        keep_draft(self.workspace.folder, draft)
        self.draft = draft
        self.while_here(self.show_draft)
        self.say("Undone.")
