"""The wall from the summit's page: started, looked at, and left running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.wall import table_count
from workshop.screens.dialogs import Ask

if TYPE_CHECKING:
    from workshop.screens.summit.screen import SummitPage


async def live_wall(page: SummitPage) -> None:
    """Start the wall where it does not run, and show it; what has come meanwhile is taken up afterwards."""
    workspace = page.workspace
    if workspace.wall is None:
        hint = "Then the wall names who is missing · empty: not known · Esc cancels"
        answer = await page.ask(Ask("How many tables are to come?", hint=hint))
        if answer is None:
            return
        page.say("The wall is being started …")
        await workspace.start_wall(table_count(answer) if answer.strip() else 0)
        page.say("")
    running = workspace.wall
    if running is None:
        return
    from workshop.screens.wall.screen import WallPage  # noqa: PLC0415 - only where a wall runs

    await page.visit(WallPage(running, page.keyboard, workspace.home.exports, workspace.end_wall))
    await workspace.take_up_tables()
    page.look_again()
    if workspace.wall is not None:
        page.say(f"The wall goes on at {running.address}. L shows it; it ends with this session or with Q there.")
