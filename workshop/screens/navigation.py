"""Going from screen to screen of a session: each is shown over the table, and leaving it leads back there.

A screen that is imported here late is imported when it is asked for: the table's first paint needs none of them.
"""

from __future__ import annotations

from workshop.screens.session_screen import SessionScreen


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

    await page.visit(PhonesPage(page.workspace, page.keyboard, page.shown_theme))


async def offers(page: SessionScreen) -> None:
    """Go to what people offered from their phones."""
    from workshop.screens.submissions.screen import OffersPage  # noqa: PLC0415 - see above

    await page.visit(OffersPage(page.workspace, page.keyboard, page.shown_theme))
