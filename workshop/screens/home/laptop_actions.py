"""What joins laptops, from home: the first wall of a summit, and a session that another laptop hands over."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from workshop.live import moving
from workshop.live.hand_over import SUFFIX, TakenOver, take_over
from workshop.live.summit_link import WALL, need_message_server
from workshop.model.commands import StartSession
from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.home.view import HomeView
from workshop.store.atomic_files import make_folder
from workshop.store.locations import Home, slug_of
from workshop.store.writer import SessionWriter

NEW: Final = "-new"
"""An answer that no session's name can be."""


class LaptopActions(HomeView):
    """How laptops are joined."""

    async def action_first_wall(self) -> None:
        """Go to the wall of a summit that is here, or make a new summit for it."""
        need_message_server()
        summits = {slug: row["title"] for slug, row in self.sessions.items() if row["summit"]}
        answer = NEW
        if summits:
            options = [
                Option(NEW, "", "A new one"),
                *(Option(slug, "", f"“{title}”") for slug, title in summits.items()),
            ]
            answer = await self.answer(Choose("The wall of which summit?", options))
        slug = await self._new_summit() if answer == NEW else answer
        self.open(self.home.sessions / slug, wall=True)

    async def _new_summit(self) -> str:
        """Make a summit without tables, to which they send; return its name."""
        hint = "Such as Autumn summit · tables send to it while people talk · Esc cancels"
        title = await self.words(Ask("The summit's title", hint=hint))
        slug = slug_of(title)
        folder = self.home.sessions / slug
        if folder.exists():
            raise Refused(f"There is a session called “{slug}” already. Choose another title for the summit.")
        async with SessionWriter(folder) as writer:
            await writer.do(StartSession(title, bare=True))
        await asyncio.to_thread(make_folder, folder / WALL)
        return slug

    async def action_take_session_over(self) -> None:
        """Go on with a session that another laptop has handed over, by its code or by the file it wrote."""
        hint = f"The code that it shows, or the path of its file (….{SUFFIX.lstrip('.')}) · Esc cancels"
        given = (await self.words(Ask("The code or the file from the first laptop", hint=hint))).strip("'\"")
        self.say("Taking over …")
        try:
            taken = await self._taken(given)
        except BaseException:
            self.say("")
            raise
        self.say("")
        if await self.agreed(_said(taken), "Open it", "Stay here"):
            self.open(taken.folder)
        else:
            self.on_screen_resume()

    async def _taken(self, given: str) -> TakenOver:
        if moving.is_code(given):
            return await moving.take(self.home, given)
        return await asyncio.to_thread(_from_file, self.home, given)


def _from_file(home: Home, given: str) -> TakenOver:
    file = Path(given).expanduser()
    if not file.exists() and not given.endswith(SUFFIX):
        raise Refused("That is neither the code of a session that moves nor a file. Look at the first laptop again.")
    return take_over(home, file)


def _said(taken: TakenOver) -> str:
    """Return what came; where both laptops went on, both are told, each where it looks."""
    entries = "1 entry" if taken.entries == 1 else f"{taken.entries:,} entries"
    said = f"{entries} of “{taken.folder.name}” taken over. Phones come back when they may join here."
    if not taken.only_here:
        return said
    both = "1 entry was" if taken.only_here == 1 else f"{taken.only_here:,} entries were"
    return f"{said} {both} recorded on this laptop alone: both laptops went on, and both records are kept together."
