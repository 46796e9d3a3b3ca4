"""Going from screen to screen of a session: each is shown over the table, and leaving it leads back there.

A screen that is imported here late is imported when it is asked for: the table's first paint needs none of them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workshop.model.errors import Refused

if TYPE_CHECKING:
    from workshop.screens.session_screen import SessionScreen
    from workshop.screens.table.screen import Table


def _theme(page: SessionScreen) -> str:
    return page.theme.id if page.theme else ""


async def read_back(page: Table) -> None:
    """Read the cards of this theme back, from where one stopped."""
    from workshop.screens.readback.screen import ReadBackScreen  # noqa: PLC0415 - see above

    reading = ReadBackScreen(page.workspace, page.keyboard, _theme(page), page.read_at)
    await page.visit(reading)
    page.read_at = reading.card.id if reading.card else ""
    if reading.theme_id and reading.theme_id != _theme(page):
        page.go_to_theme(reading.theme_id)
    page.say(reading.summary)


async def vote(page: Table) -> None:
    """Go to the vote: the one that is open, else the last result, else a new one on what is marked or shown."""
    from workshop.screens.vote.screen import Vote  # noqa: PLC0415 - see above

    await page.visit(Vote(page.workspace, page.keyboard, _theme(page), page.marked))
    page.mark(frozenset())
    page.say("")


async def result(page: Table) -> None:
    """Go to the result that was revealed last."""
    from workshop.screens.vote.ballot_rows import last_revealed  # noqa: PLC0415 - see above
    from workshop.screens.vote.screen import Vote  # noqa: PLC0415 - see above

    ballot = last_revealed(page.session)
    if not ballot:
        raise Refused("No vote is revealed yet. 3 goes to the vote.")
    await page.visit(Vote(page.workspace, page.keyboard, _theme(page), ballot=ballot))
    page.say("")


async def appendix(page: Table) -> None:
    """Look at the appendix."""
    from workshop.screens.appendix.screen import AppendixPage  # noqa: PLC0415 - see above

    await page.visit(AppendixPage(page.workspace, page.keyboard))


async def summit(page: Table) -> None:
    """Go to the summit's screen."""
    if not page.workspace.is_summit:
        raise Refused(
            "This is one table's session. A summit is made of several: M in the list of sessions, or L there, live."
        )
    from workshop.screens.summit.screen import SummitPage  # noqa: PLC0415 - see above

    await page.visit(SummitPage(page.workspace, page.keyboard))


async def live_wall(page: Table) -> None:
    """Go to the summit's screen and on to its wall."""
    from workshop.screens.summit.screen import SummitPage  # noqa: PLC0415 - see above

    await page.visit(SummitPage(page.workspace, page.keyboard, to_wall=True))


async def second_day(page: SessionScreen) -> None:
    """Go to the map of the second day."""
    from workshop.screens.map.screen import MapPage  # noqa: PLC0415 - see above

    await page.visit(MapPage(page.workspace, page.keyboard))


async def follow_up(page: SessionScreen) -> None:
    """Go to what became of each experiment."""
    from workshop.screens.follow_up.screen import FollowUpPage  # noqa: PLC0415 - see above

    await page.visit(FollowUpPage(page.workspace, page.keyboard))


async def bulletin(page: SessionScreen) -> None:
    """Go to the next bulletin."""
    from workshop.screens.bulletin.screen import BulletinPage  # noqa: PLC0415 - see above

    await page.visit(BulletinPage(page.workspace, page.keyboard))


async def graphic_record(page: SessionScreen) -> None:
    """Go to the graphic record."""
    from workshop.screens.picture.screen import PicturePage  # noqa: PLC0415 - see above

    await page.visit(PicturePage(page.workspace, page.keyboard))


async def phones(page: SessionScreen) -> None:
    """Go to the phones."""
    from workshop.screens.phones.screen import PhonesPage  # noqa: PLC0415 - see above

    await page.visit(PhonesPage(page.workspace, page.keyboard, _theme(page)))


async def offers(page: SessionScreen) -> None:
    """Go to what people offered from their phones."""
    from workshop.screens.submissions.screen import OffersPage  # noqa: PLC0415 - see above

    await page.visit(OffersPage(page.workspace, page.keyboard, _theme(page)))


async def board(page: Table) -> None:
    """Show the board over the table."""
    from workshop.live.follower import OwnTable  # noqa: PLC0415 - see above
    from workshop.screens.board.screen import BoardScreen  # noqa: PLC0415 - see above
    from workshop.screens.board.way_in import joining  # noqa: PLC0415 - see above

    source = OwnTable(page.workspace, _theme(page))
    await page.app.push_screen(BoardScreen(source, page.keyboard, joining=partial(joining, page.workspace)))


async def set_up(page: Table) -> None:
    """Change the session's title, themes, kinds, tags, dots and language."""
    from workshop.screens.setup.screen import SetUp  # noqa: PLC0415 - see above

    await page.app.push_screen(SetUp(page.workspace.home, page.workspace, page.keyboard))
