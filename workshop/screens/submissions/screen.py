"""What phones offered and waits to be shown: a list, with one key for each thing that can become of a card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from textual.widget import Widget

from workshop.keymap import bindings
from workshop.live.duplicates import like
from workshop.model import commands as c
from workshop.model.ballots import some
from workshop.model.commands import Command
from workshop.model.errors import Refused
from workshop.model.session import Card, Session
from workshop.screens import card_actions
from workshop.screens.card_rows import FROM_A_PARTICIPANT, label_of
from workshop.screens.console_screen import MOVES
from workshop.screens.session_screen import SessionScreen
from workshop.widgets.row import Row
from workshop.widgets.rows import Rows

PARTED = "\t"
"""Parts a card from the tag that waits for it, in a row's id."""

NOTHING_WAITS = "Nothing waits. What people offer from their phones comes here, until you show it."
SHOWN_AT_ONCE = "What people offer shows at once. Press G, and it waits here until you show it."


class OffersPage(SessionScreen):
    """The cards that wait, first those to look at, then those that were set aside."""

    CSS_PATH = Path(__file__).with_name("submissions.tcss")
    BINDINGS = bindings("offers", "beside", "steps", "everywhere", plain=True) + MOVES
    places = ("offers", "beside", "everywhere")
    step = "Offers"

    action_reword_offer = card_actions.reword
    action_join_offer = card_actions.join
    action_move_offer = card_actions.move

    _parts: tuple[object, ...] = ()

    def body(self) -> Iterable[Widget]:
        """Return the cards."""
        yield Rows(id="offers")

    def on_mount(self) -> None:
        """Take the keys; the watching begins in the class above."""
        self.set_focus(self.rows)

    def targets(self) -> list[Card]:
        """Return the card at the cursor. Raises ``Refused`` where there is none."""
        if self.tag:
            raise Refused("This is a tag that waits: S puts it on its card, P or D puts it away.")
        card = self.session.cards.get(self.rows.here)
        if card is None:
            raise Refused("Nothing waits here.")
        return [card]

    @property
    def tag(self) -> tuple[str, str] | None:
        """Return the card and the tag where the cursor is on a tag that waits."""
        card, parted, tag = self.rows.here.partition(PARTED)
        return (card, tag) if parted else None

    def waiting(self) -> list[Card]:
        """Return the cards that are to be looked at, in the order in which they came."""
        return [card for card in held(self.session) if not card.parked]

    def waiting_tags(self) -> list[tuple[str, str]]:
        """Return the tags that are to be looked at, each after its card."""
        return [(card.id, tag) for card, tag in offered_tags(self.session)]

    def bring_up_to_date(self) -> None:
        """Show what waits now; a vote from a phone changes nothing of it."""
        super().bring_up_to_date()
        session = self.session
        parts = (session.cards, session.themes, session.offers_held)
        if all(now is before for now, before in zip(parts, self._parts, strict=False)) and self._parts:
            return
        self._parts, cards = parts, held(session)
        first = [card for card in cards if not card.parked]
        tags = tag_rows(session)
        rows = [offered_row(session, card) for card in first]
        rows += [*tags, *(offered_row(session, card) for card in cards if card.parked)]
        aside = sum(card.parked for card in cards)
        self.rows.empty = NOTHING_WAITS if session.offers_held else SHOWN_AT_ONCE
        self.rows.show(rows)
        self.rows.refresh()
        set_aside = f" · {aside} set aside" if aside else ""
        tagged = f" · {len(tags)} tags" if len(tags) > 1 else " · 1 tag" if tags else ""
        self.rows.entitle(f"WAITING {len(cards) - aside}{tagged}{set_aside}")

    async def action_show_offer(self) -> None:
        """Show the card to the room, or put the tag on its card; what was set aside comes out of the parking lot."""
        if tag := self.tag:
            await self.do(c.TagCard(*tag))
            return
        (card,) = self.targets()
        commands: list[Command] = [c.ShowCard(card.id)]
        await self.do(*([c.UnparkCard(card.id), *commands] if card.parked else commands))

    async def action_show_all_offers(self) -> None:
        """Show all that waits, after a question."""
        cards, tags = self.waiting(), self.waiting_tags()
        count = len(cards) + len(tags)
        if not count:
            raise Refused("Nothing waits here.")
        question = f"Show {_said(cards, tags)} to the room, as they are?"
        if await self.agreed(question, f"Show all {count}", "Look at them one by one"):
            await self.do(*(c.ShowCard(card.id) for card in cards), *(c.TagCard(*tag) for tag in tags))

    async def action_set_offer_aside(self) -> None:
        """Put it in the parking lot, or into the queue again; a tag is put away."""
        if tag := self.tag:
            await self.do(c.UntagCard(*tag))
            return
        (card,) = self.targets()
        await self.do(c.UnparkCard(card.id) if card.parked else c.ParkCard(card.id))

    async def action_set_all_aside(self) -> None:
        """Put all cards that wait in the parking lot and all tags away, after a question; one undo brings it back."""
        await self._set_aside(self.waiting(), "Set {what} aside", self.waiting_tags())

    async def action_set_alike_aside(self) -> None:
        """Put this card, and all that wait and say almost the same, in the parking lot."""
        (card,) = self.targets()
        cards = self.waiting()
        alike = [cards[place] for place in like(card.text, [other.text for other in cards])]
        await self._set_aside(alike, "Set {what} like it aside")

    async def _set_aside(self, cards: list[Card], words: str, tags: Sequence[tuple[str, str]] = ()) -> None:
        if not cards and not tags:
            raise Refused("Nothing waits here.")
        yes = words.format(what=_said(cards, tags))
        if await self.agreed(f"{yes}? One undo brings them back.", yes, "Look at them one by one"):
            await self.do(*(c.ParkCard(card.id) for card in cards), *(c.UntagCard(*tag) for tag in tags))

    async def action_remove_tag(self) -> None:
        """Take the tag at the cursor off every card, and off the list."""
        if self.tag is None:
            raise Refused("Go to a tag that waits. Others are removed on the settings of the session.")
        await self.do(c.RemoveTag(self.tag[1]))

    async def action_remove_offer(self) -> None:
        """Remove it; a tag is put away."""
        if self.tag:
            await self.action_set_offer_aside()
            return
        (card,) = self.targets()
        await self.do(c.RemoveCard(card.id))

    async def action_hold_offers(self) -> None:
        """Let offers wait; or show them at once, after a question: then anybody's words stand on the board."""
        if not self.session.offers_held or await card_actions.at_once_is_meant(self):
            await self.do(c.HoldOffers(not self.session.offers_held))


