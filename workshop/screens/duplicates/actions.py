"""What is done with two cards that look alike, beside joining them: say that they are not the same, or go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.commands import TellApart

if TYPE_CHECKING:
    from workshop.screens.duplicates.screen import AlikePage


async def different(page: AlikePage) -> None:
    """Keep that the two are not the same, and show the pair no more."""
    one, two = page.targets()
    await page.do(TellApart(one.id, two.id))


async def next_pair(page: AlikePage) -> None:
    """Go to the next pair."""
    page.turn(1)


async def previous_pair(page: AlikePage) -> None:
    """Go to the pair before."""
    page.turn(-1)
