"""What is done with cards at the table: each function is the deed of the command of its name.

A deed takes the marked cards, or the one at the cursor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.model import commands as c
from workshop.model.activity import describe
from workshop.model.errors import Refused
from workshop.model.session import FIELDS
from workshop.screens.card_rows import label_of
from workshop.screens.dialogs import Ask, Choose, Option, Write
from workshop.screens.table.details import Details

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workshop.model.commands import Command
    from workshop.model.session import Card
    from workshop.screens.page import Deed
    from workshop.screens.table.screen import Table


def targets(page: Table) -> list[Card]:
    """Return the marked cards in their order, else the one at the cursor. Raises ``Refused`` where there is none."""
    marked = [card for card in page.session.ordered() if card.id in page.marked]
    if marked:
        return marked
    row = page.column.cursor_row
    card = page.session.cards.get(row.id) if row else None
    if card is None:
        raise Refused("There is no card here.")
    return [card]


async def do(page: Table, *wishes: Command) -> None:
    """Carry out one act and say what was done."""
    receipt = await page.workspace.do(*wishes)
    page.mark(frozenset())
    page.say(f"{describe(receipt.entry.events, receipt.session)}. U undoes it.")


def _named(page: Table, cards: list[Card]) -> str:
    names = [label_of(page.session, card) for card in cards]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")  # noqa: PLR2004


async def _ask_words(page: Table, question: str, value: str) -> str | None:
    words = await page.ask(Ask(question, value))
    return None if words is None or words.strip() == value else words


# The words


async def reword(page: Table) -> None:
    """Change a card's words."""
    (card, *_) = targets(page)
    words = await _ask_words(page, f"Reword {label_of(page.session, card)}", card.text)
    if words is not None:
        await do(page, c.RewordCard(card.id, words))


async def split(page: Table) -> None:
    """Make several cards of one."""
    (card, *_) = targets(page)
    name = label_of(page.session, card)
    written = await page.ask(Write(f"Split {name}: a line for each part", card.text, "Enter begins the next part · "))
    parts = tuple(line for line in (written or "").splitlines() if line.strip())
    if written is not None:
        await do(page, c.SplitCard(card.id, parts))


async def join(page: Table) -> None:
    """Let one card stand for several, or take a joined card apart."""
    cards = targets(page)
    if len(cards) == 1 and cards[0].joined:
        await do(page, c.UnjoinCard(cards[0].id))
        return
    if len(cards) == 1:
        raise Refused("Mark two cards or more with Space, then press J.")
    words = await page.ask(Ask(f"Join {_named(page, cards)}: the words of the one card", cards[0].text))
    if words is not None:
        await do(page, c.JoinCards(tuple(card.id for card in cards), words))


async def note(page: Table) -> None:
    """Write a note beside a card."""
    (card, *_) = targets(page)
    words = await page.ask(Write(f"A note beside {label_of(page.session, card)}", card.note))
    if words is not None:
        await do(page, c.NoteCard(card.id, words))


async def fields(page: Table) -> None:
    """Fill an experiment's fields, one after the other, until Esc."""
    (card, *_) = targets(page)
    name, following = label_of(page.session, card), ""
    while True:
        given = dict(page.session.cards[card.id].fields)
        options = [Option(field, field.replace("_", " "), given.get(field, "–")) for field in FIELDS]
        field = await page.ask(Choose(f"{name}: what would you like to fill in? Esc when done", options, following))
        if field is None:
            return
        words = await _ask_words(page, f"{name}: {field.replace('_', ' ')}", given.get(field, ""))
        if words is not None:
            await do(page, c.FillField(card.id, field, words))
            following = [*FIELDS, ""][FIELDS.index(field) + 1]


# Where it belongs


