"""The map of a second day: cards at the left, headings and lines at the right, the counts always in sight."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from textual import events
from textual.containers import Horizontal
from textual.widget import Widget

from workshop.keymap import Keyboard, bindings
from workshop.live.duplicates import alike_cards
from workshop.live.suggestions import CardIndex
from workshop.live.workspace import Workspace
from workshop.model.errors import Refused
from workshop.model.map_view import MapCard, MapView, map_view, usual_kind
from workshop.model.session import EMPTY, Session
from workshop.model.views import Before, ThemeView, same_but_for_map, visible
from workshop.screens.console_screen import MOVES
from workshop.screens.dialogs import Dialog
from workshop.screens.map.map_rows import CardRows, MapFilter, heading_at, heading_rows
from workshop.screens.whole_session import WholeSessionScreen
from workshop.widgets.rows import Rows
from workshop.wording.said import counts_said


class MapLists(WholeSessionScreen):
    """Cards are placed with the letter of a heading: one key a card. ``sieve`` says which cards are listed.

    ``wanted`` is the heading whose letter was pressed.
    """

    CSS_PATH = [Path(__file__).with_name("map.tcss"), Dialog.CSS_PATH]  # noqa: RUF012 - no question waits for its looks
    BINDINGS = bindings("map", "beside", "everywhere", plain=True) + MOVES
    places = ("map", "beside", "everywhere")
    step = "Map"

    def __init__(self, workspace: Workspace, keyboard: Keyboard) -> None:
        super().__init__(workspace, keyboard)
        self.sieve = MapFilter()
        self.kind = usual_kind(workspace.session)
        self._themes: tuple[ThemeView, ...] = visible(workspace.session, "facilitator").themes
        self.view: MapView = map_view(workspace.session, kind=self.kind, themes=self._themes)
        self.wanted = ""
        self._seen: Session | None = None
        self._card_rows = CardRows()
        self._index: CardIndex | None = None
        self._alike: Mapping[str, tuple[str, ...]] = {}
        self._comparing = False
        self._compared: Mapping[str, tuple[str, ...]] = {}

    def body(self) -> Iterable[Widget]:
        """Return the cards and the headings."""
        with Horizontal(id="sides"):
            yield Rows(id="left")
            yield Rows("No heading yet: + makes one.", id="right")

    def on_mount(self) -> None:
        """Begin at the cards; the watching begins in the class above."""
        self.set_focus(self.rows_left)

    @property
    def rows_left(self) -> Rows:
        """Return the list of cards."""
        return self.query_one("#left", Rows)

    @property
    def rows_right(self) -> Rows:
        """Return the list of headings and lines."""
        return self.query_one("#right", Rows)

    @property
    def rows(self) -> Rows:
        """Return the list that has the keys."""
        return self.rows_right if self.focused is self.rows_right else self.rows_left

    @property
    def index(self) -> CardIndex:
        """Return the index for suggestions; made anew where the cards are others."""
        if self._index is None:
            self._index = index_of(self.view)
        return self._index

    def alike_of(self, card: str) -> list[MapCard]:
        """Return the cards that say almost the same as one; none before they were compared."""
        cards = self.view.cards
        return [cards[other] for other in self._alike.get(card, ())]

    def _compare(self) -> None:
        """Compare the cards beside the loop; no key waits for it."""
        if not self._comparing and self.is_attached:
            self._comparing = True
            self.run_worker(self._compare_all(), group="compare", description="See which cards say almost the same")

    async def _compare_all(self) -> None:
        seen: object = None
        while self.is_attached and seen is not self.session.cards:
            seen = self.session.cards
            self._compared = await asyncio.to_thread(alike_cards, self.session)
            self._keep_alike()
            self.while_here(self.show_map)
            await self._make_index()
        self._comparing = False

    def _keep_alike(self) -> None:
        """Keep those of the near-duplicates that are on this map."""
        here = self.view.cards.keys()
        self._alike = {card: tuple(o for o in others if o in here) for card, others in self._compared.items()}

    async def _make_index(self) -> None:
        """Make the index before the first line is written: no key waits for it."""
        seen, view = self._seen, self.view
        if self._index is None and seen is not None:
            index = await asyncio.to_thread(index_of, view)
            if self._seen is not None and self._seen.cards is seen.cards and self.kind == view.kind:
                self._index = index

    def bring_up_to_date(self) -> None:
        """Show the map as it is; what changed elsewhere costs nothing."""
        super().bring_up_to_date()
        if self._seen is not self.session:
            if self._seen is None or self._seen.cards is not self.session.cards:
                self._index = None
                self.call_after_refresh(self._compare)
            if self._seen is None or not same_but_for_map(self._seen, self.session):
                before = {card.card: card for theme in self._themes for card in theme.cards}
                self._themes = visible(self.session, "facilitator", Before(self._seen or EMPTY, before)).themes
            self._seen = self.session
            self.view = map_view(self.session, kind=self.kind, themes=self._themes)
            if self._index is None:
                self._keep_alike()
        self.show_map()

    def show_map(self) -> None:
        """Show the cards that are listed, the headings and the counts."""
        left = self._card_rows.rows(self.session, self.view, self.sieve, self._alike)
        self.rows_left.empty = f"{self._why_none()} ; shows others."
        self.rows_left.show(left)
        self.rows_left.entitle(f"{self.sieve.said(self.session).upper()} {len(left)} · a letter places")
        right = heading_rows(self.view, lines=self.focused is self.rows_right)
        self.rows_right.show(right)
        self.rows_right.entitle(f"HEADINGS {len(self.view.headings)}")
        self.put("#facts", f"{counts_said(self.view.counts).capitalize()}")

    def _why_none(self) -> str:
        """Say why no card is listed, where none is."""
        if not self.view.cards:
            return f"No {self.session.kind(self.kind).plural.lower()} yet."
        return "Every card has its place." if self.sieve == MapFilter() else "No card is like that."

    def sift(self, **changes: Any) -> None:  # noqa: ANN401 - fields of the filter
        """List other cards."""
        self.sieve = self.sieve._replace(**changes)
        self.mark(frozenset())
        self.while_here(self.show_map)

    def show_kind(self, kind: str) -> None:
        """Map the cards of another kind."""
        self.kind, self._seen, self._index = kind, None, None
        self.sieve = self.sieve._replace(words="", only=())
        self.bring_up_to_date()

    def mark(self, cards: frozenset[str]) -> None:
        """Mark cards."""
        self.while_here(lambda: self.rows_left.choose(cards))

    def cards_here(self) -> tuple[str, ...]:
        """Return the marked cards, else the one at the cursor; none where there is none.

        Raises ``Refused`` while a change is on its way to the disk: what is here may be what it has just placed.
        """
        if self.workspace.status.state == "writing":
            raise Refused("The last change is still being saved. Press the key again in a moment.")
        marked = tuple(row.id for row in self.rows_left.rows if row.id in self.rows_left.chosen)
        return marked or tuple(filter(None, (self.rows_left.here,)))

    def targets_here(self) -> tuple[str, ...]:
        """Return the cards that an action is about. Raises ``Refused`` where there is none."""
        cards = self.cards_here()
        if not cards:
            raise Refused("No card is listed here. ; shows others.")
        return cards

    async def on_key(self, event: events.Key) -> None:
        """Place cards under the heading whose letter was pressed; keys are taken one after the other."""
        if not (event.is_printable and event.character):
            return
        event.stop()
        heading = heading_at(self.view, event.character)
        if heading:
            self.wanted = heading
            await self.action_run("map_place")
        else:
            self.say(f"No heading has the letter {event.character.upper()}. + makes a heading.")

    async def action_map_side(self) -> None:
        """Go to the other list."""
        self.set_focus(self.rows_left if self.focused is self.rows_right else self.rows_right)
        self.show_map()
        self.show_hints()

    async def action_map_mark(self) -> None:
        """Mark the card, or take the mark off, and go on."""
        if not self.rows_left.here:
            raise Refused("No card is listed here.")
        self.rows_left.mark_here()


def index_of(view: MapView) -> CardIndex:
    """Return an index of the cards on the map."""
    return CardIndex((card, found.view.text) for card, found in view.cards.items())
