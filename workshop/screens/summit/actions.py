"""What is done with a summit: merge more tables, look at what is alike, order the themes, write the appendix."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.live.merge import gather, sessions_in
from workshop.live.open_folder import short
from workshop.model.commands import PlaceTheme
from workshop.model.errors import Refused
from workshop.screens.appendix.files_said import files_said
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.duplicates.open_groups import open_groups
from workshop.screens.duplicates.screen import AlikePage
from workshop.store.locations import session_folders

if TYPE_CHECKING:
    from workshop.screens.summit.screen import SummitPage
    from workshop.store.merge import Merged


async def merge_more(page: SummitPage) -> None:
    """Bring in tables that come late, come corrected, or come again."""
    sources = await _sources(page)
    if not sources:
        return
    loop = asyncio.get_running_loop()

    def progress(done: int, of: int) -> None:
        loop.call_soon_threadsafe(page.say, f"Merging: {done} of {of} are read …")

    try:
        merged = await asyncio.to_thread(gather, page.workspace.home, sources, page.workspace.folder.name, progress)
    except BaseException:
        page.say("")
        raise
    page.workspace.noticed = (*merged.left_out, *merged.remarks)
    await page.workspace.take_up_tables()
    page.say(_said(merged))


def _said(merged: Merged) -> str:
    came = f"{merged.taken} session{'s' if merged.taken != 1 else ''} brought something new"
    note = " What was noticed stands below the tables." if merged.left_out or merged.remarks else ""
    return f"{came}, {merged.known} brought nothing new.{note}"


async def _sources(page: SummitPage) -> list[Path]:
    """Return the folders to merge: those of this home, or those of a folder that is named."""
    home = page.workspace.home
    here = [folder for folder in await asyncio.to_thread(session_folders, home) if folder != page.workspace.folder]
    options = [Option("elsewhere", "", "From another folder, such as a memory stick")]
    options += [Option(folder.name, "here", folder.name) for folder in here]
    answer = await page.ask(Choose("Merge which tables? A table that is here already is brought up to date", options))
    if answer is None:
        return []
    if answer != "elsewhere":
        return [home.sessions / answer]
    written = await page.ask(Ask("The folder of a session, or of several", hint="Its whole path · Esc cancels"))
    if not written or not written.strip():
        return []
    found = await asyncio.to_thread(_lying_in, written)
    if not found:
        raise Refused(f"No session lies in {written.strip()}. Name the folder that was copied, with its journal in it.")
    return found


def _lying_in(written: str) -> list[Path]:
    return sessions_in(Path(written.strip().strip("'\"")).expanduser())


async def look_alike(page: SummitPage) -> None:
    """Show the cards that look alike, a group at a time."""
    if page.groups is None:
        raise Refused("The cards are still being compared. Try again in a moment.")
    if not open_groups(page.session, page.groups):
        raise Refused("No two cards of different tables look alike.")
    await page.visit(AlikePage(page.workspace, page.keyboard, page.groups))


async def theme_earlier(page: SummitPage) -> None:
    """Move the theme at the cursor one place up."""
    await _place(page, -1)


async def theme_later(page: SummitPage) -> None:
    """Move the theme at the cursor one place down."""
    await _place(page, 2)


async def _place(page: SummitPage, step: int) -> None:
    theme = page.theme_here()
    order = [each.id for each in page.session.live_themes()]
    if theme not in order:
        raise Refused("Go to a theme below the tables; , and . move it.")
    position = order.index(theme) + step
    if not 0 <= position <= len(order):
        raise Refused("It is at the end already.")
    await page.workspace.do(PlaceTheme(theme, order[position] if position < len(order) else ""))
    page.say("Moved. U undoes it.")


async def publish(page: SummitPage) -> None:
    """Write the appendix of all tables, and say where it lies."""
    page.say("The appendix of all tables is being written …")
    exporter = page.workspace.auto_exporter
    kept = await exporter.written_now()
    if not kept.problem:
        files = files_said(exporter.folder, kept.files)
        page.say(f"Written into {short(exporter.folder)}: {files}. They hold all tables; hand out what you like.")
