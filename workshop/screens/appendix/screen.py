"""The appendix as it will be handed out: what is in it, in which formats and order, and where its files lie."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from workshop.keymap import Keyboard, Place, bindings
from workshop.live.autosave import shown_time, shows
from workshop.live.open_folder import short
from workshop.live.publish import AppendixChoice, read_choice
from workshop.model.text import one_line
from workshop.publishing.publication import APPENDIX
from workshop.screens import copying
from workshop.screens.appendix import actions
from workshop.screens.appendix.files_said import files_said
from workshop.screens.appendix.preview import FORMAT_WORDS, NOTE, Preview, preview
from workshop.screens.console_screen import MOVES
from workshop.screens.whole_session import WholeSessionScreen
from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget

    from workshop.live.workspace import Workspace
    from workshop.model.entry import Entry
    from workshop.model.session import Card, Note
    from workshop.widgets.row import Row

MOST_TERMS = 4
"""Unexplained capitals that are named; the others are counted."""


class AppendixPage(WholeSessionScreen):
    """A look at the appendix."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("appendix", "beside", "steps", "everywhere", plain=True), *MOVES]

    CSS_PATH = Path(__file__).with_name("appendix.tcss")
    places: ClassVar[tuple[Place, ...]] = ("appendix", "beside", "everywhere")
    at_step = "appendix"

    action_keep_out = actions.keep_out
    action_card_of_note = actions.card_of_note
    action_formats = actions.formats
    action_publications = actions.publications
    action_order = actions.order
    action_glossary = actions.glossary
    action_write_now = actions.write_now
    action_show_folder = actions.show_folder
    action_copy_appendix = copying.copy_appendix
    action_next_heading = actions.next_heading

    def __init__(self, workspace: Workspace, keyboard: Keyboard) -> None:
        super().__init__(workspace, keyboard)
        self.choice = AppendixChoice()
        self.shown: Preview | None = None
        self.last_place = ("", "")

    def body(self) -> Iterable[Widget]:
        """Return the preview."""
        yield Rows("Reading …", id="rows")

    def on_mount(self) -> None:
        """Take the keys, and read; the watching begins in the class above."""
        self.set_focus(self.rows)
        self.look_again()

    def matters(self, entries: Sequence[Entry]) -> bool:
        """Return whether entries may change the appendix."""
        return shows(entries)

    async def read(self) -> None:
        """Make the preview, beside the loop, and show it."""
        if self.shown is None:
            self.choice = await asyncio.to_thread(read_choice, self.workspace.home, self.workspace.folder.name)
        first = self.shown is None
        self.shown = await asyncio.to_thread(preview, self.workspace.snapshot(), self.choice.order)
        rows = self.shown.rows
        self.while_here(lambda: self._show_rows(rows, first=first))

    def _show_rows(self, rows: list[Row], *, first: bool) -> None:
        self.rows.show(rows)
        if first:
            first_card = (row.id for row in rows if row.id in self.session.cards)
            self.rows.go_to(rows[0].id)
            self.rows.go_to(next(first_card, ""))
        self.show_status()

    def show_status(self) -> None:
        """Show the head and the events."""
        super().show_status()
        self.put("#facts", "\n".join(self.facts()))

    def facts(self) -> Iterable[str]:
        """Return what is to be known about the appendix, a line each."""
        kept = self.workspace.auto_exporter.kept
        if kept.at:
            folder = self.workspace.auto_exporter.folder
            yield f"{short(folder)}: {files_said(folder, kept.files)}, written {shown_time(kept.at)}"
        else:
            yield "Not written yet: it is written a moment after a change, or now with W."
        if self.shown is None:
            return
        yield self.shown.counts
        formats = ", ".join(FORMAT_WORDS[name] for name in self.choice.formats)
        order = "by dots" if self.choice.order == "votes" else "as they were said"
        kept_too = ", ".join(name for name in self.choice.publications if name != APPENDIX)
        beside = f"kept too: {kept_too}" if kept_too else "on its own"
        yield f"{formats[:1].upper()}{formats[1:]} (F) · cards {order} (O) · {beside} (P)"
        unknown = self.shown.unknown
        if unknown:
            more = f" and {len(unknown) - MOST_TERMS} more" if len(unknown) > MOST_TERMS else ""
            yield f"Not explained yet: {', '.join(unknown[:MOST_TERMS])}{more} (G)"

    def card_here(self) -> Card | None:
        """Return the card at the cursor."""
        row = self.rows.cursor_row
        return self.session.cards.get(row.id.partition(" ")[0]) if row else None

    def note_here(self) -> Note | None:
        """Return the line kept as a note at the cursor."""
        row = self.rows.cursor_row
        name, _, place = row.id.partition(" ") if row else ("", "", "")
        at = int(place) if name == NOTE else len(self.session.notes)
        note = self.session.notes[at] if at < len(self.session.notes) else None
        return note if note and row and one_line(note.text) == row.text else None

    async def choose(self, choice: AppendixChoice) -> None:
        """Take another choice, keep it, and write the files anew. Raises ``NotWritten``."""
        from workshop.live.publish import keep_choice  # noqa: PLC0415 - not before something is chosen

        self.choice = choice
        self.look_again()
        await asyncio.to_thread(keep_choice, self.workspace.home, self.workspace.folder.name, choice)
        self.workspace.auto_exporter.write_now()
