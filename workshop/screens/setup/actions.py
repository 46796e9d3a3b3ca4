"""What is done in the fields of a set-up: go from one to the next, start, go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.live.new_session import NewSession
from workshop.screens.dialogs import Choose, Option
from workshop.screens.setup.begin import begun
from workshop.screens.setup.fields import FIELDS

if TYPE_CHECKING:
    from workshop.screens.setup.screen import SetUp


async def next_field(page: SetUp) -> None:
    """Take what is written and go on; a new session starts after its question, as nothing else has to be said."""
    if page.is_new and FIELDS[page.here].name == "question":
        await begin(page)
    else:
        await following_field(page)


async def following_field(page: SetUp) -> None:
    """Take what is written and go to the field below: after the last one to the list."""
    here = page.here
    if await page.take(FIELDS[here].name):
        following = FIELDS[here + 1 : here + 2]
        page.set_focus(page.line(following[0].name) if following else page.rows)


async def previous_field(page: SetUp) -> None:
    """Take what is written and go back a field."""
    here = page.here
    if await page.take(FIELDS[here].name):
        page.set_focus(page.line(FIELDS[max(0, here - 1)].name))


async def to_parts(page: SetUp) -> None:
    """Go to the themes, kinds and tags."""
    if await page.take(FIELDS[page.here].name):
        page.set_focus(page.rows)


async def to_fields(page: SetUp) -> None:
    """Go back to the first field."""
    page.set_focus(page.line(FIELDS[0].name))


async def begin(page: SetUp) -> None:
    """Start the session; or, where it is under way, go back to it."""
    if not await page.take_all():
        return
    if not isinstance(page.source, NewSession):
        page.dismiss()
        return
    if not page.session.title:
        page.set_focus(page.line("title"))
        page.say("A session needs a title. Write one, then press Enter.")
        return
    folder = await begun(page.home, page.session.title, page.source.start(), cards=tuple(page.first_cards))
    page.dismiss()
    page.started(folder)


async def leave_form(page: SetUp) -> None:
    """Go back; ask if something that was written would be lost."""
    if not page.is_new and page.place == "form":
        await page.take(FIELDS[page.here].name)
    if page.unkept:
        what = "Nothing is recorded of this session yet." if page.is_new else "What stands in a field was not taken."
        options = [Option("stay", "", "Stay here"), Option("leave", "", "Go back without it")]
        if await page.ask(Choose(what, options, letters=True)) != "leave":
            return
    page.dismiss()
