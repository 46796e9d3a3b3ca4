"""What is done with cards at the table alone. An action takes the marked cards, or the one at the cursor."""

from __future__ import annotations

from collections.abc import Callable

from workshop.model import commands as c
from workshop.model.commands import Command
from workshop.model.errors import Refused
from workshop.model.session import fields_of_kind
from workshop.screens.card_actions import named
from workshop.screens.card_rows import label_of
from workshop.screens.copying import line_of, theme_lines
from workshop.screens.dialogs import Ask, Choose, Option, Write
from workshop.screens.table.details import Details
from workshop.screens.table.view import TableView


class CardActions(TableView):
    """What is done with cards at the table alone. An action takes the marked cards, or the one at the cursor."""

    async def action_note(self) -> None:
        """Write a note beside a card."""
        (card, *_) = self.targets()
        words = await self.answer(Write(f"A note beside {label_of(self.session, card)}", card.note))
        await self.do(c.NoteCard(card.id, words))

    async def action_fields(self) -> None:
        """Fill an experiment's fields, one after the other, until Esc."""
        (card, *_) = self.targets()
        name, following, names = label_of(self.session, card), "", fields_of_kind(card.kind)
        while True:
            given = dict(self.session.cards[card.id].fields)
            options = [Option(field, field.replace("_", " "), given.get(field, "–")) for field in names]
            field = await self.answer(
                Choose(f"{name}: what would you like to fill in? Esc when done", options, following)
            )
            words = await self.ask(Ask(f"{name}: {field.replace('_', ' ')}", given.get(field, "")))
            if words is not None and words.strip() != given.get(field, ""):
                await self.do(c.FillField(card.id, field, words))
                following = [*names, ""][names.index(field) + 1]

    async def action_earlier(self) -> None:
        """Move a card one place up."""
        await self._place(-1)

    async def action_later(self) -> None:
        """Move a card one place down."""
        await self._place(2)

    async def _place(self, step: int) -> None:
        (card, *_) = self.targets()
        ids = [row.id for row in self.column.rows]
        position = ids.index(card.id) + step
        if position < 0 or position > len(ids):
            raise Refused(f"{label_of(self.session, card)} is at the end already.")
        await self.do(c.PlaceCard(card.id, ids[position] if position < len(ids) else ""))

    async def action_tag(self) -> None:
        """Add a tag, or take one away."""
        cards, session = self.targets(), self.session
        known = dict.fromkeys([*session.tags, *(tag for card in session.live_cards() for tag in card.tags)])
        hint = f"Used here: {', '.join(known)} · " if known else ""
        words = await self.words(Ask(f"Tag {named(self, cards)}", hint=f"{hint}-tag takes it away · Esc cancels"))
        label = words.strip()
        if label.startswith("-"):
            await self.do(*(c.UntagCard(card.id, label[1:]) for card in cards))
        else:
            await self.do(*(c.TagCard(card.id, label) for card in cards))

    async def action_group(self) -> None:
        """Put cards into a group by its name; an empty name takes them out."""
        cards, session = self.targets(), self.session
        groups = {cluster.name.casefold(): cluster for cluster in session.clusters.values() if not cluster.dissolved}
        here = session.clusters.get(cards[0].cluster)
        value = here.name if here and not here.dissolved else ""
        hint = f"There are: {', '.join(g.name for g in groups.values())} · " if groups else ""
        name = await self.answer(
            Ask(f"Group {named(self, cards)} under", value, f"{hint}empty takes them out · Esc cancels")
        )
        known = groups.get(name.strip().casefold())
        if not name.strip():
            await self.do(*(c.UnclusterCard(card.id) for card in cards))
        elif known is None:
            await self.do(c.MakeCluster(name, tuple(card.id for card in cards)))
        elif others := [card for card in cards if card.cluster != known.id]:
            await self.do(*(c.ClusterCard(card.id, known.id) for card in others))
        else:
            raise Refused(f"{named(self, cards)} {'is' if len(cards) == 1 else 'are'} in “{known.name}” already.")

    async def _each(self, command: Callable[[str], Command]) -> None:
        await self.do(*(command(card.id) for card in self.targets()))

    async def _either(self, state: str, on: Callable[[str], Command], off: Callable[[str], Command]) -> None:
        """Set a state on the cards that have it not; where all have it, take it away."""
        cards = self.targets()
        without = [card for card in cards if not getattr(card, state)]
        await self.do(*(on(card.id) for card in without) if without else (off(card.id) for card in cards))

    async def action_hide(self) -> None:
        """Hide cards from the room."""
        await self._each(c.HideCard)

    async def action_show(self) -> None:
        """Show hidden or offered cards to the room."""
        await self._each(c.ShowCard)

    async def action_park(self) -> None:
        """Put cards in the parking lot, or take them out."""
        await self._either("parked", c.ParkCard, c.UnparkCard)

    async def action_leave_out(self) -> None:
        """Keep cards out of the appendix, or put them back."""
        await self._either("left_out", c.LeaveOut, c.PutBack)

    async def action_unclear(self) -> None:
        """Mark cards as unclear, or as clear."""
        cards = self.targets()
        clear = [card for card in cards if card.read != "unclear"]
        state = "unclear" if clear else ""
        await self.do(*(c.ReadBack(card.id, state) for card in clear or cards))

    async def action_remove(self) -> None:
        """Remove cards."""
        await self._each(c.RemoveCard)

    async def action_restore(self) -> None:
        """Bring a removed card back."""
        removed = [card for card in self.session.cards.values() if card.removed]
        if not removed:
            raise Refused("No card was removed.")
        options = [Option(card.id, label_of(self.session, card), card.text) for card in reversed(removed)]
        await self.do(c.RestoreCard(await self.answer(Choose("Restore which card?", options))))

    async def action_mark(self) -> None:
        """Mark the card at the cursor, or take its mark away, and go on to the next."""
        row = self.column.cursor_row
        if row is not None:
            self.mark(self.marked ^ {row.id})
            self.say(f"{len(self.marked)} marked. Esc takes the marks away." if self.marked else "")
            if row.id != self.column.rows[-1].id:
                self.column.action_step(1)

    async def action_details(self) -> None:
        """Show everything about the card at the cursor."""
        (card,) = self.targets()[:1]
        await self.ask(Details(f"Everything about {self.session.shown_id(card)}", self.cards.beside.about(card.id)))

    async def action_copy(self) -> None:
        """Copy the marked cards, or the one at the cursor."""
        cards, session = self.targets(), self.session
        what = session.shown_id(cards[0]) if len(cards) == 1 else f"{len(cards)} cards"
        await self.copy(what, "\n".join(line_of(session, card) for card in cards))

    async def action_copy_theme(self) -> None:
        """Copy the theme with its question and its cards."""
        if self.theme is None:
            raise Refused("There is no theme yet. A adds one.")
        await self.copy(f"“{self.theme.title}”", "\n".join(theme_lines(self.session, self.theme)))
