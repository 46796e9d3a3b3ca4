"""The last line of a question: the keys that answer it. A click on one is as good as the key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual import events
from textual.content import Content
from textual.widgets import Static

from workshop.widgets.wrapping import wrap

BETWEEN: Final = " · "

_KEYS: Final[Mapping[str, str]] = {"Enter": "enter", "Esc": "escape", "Tab": "tab", "F4": "f4"}
"""Keys as they are written, and as Textual names them."""


class HintLine(Static):
    """Hints with dots between them, such as "Enter saves · Esc cancels"."""

    def __init__(self, words: str) -> None:
        super().__init__(Content(words), id="hint")
        self._words = words

    def say(self, words: str) -> None:
        """Return other hints."""
        self._words = words
        self.update(Content(words))

    def on_click(self, event: events.Click) -> None:
        """Press the key of the hint that was clicked, if it names one."""
        event.stop()
        lines = wrap(self._words, self.content_size.width)
        at = sum(len(line) + 1 for line in lines[: event.y]) + event.x - self.gutter.left
        hint = self._words[: max(0, at)].count(BETWEEN)
        words = self._words.split(BETWEEN)[hint].split()
        key = next((_KEYS[word] for word in words if word in _KEYS), "")
        if key:
            self.app.simulate_key(key)
