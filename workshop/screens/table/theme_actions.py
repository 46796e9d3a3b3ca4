"""What is done with themes at the table: go to another, add one, reword it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.commands import AddTheme, RewordTheme
from workshop.model.events import ThemeAdded
from workshop.screens.dialogs import Ask, Choose, Option

if TYPE_CHECKING:
    from workshop.screens.table.screen import Table


async def theme(page: Table) -> None:
    """Go to another theme."""
    themes = page.session.live_themes()
    options = [Option(t.id, str(n), t.title, (t.question,) if t.question else ()) for n, t in enumerate(themes, 1)]
    here = page.theme
    answer = await page.ask(Choose("Which theme?", options, here.id if here else ""))
    if answer:
        page.go_to_theme(answer)


async def add_theme(page: Table) -> None:
    """Add a theme and go there."""
    title = await page.ask(Ask("A new theme: its title"))
    if not title:
        return
    question = await page.ask(
        Ask(f"The question of “{title}”", hint="It may be empty · Enter adds the theme · Esc cancels")
    )
    if question is None:
        return
    receipt = await page.workspace.do(AddTheme(title, question))
    for event in receipt.entry.events:
        if isinstance(event, ThemeAdded):
            page.go_to_theme(event.theme)


async def reword_theme(page: Table) -> None:
    """Change a theme's title and question."""
    here = page.theme
    if here is None:
        await add_theme(page)
        return
    title = await page.ask(Ask("The theme's title", here.title))
    if title is None:
        return
    question = await page.ask(Ask("Its question", here.question))
    if question is not None:
        await page.workspace.do(RewordTheme(here.id, title, question))
