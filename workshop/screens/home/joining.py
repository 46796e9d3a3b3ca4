"""What joins tables and laptops, from home: a summit of many tables, its wall, a session that moves to this laptop."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from pathlib import Path
from typing import Final

from workshop.live import moving
from workshop.live.hand_over import SUFFIX, TakenOver, take_over
from workshop.live.merge import gather, sessions_in
from workshop.live.summit_link import WALL, need_message_server
from workshop.model.ballots import some
from workshop.model.commands import StartSession
from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.home.browse import Browse
from workshop.screens.home.view import HomeView
from workshop.store.atomic_files import make_folder
from workshop.store.locations import Home, is_session, slug_of
from workshop.store.merge import Merged
from workshop.store.writer import SessionWriter

ELSEWHERE: Final = "-elsewhere"
NEW: Final = "-new"
"""Answers that no session's name can be."""

MOST_NAMES: Final = 6
"""Sessions that are named before the others are counted."""


class JoiningActions(HomeView):
    """How tables and laptops are joined."""

    async def action_merge(self) -> None:
        """Put sessions together in a summit, and open it."""
        sources = await self._sources()
        slug, title = await self._summit(sources)
        summit = self.home.sessions / slug
        merged = await self._merged(sources, summit)
        if not is_session(summit):
            async with SessionWriter(summit) as writer:
                await writer.do(StartSession(title, bare=True))
        self.rows.choose(frozenset())
        self.say(_said(merged))
        if await self._go_on(merged):
            self.open(summit)
        else:
            self.on_screen_resume()

    async def _sources(self) -> list[Path]:
        """Return the folders to merge: those marked, else all tables or what lies elsewhere, as the person says."""
        chosen = [self.home.sessions / slug for slug in sorted(self.rows.chosen)]
        while True:
            tables = [slug for slug, row in self.sessions.items() if not row["summit"] and not row["problem"]]
            options = [Option("go", "", f"Merge {some(len(chosen), 'session')}")] if chosen else []
            if not chosen and tables:
                options.append(Option("all", "", f"All {some(len(tables), 'session')} of tables here"))
            words = "More, from another folder" if chosen else "From another folder, such as a memory stick"
            options.append(Option(ELSEWHERE, "", words))
            more = f" and {len(chosen) - MOST_NAMES} more" if len(chosen) > MOST_NAMES else ""
            names = f"Chosen: {', '.join(folder.name for folder in chosen[:MOST_NAMES])}{more}." if chosen else ""
            answer = await self.answer(Choose(names or "Merge which sessions into one summit?", options))
            if answer == "go":
                return chosen
            chosen += [self.home.sessions / slug for slug in tables] if answer == "all" else await self._elsewhere()
            chosen = list(dict.fromkeys(chosen))

    async def _elsewhere(self) -> list[Path]:
        """Return the sessions of a folder that the person names."""
        empty = "No folder with sessions lies here."
        folder = await self.ask(Browse("The folder of a session, or of several", Path.cwd(), _has_sessions, empty))
        return await asyncio.to_thread(sessions_in, folder) if folder is not None else []

    async def _summit(self, sources: list[Path]) -> tuple[str, str]:
        """Return name and title of the summit to merge into: one that is here, or a new one."""
        known = await self._which_summit("Into which summit?", [source.name for source in sources])
        if known:
            return known, self.sessions[known]["title"]
        title = await self.words(Ask("The summit's title", hint="Such as Autumn summit · Enter merges · Esc cancels"))
        slug = slug_of(title)
        if slug in self.sessions:
            raise Refused(f"There is a session called “{slug}” already. Choose another title for the summit.")
        return slug, title

    async def _which_summit(self, question: str, but: Collection[str]) -> str:
        """Ask for one of the summits that are here, none of ``but``; empty for a new one, as where there is none."""
        summits = [row for slug, row in self.sessions.items() if row["summit"] and slug not in but]
        options = [Option(row["slug"], "", f"“{row['title']}”") for row in summits]
        if not summits:
            return ""
        answer = await self.answer(Choose(question, [Option(NEW, "", "A new one"), *options]))
        return "" if answer == NEW else answer

    async def _merged(self, sources: list[Path], summit: Path) -> Merged:
        loop = asyncio.get_running_loop()

        def progress(done: int, of: int) -> None:
            loop.call_soon_threadsafe(self.say, f"Merging: {done} of {of} sessions are read …")

        return await asyncio.to_thread(gather, self.home, sources, summit.name, progress)

    async def _go_on(self, merged: Merged) -> bool:
        """Say what did not come, or is worth a look; return whether the summit is to be opened."""
        worth = (*merged.left_out, *merged.remarks)
        if not worth:
            return True
        options = [Option("open", "", "Open the summit"), Option("stay", "", "Stay here")]
        options += [Option(f"worth {number}", "!", sentence) for number, sentence in enumerate(worth)]
        return await self.ask(Choose(f"{_said(merged)} Worth a look is what stands below.", options)) == "open"

    async def action_first_wall(self) -> None:
        """Go to the wall of a summit that is here, or make a new summit for it."""
        need_message_server()
        slug = await self._which_summit("The wall of which summit?", ()) or await self._new_summit()
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
        if moving.is_code(given):
            taken = await moving.take(self.home, given)
        else:
            taken = await asyncio.to_thread(_from_file, self.home, given)
        self.say("")
        if await self.agreed(_came(taken), "Open it", "Stay here"):
            self.open(taken.folder)
        else:
            self.on_screen_resume()


def _has_sessions(path: Path) -> bool:
    return path.is_dir() and bool(sessions_in(path))


def _said(merged: Merged) -> str:
    return f"{some(merged.taken, 'session')} brought something new, {merged.known} brought nothing new."


def _from_file(home: Home, given: str) -> TakenOver:
    file = Path(given).expanduser()
    if not file.exists() and not given.endswith(SUFFIX):
        raise Refused("That is neither the code of a session that moves nor a file. Look at the first laptop again.")
    return take_over(home, file)


def _came(taken: TakenOver) -> str:
    """Return what came; where both laptops went on, both are told, each where it looks."""
    entries = "1 entry" if taken.entries == 1 else f"{taken.entries:,} entries"
    said = f"{entries} of “{taken.folder.name}” taken over. Phones come back when they may join here."
    if not taken.only_here:
        return said
    both = "1 entry was" if taken.only_here == 1 else f"{taken.only_here:,} entries were"
    return f"{said} {both} recorded on this laptop alone: both laptops went on, and both records are kept together."
