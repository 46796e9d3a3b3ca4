"""What is done while reading back: one key for each card, mostly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model.commands import ReadBack as MarkRead
from workshop.model.commands import RewordCard, SplitCard
from workshop.model.errors import Refused
from workshop.screens.beside_actions import back_to_table
from workshop.screens.card_rows import label_of
from workshop.screens.dialogs import Ask, Choose, Option, Write
from workshop.screens.readback.rounds import to_read
from workshop.screens.table.actions import undo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.model.session import Card
    from workshop.screens.page import Deed
    from workshop.screens.readback.screen import ReadBack


def _card(page: ReadBack) -> Card:
    if page.card is None:
        raise Refused("All cards have been gone through. ← goes back to the last one.")
    return page.card


async def _mark(page: ReadBack, state: str) -> None:
    card = _card(page)
    if card.read != state:
        await page.workspace.do(MarkRead(card.id, state))
    page.say("")
    page.bring_up_to_date()
    page.step_by(1)


async def confirm(page: ReadBack) -> None:
    """Mark the card as read back and go on; after the last one, to the next theme or the table."""
    if page.card is not None:
        await _mark(page, "confirmed")
    elif page.following:
        page.go_to_theme(page.following[0])
    else:
        page.dismiss(None)


async def unclear(page: ReadBack) -> None:
    """Mark the card as one to come back to, and go on."""
    await _mark(page, "unclear")


async def reword(page: ReadBack) -> None:
    """Change the words of the card; then it is to be read again."""
    card = _card(page)
    words = await page.ask(Ask(f"Reword {label_of(page.session, card)}", card.text))
    if words is not None and words.strip() != card.text:
        await page.workspace.do(RewordCard(card.id, words))
        page.say("Reworded: read it once more. U undoes it.")


async def split(page: ReadBack) -> None:
    """Make several cards of the card, and read the first of them."""
    card = _card(page)
    question = f"Split {label_of(page.session, card)}: a line for each part"
    written = await page.ask(Write(question, card.text, "Enter begins the next part · "))
    if written is None:
        return
    parts = tuple(line for line in written.splitlines() if line.strip())
    receipt = await page.workspace.do(SplitCard(card.id, parts))
    new = receipt.session.cards[card.id].split
    page.bring_up_to_date()
    page.go_to(new[0])
    page.say(f"Split into {len(new)}. U undoes it.")


async def forward(page: ReadBack) -> None:
    """Go on without a mark."""
    page.say("")
    page.step_by(1)


async def back(page: ReadBack) -> None:
    """Go back by a card."""
    page.say("")
    page.step_by(-1)


async def another_theme(page: ReadBack) -> None:
    """Read another theme."""
    session = page.session
    options = [Option(t.id, str(n), t.title, (_read(page, t.id),)) for n, t in enumerate(session.live_themes(), 1)]
    answer = await page.ask(Choose("Read back which theme?", options, page.theme_id))
    if answer:
        page.go_to_theme(answer)


def _read(page: ReadBack, theme: str) -> str:
    from workshop.screens.readback.rounds import counted  # noqa: PLC0415

    return counted(to_read(page.session, theme))


async def take_back(page: ReadBack) -> None:
    """Undo, and go to the card that has changed by it."""
    before = {card.id: card for card in page.cards}
    await undo(page)
    page.bring_up_to_date()
    changed = [card for card in page.cards if before.get(card.id) is not card]
    if changed:
        page.go_to(changed[0].id)


DEEDS: Final[Mapping[str, Deed]] = {
    "confirm": confirm,
    "unclear_now": unclear,
    "reword_now": reword,
    "split_now": split,
    "next_card": forward,
    "previous_card": back,
    "next_theme": another_theme,
    "take_back": take_back,
    "back_to_table": back_to_table,
}
