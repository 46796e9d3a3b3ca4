"""The last line: which keys do what here, of a page or of a question. Everything on it can be clicked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final, NamedTuple

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from workshop.widgets.wrapping import wrap


class Hint(NamedTuple):
    """A key, what it does, and the action's name."""

    key: str
    word: str
    action: str


class ActionClicked(Message):
    """What stands for an action was clicked."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action


class Foot(Widget):
    """Hints in one line, or up to ``lines``. The last ``always`` of them stay where it is narrow.

    What does not fit before those is left out; then the list of all actions is called "more".
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"foot--key", "foot--word"}
    DEFAULT_CSS = """
    Foot { height: 1; dock: bottom; background: $panel; color: $foreground; }
    Foot > .foot--key { color: $accent; background: $panel; text-style: bold; }
    Foot > .foot--word { color: $foreground; background: $panel; }
    """

    def __init__(self, always: int = 3, lines: int = 1) -> None:
        super().__init__()
        self._hints: tuple[Hint, ...] = ()
        self._always = always
        self._lines = lines
        if lines > 1:
            self.styles.height = "auto"

    def show(self, hints: Sequence[Hint]) -> None:
        """Show these hints; the last ``always`` of them stay where it is narrow."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh(layout=self._lines > 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many lines as the hints need."""
        return len(self._fitting(width))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        key, word = map(self.get_component_rich_style, ("foot--key", "foot--word"))
        segments = [Segment(" ", word)]
        for hint in self._line(y):
            segments += [Segment(hint.key, key), Segment(f" {hint.word}  ", word)]
        return Strip(segments).adjust_cell_length(self.size.width, word)

    def on_click(self, event: events.Click) -> None:
        """Say which hint was clicked."""
        left = 1
        for hint in self._line(event.y):
            left += _width(hint)
            if event.x < left:
                self.post_message(ActionClicked(hint.action))
                return

    def _line(self, y: int) -> Sequence[Hint]:
        lines = self._fitting(self.size.width)
        return lines[y] if y < len(lines) else ()

    def _fitting(self, width: int) -> list[list[Hint]]:
        hints = list(self._hints)
        while len(lines := _flowed(hints, width)) > self._lines and len(hints) > self._always:
            del hints[-self._always - 1]
            hints = [hint._replace(word="more") if hint.action == "palette" else hint for hint in hints]
        return lines[: self._lines]


def _flowed(hints: Sequence[Hint], width: int) -> list[list[Hint]]:
    """Return the hints in lines, each as full as it gets."""
    lines: list[list[Hint]] = [[]]
    for hint in hints:
        if lines[-1] and sum(map(_width, (*lines[-1], hint))) > width + 1:
            lines.append([])
        lines[-1].append(hint)
    return lines


def _width(hint: Hint) -> int:
    return len(hint.key) + len(hint.word) + 3


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
