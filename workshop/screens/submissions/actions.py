"""What becomes of an offered card, beside what every screen does with cards: shown, set aside or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.screens.dialogs import Choose, Option

if TYPE_CHECKING:
    from workshop.model.commands import Command
    from workshop.screens.submissions.screen import OffersPage


async def show_offer(page: OffersPage) -> None:
    """Show the card to the room; one that was set aside comes out of the parking lot."""
    (card,) = page.targets()
    commands: list[Command] = [c.ShowCard(card.id)]
    await page.do(*([c.UnparkCard(card.id), *commands] if card.parked else commands))


async def show_all_offers(page: OffersPage) -> None:
    """Show all that waits, after a question."""
    cards = page.waiting()
    if not cards:
        raise Refused("Nothing waits here.")
    options = [Option("yes", "", f"Show all {len(cards)}"), Option("no", "", "Look at them one by one")]
    if await page.ask(Choose(f"Show {len(cards)} cards to the room, as they are?", options, letters=True)) == "yes":
        await page.do(*(c.ShowCard(card.id) for card in cards))


async def set_offer_aside(page: OffersPage) -> None:
    """Put it in the parking lot, or into the queue again."""
    (card,) = page.targets()
    await page.do(c.UnparkCard(card.id) if card.parked else c.ParkCard(card.id))


async def remove_offer(page: OffersPage) -> None:
    """Remove it."""
    (card,) = page.targets()
    await page.do(c.RemoveCard(card.id))


async def hold_offers(page: OffersPage) -> None:
    """Let offers wait, or show them at once."""
    await page.do(c.HoldOffers(not page.session.offers_held))
