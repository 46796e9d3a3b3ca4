"""A console at a table, and what a person does and sees there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import NamedTuple, Protocol

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from workshop.app import Console
from workshop.keymap import Keyboard
from workshop.live.workspace import Workspace
from workshop.model.session import Card
from workshop.screens.console_screen import ConsoleScreen
from workshop.screens.table.screen import Table

INSIGHTS = ("Paths flood by the east gate", "Nobody knows what is on", "Lights go out at four")
EXPERIMENTS = ("Lend head torches at the library", "Winter tea cart run by the school")
PATIENCE = 20.0
"""Seconds; only a failing test waits so long."""

QUESTION = "What would make people use the park in winter?"


class Seat(NamedTuple):
    """A console at a table."""

    pilot: Pilot[int]
    app: Console
    page: Table
    workspace: Workspace

    def card(self, label: str) -> Card:
        return next(card for card in self.workspace.session.cards.values() if card.label == label)

    def said(self) -> str:
        return str(self.page.query_one("#said", Static).render())

    def shown(self, kind: str = "I") -> list[str]:
        return [row.label for row in self.page.query_one(f"#kind-{kind}").rows]  # type: ignore[attr-defined]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        await self.pilot.press(*("space" if character == " " else character for character in text))

    async def until(self, condition: Callable[[], object], patience: float = PATIENCE) -> None:
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if condition():
                return
            await asyncio.sleep(0.01)
        pytest.fail(f"not so in time; {self.said()!r} is said, on {self.app.screen}")

    async def ask(self, sheet: str) -> None:
        await self.until(lambda: type(self.app.screen).__name__ == sheet and self.app.screen.focused)

    async def answer(self, sheet: str, *keys: str) -> None:
        await self.ask(sheet)
        await self.press(*keys)
        await self.until(lambda: self.app.screen is self.page)

    async def beside(self, key: str, page: Callable[..., ConsoleScreen]) -> Seat:
        """Go from the table to a page beside it; return a seat there."""
        await self.press("escape", key)
        await self.until(lambda: type(self.app.screen) is page and self.app.screen.is_current)
        return self._replace(page=self.app.screen)  # type: ignore[arg-type]


class Seats(Protocol):
    def __call__(
        self, size: tuple[int, int] = (100, 30), keyboard: Keyboard | None = None
    ) -> AbstractAsyncContextManager[Seat]: ...
