"""Many tables become a summit: which sessions, from this home or from elsewhere, and into which summit."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final, NamedTuple

from workshop.live.merge import gather, sessions_in
from workshop.model.commands import StartSession
from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.home.browse import Browse
from workshop.screens.home.view import HomeView
from workshop.store.locations import is_session, slug_of
from workshop.store.merge import Merged
from workshop.store.writer import SessionWriter

ELSEWHERE: Final = "-elsewhere"
NEW: Final = "-new"
"""Answers that no session's name can be."""

MOST_NAMES: Final = 6
"""Sessions that are named before the others are counted."""


class Target(NamedTuple):
    """The summit to merge into."""

    slug: str
    title: str


class MergeActions(HomeView):
    """How many tables become a summit."""

    async def action_merge(self) -> None:
        """Put sessions together in a summit, and open it."""
        sources = await self._sources()
        target = await self._summit(sources)
        summit = self.home.sessions / target.slug
        merged = await self._merged(sources, summit)
        if not is_session(summit):
            async with SessionWriter(summit) as writer:
                await writer.do(StartSession(target.title, bare=True))
        self.mark(frozenset())
        self.say(_said(merged))
        if await self._go_on(merged):
            self.open(summit)
        else:
            self.on_screen_resume()

    async def _sources(self) -> list[Path]:
        """Return the folders to merge: those marked, else all tables or what lies elsewhere, as the person says."""
        chosen = [self.home.sessions / slug for slug in sorted(self.marked)]
        while True:
            tables = [slug for slug, row in self.sessions.items() if not row["summit"] and not row["problem"]]
            options = [Option("go", "", f"Merge {_sessions(len(chosen))}")] if chosen else []
            if not chosen and tables:
                options.append(Option("all", "", f"All {_sessions(len(tables))} of tables here"))
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

    async def _summit(self, sources: list[Path]) -> Target:
        """Return the summit to merge into: one that is here, or a new one."""
        taken = {source.name for source in sources}
        summits = {slug: row["title"] for slug, row in self.sessions.items() if row["summit"] and slug not in taken}
        answer = NEW
        if summits:
            options = [
                Option(NEW, "", "A new one"),
                *(Option(slug, "", f"“{title}”") for slug, title in summits.items()),
            ]
            answer = await self.answer(Choose("Into which summit?", options))
        if answer != NEW:
            return Target(answer, summits[answer])
        title = await self.words(Ask("The summit's title", hint="Such as Autumn summit · Enter merges · Esc cancels"))
        slug = slug_of(title)
        if slug in self.sessions:
            raise Refused(f"There is a session called “{slug}” already. Choose another title for the summit.")
        return Target(slug, title.strip())

    async def _merged(self, sources: list[Path], summit: Path) -> Merged:
        loop = asyncio.get_running_loop()

        def progress(done: int, of: int) -> None:
            loop.call_soon_threadsafe(self.say, f"Merging: {done} of {of} sessions are read …")

        try:
            return await asyncio.to_thread(gather, self.home, sources, summit.name, progress)
        except BaseException:
            self.say("")
            raise

    async def _go_on(self, merged: Merged) -> bool:
        """Say what did not come, or is worth a look; return whether the summit is to be opened."""
        worth = (*merged.left_out, *merged.remarks)
        if not worth:
            return True
        options = [Option("open", "", "Open the summit"), Option("stay", "", "Stay here")]
        options += [Option(f"worth {number}", "!", sentence) for number, sentence in enumerate(worth)]
        return await self.ask(Choose(f"{_said(merged)} Worth a look is what stands below.", options)) == "open"


def _has_sessions(path: Path) -> bool:
    return path.is_dir() and bool(sessions_in(path))


def _said(merged: Merged) -> str:
    return f"{_sessions(merged.taken)} brought something new, {merged.known} brought nothing new."


def _sessions(count: int) -> str:
    return f"{count} session{'s' if count != 1 else ''}"
