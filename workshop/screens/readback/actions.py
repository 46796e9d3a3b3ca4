"""What is done while reading back: one key for each card, mostly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model.commands import ReadBack
from workshop.screens.dialogs import Choose, Option
from workshop.screens.readback.rounds import counted, to_read

if TYPE_CHECKING:
    from workshop.screens.readback.screen import ReadBackScreen


async def _mark(page: ReadBackScreen, state: str) -> None:
    (card,) = page.targets()
    if card.read != state:
        await page.workspace.do(ReadBack(card.id, state))
    page.say("")
    page.bring_up_to_date()
    page.step_by(1)


async def confirm(page: ReadBackScreen) -> None:
    """Mark the card as read back and go on; after the last one, to the next theme or the table."""
    if page.card is not None:
        await _mark(page, "confirmed")
    elif page.following:
        page.go_to_theme(page.following[0])
    else:
        page.dismiss(None)


async def unclear_now(page: ReadBackScreen) -> None:
    """Mark the card as one to come back to, and go on."""
    await _mark(page, "unclear")


async def next_card(page: ReadBackScreen) -> None:
    """Go on without a mark."""
    page.say("")
    page.step_by(1)


async def previous_card(page: ReadBackScreen) -> None:
    """Go back by a card."""
    page.say("")
    page.step_by(-1)


async def next_theme(page: ReadBackScreen) -> None:
    """Read another theme."""
    session = page.session
    options = [
        Option(t.id, str(n), t.title, (counted(to_read(session, t.id)),))
        for n, t in enumerate(session.live_themes(), 1)
    ]
    answer = await page.ask(Choose("Read back which theme?", options, page.theme_id))
    if answer:
        page.go_to_theme(answer)
