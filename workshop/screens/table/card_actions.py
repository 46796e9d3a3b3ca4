"""What is done with cards at the table alone. An action takes the marked cards, or the one at the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.model import commands as c
from workshop.model.errors import Refused
from workshop.model.session import fields_of_kind
from workshop.screens.card_actions import named
from workshop.screens.card_rows import label_of
from workshop.screens.dialogs import Ask, Choose, Option, Write
from workshop.screens.table.details import Details

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.model.commands import Command
    from workshop.screens.table.screen import Table


async def _ask_words(page: Table, question: str, value: str) -> str | None:
    words = await page.ask(Ask(question, value))
    return None if words is None or words.strip() == value else words


async def note(page: Table) -> None:
    """Write a note beside a card."""
    (card, *_) = page.targets()
    words = await page.ask(Write(f"A note beside {label_of(page.session, card)}", card.note))
    if words is not None:
        await page.do(c.NoteCard(card.id, words))


async def fields(page: Table) -> None:
    """Fill an experiment's fields, one after the other, until Esc."""
    (card, *_) = page.targets()
    name, following, names = label_of(page.session, card), "", fields_of_kind(card.kind)
    while True:
        given = dict(page.session.cards[card.id].fields)
        options = [Option(field, field.replace("_", " "), given.get(field, "–")) for field in names]
        field = await page.ask(Choose(f"{name}: what would you like to fill in? Esc when done", options, following))
        if field is None:
            return
        words = await _ask_words(page, f"{name}: {field.replace('_', ' ')}", given.get(field, ""))
        if words is not None:
            await page.do(c.FillField(card.id, field, words))
            following = [*names, ""][names.index(field) + 1]


async def earlier(page: Table) -> None:
    """Move a card one place up."""
    await _place(page, -1)


async def later(page: Table) -> None:
    """Move a card one place down."""
    await _place(page, 2)


async def _place(page: Table, step: int) -> None:
    (card, *_) = page.targets()
    ids = [row.id for row in page.column.rows]
    position = ids.index(card.id) + step
    if position < 0 or position > len(ids):
        raise Refused(f"{label_of(page.session, card)} is at the end already.")
    await page.do(c.PlaceCard(card.id, ids[position] if position < len(ids) else ""))


async def tag(page: Table) -> None:
    """Add a tag, or take one away."""
    cards, session = page.targets(), page.session
    known = dict.fromkeys([*session.tags, *(tag for card in session.live_cards() for tag in card.tags)])
    hint = f"Used here: {', '.join(known)} · " if known else ""
    words = await page.ask(Ask(f"Tag {named(page, cards)}", hint=f"{hint}-tag takes it away · Esc cancels"))
    if not words or not words.strip():
        return
    label = words.strip()
    if label.startswith("-"):
        await page.do(*(c.UntagCard(card.id, label[1:]) for card in cards))
    else:
        await page.do(*(c.TagCard(card.id, label) for card in cards))


async def group(page: Table) -> None:
    """Put cards into a group by its name; an empty name takes them out."""
    cards, session = page.targets(), page.session
    groups = {cluster.name.casefold(): cluster for cluster in session.clusters.values() if not cluster.dissolved}
    here = session.clusters.get(cards[0].cluster)
    value = here.name if here and not here.dissolved else ""
    hint = f"There are: {', '.join(g.name for g in groups.values())} · " if groups else ""
    name = await page.ask(Ask(f"Group {named(page, cards)} under", value, f"{hint}empty takes them out · Esc cancels"))
    if name is None:
        return
    known = groups.get(name.strip().casefold())
    if not name.strip():
        await page.do(*(c.UnclusterCard(card.id) for card in cards))
    elif known is None:
        await page.do(c.MakeCluster(name, tuple(card.id for card in cards)))
    elif others := [card for card in cards if card.cluster != known.id]:
        await page.do(*(c.ClusterCard(card.id, known.id) for card in others))
    else:
        raise Refused(f"{named(page, cards)} {'is' if len(cards) == 1 else 'are'} in “{known.name}” already.")


async def _each(page: Table, command: Callable[[str], Command]) -> None:
    await page.do(*(command(card.id) for card in page.targets()))


async def _either(page: Table, state: str, on: Callable[[str], Command], off: Callable[[str], Command]) -> None:
    """Set a state on the cards that have it not; where all have it, take it away."""
    cards = page.targets()
    without = [card for card in cards if not getattr(card, state)]
    await page.do(*(on(card.id) for card in without) if without else (off(card.id) for card in cards))


async def hide(page: Table) -> None:
    """Hide cards from the room."""
    await _each(page, c.HideCard)


async def show(page: Table) -> None:
    """Show hidden or offered cards to the room."""
    await _each(page, c.ShowCard)


async def park(page: Table) -> None:
    """Put cards in the parking lot, or take them out."""
    await _either(page, "parked", c.ParkCard, c.UnparkCard)


async def leave_out(page: Table) -> None:
    """Keep cards out of the appendix, or put them back."""
    await _either(page, "left_out", c.LeaveOut, c.PutBack)


async def unclear(page: Table) -> None:
    """Mark cards as unclear, or as clear."""
    cards = page.targets()
    clear = [card for card in cards if card.read != "unclear"]
    state = "unclear" if clear else ""
    await page.do(*(c.ReadBack(card.id, state) for card in clear or cards))


async def remove(page: Table) -> None:
    """Remove cards."""
    await _each(page, c.RemoveCard)


async def restore(page: Table) -> None:
    """Bring a removed card back."""
    removed = [card for card in page.session.cards.values() if card.removed]
    if not removed:
        raise Refused("No card was removed.")
    options = [Option(card.id, label_of(page.session, card), card.text) for card in reversed(removed)]
    answer = await page.ask(Choose("Restore which card?", options))
    if answer:
        await page.do(c.RestoreCard(answer))


async def mark(page: Table) -> None:
    """Mark the card at the cursor, or take its mark away, and go on to the next."""
    row = page.column.cursor_row
    if row is not None:
        page.mark(page.marked ^ {row.id})
        page.say(f"{len(page.marked)} marked. Esc takes the marks away." if page.marked else "")
        if row.id != page.column.rows[-1].id:
            page.column.action_step(1)


async def details(page: Table) -> None:
    """Show everything about the card at the cursor."""
    (card,) = page.targets()[:1]
    await page.ask(Details(f"Everything about {page.session.shown_id(card)}", page.cards.beside.about(card.id)))
