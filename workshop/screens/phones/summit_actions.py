"""What is done about a live summit: join by a code or a file, read how far the table has come, leave, move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask, Choose, Option

if TYPE_CHECKING:
    from workshop.screens.phones.screen import PhonesPage

SOON: Final = 6.0
"""Seconds in which a summit in reach has answered."""


async def live_summit(page: PhonesPage) -> None:
    """Join a live summit; where the table takes part in one, say how it stands and ask what is wanted."""
    summit = page.workspace.summit
    if not summit.joined:
        await _join(page)
        return
    options = [
        Option("stay", "", "Go on as it is"),
        Option("join", "", "Join with another code"),
        Option("leave", "", "Leave it: what was sent stays there, and nothing more is sent"),
    ]
    answer = await page.ask(Choose(summit.account, options, letters=True))
    if answer == "join":
        await _join(page)
    elif answer == "leave":
        await summit.leave()
        page.say("This table takes part in the summit no more. What was sent stays there; all is recorded here.")


async def _join(page: PhonesPage) -> None:
    """Ask for the code, and say what came of it."""
    hint = "From the wall · or the file in which it stands, such as one on a stick · Esc cancels"
    given = await page.ask(Ask("The summit's code", hint=hint))
    if given is None or not given.strip():
        return
    page.say("Joining …")
    summit = page.workspace.summit
    await summit.join(given.strip().strip("'\""))
    await summit.heard(SOON)
    page.say(summit.account)


async def move_session(page: PhonesPage) -> None:
    """Move the session to another laptop over the summit, after a question."""
    summit, here = page.workspace.summit, page.workspace.phones.invitation
    if not summit.joined:
        raise Refused(
            "Moving live goes over a summit: S joins one. Without it, leave the session and use a stick: "
            "workshop hand-over NAME --to FOLDER."
        )
    options = [
        Option("no", "", "Stay at this laptop"),
        Option("yes", "", "Move: this console ends, and shows the code for the other laptop"),
    ]
    if await page.ask(Choose("Move this session to another laptop?", options, letters=True)) == "yes":
        url = urlsplit(here.url if here else "")
        page.post_message(page.Moving(url.hostname or "", url.port or page.port))
