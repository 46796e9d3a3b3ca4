"""What is done with cards that look alike, beside joining them: say that one is not the same, mark, or go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.commands import TellApart
from workshop.model.errors import Refused

if TYPE_CHECKING:
    from workshop.screens.duplicates.screen import AlikePage


async def different(page: AlikePage) -> None:
    """Keep that the card at the cursor is not the same as the others of its group."""
    group = page.group
    row = page.rows.cursor_row
    if group is None or row is None:
        raise Refused("Every group is settled. Esc goes back to the summit.")
    second, *more = [card.id for card in group.cards if card.id != row.id]
    await page.do(TellApart(row.id, second, tuple(more)))


async def mark_alike(page: AlikePage) -> None:
    """Leave the card at the cursor out of what is joined, or put it back."""
    row = page.rows.cursor_row
    if row is not None:
        page.rows.choose(page.rows.chosen ^ {row.id})
        page.rows.action_step(1)


async def next_pair(page: AlikePage) -> None:
    """Go to the next group."""
    page.turn(1)


async def previous_pair(page: AlikePage) -> None:
    """Go to the group before."""
    page.turn(-1)
