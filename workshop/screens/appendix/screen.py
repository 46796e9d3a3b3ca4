"""The appendix as it will be handed out: what is in it, in which formats and order, and where its files lie."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from textual.widget import Widget

from workshop.keymap import bindings
from workshop.live.autosave import shown_time
from workshop.live.open_folder import short
from workshop.live.publish import NAMES, RECORD, PublishRequest, file_name, keep_choice, read_choice
from workshop.model.commands import LeaveOut, PutBack, TakeUpNote
from workshop.model.errors import Refused
from workshop.model.session import Note
from workshop.model.text import one_line
from workshop.publishing.publication import APPENDIX, PUBLICATIONS
from workshop.screens.appendix.preview import FORMAT_WORDS, NOTE, THEME, Preview, files_said, preview
from workshop.screens.console_screen import MOVES
from workshop.screens.copying import appendix_text
from workshop.screens.dialogs import Choose, Option
from workshop.screens.explaining import explain_terms
from workshop.screens.whole_session import ReadAsideScreen
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows
from workshop.wording.glyphs import split_glyph

MOST_TERMS = 4
"""Unexplained capitals that are named; the others are counted."""


class AppendixPage(ReadAsideScreen):
    """A look at the appendix."""

    BINDINGS = bindings("appendix", "beside", "steps", "everywhere", plain=True) + MOVES

    CSS_PATH = Path(__file__).with_name("appendix.tcss")
    places = ("appendix", "beside", "everywhere")
    at_step = "appendix"

    choice = PublishRequest()
    shown: Preview | None = None
    last_place = ("", "")

    def body(self) -> Iterable[Widget]:
        """Return the preview."""
        yield Rows("Reading …", id="rows")

    def on_mount(self) -> None:
        """Take the keys; the reading begins in the class above."""
        self.set_focus(self.rows)

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
            self.rows.go_to(next(first_card, ""))
        self.show_status()

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

    def note_here(self) -> Note | None:
        """Return the line kept as a note at the cursor."""
        row = self.rows.cursor_row
        name, _, place = row.id.partition(" ") if row else ("", "", "")
        at = int(place) if name == NOTE else len(self.session.notes)
        note = self.session.notes[at] if at < len(self.session.notes) else None
        return note if note and row and one_line(note.text) == row.text else None

    async def choose(self, choice: PublishRequest) -> None:
        """Take another choice, keep it, and write the files anew. Raises ``NotWritten``."""
        self.choice = choice
        self.look_again()
        await asyncio.to_thread(keep_choice, self.workspace.home, self.workspace.folder.name, choice)
        self.workspace.auto_exporter.write_now()

    async def action_keep_out(self) -> None:
        """Leave the card at the cursor out of the appendix, or put it back."""
        card = self.session.cards.get(self.rows.here.partition(" ")[0])
        if card is None:
            raise Refused("Go to a card with ↑ ↓; Space leaves it out or puts it back.")
        await self.do(PutBack(card.id) if card.left_out else LeaveOut(card.id))

    async def action_card_of_note(self) -> None:
        """Make a card of the note at the cursor: of which kind, and under which theme, where there are several."""
        note, themes = self.note_here(), self.session.live_themes()
        if note is None:
            if self.session.notes:
                raise Refused("Go to a line that was kept as a note; they stand at the end.")
            raise Refused("No line of a paper was kept as a note.")
        if not themes:
            raise Refused("There is no theme yet for a card to stand under. A at the table adds one.")
        words = split_glyph(note.text)[2].strip() or note.text
        kinds = [Option(kind.name, "", kind.singular) for kind in self.session.kinds]
        kind = await self.answer(Choose(f"“{one_line(words)[:60]}” becomes", kinds, self.last_place[0]))
        theme = themes[0].id
        if len(themes) > 1:
            options = [Option(theme.id, "", theme.title) for theme in themes]
            theme = await self.answer(Choose("Under which theme?", options, self.last_place[1]))
        await self.do(TakeUpNote(note.source, note.line, note.text, kind, theme, words))
        self.last_place = (kind, theme)

    async def action_formats(self) -> None:
        """Choose the formats that are kept on the disk."""
        here = ""
        while True:
            chosen = self.choice.formats
            options = [Option(name, "✓" if name in chosen else "", _format(name)) for name in NAMES]
            question = "Which formats are kept on the disk? Enter takes one, or leaves it; Esc when done"
            answer = await self.answer(Choose(question, options, here))
            here = answer
            if chosen == (answer,):
                self.say("One format at least is kept: the appendix is always on the disk.")
                continue
            wanted = set(chosen) ^ {answer}
            await self.choose(self.choice._replace(formats=tuple(name for name in NAMES if name in wanted)))
            if answer in chosen:
                await self._old_files([self.workspace.auto_exporter.folder / file_name(answer)])

    async def action_publications(self) -> None:
        """Choose what is kept on the disk beside the appendix."""
        here = ""
        while True:
            chosen = self.choice.publications
            others = (each for each in PUBLICATIONS.values() if each.name != APPENDIX)
            options = [
                Option(each.name, "✓" if each.name in chosen else "", f"{each.name}: {each.about}") for each in others
            ]
            question = "What is kept current beside the appendix? Enter takes one, or leaves it; Esc when done"
            answer = await self.answer(Choose(question, options, here))
            here = answer
            before = self.choice
            wanted = {*chosen} ^ {answer} | {APPENDIX}
            await self.choose(self.choice._replace(publications=tuple(name for name in PUBLICATIONS if name in wanted)))
            if answer in chosen:
                names = (PUBLICATIONS[answer].file_name(form) for name, form in before.pairs() if name == answer)
                await self._old_files([self.workspace.auto_exporter.folder / name for name in names])

    async def _old_files(self, paths: list[Path]) -> None:
        """Ask what becomes of files that are kept up to date no longer."""
        there = [path for path in paths if path.is_file()]
        if not there:
            return
        question = f"What becomes of {' and '.join(path.name for path in there)}?"
        remove, keep = "Remove it; it can be written again", "Leave it as it is now, whatever changes"
        if not await self.agreed(question, remove, keep, careful=True):
            return
        for path in there:
            try:
                path.unlink()
            except OSError as error:
                reason = (error.strerror or type(error).__name__).lower()
                raise Refused(f"{path.name} could not be removed ({reason}). It stays as it is.") from error

    async def action_order(self) -> None:
        """Print the cards as they were said, or by dots."""
        by_dots = self.choice.order == "said"
        await self.choose(self.choice._replace(order="votes" if by_dots else "said"))
        revealed = any(ballot.state == "revealed" for ballot in self.session.ballots.values())
        note = "" if revealed or not by_dots else " No vote is revealed yet: until then they stand as they were said."
        self.say(f"{'By dots, the most first.' if by_dots else 'As they were said.'}{note}")

    async def action_glossary(self) -> None:
        """Explain capitals one after the other, or say that everybody knows them."""
        await explain_terms(self, lambda: self.shown.unknown if self.shown else [])

    async def action_write_now(self) -> None:
        """Write the files at once."""
        self.say("The appendix is being written …")
        exporter = self.workspace.auto_exporter
        kept = await exporter.written_now()
        if not kept.problem:
            self.say(f"Written: {files_said(exporter.folder, kept.files)}")

    async def action_show_folder(self) -> None:
        """Open the folder of the files in a window, where there are windows."""
        folder = self.workspace.auto_exporter.folder
        if not folder.is_dir():
            raise Refused("Nothing is written yet. W writes it now.")
        await self.open_folder(folder)

    async def action_copy_appendix(self) -> None:
        """Copy the whole appendix as text."""
        text = await asyncio.to_thread(appendix_text, self.workspace.snapshot(), self.choice.order)
        await self.copy("the appendix", text)

    async def action_next_heading(self) -> None:
        """Go to the next theme, and from the last to the first."""
        rows = self.rows.rows
        here = self.rows.cursor_row
        themes = [row.id for row in rows if row.id.startswith(THEME)]
        later = {row.id for row in rows[rows.index(here) + 1 :]} if here else set()
        following = next((theme for theme in themes if theme in later), themes[0] if themes else "")
        self.rows.go_to(following)


def _format(name: str) -> str:
    words = FORMAT_WORDS[name]
    private = "; with all that was hidden or removed: keep it for yourself" if name == RECORD else ""
    return f"{words[0].upper()}{words[1:]}{private}"
