"""Going from the table to the pages beside it: the appendix, and a summit's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.screens.page import Deed
    from workshop.screens.table.screen import Table


async def appendix(page: Table) -> None:
    """Look at the appendix."""
    from workshop.screens.appendix.screen import AppendixPage  # noqa: PLC0415 - the report; not before it is asked for

    await page.app.push_screen(AppendixPage(page.workspace, page.keyboard))


async def summit(page: Table) -> None:
    """Go to the summit's page."""
    if not page.workspace.is_summit:
        raise Refused("This is one table's session. A summit is made of several: M in the list of sessions.")
    from workshop.screens.summit.screen import SummitPage  # noqa: PLC0415 - only summits have one

    await page.app.push_screen(SummitPage(page.workspace, page.keyboard))


DEEDS: Final[Mapping[str, Deed]] = {deed.__name__: deed for deed in (appendix, summit)}
