"""What is done about a live summit: join by a code or a file, read how far the table has come, leave, move."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.phones.view import PhonesView

SOON: Final = 6.0
"""Seconds in which a summit in reach has answered."""


class SummitActions(PhonesView):
    """What is done about a live summit."""

    async def action_live_summit(self) -> None:
        """Join a live summit; where the table takes part in one, say how it stands and ask what is wanted."""
        summit = self.workspace.summit
        if not summit.joined:
            await self._join()
            return
        options = [
            Option("stay", "", "Go on as it is"),
            Option("join", "", "Join with another code"),
            Option("leave", "", "Leave it: what was sent stays there, and nothing more is sent"),
        ]
        answer = await self.ask(Choose(summit.account, options, letters=True))
        if answer == "join":
            await self._join()
        elif answer == "leave":
            await summit.leave()
            self.say("This table takes part in the summit no more. What was sent stays there; all is recorded here.")

    async def _join(self) -> None:
        """Ask for the code, and say what came of it."""
        hint = "From the wall · or the file in which it stands, such as one on a stick · Esc cancels"
        given = await self.ask(Ask("The summit's code", hint=hint))
        if given is None or not given.strip():
            return
        self.say("Joining …")
        summit = self.workspace.summit
        await summit.join(given.strip().strip("'\""))
        await summit.heard(SOON)
        self.say(summit.account)

    async def action_move_session(self) -> None:
        """Move the session to another laptop over the summit, after a question."""
        summit, here = self.workspace.summit, self.workspace.phones.invitation
        if not summit.joined:
            raise Refused(
                "Moving live goes over a summit: S joins one. Without it, leave the session and use a stick: "
                "workshop hand-over NAME --to FOLDER."
            )
        options = [
            Option("no", "", "Stay at this laptop"),
            Option("yes", "", "Move: this console ends, and shows the code for the other laptop"),
        ]
        if await self.ask(Choose("Move this session to another laptop?", options, letters=True)) == "yes":
            url = urlsplit(here.url if here else "")
            self.post_message(self.Moving(url.hostname or "", url.port or self.port))
