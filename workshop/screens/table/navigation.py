"""Going from the table to the other screens of a session: each is shown over it, and leaving it leads back here.

A screen is imported when it is asked for: the table's first paint needs none of them.
"""

from __future__ import annotations

from functools import partial

from workshop.model.errors import Refused
from workshop.screens.table.card_actions import CardActions


class TableNavigation(CardActions):
    """Where one can go from the table alone."""

    async def action_read_back(self) -> None:
        """Read the cards of this theme back, from where one stopped."""
        from workshop.screens.readback.screen import ReadBackScreen  # noqa: PLC0415 - see above

        reading = ReadBackScreen(self.workspace, self.keyboard, self.shown_theme, self.read_at)
        await self.visit(reading)
        self.read_at = reading.card.id if reading.card else ""
        if reading.theme_id and reading.theme_id != self.shown_theme:
            self.go_to_theme(reading.theme_id)
        self.say(reading.summary)

    async def action_vote(self) -> None:
        """Go to the vote: the one that is open, else the last result, else a new one on what is marked or shown."""
        from workshop.screens.vote.screen import Vote  # noqa: PLC0415 - see above

        await self.visit(Vote(self.workspace, self.keyboard, self.shown_theme, self.marked))
        self.mark(frozenset())
        self.say("")

    async def action_result(self) -> None:
        """Go to the result that was revealed last."""
        from workshop.screens.vote.ballot_rows import last_revealed  # noqa: PLC0415 - see above
        from workshop.screens.vote.screen import Vote  # noqa: PLC0415 - see above

        ballot = last_revealed(self.session)
        if not ballot:
            raise Refused("No vote is revealed yet. 3 goes to the vote.")
        await self.visit(Vote(self.workspace, self.keyboard, self.shown_theme, ballot=ballot))
        self.say("")

    async def action_appendix(self) -> None:
        """Look at the appendix."""
        from workshop.screens.appendix.screen import AppendixPage  # noqa: PLC0415 - see above

        await self.visit(AppendixPage(self.workspace, self.keyboard))

    async def action_summit(self) -> None:
        """Go to the summit's screen."""
        if not self.workspace.is_summit:
            raise Refused(
                "This is one table's session. A summit is made of several: M in the list of sessions, or L there, live."
            )
        from workshop.screens.summit.screen import SummitPage  # noqa: PLC0415 - see above

        await self.visit(SummitPage(self.workspace, self.keyboard))

    async def action_live_wall(self) -> None:
        """Go to the summit's screen and on to its wall."""
        from workshop.screens.summit.screen import SummitPage  # noqa: PLC0415 - see above

        await self.visit(SummitPage(self.workspace, self.keyboard, to_wall=True))

    async def action_board(self) -> None:
        """Show the board over the table."""
        from workshop.live.follower import OwnTable  # noqa: PLC0415 - see above
        from workshop.screens.board.screen import BoardScreen  # noqa: PLC0415 - see above
        from workshop.screens.board.way_in import joining  # noqa: PLC0415 - see above

        source = OwnTable(self.workspace, self.shown_theme)
        await self.app.push_screen(BoardScreen(source, self.keyboard, joining=partial(joining, self.workspace)))

    async def action_set_up(self) -> None:
        """Change the session's title, themes, kinds, tags, dots and language."""
        from workshop.screens.setup.screen import SetUp  # noqa: PLC0415 - see above

        await self.app.push_screen(SetUp(self.workspace.home, self.workspace, self.keyboard))
