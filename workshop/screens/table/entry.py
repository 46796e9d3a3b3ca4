"""The table's line, and the keys that leave it."""

from __future__ import annotations

import asyncio

from workshop.keymap import bindings
from workshop.widgets.line_input import LineInput


class EntryLine(LineInput):
    """A line whose leaving takes effect at once: keys that came in the same breath go where it leads."""

    BINDINGS = bindings(named=("to_cards", "keep"))

    async def caught_up(self) -> None:
        """Wait until everything is written that was typed before."""
        written = asyncio.Event()
        self.call_later(written.set)
        await written.wait()
