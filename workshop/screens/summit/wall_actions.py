"""The wall from the summit's page: started, looked at, and left running."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask

if TYPE_CHECKING:
    from workshop.screens.summit.screen import SummitPage

MOST_TABLES: Final = 200


async def live_wall(page: SummitPage) -> None:
    """Start the wall where it does not run, and show it; what has come meanwhile is taken up afterwards."""
    workspace = page.workspace
    if workspace.wall is None:
        hint = "Then the wall names who is missing · empty: not known · Esc cancels"
        answer = await page.ask(Ask("How many tables are to come?", hint=hint))
        if answer is None:
            return
        page.say("The wall is being started …")
        await workspace.start_wall(_count(answer.strip()))
        page.say("")
    running = workspace.wall
    if running is None:
        return
    from workshop.screens.wall import WallPage  # noqa: PLC0415 - only where a wall runs

    await page.visit(WallPage(running, page.keyboard, workspace.end_wall))
    await workspace.take_up_tables()
    page.look_again()
    if workspace.wall is not None:
        page.say(f"The wall goes on at {running.address}. L shows it; it ends with this session or with Q there.")


def _count(written: str) -> int:
    if not written:
        return 0
    if not (written.isascii() and written.isdigit() and int(written[:4]) <= MOST_TABLES):
        raise Refused(f"Give the number of tables, up to {MOST_TABLES}.")
    return int(written[:4])
