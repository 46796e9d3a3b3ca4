"""Asking for a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from workshop.screens.dialogs import Dialog
from workshop.widgets.hintline import HintLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget


class Press(Dialog[str]):
    """Asks for a key: the next that is pressed. ``wrong`` says why one will not do, or nothing."""

    def __init__(self, question: str, wrong: Callable[[str], str]) -> None:
        super().__init__(question)
        self._wrong = wrong

    def compose(self) -> ComposeResult:
        """Return the question, and room for a sentence."""
        with Vertical(id="sheet"):
            yield Static(Content(self.question), id="question")
            yield Waiting(id="answer")
            yield HintLine("Press the key it is to have · Esc cancels")

    def first(self) -> Widget:
        """Return what waits for a key."""
        return self.query_one("#answer")

    def on_key(self, event: events.Key) -> None:
        """Answer with the key, or say why it will not do; Esc leaves."""
        if event.key == "escape":
            return
        event.stop()
        event.prevent_default()
        sentence = self._wrong(event.key)
        if sentence:
            self.query_one("#answer", Static).update(Content(sentence))
        else:
            self.dismiss(event.key)


class Waiting(Static, can_focus=True):
    """What takes the next key."""
