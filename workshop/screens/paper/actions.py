"""What is done on the preview of an import: make the session, read a list otherwise, look at another paper."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.home.browse import Browse
from workshop.screens.paper.choose import ChoosePaper
from workshop.screens.setup.begin import begun

if TYPE_CHECKING:
    from workshop.screens.console_screen import ConsoleScreen
    from workshop.screens.paper.screen import PaperPreview


async def ask_paper(page: ConsoleScreen, start: Path) -> Path | None:
    """Let a paper be chosen."""
    return await page.ask(ChoosePaper(start))


async def accept_paper(page: PaperPreview) -> None:
    """Make the session that is shown."""
    intake = page.look.intake
    if not any(theme.title or theme.cards for theme in intake.command.themes):
        raise Refused("No line of it is a card yet. Go to a list's name and press Enter, or see its lines with L.")
    folder = await begun(page.home, intake.title, intake.start, intake.command)
    page.dismiss()
    page.started(folder)


async def read_list(page: PaperPreview) -> None:
    """Say which kind a list's lines are."""
    name = await _list_at_cursor(page)
    if not name:
        return
    kinds = {kind.name: kind.plural for kind in page.look.session.kinds}
    options = [Option(kind, "", plural) for kind, plural in kinds.items()]
    options += [Option("note", "", "Notes: they become no cards"), Option("", "", "Another kind …")]
    kind = await page.ask(Choose(f"The lines under “{name}” are", options))
    if kind == "":
        kind = await page.ask(Ask("One of them is called", hint="Such as Worry · Enter saves · Esc cancels"))
    if kind and kind.strip():
        mapping = {**page.look.mapping, name: kind.strip().casefold()}
        page.show_paper(await page.look.otherwise(mapping=mapping))
        page.say("")


async def _list_at_cursor(page: PaperPreview) -> str | None:
    row = page.rows.cursor_row
    if row is not None and row.id.startswith("list:"):
        return row.id.removeprefix("list:")
    lists = page.look.intake.lists
    if not lists:
        raise Refused("This paper has no lists with a name.")
    options = [Option(found.name, "", found.name, (f"read as {found.kind or 'notes'}",)) for found in lists]
    return await page.ask(Choose("Read which list otherwise?", options))


async def other_paper(page: PaperPreview) -> None:
    """Look at another paper."""
    path = await ask_paper(page, page.look.path.parent)
    if path is not None:
        rules = page.look.rules()
        page.show_paper(await page.look.of_another(path))
        page.say(f"It is read as the paper before was: {'; '.join(rules)}." if rules else "")


async def see_lines(page: PaperPreview) -> None:
    """Show each line of the paper with what it became, to change that."""
    from workshop.screens.paper.lines import PaperLines  # noqa: PLC0415 - not before it is asked for

    row = page.rows.cursor_row
    number = re.fullmatch(r"line (\d+)", row.label) if row else None
    words = row.text if row and not row.quiet and row.label != "!" else ""
    lines = PaperLines(page.look, page.keyboard, int(number[1]) if number else -1, "" if number else words)
    await page.visit(lines)
    page.show_paper(lines.look)
    if lines.accepted:
        await accept_paper(page)


async def use_rules(page: PaperPreview) -> None:
    """Read the paper by a map that was written of another."""
    from workshop.importing.map_text import read_map  # noqa: PLC0415 - the readers; not before asked for

    path = await page.ask(Browse("By which map?", page.look.path.parent, _is_map, "No map (.map) lies here."))
    if path is not None:
        line_map = await asyncio.to_thread(read_map, path)
        page.show_paper(await page.look.otherwise(line_map=line_map))
        page.say(f"Read as {path.name} says. L shows it line by line.")


def _is_map(path: Path) -> bool:
    return path.suffix.lower() == ".map" and path.is_file()


async def leave_paper(page: PaperPreview) -> None:
    """Go back; nothing was made."""
    page.dismiss()
