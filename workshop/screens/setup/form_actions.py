"""What is done in the fields of a set-up: go from one to the next, start, go back."""

from __future__ import annotations

from workshop.live.new_session import NewSession
from workshop.screens.setup.begin import begun
from workshop.screens.setup.fields import FIELDS
from workshop.screens.setup.view import SetUpView


class FormActions(SetUpView):
    """What is done in the fields."""

    async def action_next_field(self) -> None:
        """Take what is written and go on; a new session starts after its question, as nothing else has to be said."""
        if self.is_new and FIELDS[self.here].name == "question":
            await self.action_begin()
        else:
            await self.action_following_field()

    async def action_following_field(self) -> None:
        """Take what is written and go to the field below: after the last one to the list."""
        here = self.here
        if await self.take(FIELDS[here].name):
            following = FIELDS[here + 1 : here + 2]
            self.set_focus(self.line(following[0].name) if following else self.rows)

    async def action_previous_field(self) -> None:
        """Take what is written and go back a field."""
        here = self.here
        if await self.take(FIELDS[here].name):
            self.set_focus(self.line(FIELDS[max(0, here - 1)].name))

    async def action_to_parts(self) -> None:
        """Go to the themes, kinds and tags."""
        if await self.take(FIELDS[self.here].name):
            self.set_focus(self.rows)

    async def action_to_fields(self) -> None:
        """Go back to the first field."""
        self.set_focus(self.line(FIELDS[0].name))

    async def action_begin(self) -> None:
        """Start the session; or, where it is under way, go back to it."""
        if not await self.take_all():
            return
        if not isinstance(self.source, NewSession):
            self.dismiss()
            return
        if not self.session.title:
            self.set_focus(self.line("title"))
            self.say("A session needs a title. Write one, then press Enter.")
            return
        folder = await begun(self.home, self.session.title, self.source.start(), cards=tuple(self.first_cards))
        self.dismiss()
        self.started(folder)

    async def action_leave_form(self) -> None:
        """Go back; ask if something that was written would be lost."""
        if not self.is_new and self.place == "form":
            await self.take(FIELDS[self.here].name)
        if self.unkept:
            what = (
                "Nothing is recorded of this session yet." if self.is_new else "What stands in a field was not taken."
            )
            if not await self.agreed(what, "Go back without it", "Stay here", careful=True):
                return
        self.dismiss()
