"""What is done alike on pages beside the table: the last command is taken back, and the way leads to the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.screens.table.actions import undo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.screens.page import Deed, Page


async def back_to_table(page: Page) -> None:
    """Go back to the cards."""
    page.dismiss(None)


DEEDS: Final[Mapping[str, Deed]] = {"take_back": undo, "back_to_table": back_to_table}