async def move(page: Table) -> None:
    """Make cards another kind, or put them under another theme."""
    cards, session = targets(page), page.session
    kinds, themes = {card.kind for card in cards}, {card.theme for card in cards}
    options = [Option(f"kind {k.name}", "kind", k.singular) for k in session.kinds if kinds != {k.name}]
    options += [Option(f"theme {t.id}", "theme", t.title) for t in session.live_themes() if themes != {t.id}]
    if not options:
        raise Refused("There is no other kind or theme. A adds a theme.")
    answer = await page.ask(Choose(f"Move {_named(page, cards)} to", options))
    if answer is None:
        return
    what, _, where = answer.partition(" ")
    kind, theme = (where, "") if what == "kind" else ("", where)
    await do(page, *(c.MoveCard(card.id, kind, theme) for card in cards))


async def earlier(page: Table) -> None:
    """Move a card one place up."""
    await _place(page, -1)


async def later(page: Table) -> None:
    """Move a card one place down."""
    await _place(page, 2)


async def _place(page: Table, step: int) -> None:
    (card, *_) = targets(page)
    ids = [row.id for row in page.column.rows]
    position = ids.index(card.id) + step
    if position < 0 or position > len(ids):
        raise Refused(f"{label_of(page.session, card)} is at the end already.")
    await do(page, c.PlaceCard(card.id, ids[position] if position < len(ids) else ""))


async def tag(page: Table) -> None:
    """Add a tag, or take one away."""
    cards, session = targets(page), page.session
    known = dict.fromkeys([*session.tags, *(tag for card in session.live_cards() for tag in card.tags)])
    hint = f"Used here: {', '.join(known)} · " if known else ""
    words = await page.ask(Ask(f"Tag {_named(page, cards)}", hint=f"{hint}-tag takes it away · Esc leaves"))
    if not words or not words.strip():
        return
    label = words.strip()
    if label.startswith("-"):
        await do(page, *(c.UntagCard(card.id, label[1:]) for card in cards))
    else:
        await do(page, *(c.TagCard(card.id, label) for card in cards))


async def group(page: Table) -> None:
    """Put cards into a group by its name; an empty name takes them out."""
    cards, session = targets(page), page.session
    groups = {cluster.name.casefold(): cluster for cluster in session.clusters.values() if not cluster.dissolved}
    here = session.clusters.get(cards[0].cluster)
    value = here.name if here and not here.dissolved else ""
    hint = f"There are: {', '.join(g.name for g in groups.values())} · " if groups else ""
    name = await page.ask(Ask(f"Group {_named(page, cards)} under", value, f"{hint}empty takes them out · Esc leaves"))
    if name is None:
        return
    known = groups.get(name.strip().casefold())
    if not name.strip():
        await do(page, *(c.UnclusterCard(card.id) for card in cards))
    elif known is None:
        await do(page, c.MakeCluster(name, tuple(card.id for card in cards)))
    elif others := [card for card in cards if card.cluster != known.id]:
        await do(page, *(c.ClusterCard(card.id, known.id) for card in others))
    else:
        raise Refused(f"{_named(page, cards)} {'is' if len(cards) == 1 else 'are'} in “{known.name}” already.")


# Who sees it


async def _each(page: Table, wish: Callable[[str], Command]) -> None:
    await do(page, *(wish(card.id) for card in targets(page)))


async def _either(page: Table, state: str, on: Callable[[str], Command], off: Callable[[str], Command]) -> None:
    """Set a state on the cards that have it not; where all have it, take it away."""
    cards = targets(page)
    without = [card for card in cards if not getattr(card, state)]
    await do(page, *(on(card.id) for card in without) if without else (off(card.id) for card in cards))


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
    cards = targets(page)
    clear = [card for card in cards if card.read != "unclear"]
    state = "unclear" if clear else ""
    await do(page, *(c.ReadBack(card.id, state) for card in clear or cards))


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
        await do(page, c.RestoreCard(answer))


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
    (card,) = targets(page)[:1]
    await page.ask(Details(f"Everything about {page.session.shown_id(card)}", page.details_of_cursor()))


DEEDS: Final[Mapping[str, Deed]] = {
    deed.__name__: deed
    for deed in (
        *(reword, split, join, note, fields, move, earlier, later, tag, group),
        *(hide, show, park, leave_out, unclear, remove, restore, mark, details),
    )
}
