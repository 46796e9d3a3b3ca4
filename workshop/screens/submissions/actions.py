"""What becomes of an offered card: shown, reworded, joined, moved, set aside or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model import commands as c
from workshop.model.activity import describe
from workshop.model.errors import Refused
from workshop.screens.card_rows import label_of
from workshop.screens.dialogs import Ask, Choose, Option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.commands import Command
    from workshop.screens.page import Deed
    from workshop.screens.submissions.screen import OffersPage


async def _do(page: OffersPage, *wishes: Command) -> None:
    """Carry out one act and say what was done."""
    receipt = await page.workspace.do(*wishes)
    page.say(f"{describe(receipt.entry.events, receipt.session)}. U undoes it.")


async def show_offer(page: OffersPage) -> None:
    """Show the card to the room; one that was set aside comes out of the parking lot."""
    card = page.card
    wishes: list[Command] = [c.ShowCard(card.id)]
    await _do(page, *([c.UnparkCard(card.id), *wishes] if card.parked else wishes))


async def show_all_offers(page: OffersPage) -> None:
    """Show all that waits, after a question."""
    cards = page.waiting()
    if not cards:
        raise Refused("Nothing waits here.")
    options = [Option("yes", "", f"Show all {len(cards)}"), Option("no", "", "Look at them one by one")]
    if await page.ask(Choose(f"Show {len(cards)} cards to the room, as they are?", options)) == "yes":
        await _do(page, *(c.ShowCard(card.id) for card in cards))


async def reword_offer(page: OffersPage) -> None:
    """Fix the words; the participant's own are kept."""
    card = page.card
    hint = "The participant's own words are kept beside them · Enter takes it · Esc leaves it as it was"
    words = await page.ask(Ask(f"Fix the wording of {label_of(page.session, card)}", card.text, hint))
    if words is not None and words.strip() != card.text:
        await _do(page, c.RewordCard(card.id, words))


async def join_offer(page: OffersPage) -> None:
    """Let one card stand for the offered one and one that is there already."""
    card, session = page.card, page.session
    others = [other for other in session.ordered() if other.seen]
    if not others:
        raise Refused("No card is shown yet that it could be joined with.")
    others.sort(key=lambda other: (other.theme, other.kind) != (card.theme, card.kind))
    options = [Option(other.id, label_of(session, other), other.text) for other in others]
    name = label_of(session, card)
    chosen = await page.ask(Choose(f"Join {name} with which card?  {card.text}", options))
    if chosen is None:
        return
    there = session.cards[chosen]
    hint = f"{name} says: {card.text} · both are kept · Enter takes it · Esc leaves"
    words = await page.ask(
        Ask(f"The words of the one card for {label_of(session, there)} and {name}", there.text, hint)
    )
    if words is not None:
        await _do(page, c.JoinCards((chosen, card.id), words))


async def move_offer(page: OffersPage) -> None:
    """Make it another kind, or put it under another theme."""
    card, session = page.card, page.session
    options = [Option(f"kind {k.name}", "kind", k.singular) for k in session.kinds if k.name != card.kind]
    options += [Option(f"theme {t.id}", "theme", t.title) for t in session.live_themes() if t.id != card.theme]
    answer = await page.ask(Choose(f"Move {label_of(session, card)} to", options))
    if answer is not None:
        what, _, where = answer.partition(" ")
        await _do(page, c.MoveCard(card.id, **{what: where}))


async def set_offer_aside(page: OffersPage) -> None:
    """Put it in the parking lot, or into the queue again."""
    card = page.card
    await _do(page, c.UnparkCard(card.id) if card.parked else c.ParkCard(card.id))


async def remove_offer(page: OffersPage) -> None:
    """Remove it."""
    await _do(page, c.RemoveCard(page.card.id))


async def hold_offers(page: OffersPage) -> None:
    """Let offers wait, or show them at once."""
    await _do(page, c.HoldOffers(not page.session.offers_held))


DEEDS: Final[Mapping[str, Deed]] = {
    deed.__name__: deed
    for deed in (
        *(show_offer, reword_offer, join_offer, move_offer, set_offer_aside, remove_offer),
        *(show_all_offers, hold_offers),
    )
}
"""Command → deed."""
