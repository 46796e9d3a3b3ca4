"""What is done at home: open a session, begin one, take in a paper, find a card, write an appendix."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from workshop.model.ballots import some
from workshop.model.errors import Refused
from workshop.screens.dialogs import Ask, Choose, Option
from workshop.screens.home.home_rows import DO
from workshop.screens.home.joining import JoiningActions
from workshop.store.folder import load
from workshop.store.locations import Home, free_slug
from workshop.store.settings import read_settings


class HomePage(JoiningActions):
    """The list of sessions, with what its keys do."""

    async def action_open(self) -> None:
        """Open the session at the cursor, or do what the line at the cursor says."""
        row = self.rows.cursor_row
        if row is not None and row.id.startswith(DO):
            await getattr(self, f"action_{row.id.removeprefix(DO)}")()
        elif self.at_cursor is not None:
            self.open(self.at_cursor)
        else:
            raise Refused("There is no session here. Press N to start a table.")

    async def action_new(self) -> None:
        """Begin a session; a title is enough."""
        from workshop.live.new_session import NewSession  # noqa: PLC0415 - not before it is asked for
        from workshop.screens.setup.screen import SetUp  # noqa: PLC0415 - as above

        new_session = NewSession(read_settings(self.home))
        await self.app.push_screen(SetUp(self.home, new_session, self.keyboard, self.open, self.catalogue))

    async def action_take_in(self) -> None:
        """Look at what a paper would become; from there it is imported."""
        from workshop.live.import_paper import is_record  # noqa: PLC0415 - the readers; not before they are asked for
        from workshop.screens.home.browse import ChoosePaper  # noqa: PLC0415 - as above
        from workshop.screens.paper.look import look_at  # noqa: PLC0415 - as above
        from workshop.screens.paper.screen import PaperPreview  # noqa: PLC0415 - as above

        path = await self.answer(ChoosePaper(Path.cwd()))
        if await asyncio.to_thread(is_record, path):
            await self._take_in_record(path)
            return
        look = await look_at(path, {})
        await self.app.push_screen(PaperPreview(self.home, look, self.keyboard, self.catalogue, self.open))

    async def _take_in_record(self, path: Path) -> None:
        """Bring a session back from its own JSON file."""
        from workshop.store.archive import read_record, restore  # noqa: PLC0415 - rarely

        record = read_record(await asyncio.to_thread(path.read_bytes), path.name)
        known = next((slug for slug, row in self.sessions.items() if row["session"] == record.session), "")
        where = f"It adds to “{known}”, which is here already" if known else "It makes a session again"
        entries = "1 entry" if len(record.entries) == 1 else f"{len(record.entries):,} entries"
        question = f"{path.name} is the record of “{record.title}” with {entries}."
        if await self.agreed(question, f"Import it. {where}.", "Leave it"):
            folder = self.home.sessions / (known or free_slug(self.home, record.title))
            await asyncio.to_thread(restore, record, folder)
            self.open(folder)

    async def action_find(self) -> None:
        """Look for words in all sessions."""
        if self.catalogue is None:
            raise Refused("The sessions are still being read. Try again in a moment.")
        words = await self.words(
            Ask("Find cards with these words", hint="Words, or #tag · Enter searches · Esc cancels")
        )
        found = await asyncio.to_thread(self._found, words)
        if not found:
            raise Refused(f"No card has “{words.strip()}”.")
        options = [self._option(row) for row in found]
        question = f"{some(len(found), 'card')} found. Open which?"
        slug, _, card = (await self.answer(Choose(question, options))).partition(" ")
        self.open(self.home.sessions / slug, card)

    def _found(self, words: str) -> list[dict[str, Any]]:
        """Return the cards that have all the words and all the tags."""
        tags = [word[1:] for word in words.split() if word.startswith("#") and word != "#"]
        plain = [word for word in words.split() if not word.startswith("#")]
        assert self.catalogue is not None  # noqa: S101 - asked before
        found = self.catalogue.find(plain, tags[0] if tags else "")
        others = {tag.casefold() for tag in tags[1:]}
        return [row for row in found if others <= {tag.casefold() for tag in row["tags"]}]

    def _option(self, row: dict[str, Any]) -> Option:
        session = self.sessions.get(row["slug"], {})
        where = " · ".join(part for part in (session.get("title", row["slug"]), row["theme"]) if part)
        tags = " ".join(f"#{tag}" for tag in row["tags"])
        return Option(f"{row['slug']} {row['id']}", row["id"], f"{row['text']} {tags}".strip(), (where,))

    async def action_mark_session(self) -> None:
        """Mark the session at the cursor, or take its mark away."""
        row = self.rows.cursor_row
        if row is None or row.id not in self.sessions:
            raise Refused("There is no session to mark.")
        self.rows.mark_here()
        count = len(self.rows.chosen)
        self.say(f"{count} marked. M merges them, E writes their appendices." if count else "")

    async def action_export_now(self) -> None:
        """Write the appendix of the session at the cursor, or of those marked."""
        here = [self.at_cursor] if self.at_cursor else []
        folders = [self.home.sessions / slug for slug in sorted(self.rows.chosen)] or here
        if not folders:
            raise Refused("There is no session here yet, so there is no appendix.")
        said = []
        for folder in folders:
            self.say(f"Writing the appendix of {folder.name} …")
            said.append(await asyncio.to_thread(_write, self.home, folder))
        self.show_sessions()
        self.show_about()
        self.say(" ".join(said))

    async def action_rehearse(self) -> None:
        """Open a rehearsal with pretend people."""
        self.say("Preparing the rehearsal …")
        self.post_message(self.Rehearsal())

    async def action_settings(self) -> None:
        """Change the settings."""
        from workshop.screens.settings.screen import SettingsPage  # noqa: PLC0415 - not before it is asked for

        await self.app.push_screen(SettingsPage(self.home, self.keyboard))

    async def action_quit(self) -> None:
        """Leave the program."""
        self.post_message(self.Left())


def _write(home: Home, folder: Path) -> str:
    """Write an appendix; return what was written, what it counts and what was left out."""
    from workshop.live.publish import publish, read_choice, report, summary  # noqa: PLC0415 - as above

    history, choice = load(folder), read_choice(home, folder.name)
    files = publish(folder, history, home.exports / folder.name, choice)
    names = ", ".join(path.name for path in files)
    return " ".join((f"Written to exports/{folder.name}: {names}.", *summary(report(history))))
