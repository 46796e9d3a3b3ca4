"""What is done with the appendix: leave cards out, choose formats and order, explain capitals, write, find."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from workshop.live.open_folder import open_in_window, short
from workshop.live.publish import NAMES, RECORD, file_name
from workshop.model.commands import LeaveOut, PutBack, TakeUpNote
from workshop.model.errors import Refused
from workshop.model.text import one_line
from workshop.publishing.publication import APPENDIX, PUBLICATIONS
from workshop.screens.appendix.files_said import files_said
from workshop.screens.appendix.preview import FORMAT_WORDS, THEME
from workshop.screens.dialogs import Choose, Option
from workshop.screens.explaining import explain_terms
from workshop.wording.glyphs import split_glyph

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.screens.appendix.screen import AppendixPage


async def keep_out(page: AppendixPage) -> None:
    """Leave the card at the cursor out of the appendix, or put it back."""
    card = page.card_here()
    if card is None:
        raise Refused("Go to a card with ↑ ↓; Space leaves it out or puts it back.")
    await page.do(PutBack(card.id) if card.left_out else LeaveOut(card.id))


async def card_of_note(page: AppendixPage) -> None:
    """Make a card of the note at the cursor: of which kind, and under which theme, where there are several."""
    note, themes = page.note_here(), page.session.live_themes()
    if note is None:
        if page.session.notes:
            raise Refused("Go to a line that was kept as a note; they stand at the end.")
        raise Refused("No line of a paper was kept as a note.")
    if not themes:
        raise Refused("There is no theme yet for a card to stand under. A at the table adds one.")
    words = split_glyph(note.text)[2].strip() or note.text
    kinds = [Option(kind.name, "", kind.singular) for kind in page.session.kinds]
    kind = await page.ask(Choose(f"“{one_line(words)[:60]}” becomes", kinds, page.last_place[0]))
    theme: str | None = themes[0].id
    if kind and len(themes) > 1:
        options = [Option(theme.id, "", theme.title) for theme in themes]
        theme = await page.ask(Choose("Under which theme?", options, page.last_place[1]))
    if kind and theme:
        await page.do(TakeUpNote(note.source, note.line, note.text, kind, theme, words))
        page.last_place = (kind, theme)


async def formats(page: AppendixPage) -> None:
    """Choose the formats that are kept on the disk."""
    here = ""
    while True:
        chosen = page.choice.formats
        options = [Option(name, "✓" if name in chosen else "", _format(name)) for name in NAMES]
        question = "Which formats are kept on the disk? Enter takes one, or leaves it; Esc when done"
        answer = await page.ask(Choose(question, options, here))
        if answer is None:
            return
        here = answer
        if chosen == (answer,):
            page.say("One format at least is kept: the appendix is always on the disk.")
            continue
        wanted = set(chosen) ^ {answer}
        await page.choose(page.choice._replace(formats=tuple(name for name in NAMES if name in wanted)))
        if answer in chosen:
            await _old_files(page, [page.workspace.auto_exporter.folder / file_name(answer)])


def _format(name: str) -> str:
    words = FORMAT_WORDS[name]
    private = "; with all that was hidden or removed: keep it for yourself" if name == RECORD else ""
    return f"{words[0].upper()}{words[1:]}{private}"


async def publications(page: AppendixPage) -> None:
    """Choose what is kept on the disk beside the appendix."""
    here = ""
    while True:
        chosen = page.choice.publications
        others = (each for each in PUBLICATIONS.values() if each.name != APPENDIX)
        options = [
            Option(each.name, "✓" if each.name in chosen else "", f"{each.name}: {each.about}") for each in others
        ]
        question = "What is kept current beside the appendix? Enter takes one, or leaves it; Esc when done"
        answer = await page.ask(Choose(question, options, here))
        if answer is None:
            return
        here = answer
        before = page.choice.wanted
        wanted = {*chosen} ^ {answer} | {APPENDIX}
        await page.choose(page.choice._replace(publications=tuple(name for name in PUBLICATIONS if name in wanted)))
        if answer in chosen:
            names = (PUBLICATIONS[answer].file_name(form) for name, form in before.pairs() if name == answer)
            await _old_files(page, [page.workspace.auto_exporter.folder / name for name in names])


async def _old_files(page: AppendixPage, paths: list[Path]) -> None:
    """Ask what becomes of files that are kept up to date no longer."""
    there = [path for path in paths if path.is_file()]
    if not there:
        return
    options = [
        Option("keep", "", "Leave it as it is now, whatever changes"),
        Option("remove", "", "Remove it; it can be written again"),
    ]
    question = f"What becomes of {' and '.join(path.name for path in there)}?"
    if await page.ask(Choose(question, options, letters=True)) != "remove":
        return
    for path in there:
        try:
            path.unlink()
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise Refused(f"{path.name} could not be removed ({reason}). It stays as it is.") from error


async def order(page: AppendixPage) -> None:
    """Print the cards as they were said, or by dots."""
    by_dots = page.choice.order == "said"
    await page.choose(page.choice._replace(order="votes" if by_dots else "said"))
    revealed = any(ballot.state == "revealed" for ballot in page.session.ballots.values())
    note = "" if revealed or not by_dots else " No vote is revealed yet: until then they stand as they were said."
    page.say(f"{'By dots, the most first.' if by_dots else 'As they were said.'}{note}")


async def glossary(page: AppendixPage) -> None:
    """Explain capitals one after the other, or say that everybody knows them."""
    await explain_terms(page, lambda: page.shown.unknown if page.shown else [])


async def write_now(page: AppendixPage) -> None:
    """Write the files at once."""
    page.say("The appendix is being written …")
    exporter = page.workspace.auto_exporter
    kept = await exporter.written_now()
    if not kept.problem:
        page.say(f"Written: {files_said(exporter.folder, kept.files)}")


async def show_folder(page: AppendixPage) -> None:
    """Open the folder of the files in a window, where there are windows."""
    folder = page.workspace.auto_exporter.folder
    if not folder.is_dir():
        raise Refused("Nothing is written yet. W writes it now.")
    opened = await asyncio.to_thread(open_in_window, folder)
    page.say(f"Opened {short(folder)}." if opened else f"No window can be opened from here. The files lie in {folder}.")


async def next_heading(page: AppendixPage) -> None:
    """Go to the next theme, and from the last to the first."""
    rows = page.rows.rows
    here = page.rows.cursor_row
    themes = [row.id for row in rows if row.id.startswith(THEME)]
    later = {row.id for row in rows[rows.index(here) + 1 :]} if here else set()
    following = next((theme for theme in themes if theme in later), themes[0] if themes else "")
    page.rows.go_to(following)
