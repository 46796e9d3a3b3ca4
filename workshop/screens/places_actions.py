"""Where the table leads: the pages beside it, each left by Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.screens.page import Deed
    from workshop.screens.table.screen import Table


async def phones(page: Table) -> None:
    """Go to the phones."""
    from workshop.screens.phones.screen import PhonesPage  # noqa: PLC0415 - not before it is asked for

    theme = page.theme
    await page.visit(PhonesPage(page.workspace, page.keyboard, theme.id if theme else ""))


async def offers(page: Table) -> None:
    """Go to what was offered."""
    from workshop.screens.submissions.screen import OffersPage  # noqa: PLC0415 - as above

    theme = page.theme
    await page.visit(OffersPage(page.workspace, page.keyboard, theme.id if theme else ""))


DEEDS: Final[Mapping[str, Deed]] = {deed.__name__: deed for deed in (phones, offers)}
"""Command → deed."""
