"""The next bulletin: its items as they are proposed, each changed, moved or left out; looked at whole, and issued."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from workshop.keymap import bindings
from workshop.live.bulletin_draft import (
    SEVERAL,
    BulletinDraft,
    PlannedItem,
    changed,
    command_of,
    keep_draft,
    kept_draft,
    let_go,
    proposed_draft,
)
from workshop.live.open_folder import short
from workshop.live.publish import preview_of, today, write_bulletins
from workshop.model.ballots import some
from workshop.model.commands import DraftedItem, IssueBulletin
from workshop.model.errors import Refused
from workshop.model.session import Session
from workshop.model.text import one_line
from workshop.screens.bulletin.bulletin_rows import FIELDS, rows_of, value_of, whole
from workshop.screens.console_screen import MOVES
from workshop.screens.dialogs import Ask, Choose, Option, Write
from workshop.screens.table.details import Details
from workshop.screens.whole_session import ListWithDetailScreen
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows
from workshop.wording.said import day_said

EMPTY: Final = "There is no news that has not been in a bulletin. + adds an item of your own."
MOST_STEPS_BACK: Final = 50
"""Changes of the draft that can be taken back."""

_HINTS = {
    "dates": "As 2026-06-12, several with commas · Enter saves · Esc cancels",
    "links": "Several with blanks between them · Enter saves · Esc cancels",
    "cards": "Such as T07-E01, several with commas · Enter saves · Esc cancels",
    "tags": "Several with commas · Enter saves · Esc cancels",
    "picture": "The path of a PNG or JPEG file; empty: none · Enter saves · Esc cancels",
    "alt": "In a sentence, for those who cannot see it · Enter saves · Esc cancels",
}


class BulletinPage(ListWithDetailScreen):
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
        self.rows.show(rows_of(self.draft))
        if items and place:
            self.rows.go_to(str(min(max(1, place), len(items))))
        self.rows.entitle(f"ITEMS {len(items)}")
        top = sum(planned.item.highlight for planned in items)
        told = [some(len(items), "item"), f"{top} at the top"]
        told += [f"{len(self.draft.dropped)} left out"] if self.draft.dropped else []
        day = day_said(self.session.bulletins[-1].date) if issued else ""
        last = f"the last was issued on {day}" if issued else "none was issued before"
        self.put(
            "#facts",
            f"Bulletin {issued + 1}: {self.draft.title}\n{', '.join(told)}; {last}. A draft until it is issued (I).",
        )
        self.show_detail()

    def show_detail(self) -> None:
        """Show the item at the cursor whole."""
        here, one = self.rows.here, self.query_one("#whole", Rows)
        one.show(whole(self.draft.items[int(here) - 1]) if here else [])
        one.entitle(f"ITEM {here}" if here else "")

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

    async def action_bulletin_edit(self) -> None:
        """Change the fields of the item at the cursor, one after the other, until Esc."""
        at, following = self.place_here(), ""
        while True:
            planned = self.draft.items[at]
            options = [
                Option(name, "", f"{words}: {one_line(value_of(planned, name)) or '–'}")
                for name, words in FIELDS.items()
            ]
            field = await self.answer(Choose("What would you like to change? Esc when done", options, following))
            if await self._change(at, field):
                following = [*FIELDS, ""][[*FIELDS].index(field) + 1]

    async def _change(self, at: int, field: str) -> bool:
        """Ask for another value of a field and keep it; return whether that was done."""
        planned = self.draft.items[at]
        given = value_of(planned, field)
        dialog = Write(FIELDS[field], given) if field == "text" else Ask(FIELDS[field], given, _HINTS.get(field, ""))
        words = await self.ask(dialog)
        if words is None or words.strip() == given:
            return False
        try:
            self.put_item(
                at, await self._checked(planned, field, words.strip() if field == "text" else " ".join(words.split()))
            )
        except Refused as refusal:
            self.say(str(refusal))
            return False
        return True

    async def _checked(self, planned: PlannedItem, field: str, words: str) -> PlannedItem:
        """Return an item with another value. Raises ``Refused`` for one with which it could not be issued."""
        if field == "picture":
            return changed(planned, picture=await asyncio.to_thread(_picture, words))
        value = _several(field, words) if field in SEVERAL else words
        made = changed(planned, **{field: value})
        self.workspace.check(IssueBulletin(items=(made.item,)))
        return made

    async def action_bulletin_add(self) -> None:
        """Add an item of one's own behind the one at the cursor."""
        words = await self.answer(Ask("Title of your own item"))
        at = int(self.rows.here or 0)
        planned = PlannedItem(DraftedItem(" ".join(words.split())))
        self.workspace.check(IssueBulletin(items=(planned.item,)))
        items = self.draft.items
        self.change(self.draft._replace(items=(*items[:at], planned, *items[at:])), at + 1)
        self.say("Added. Enter changes it.")

    async def action_bulletin_drop(self) -> None:
        """Leave the item at the cursor out."""
        at = self.place_here()
        item = self.draft.items[at].item
        items = tuple(each for place, each in enumerate(self.draft.items) if place != at)
        dropped = (*self.draft.dropped, item.key) if item.key else self.draft.dropped
        self.change(self.draft._replace(items=items, dropped=dropped), at + 1)
        again = " It is proposed again for the next bulletin; R brings it back." if item.key else ""
        self.say(f"Left out: {item.title}.{again} U undoes it.")

    async def action_bulletin_restore(self) -> None:
        """Put an item that was left out back at the end."""
        proposed = {planned.item.key: planned for planned in proposed_draft(self.session, today()).items}
        options = [Option(key, "", proposed[key].item.title) for key in self.draft.dropped if key in proposed]
        if not options:
            raise Refused("Nothing was left out.")
        key = await self.answer(Choose("Bring back which?", options))
        items = (*self.draft.items, changed(proposed[key], highlight=False))
        dropped = tuple(each for each in self.draft.dropped if each != key)
        self.change(self.draft._replace(items=items, dropped=dropped), len(items))

    async def action_bulletin_earlier(self) -> None:
        """Move the item at the cursor one place up."""
        self._move(-1)

    async def action_bulletin_later(self) -> None:
        """Move the item at the cursor one place down."""
        self._move(1)

    def _move(self, by: int) -> None:
        at = self.place_here()
        items = list(self.draft.items)
        if not 0 <= at + by < len(items):
            raise Refused("It is the first already." if by < 0 else "It is the last already.")
        items[at], items[at + by] = items[at + by], items[at]
        self.change(self.draft._replace(items=tuple(items)), at + by + 1)

    async def action_bulletin_highlight(self) -> None:
        """Put the title of the item at the top, or take it from there."""
        at = self.place_here()
        planned = self.draft.items[at]
        self.put_item(at, changed(planned, highlight=not planned.item.highlight))

    async def action_bulletin_title(self) -> None:
        """Change what stands over the bulletin."""
        words = await self.other_words("Title of the bulletin", self.draft.title)
        self.workspace.check(IssueBulletin(("A",), title=words))
        self.change(self.draft._replace(title=" ".join(words.split())))

    async def action_bulletin_preview(self) -> None:
        """Show the bulletin as it would be sent: as its text would say it."""
        command = await self._command()
        words = await asyncio.to_thread(preview_of, self.workspace.writer.history, command)
        rows = [Row(str(number), "", line) for number, line in enumerate(words.splitlines())]
        await self.ask(Details("The bulletin as it would be sent", rows))

    async def action_bulletin_issue(self) -> None:
        """Freeze and number the bulletin and write its files, after asking."""
        command = await self._command()
        self.workspace.check(command)
        number, count = len(self.session.bulletins) + 1, len(command.items)
        question = (
            f"Issue bulletin {number} with {some(count, 'item')}? It never changes afterwards; "
            "a correction is the next one."
        )
        if not await self.agreed(question, "Issue it", "Not yet"):
            return
        receipt = await self.workspace.do(command)
        let_go(self.workspace.folder)
        self.begin_anew()
        made = receipt.session.bulletins[-1]
        exports = self.workspace.auto_exporter.folder
        await asyncio.to_thread(write_bulletins, exports, self.workspace.writer.history, (made,))
        self.say(f"Issued bulletin {made.number}. Its files lie in {short(exports / 'bulletins')}.")

    async def _command(self) -> IssueBulletin:
        """Return the command that issues the draft. Raises ``Refused`` where it is empty or a picture is wanting."""
        if not self.draft.items:
            raise Refused("There is no item yet. + adds one of your own.")
        return await asyncio.to_thread(command_of, self.draft, self.workspace.folder)

    async def action_bulletin_folder(self) -> None:
        """Open the folder of the files in a window, where there are windows."""
        lies = self.workspace.auto_exporter.folder / "bulletins"
        if not lies.is_dir():
            raise Refused("No bulletin was issued yet. I issues this one.")
        await self.open_folder(lies)


def _picture(words: str) -> str:
    """Return the whole path of a picture that can be taken; empty for none. Raises ``Refused``."""
    if not words:
        return ""
    from workshop.importing.pictures import read_picture  # noqa: PLC0415 - its library; only here

    path = Path(words.strip("'\"")).expanduser().resolve()
    read_picture(path)
    return str(path)


def _several(field: str, words: str) -> tuple[str, ...]:
    parts = words.replace(",", " ").split() if field in {"dates", "cards"} else words.split(",")
    parts = words.split() if field == "links" else parts
    return tuple(part.strip(" ,") for part in parts if part.strip(" ,"))
