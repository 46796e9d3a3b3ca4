"""What becomes of an offered card, beside what every screen does with cards: shown, set aside or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.live.duplicates import like
from workshop.model import commands as c
from workshop.model.ballots import some
from workshop.model.errors import Refused
from workshop.screens.dialogs import Choose, Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.model.commands import Command
    from workshop.model.session import Card
    from workshop.screens.session_screen import SessionScreen
    from workshop.screens.submissions.screen import OffersPage


async def show_offer(page: OffersPage) -> None:
    """Show the card to the room, or put the tag on its card; what was set aside comes out of the parking lot."""
    if tag := page.tag:
        await page.do(c.TagCard(*tag))
        return
    (card,) = page.targets()
    commands: list[Command] = [c.ShowCard(card.id)]
    await page.do(*([c.UnparkCard(card.id), *commands] if card.parked else commands))


async def show_all_offers(page: OffersPage) -> None:
    """Show all that waits, after a question."""
    cards, tags = page.waiting(), page.waiting_tags()
    count = len(cards) + len(tags)
    if not count:
        raise Refused("Nothing waits here.")
    options = [Option("yes", "", f"Show all {count}"), Option("no", "", "Look at them one by one")]
    if await page.ask(Choose(f"Show {_said(cards, tags)} to the room, as they are?", options, letters=True)) == "yes":
        await page.do(*(c.ShowCard(card.id) for card in cards), *(c.TagCard(*tag) for tag in tags))


async def set_offer_aside(page: OffersPage) -> None:
    """Put it in the parking lot, or into the queue again; a tag is put away."""
    if tag := page.tag:
        await page.do(c.UntagCard(*tag))
        return
    (card,) = page.targets()
    await page.do(c.UnparkCard(card.id) if card.parked else c.ParkCard(card.id))


async def set_all_aside(page: OffersPage) -> None:
    """Put all cards that wait in the parking lot and all tags away, after a question; one undo brings it back."""
    await _set_aside(page, page.waiting(), "Set {what} aside", page.waiting_tags())


async def set_alike_aside(page: OffersPage) -> None:
    """Put this card, and all that wait and say almost the same, in the parking lot."""
    (card,) = page.targets()
    cards = page.waiting()
    alike = [cards[place] for place in like(card.text, [other.text for other in cards])]
    await _set_aside(page, alike, "Set {what} like it aside")


async def _set_aside(page: OffersPage, cards: list[Card], words: str, tags: Sequence[tuple[str, str]] = ()) -> None:
    if not cards and not tags:
        raise Refused("Nothing waits here.")
    yes = words.format(what=_said(cards, tags))
    options = [Option("yes", "", yes), Option("no", "", "Look at them one by one")]
    if await page.ask(Choose(f"{yes}? One undo brings them back.", options)) == "yes":
        await page.do(*(c.ParkCard(card.id) for card in cards), *(c.UntagCard(*tag) for tag in tags))


def _said(cards: Sequence[Card], tags: Sequence[tuple[str, str]]) -> str:
    """Return how many cards and tags it is about."""
    parts = [some(len(things), word) for things, word in ((cards, "card"), (tags, "tag")) if things]
    return " and ".join(parts)


async def remove_tag(page: OffersPage) -> None:
    """Take the tag at the cursor off every card, and off the list."""
    if page.tag is None:
        raise Refused("Go to a tag that waits. Others are removed on the settings of the session.")
    await page.do(c.RemoveTag(page.tag[1]))


async def remove_offer(page: OffersPage) -> None:
    """Remove it; a tag is put away."""
    if page.tag:
        await set_offer_aside(page)
        return
    (card,) = page.targets()
    await page.do(c.RemoveCard(card.id))


async def hold_offers(page: OffersPage) -> None:
    """Let offers wait; or show them at once, after a question: then anybody's words stand on the board."""
    if not page.session.offers_held or await at_once_is_meant(page):
        await page.do(c.HoldOffers(not page.session.offers_held))


async def at_once_is_meant(page: SessionScreen) -> bool:
    """Ask whether what phones offer is to show without anybody's look."""
    options = [Option("yes", "", "Show them at once"), Option("no", "", "Let them wait, as now")]
    question = "Show what phones offer at once, on the board too, before you have read it?"
    return await page.ask(Choose(question, options)) == "yes"
