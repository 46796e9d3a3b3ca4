"""The card at the cursor, whole, beside the columns of a wide screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.timer import Timer

    from workshop.live.workspace import Workspace
    from workshop.screens.table.details import Trail
    from workshop.widgets.row import Row

REST: Final = 0.08
"""Seconds for which the cursor rests before the card's details are shown."""


class Beside(Rows):
    """Everything about one card, to be read: it takes no keys and has no cursor."""

    def __init__(self, workspace: Workspace, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__("The card at the cursor stands here whole.", id=id)
        self.can_focus = self.cursor_shown = False
        self._workspace = workspace
        self._card = ""
        self._trail: Trail | None = None
        self._resting: Timer | None = None

    def rest_on(self, card: str) -> None:
        """Show a card once the cursor rests on it."""
        self._card = card
        if self._resting is None:
            self._resting = self.set_timer(REST, self._show)
        else:
            self._resting.reset()

    def _show(self) -> None:
        self._resting = None
        self.show(self.about(self._card))

    def about(self, card_id: str) -> list[Row]:
        """Return everything about a card; nothing where there is none."""
        card = self._workspace.session.cards.get(card_id)
        if card is None:
            return []
        from workshop.screens.table.details import Trail, details  # noqa: PLC0415 - not to paint the cards

        self._trail = self._trail or Trail()
        history = self._workspace.writer.history
        return details(self._workspace.session, card, self._trail.of(history, card.id), history.undone)

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Keep it to itself: no cursor is shown here."""
        message.stop()