def held(session: Session) -> list[Card]:
    """Return the cards that were offered and not shown; those set aside come last."""
    return sorted((card for card in session.live_cards() if card.held), key=lambda card: (card.parked, card.rank))


def tag_rows(session: Session) -> list[Row]:
    """Return the tags that wait, each with the card it is for."""
    return [
        Row(f"{card.id}{PARTED}{tag}", label_of(session, card), f"#{tag}", "tag · from a participant", (card.text,))
        for card, tag in offered_tags(session)
    ]


def offered_tags(session: Session) -> list[tuple[Card, str]]:
    """Return the tags that wait, each with its card."""
    cards = (card for card in session.ordered() if card.offered and card.seen)
    return [(card, tag) for card in cards for tag in card.offered]


def offered_row(session: Session, card: Card) -> Row:
    """Return a card as it waits: what it is and where it came from; what it said first, where that was changed."""
    marks = [session.kind(card.kind).singular.lower()]
    marks += [FROM_A_PARTICIPANT] if card.origin == "participant" else []
    marks += [word for word, so in (("hidden", card.hidden), ("set aside", card.parked)) if so]
    theme = session.themes.get(card.theme)
    more = [f"under {theme.title}"] if theme and len(session.live_themes()) > 1 else []
    more += [f"as it was offered: {card.history[0]}"] if card.history else []
    return Row(card.id, label_of(session, card), card.text, " · ".join(marks), tuple(more), quiet=card.parked)


def _said(cards: Sequence[Card], tags: Sequence[tuple[str, str]]) -> str:
    """Return how many cards and tags it is about."""
    parts = [some(len(things), word) for things, word in ((cards, "card"), (tags, "tag")) if things]
    return " and ".join(parts)
