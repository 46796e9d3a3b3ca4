"""Going from the table to what is done with its cards: reading them back, voting on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.screens.page import Deed
    from workshop.screens.table.screen import Table


async def read_back(page: Table) -> None:
    """Read the cards of this theme back, from where one stopped."""
    from workshop.screens.readback.screen import ReadBack  # noqa: PLC0415 - not before it is asked for

    theme = page.theme
    reading = ReadBack(page.workspace, page.keyboard, theme.id if theme else "", page.read_at)
    await page.visit(reading)
    page.read_at = reading.card.id if reading.card else ""
    if reading.theme_id and reading.theme_id != (theme.id if theme else ""):
        page.go_to_theme(reading.theme_id)
    page.say(reading.summary)


async def vote(page: Table) -> None:
    """Go to the vote: the one that is open, else the last result, else a new one on what is marked or shown."""
    from workshop.screens.vote.screen import Vote  # noqa: PLC0415 - as above

    theme = page.theme
    await page.visit(Vote(page.workspace, page.keyboard, theme.id if theme else "", page.marked))
    page.mark(frozenset())
    page.say("")


DEEDS: Final[Mapping[str, Deed]] = {"read_back": read_back, "vote": vote}
